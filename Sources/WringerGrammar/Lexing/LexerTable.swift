/// The deterministic states of a lexer, made when they are first needed.
///
/// A state is the list of network states that the text so far can be in, in the order in which they
/// are preferred. As in ANTLR, once an entry has matched by leaving a non-greedy loop, what the
/// same entry could go on with behind such a loop is dropped; else the longest match counts.
struct LexerTable {
    /// What is known of a place in the text: nothing matches from here on.
    static let dead: Int32 = -1
    private static let unknown: Int32 = -2

    private struct Item: Hashable {
        let state: Int32
        let entry: Int32
        let hasLeftLoop: Bool
    }

    private let network: LexerNetwork
    private let classes: ScalarClasses
    private let isGuarded: [Bool]
    private var items: [[Item]] = []
    private var index: [[Item]: Int32] = [:]
    /// A row of `classes.count` targets for each state.
    private var next: [Int32] = []
    /// For each state the entry that has matched: without predicate, and with one; -1 for none.
    private(set) var accepts: [(plain: Int32, guarded: Int32)] = []
    private var starts: [Int32]
    private let entriesOfMode: [[Int32]]

    init(_ grammar: Grammar) {
        network = LexerNetwork(grammar)
        classes = ScalarClasses(grammar.scalarSets)
        isGuarded = grammar.entries.map { $0.predicate != nil }
        starts = Array(repeating: Self.unknown, count: grammar.modes.count)
        entriesOfMode = grammar.modes.indices.map { mode in
            grammar.entries.indices.filter { grammar.entries[$0].mode == mode }.map { Int32($0) }
        }
    }

    /// The longest matches at a place: of entries without predicate, and of those with one. All of
    /// it in one call, so that a scalar costs a look into the table.
    mutating func longest(
        _ bytes: [UInt8], at start: Int, mode: Int
    ) -> (plain: LexerMatch?, guarded: LexerMatch?) {
        var state = self.start(mode: mode)
        var position = start
        var plain: (entry: Int32, end: Int) = (-1, 0)
        var guarded = plain
        while state >= 0 {
            let accept = accepts[Int(state)]
            if accept.plain >= 0 { plain = (accept.plain, position) }
            if accept.guarded >= 0 { guarded = (accept.guarded, position) }
            guard position < bytes.count else { break }
            let byte = bytes[position]
            if byte < 0x80 {
                state = step(state, class: classes.number(ofASCII: byte))
                position += 1
            } else {
                let (scalar, length) = decoded(bytes, at: position)
                state = step(state, class: classes.number(of: scalar))
                position += length
            }
        }
        if state >= 0 {
            state = step(state, class: 0)
            if state >= 0 {
                let accept = accepts[Int(state)]
                if accept.plain >= 0, plain.entry < 0 || plain.end < position {
                    plain = (accept.plain, position)
                }
                if accept.guarded >= 0, guarded.entry < 0 || guarded.end < position {
                    guarded = (accept.guarded, position)
                }
            }
        }
        func match(_ found: (entry: Int32, end: Int)) -> LexerMatch? {
            found.entry < 0 ? nil : LexerMatch(entry: Int(found.entry), end: found.end)
        }
        return (match(plain), match(guarded))
    }

    /// The state at the beginning of a token.
    mutating func start(mode: Int) -> Int32 {
        if starts[mode] != Self.unknown { return starts[mode] }
        var list: [Item] = []
        var seen: Set<Item> = []
        for entry in entriesOfMode[mode] {
            let item = Item(
                state: network.starts[Int(entry)], entry: entry, hasLeftLoop: false)
            _ = close(item, into: &list, &seen)
        }
        starts[mode] = state(of: list)
        return starts[mode]
    }

    private mutating func step(_ state: Int32, class number: Int32) -> Int32 {
        let place = Int(state) * classes.count + Int(number)
        let known = next[place]
        if known != Self.unknown { return known }
        let target = reached(from: state, class: Int(number))
        next[place] = target
        return target
    }

    private mutating func reached(from state: Int32, class number: Int) -> Int32 {
        var list: [Item] = []
        var seen: Set<Item> = []
        var finished: Int32 = -1
        for item in items[Int(state)] {
            if item.entry == finished, item.hasLeftLoop { continue }
            guard case .take(let set, let target) = network.states[Int(item.state)],
                set < 0 ? number == 0 : classes.isIn[Int(set)][number]
            else { continue }
            let next = Item(state: target, entry: item.entry, hasLeftLoop: item.hasLeftLoop)
            if close(next, into: &list, &seen) { finished = item.entry }
        }
        return list.isEmpty ? Self.dead : self.state(of: list)
    }

    /// Adds what is reached without taking a scalar; whether the entry has matched.
    private func close(_ first: Item, into list: inout [Item], _ seen: inout Set<Item>) -> Bool {
        var hasMatched = false
        var pending = [first]
        while let item = pending.popLast() {
            guard seen.insert(item).inserted else {
                continue
            }
            switch network.states[Int(item.state)] {
            case .split(let first, let count, let isNonGreedy):
                for place in stride(from: first + count - 1, through: first, by: -1) {
                    pending.append(
                        Item(
                            state: network.targets[Int(place)], entry: item.entry,
                            hasLeftLoop: item.hasLeftLoop || isNonGreedy))
                }
            case .take:
                if hasMatched, item.hasLeftLoop { continue }
                list.append(item)
            case .accept:
                hasMatched = true
                list.append(item)
            case .dead: break
            }
        }
        return hasMatched
    }

    private mutating func state(of list: [Item]) -> Int32 {
        if let known = index[list] { return known }
        let number = Int32(items.count)
        index[list] = number
        items.append(list)
        next.append(contentsOf: repeatElement(Self.unknown, count: classes.count))
        var plain: Int32 = -1
        var guarded: Int32 = -1
        for item in list {
            guard case .accept(let entry) = network.states[Int(item.state)] else { continue }
            if isGuarded[Int(entry)] {
                if guarded < 0 || entry < guarded { guarded = entry }
            } else if plain < 0 || entry < plain {
                plain = entry
            }
        }
        accepts.append((plain, guarded))
        return number
    }
}

/// A match of one lexer entry.
struct LexerMatch {
    let entry: Int
    let end: Int
}
