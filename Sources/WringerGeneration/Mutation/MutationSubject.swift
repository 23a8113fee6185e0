internal import WringerModel

/// A seed and what operators want to know of it, found out once.
struct MutationSeed: Sendable {
    let program: Program
    let brackets: [BracketedRange]
    let lines: [Line]

    init(_ program: Program) {
        let tokens = Tokenizer.tokens(of: program.bytes)
        self.program = program
        brackets = BracketedRange.all(in: program.bytes, tokens)
        lines = Line.all(in: tokens)
    }

    var bytes: [UInt8] { program.bytes }

    /// What provenance calls it.
    var name: String {
        switch program.provenance {
        case .seed(let name), .check(let name): name
        case .file(let path): path
        case .nest, .dimension, .mutation: program.provenance.description
        }
    }
}

/// What operators draw from beside the program that they change.
struct MutationMaterial: Sendable {
    let seeds: [MutationSeed]
    let dictionary: TokenDictionary
    /// The most bytes that a mutant may have.
    let maximumByteCount: Int
}

/// A program on its way to being a mutant, with its structure as far as an operator asked for it.
struct MutationSubject {
    let bytes: [UInt8]
    let material: MutationMaterial
    private let seedIndex: Int

    private(set) lazy var tokens = Tokenizer.tokens(of: bytes)
    private(set) lazy var words = tokens.filter { !$0.kind.isSeparator }
    private(set) lazy var brackets = BracketedRange.all(in: bytes, tokens)
    private(set) lazy var lines = Line.all(in: tokens)

    /// The program `bytes`, made from the seed of `material` at `seedIndex`.
    init(bytes: [UInt8], seedIndex: Int, material: MutationMaterial) {
        self.bytes = bytes
        self.seedIndex = seedIndex
        self.material = material
    }

    /// How many bytes it may still grow by; 0 or more.
    var room: Int { material.maximumByteCount - bytes.count }

    /// Another seed; the same where there is only one.
    func otherSeed(using random: inout RandomStream) -> MutationSeed {
        let seeds = material.seeds
        guard seeds.count > 1 else { return seeds[0] }
        let index = random.below(seeds.count - 1)
        return seeds[index < seedIndex ? index : index + 1]
    }

    /// A part of any length, short ones as often as long ones. There must be a byte.
    func part(using random: inout RandomStream) -> Range<Int> {
        let length = random.geometric(upTo: bytes.count)
        let start = random.below(bytes.count - length + 1)
        return start..<(start + length)
    }

    /// A place between two bytes, or at an end.
    func place(using random: inout RandomStream) -> Int { random.below(bytes.count + 1) }

    /// The bytes with `piece` in place of `range`; nil where that is too large.
    func replacing(_ range: Range<Int>, with piece: some Collection<UInt8>) -> [UInt8]? {
        guard piece.count - range.count <= room else { return nil }
        var result = bytes
        result.replaceSubrange(range, with: piece)
        return result
    }

    /// The bytes with `piece` at `place`; nil where that is too large.
    func inserting(_ piece: some Collection<UInt8>, at place: Int) -> [UInt8]? {
        replacing(place..<place, with: piece)
    }

    /// The bytes with two parts, the first before the second, exchanged.
    func swapping(_ first: Range<Int>, _ second: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        result += bytes[..<first.lowerBound]
        result += bytes[second]
        result += bytes[first.upperBound..<second.lowerBound]
        result += bytes[first]
        result += bytes[second.upperBound...]
        return result
    }
}
