internal import WringerModel

/// Picks scalars out of the sets of a grammar: mostly printable ASCII.
struct CharacterPicker {
    private struct Choices {
        var printable: [UInt32] = []
        var others: [ClosedRange<UInt32>] = []
    }

    private let sets: [Choices]

    /// For each set whether a printable character of ASCII is in it.
    var hasPrintable: [Bool] { sets.map { !$0.printable.isEmpty } }

    init(_ sets: [ScalarSet]) {
        let other = ScalarSet([
            0...0x1f, 0x7f...0x9f, 0xd800...0xdfff, 0xfdd0...0xfdef, 0xfff0...0xffff,
            0xe000...0xf8ff, 0xe0000...0x10ffff, 0x2028...0x202f, 0x200b...0x200f,
        ]).inverted
        self.sets = sets.map { set in
            var choices = Choices()
            choices.printable = (0x20...0x7e).filter { set.contains(UInt32($0)) }.map { UInt32($0) }
            let rest = set.intersection(other).intersection(ScalarSet([0x80...0x10ffff]))
            choices.others = choices.printable.isEmpty && rest.isEmpty ? set.ranges : rest.ranges
            return choices
        }
    }

    /// A scalar of a set.
    func scalar(of set: Int32, _ stream: inout RandomStream) -> UInt32 {
        let choices = sets[Int(set)]
        if !choices.printable.isEmpty, choices.others.isEmpty || stream.chance(63, in: 64) {
            return stream.element(of: choices.printable)
        }
        guard !choices.others.isEmpty else { return 0x61 }
        let range = stream.element(of: choices.others.prefix(8))
        return range.lowerBound + UInt32(stream.below(Int(range.upperBound - range.lowerBound) + 1))
    }
}
