internal import WringerModel

/// A mutant in the making: a seed, and what is to stand in place of some of its ranges.
///
/// Operators only note changes, which never overlap, against the structure of the seed; the bytes
/// are put together once. So the size is known before anything is made, and a mutant costs one
/// copy, however many operators it has.
struct MutationDraft {
    let seed: MutationSeed
    /// Where parts of another program come from; the seed itself where there is no other.
    let donor: MutationSeed
    /// The words of the dictionary.
    let words: [[UInt8]]
    /// The most bytes that the mutant may have.
    let maximumByteCount: Int
    /// How many bytes the mutant has so far.
    private(set) var byteCount: Int
    /// Sorted by place.
    private var changes: [Change] = []
    private var pieces: [Piece] = []
    /// The bytes of all pieces that are in no program.
    private var made: [UInt8] = []

    private struct Change {
        let range: Range<Int>
        let pieces: Range<Int>
    }

    /// Bytes that stand in place of others.
    struct Piece {
        enum Origin { case seed, donor, made }
        let origin: Origin
        let range: Range<Int>
        /// How often they stand there, 0 or more.
        var count = 1
    }

    /// A draft without changes. The seed is not above the maximum.
    init(seed: MutationSeed, donor: MutationSeed, words: [[UInt8]], maximumByteCount: Int) {
        self.seed = seed
        self.donor = donor
        self.words = words
        self.maximumByteCount = maximumByteCount
        byteCount = seed.bytes.count
    }

    /// How many bytes it may still grow by; 0 or more.
    var room: Int { maximumByteCount - byteCount }

    var bytes: [UInt8] { seed.bytes }

    /// A piece of the seed.
    func own(_ range: Range<Int>, times count: Int = 1) -> Piece {
        Piece(origin: .seed, range: range, count: count)
    }

    /// A piece of the donor.
    func donated(_ range: Range<Int>) -> Piece { Piece(origin: .donor, range: range) }

    /// A piece of these bytes.
    mutating func new(_ bytes: some Collection<UInt8>, times count: Int = 1) -> Piece {
        let start = made.count
        made.append(contentsOf: bytes)
        return Piece(origin: .made, range: start..<made.count, count: count)
    }

    /// Puts pieces in place of a range of the seed.
    ///
    /// - Returns: false, and changes nothing, where another change touches the range already or
    ///   the mutant would become too large.
    mutating func replace(
        _ range: Range<Int>, with first: Piece? = nil, _ second: Piece? = nil,
        _ third: Piece? = nil
    ) -> Bool {
        guard let index = free(range) else { return false }
        let start = pieces.count
        var size = 0
        for piece in [first, second, third] {
            guard let piece, piece.count > 0, !piece.range.isEmpty else { continue }
            let (product, overflows) = piece.range.count.multipliedReportingOverflow(
                by: piece.count)
            guard !overflows, product <= maximumByteCount - size else {
                pieces.removeLast(pieces.count - start)
                return false
            }
            size += product
            pieces.append(piece)
        }
        guard size - range.count <= room, size > 0 || !range.isEmpty else {
            pieces.removeLast(pieces.count - start)
            return false
        }
        byteCount += size - range.count
        changes.insert(Change(range: range, pieces: start..<pieces.count), at: index)
        return true
    }

    /// Puts a piece between two bytes of the seed.
    mutating func insert(_ piece: Piece, _ second: Piece? = nil, at place: Int) -> Bool {
        replace(place..<place, with: piece, second)
    }

    /// Exchanges two ranges, the first before the second.
    mutating func swap(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        guard first.upperBound <= second.lowerBound else { return false }
        return replace(
            first.lowerBound..<second.upperBound, with: own(second),
            own(first.upperBound..<second.lowerBound), own(first))
    }

    /// Where in the list a change of `range` belongs; nil where it overlaps another.
    private func free(_ range: Range<Int>) -> Int? {
        var index = 0
        for change in changes {
            if change.range.upperBound <= range.lowerBound {
                index += 1
            } else {
                return range.upperBound <= change.range.lowerBound ? index : nil
            }
        }
        return index
    }

    /// The bytes of the mutant.
    func assembled() -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(byteCount)
        var place = 0
        for change in changes {
            result += seed.bytes[place..<change.range.lowerBound]
            for index in change.pieces {
                let piece = pieces[index]
                switch piece.origin {
                case .seed: result.append(seed.bytes[piece.range], times: piece.count)
                case .donor: result.append(donor.bytes[piece.range], times: piece.count)
                case .made: result.append(made[piece.range], times: piece.count)
                }
            }
            place = change.range.upperBound
        }
        result += seed.bytes[place...]
        return result
    }

    // MARK: - Choosing places

    /// A part of any length, short ones as often as long ones. There must be a byte.
    func part(using random: inout RandomStream) -> Range<Int> {
        let length = random.geometric(upTo: bytes.count)
        let start = random.below(bytes.count - length + 1)
        return start..<(start + length)
    }

    /// A place between two bytes, or at an end.
    func place(using random: inout RandomStream) -> Int { random.below(bytes.count + 1) }

    /// How often a piece of `size` bytes, above 0, can be there: up to the number wanted and what
    /// there is room for; 0 where there is none.
    func count(wanted: Int, size: Int, freed: Int = 0) -> Int { min(wanted, (room + freed) / size) }
}
