/// The scalars that no set of a grammar tells apart, as numbered classes: the columns of the
/// lexer's tables. Class 0 is the end of the text.
struct ScalarClasses {
    private(set) var count = 1
    /// For each set of the grammar, for each class, whether the class is in the set.
    private(set) var isIn: [[Bool]]
    private var ascii: [Int32] = Array(repeating: 0, count: 128)
    /// Where intervals of one class begin, ascending, the first at 0.
    private var borders: [UInt32] = []
    private var classes: [Int32] = []

    init(_ sets: [ScalarSet]) {
        var starts: [UInt32: [Int32]] = [0: []]
        var ends: [UInt32: [Int32]] = [:]
        for (index, set) in sets.enumerated() {
            for range in set.ranges {
                starts[range.lowerBound, default: []].append(Int32(index))
                ends[range.upperBound + 1, default: []].append(Int32(index))
            }
        }
        var known: [Set<Int32>: Int32] = [:]
        var members: [Set<Int32>] = [[]]
        var current: Set<Int32> = []
        for border in Set(starts.keys).union(ends.keys).sorted() where border <= 0x10ffff {
            for set in ends[border] ?? [] { current.remove(set) }
            for set in starts[border] ?? [] { current.insert(set) }
            let number = known[current] ?? Int32(members.count)
            if Int(number) == members.count {
                known[current] = number
                members.append(current)
            }
            borders.append(border)
            classes.append(number)
        }
        count = members.count
        isIn = sets.map { _ in Array(repeating: false, count: members.count) }
        for (number, member) in members.enumerated() {
            for set in member { isIn[Int(set)][number] = true }
        }
        for value in 0..<128 { ascii[value] = bisected(UInt32(value)) }
    }

    /// The class of a scalar.
    func number(of scalar: UInt32) -> Int32 {
        scalar < 128 ? ascii[Int(scalar)] : bisected(scalar)
    }

    /// The class of a byte of ASCII.
    func number(ofASCII byte: UInt8) -> Int32 { ascii[Int(byte)] }

    private func bisected(_ scalar: UInt32) -> Int32 {
        var low = 0
        var high = borders.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if borders[middle] <= scalar { low = middle } else { high = middle }
        }
        return classes[low]
    }
}
