/// A text with places in which an index is written in decimal: `local v{{i}} = {{i}}`, cut up.
package struct IndexedUnit: Hashable, Sendable {
    /// What stands around the places: one more than there are places.
    private let literals: [[UInt8]]

    /// Cuts a text at each `{{i}}`.
    package init(_ text: String) {
        let bytes = Array(text.utf8)
        let mark = Array("{{i}}".utf8)
        var literals: [[UInt8]] = [[]]
        var position = 0
        while position < bytes.count {
            if bytes[position...].starts(with: mark) {
                literals.append([])
                position += mark.count
            } else {
                literals[literals.count - 1].append(bytes[position])
                position += 1
            }
        }
        self.literals = literals
    }

    /// A unit of what stands around its places; there is at least one literal.
    package init(literals: [[UInt8]]) {
        precondition(!literals.isEmpty, "a text stands around no place at least")
        self.literals = literals
    }

    /// How often the index stands in it.
    var placeCount: Int { literals.count - 1 }

    /// The bytes of one unit without those of its indices.
    var fixedByteCount: Int { literals.reduce(0) { $0 + $1.count } }

    /// The same with more behind it.
    func followed(by bytes: [UInt8]) -> IndexedUnit {
        var literals = literals
        literals[literals.count - 1] += bytes
        return IndexedUnit(literals: literals)
    }

    /// Writes the unit once for each index of the range.
    ///
    /// A thousand neighbours are made once; from one thousand to the next only the digits above
    /// change, which is many times cheaper than to write them all again.
    func write<Failure: Error>(
        _ range: Range<Int>, to buffer: inout ChunkBuffer,
        _ sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        guard placeCount > 0 else {
            return try buffer.append(literals[0], times: range.count, sink)
        }
        var index = range.lowerBound
        var block: IndexedBlock?
        let isSmall = fixedByteCount <= IndexedBlock.greatestUnit
        while index < range.upperBound {
            if isSmall, IndexedBlock.canStart(at: index, before: range.upperBound) {
                if block?.move(to: index) != true { block = IndexedBlock(self, from: index) }
                if let block { try buffer.append(block.bytes[...], sink) }
                index += IndexedBlock.count
            } else {
                var unit: [UInt8] = []
                append(index, to: &unit) { _ in }
                try buffer.append(unit[...], sink)
                index += 1
            }
        }
    }

    /// Appends one unit, and says of each place where the index in it starts.
    func append(_ index: Int, to bytes: inout [UInt8], _ foundPlace: (Int) -> Void) {
        let digits = Array(String(index).utf8)
        bytes += literals[0]
        for literal in literals.dropFirst() {
            foundPlace(bytes.count)
            bytes += digits
            bytes += literal
        }
    }
}

/// A thousand neighbouring units, of which only the digits above the last three change.
private struct IndexedBlock {
    static let count = 1000
    /// Larger units are copied faster than looked for.
    static let greatestUnit = 256

    private(set) var bytes: [UInt8] = []
    /// Where the indices start.
    private var places: [Int] = []
    /// The digits above the last three.
    private var high: [UInt8]

    /// Whether a block can begin at an index: all its indices then have the same digits above.
    static func canStart(at index: Int, before end: Int) -> Bool {
        index.isMultiple(of: count) && index >= count && end - index >= count
    }

    init(_ unit: IndexedUnit, from first: Int) {
        high = Array(String(first / Self.count).utf8)
        for index in first..<(first + Self.count) {
            unit.append(index, to: &bytes) { places.append($0) }
        }
    }

    /// Makes it the block of later indices; false where those have more digits.
    mutating func move(to first: Int) -> Bool {
        let wanted = Array(String(first / Self.count).utf8)
        guard wanted.count == high.count else { return false }
        for offset in wanted.indices where wanted[offset] != high[offset] {
            let digit = wanted[offset]
            for place in places { bytes[place + offset] = digit }
        }
        high = wanted
        return true
    }
}
