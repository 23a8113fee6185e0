/// One text being parsed, by the algorithm of Earley ("An efficient context-free parsing
/// algorithm", 1970), with what Leo found for right recursion ("A general context-free parsing
/// algorithm running in linear time on every LR(k) grammar without using lookahead", 1991).
///
/// For each place in the text there is a set of items. An item is a state of a rule together with
/// the call that began the rule; it keeps one way of how it came about, the one that ANTLR would
/// prefer. What is empty is no item: ways pass over it.
struct ParseRun {
    struct Item {
        let state: Int32
        let call: Int32
        /// The item before, -1 for the beginning of a rule; and what was read: a record, or -2 -
        /// the index of a token.
        var before: Int32
        var child: Int32
        /// The edge from the item before.
        var edge: Int32
    }

    /// A rule that begins at a place, whoever asked for it.
    struct Call {
        let variant: Int32
        /// Its first item.
        let start: Int32
        var firstWaiter: Int32 = -1
        var lastWaiter: Int32 = -1
        /// The set in which it ended last, and its records there, a list.
        var endSet: Int32 = -1
        var record: Int32 = -1
        /// Where its end leads to by ends of rules alone, kept for an operand's bound.
        var leap: Int32 = -1
    }

    /// An item that asked for a rule.
    struct Waiter {
        let item: Int32
        let edge: Int32
        let next: Int32
    }

    /// A rule that has been read: the call, and its last item with the edge out of it.
    struct Record {
        let call: Int32
        let bound: Int32
        var item: Int32
        var edge: Int32
        /// The next one of the same call.
        let next: Int32
        /// Where rules in between were leapt over: the record of the innermost one; -1 elsewhere.
        var innermost: Int32 = -1
    }

    /// Where the ends of rules lead to that nothing else can follow.
    struct Leap {
        let bound: Int32
        /// The item that goes on, by which edge, to which state; and the call that it waited for.
        let item: Int32
        let edge: Int32
        let target: Int32
        let call: Int32
    }

    struct Scan {
        let item: Int32
        let edge: Int32
        let target: Int32
    }

    var tables: ParseTables
    let types: [Int32]
    /// For each place which predicates hold there.
    let holding: [ParseConditions]
    let limit: Int
    var items: [Item] = []
    var calls: [Call] = []
    var waiters: [Waiter] = []
    var records: [Record] = []
    var leaps: [Leap] = []
    var path: [Int32] = []
    /// What reads the token of this place, and what read the one before.
    var scans: [Scan] = []
    var lastScans: [Scan] = []
    var position = 0
    private var setStart: Int32 = 0
    private var callStart: Int32 = 0
    private var callOfVariant: [Int32] = []
    /// The items of this set, found by state and call; what is older counts as free.
    private var places: [Int32] = Array(repeating: -1, count: 1 << 10)
    var isTooLarge = false
    /// How many ways to items were met and compared, which ambiguity can make many more than items.
    var steps = 0

    /// - Parameter types: those of the tokens, with that of the end behind them.
    init(_ tables: ParseTables, types: [Int32], holding: [ParseConditions], limit: Int) {
        self.tables = tables
        self.types = types
        self.holding = holding
        self.limit = limit
        items.reserveCapacity(min(limit, 32 * types.count))
    }

    /// The record of the whole text; nil where it does not parse, or needs too many items.
    mutating func parse(rule: Int) -> Int32? {
        let variant = tables.variant(rule: Int32(rule), floor: 0)
        _ = call(variant)
        while true {
            processSet()
            if isTooLarge { return nil }
            guard position + 1 < types.count, !scans.isEmpty else { break }
            advance()
        }
        guard position + 1 == types.count, calls[0].endSet == Int32(position) else { return nil }
        return calls[0].record
    }

    // MARK: Sets

    private mutating func processSet() {
        let token = types[position]
        let holds = holding[position]
        var index = Int(setStart)
        while index < items.count {
            let item = items[index]
            for place in tables.actions(in: item.state, before: token) {
                let action = tables.actions[Int(place)]
                if !action.conditions.isSubset(of: holds) { continue }
                switch action.kind {
                case .token:
                    scans.append(
                        Scan(item: Int32(index), edge: action.edge, target: action.value))
                case .rule: wait(Int32(index), action)
                case .end: end(item.call, at: Int32(index), action.edge, state: item.state)
                }
            }
            index += 1
            if items.count > limit || waiters.count > 8 * limit || steps > 16 * limit {
                isTooLarge = true
                return
            }
        }
    }

