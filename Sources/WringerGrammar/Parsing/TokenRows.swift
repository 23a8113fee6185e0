/// Sets of token types, a row of bits each.
struct TokenRows {
    private let words: Int
    private var bits: [UInt64]

    init(rows: Int, tokens: Int) {
        words = (tokens + 63) / 64
        bits = Array(repeating: 0, count: rows * words)
    }

    func contains(_ row: Int, _ token: Int) -> Bool {
        bits[row * words + (token >> 6)] & 1 << UInt64(token & 63) != 0
    }

    mutating func insert(_ row: Int, _ token: Int) {
        bits[row * words + (token >> 6)] |= 1 << UInt64(token & 63)
    }

    mutating func clear(_ row: Int) {
        for word in 0..<words { bits[row * words + word] = 0 }
    }

    /// Adds another row of this; whether that added anything.
    @discardableResult
    mutating func add(_ other: Int, to row: Int) -> Bool {
        var hasChanged = false
        for word in 0..<words {
            let old = bits[row * words + word]
            let new = old | bits[other * words + word]
            if new != old {
                bits[row * words + word] = new
                hasChanged = true
            }
        }
        return hasChanged
    }
}
