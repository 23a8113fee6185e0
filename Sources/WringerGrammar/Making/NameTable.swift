internal import WringerModel

/// The names that are declared in a program, by kind and scope.
struct NameTable {
    private struct Scope {
        /// How many names each kind had at its beginning.
        let counts: [Int]
        let bases: [Int]
    }

    /// The names that are seen, by kind, the latest last.
    private(set) var names: [[[UInt8]]]
    /// From where on names are seen, by kind.
    private var bases: [Int]
    private var scopes: [Scope] = []
    private let known: [[[UInt8]]]
    /// How many were made, by kind.
    private var made: [Int]
    /// What new names begin with, by kind: letters that no other kind has.
    private let heads: [[UInt8]]
    private let knownTexts: Set<[UInt8]>

    init(_ grammar: Grammar) {
        heads = Self.heads(grammar.kinds)
        known = grammar.knownNames.map { $0.map { Array($0.utf8) } }
        names = known
        knownTexts = Set(known.flatMap { $0 })
        bases = Array(repeating: 0, count: known.count)
        made = bases
    }

    private static func heads(_ kinds: [String]) -> [[UInt8]] {
        var taken: Set<[UInt8]> = []
        return kinds.map { kind in
            let letters = kind.utf8.map { $0 | 0x20 }.filter { $0 &- 0x61 < 26 }
            var head = Array(letters.prefix(1))
            if head.isEmpty { head = [0x76] }
            while !taken.insert(head).inserted {
                head.append(head.count < letters.count ? letters[head.count] : 0x78)
            }
            return head
        }
    }

    /// Begins another program.
    mutating func reset() {
        names = known
        scopes.removeAll(keepingCapacity: true)
        for kind in bases.indices {
            bases[kind] = 0
            made[kind] = 0
        }
    }

    mutating func open(closing kinds: UInt64) {
        scopes.append(Scope(counts: names.map(\.count), bases: bases))
        guard kinds != 0 else { return }
        for kind in names.indices where kinds & 1 << UInt64(kind) != 0 {
            bases[kind] = names[kind].count
        }
    }

    mutating func close() {
        guard let scope = scopes.popLast() else { return }
        for kind in names.indices {
            names[kind].removeLast(names[kind].count - scope.counts[kind])
        }
        bases = scope.bases
    }

    mutating func declare(_ name: [UInt8], kind: Int) { names[kind].append(name) }

    /// A name of a kind that was not there yet in this program.
    mutating func newName(kind: Int) -> [UInt8] {
        while true {
            made[kind] += 1
            let name = heads[kind] + Array(String(made[kind]).utf8)
            if !knownTexts.contains(name) { return name }
        }
    }

    /// Sees to it that a name which is there already is not made once more.
    mutating func avoid(_ name: some Collection<UInt8>, kind: Int) {
        guard name.starts(with: heads[kind]), name.count < heads[kind].count + 10 else { return }
        let digits = name.dropFirst(heads[kind].count)
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return }
        made[kind] = max(made[kind], number)
    }

    /// Whether a name of one of these kinds is seen.
    func isSeen(_ name: some Collection<UInt8>, _ kinds: UInt64) -> Bool {
        names.indices.contains { kind in
            kinds & 1 << UInt64(kind) != 0
                && names[kind][bases[kind]...].contains { $0.elementsEqual(name) }
        }
    }

    /// What new names of a kind begin with.
    func head(kind: Int) -> [UInt8] { heads[kind] }

    /// How many names of a kind are seen.
    func count(kind: Int) -> Int { names[kind].count - bases[kind] }

    /// One of the names of these kinds that are seen; nil where there is none.
    func name(of kinds: UInt64, _ stream: inout RandomStream) -> [UInt8]? {
        var total = 0
        for kind in names.indices where kinds & 1 << UInt64(kind) != 0 {
            total += count(kind: kind)
        }
        guard total > 0 else { return nil }
        var place = stream.below(total)
        for kind in names.indices where kinds & 1 << UInt64(kind) != 0 {
            let count = count(kind: kind)
            if place < count { return names[kind][bases[kind] + place] }
            place -= count
        }
        return nil
    }

    /// Whether there is a name of one of these kinds.
    func hasName(of kinds: UInt64) -> Bool {
        names.indices.contains { kinds & 1 << UInt64($0) != 0 && count(kind: $0) > 0 }
    }
}