    private mutating func advance() {
        swap(&scans, &lastScans)
        scans.removeAll(keepingCapacity: true)
        let read = -2 - Int32(position)
        position += 1
        setStart = Int32(items.count)
        callStart = Int32(calls.count)
        for scan in lastScans { add(scan.target, from: scan.item, scan.edge, child: read) }
    }

    /// Adds an item to the set, or to the one that is there already another way to it.
    private mutating func add(_ state: Int32, from before: Int32, _ edge: Int32, child: Int32) {
        guard !tables.actions(in: state, before: types[position]).isEmpty else { return }
        steps += 1
        let call = items[Int(before)].call
        let mask = places.count - 1
        var place = Self.hash(state, call) & mask
        while places[place] >= setStart {
            let known = Int(places[place])
            if items[known].state == state, items[known].call == call {
                if isPreferred(before, edge, child, to: known) {
                    items[known].before = before
                    items[known].child = child
                    items[known].edge = edge
                }
                return
            }
            place = (place + 1) & mask
        }
        places[place] = Int32(items.count)
        items.append(Item(state: state, call: call, before: before, child: child, edge: edge))
        if 2 * (items.count - Int(setStart)) > places.count { grow() }
    }

    private static func hash(_ state: Int32, _ call: Int32) -> Int {
        let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: call))
        return Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 33)
    }

    private mutating func grow() {
        let size = 2 * places.count
        places = Array(repeating: -1, count: size)
        for index in Int(setStart)..<items.count where items[index].before >= 0 {
            var place = Self.hash(items[index].state, items[index].call) & (size - 1)
            while places[place] >= 0 { place = (place + 1) & (size - 1) }
            places[place] = Int32(index)
        }
    }

    // MARK: Rules

    private mutating func call(_ variant: Int32) -> Int32 {
        if Int(variant) >= callOfVariant.count {
            callOfVariant += Array(repeating: -1, count: tables.variants.count + 64)
        }
        let known = callOfVariant[Int(variant)]
        if known >= callStart { return known }
        let number = Int32(calls.count)
        callOfVariant[Int(variant)] = number
        calls.append(Call(variant: variant, start: Int32(items.count)))
        items.append(
            Item(
                state: tables.variants[Int(variant)].start, call: number, before: -1, child: -1,
                edge: -1))
        return number
    }

    private mutating func wait(_ item: Int32, _ action: ParseTables.Action) {
        let call = Int(call(action.value))
        let number = Int32(waiters.count)
        waiters.append(Waiter(item: item, edge: action.edge, next: -1))
        let last = calls[call].lastWaiter
        if last < 0 {
            calls[call].firstWaiter = number
        } else {
            let waiter = waiters[Int(last)]
            waiters[Int(last)] = Waiter(item: waiter.item, edge: waiter.edge, next: number)
        }
        calls[call].lastWaiter = number
    }

    /// The rule of a call ends here.
    private mutating func end(_ call: Int32, at item: Int32, _ edge: Int32, state: Int32) {
        // What is empty is passed over, never read.
        guard items[Int(item)].before >= 0 else { return }
        let bound = tables.bound(of: state)
        let isFirst = calls[Int(call)].endSet != Int32(position)
        var known = isFirst ? -1 : calls[Int(call)].record
        let head = known
        while known >= 0 {
            if records[Int(known)].bound == bound {
                if isPreferred(item, edge, toEndOf: known) {
                    records[Int(known)].item = item
                    records[Int(known)].edge = edge
                }
                return
            }
            known = records[Int(known)].next
        }
        let record = Int32(records.count)
        records.append(Record(call: call, bound: bound, item: item, edge: edge, next: head))
        calls[Int(call)].endSet = Int32(position)
        calls[Int(call)].record = record
        if let leap = leap(from: call, bound), leap.call != call {
            let child = Int32(records.count)
            records.append(
                Record(
                    call: leap.call, bound: bound, item: -1, edge: -1, next: -1,
                    innermost: record))
            add(leap.target, from: leap.item, leap.edge, child: child)
            return
        }
        var waiter = calls[Int(call)].firstWaiter
        while waiter >= 0 {
            let waiting = waiters[Int(waiter)]
            let target = tables.target(of: waiting.edge, bound: bound)
            add(target, from: waiting.item, waiting.edge, child: record)
            waiter = waiting.next
        }
    }
}
