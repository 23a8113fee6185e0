internal import WringerModel

/// A program that is being made, with the room for the next one.
///
/// A value with all of its state, so that a step checks no access to shared objects.
struct MakingRun {
    let grammar: Grammar
    let plan: MakingPlan
    let sampler: TokenSampler
    let isWritable: [Bool]
    /// The texts of each token type in each mode.
    let pools: [[TokenSampler.Sample]]
    let modeCount: Int
    var stream = RandomStream(key: 0)
    var frames: [MakingFrame] = []
    var nodes: [Derivation.Node] = []
    var pieces: [TokenWriter.Piece] = []
    var source: [UInt8] = []
    var modes: [Int] = [0]
    var isBroken = false
    var isAfterLineEnd = false
    /// How often each node of the grammar was chosen.
    var uses: [Int32]
    var weights: [Int] = []
    var table: NameTable
    var contexts: UInt64 = 0
    /// The rules that use names of which there is none, a bit each.
    var missing: UInt64 = 0
    var watches: [MakingWatch] = []
    var waiting: [(name: [UInt8], kind: Int, rule: Int, place: Int)] = []

    init(
        _ grammar: Grammar, _ plan: MakingPlan, _ sampler: TokenSampler,
        pools: [[TokenSampler.Sample]], isWritable: [Bool]
    ) {
        self.grammar = grammar
        self.plan = plan
        self.sampler = sampler
        self.pools = pools
        self.isWritable = isWritable
        modeCount = grammar.modes.count
        uses = Array(repeating: 0, count: grammar.nodes.count)
        table = NameTable(grammar)
    }

    /// The tree of what was made, with the places of its tokens in the text.
    func finished(_ written: (text: [UInt8], starts: [Int32])) -> Derivation {
        var nodes = nodes
        var piece = 0
        for index in nodes.indices where nodes[index].kind == .token {
            nodes[index].detail = written.starts[piece]
            nodes[index].length = pieces[piece].length
            piece += 1
        }
        return Derivation(nodes: nodes, text: written.text)
    }

    // MARK: Making

    mutating func make(tokens: Int, depth: Int) {
        reset()
        findMissingNames()
        finish(rule: Int32(grammar.start), tokens: tokens, depth: depth)
    }

    /// Makes a rule behind what is there.
    mutating func finish(rule: Int32, tokens: Int, depth: Int) {
        enter(
            rule: rule, limit: Int32(clamping: tokens), depth: Int32(clamping: depth) - 1, floor: 0,
            ceiling: 0)
        while let frame = frames.last, !isBroken {
            if frame.turns >= 0 { nextTurn(frame) } else { nextElement(frame) }
        }
    }

    /// Begins another program.
    mutating func reset() {
        frames.removeAll(keepingCapacity: true)
        nodes.removeAll(keepingCapacity: true)
        pieces.removeAll(keepingCapacity: true)
        source.removeAll(keepingCapacity: true)
        modes = [0]
        isBroken = false
        isAfterLineEnd = false
        for index in uses.indices { uses[index] = 0 }
        table.reset()
        contexts = 0
        watches.removeAll(keepingCapacity: true)
        waiting.removeAll(keepingCapacity: true)
    }

    private var tokenCount: Int32 { Int32(truncatingIfNeeded: pieces.count) }

    private mutating func nextElement(_ frame: MakingFrame) {
        guard frame.link < frame.endLink else { return close(frame) }
        frames[frames.count - 1].link += 1
        let link = Int(frame.link)
        let child = grammar.links[link]
        let most = frame.limit - plan.tokensBehind[link]
        var limit = most
        let growing = plan.growingFrom[link]
        if growing > 1 {
            let least = tokenCount + plan.costs.nodes[Int(child)].tokens
            let extra = Int(most - least)
            if plan.canGrow[Int(child)], extra > 0 {
                let share = stream.below(2 * extra / Int(growing) + 1)
                limit = least + Int32(min(extra, share))
            }
        }
        visit(child, limit: limit, in: frame)
    }

    private mutating func visit(_ index: Int32, limit: Int32, in frame: MakingFrame) {
        let node = grammar.nodes[Int(index)]
        switch node.kind {
        case .token: emit(node.value)
        case .tokenSet:
            let set = grammar.tokenSets[Int(node.value)]
            let type = stream.element(of: set)
            if isWritable[Int(type)] { return emit(type) }
            let possible = set.filter { isWritable[Int($0)] }
            if possible.isEmpty { isBroken = true } else { emit(stream.element(of: possible)) }
        case .rule:
            var floor: Int32 = 0
            var ceiling: Int32 = 0
            if frame.isRecursive {
                let traits = grammar.traits(of: frame.alternative)
                if traits.leftOperand == index {
                    (floor, ceiling) = (frame.floor, traits.precedence)
                } else if traits.rightOperand == index {
                    (floor, ceiling) = (traits.nextPrecedence, frame.ceiling)
                }
            }
            enter(
                rule: node.value, limit: limit, depth: frame.depth - 1, floor: floor,
                ceiling: ceiling)
        case .choice:
            let chosen = choose(
                index, limit: limit, depth: frame.depth, floor: 0, ceiling: 0, isRecursive: false)
            push(sequence: chosen, limit: limit, frame.depth, mark: -1)
        case .sequence: push(sequence: index, limit: limit, frame.depth, mark: -1)
        case .optional, .star, .plus:
            open(loop: index, node, limit: limit, depth: frame.depth)
        case .predicate:
            if node.value == KnownPredicate.lineEndAhead.rawValue { isAfterLineEnd = true }
        case .endOfFile: break
        case .characters, .lexerRule, .never: isBroken = true
        }
    }

    private mutating func push(
        sequence: Int32, limit: Int32, _ depth: Int32, mark: Int32, floor: Int32 = 0,
        ceiling: Int32 = 0, isRecursive: Bool = false
    ) {
        let node = grammar.nodes[Int(sequence)]
        frames.append(
            MakingFrame(
                link: node.first, endLink: node.first + node.count, limit: limit, depth: depth,
                mark: mark, turns: -1, alternative: sequence, floor: floor, ceiling: ceiling,
                isRecursive: isRecursive))
    }

    private mutating func enter(
        rule: Int32, limit: Int32, depth: Int32, floor: Int32, ceiling: Int32
    ) {
        let mark = Int32(nodes.count)
        let root = grammar.rules[Int(rule)].root
        if plan.isWatched[Int(rule)] { openWatch(Int(rule), mark: mark) }
        let isRecursive = grammar.rules[Int(rule)].isLeftRecursive
        var chosen = root
        if grammar.nodes[Int(root)].kind == .choice {
            chosen = choose(
                root, limit: limit, depth: depth, floor: floor, ceiling: ceiling,
                isRecursive: isRecursive)
        }
        nodes.append(Derivation.Node(kind: .rule, value: rule, end: 0, detail: chosen))
        push(
            sequence: chosen, limit: limit, depth, mark: mark, floor: floor, ceiling: ceiling,
            isRecursive: isRecursive)
    }

    private mutating func close(_ frame: MakingFrame) {
        frames.removeLast()
        guard frame.mark >= 0 else { return }
        nodes[Int(frame.mark)].end = Int32(nodes.count)
        if let watch = watches.last, watch.mark == frame.mark { closeWatch(watch) }
    }

    // MARK: Loops

    private mutating func open(loop index: Int32, _ node: GrammarNode, limit: Int32, depth: Int32) {
        let child = grammar.links[Int(node.first)]
        let cost = plan.costs.nodes[Int(child)]
        let room = limit - tokenCount
        let least: Int32 = node.kind == .plus ? 1 : 0
        var most = least
        if cost.isFinite, cost.depth <= depth, plan.needed[Int(child)] & missing == 0 {
            most = cost.tokens == 0 ? 2 : room / cost.tokens
            if node.kind == .optional { most = min(most, 1) }
        }
        var turns = least
        if most > least {
            if node.kind == .optional {
                turns = Int32(stream.below(2))
            } else if least > 0 || stream.chance(3, in: 4) {
                // As many as half of the room in large programs, few in small ones.
                let bound = min(Int(most), 4 + Int(room) / 8)
                turns = max(least, Int32(stream.geometric(upTo: max(1, bound))))
            }
        }
        let mark = Int32(nodes.count)
        nodes.append(Derivation.Node(kind: .loop, value: index, end: 0, detail: 0))
        frames.append(
            MakingFrame(
                link: child, endLink: 0, limit: limit, depth: depth, mark: mark, turns: turns,
                alternative: child, floor: 0, ceiling: 0, isRecursive: false))
    }

    private mutating func nextTurn(_ frame: MakingFrame) {
        guard frame.turns > 0 else { return close(frame) }
        frames[frames.count - 1].turns -= 1
        let cost = plan.costs.nodes[Int(frame.alternative)].tokens
        let least = tokenCount + cost
        let extra = Int(frame.limit - least - (frame.turns - 1) * cost)
        var limit = least
        if extra > 0 {
            limit +=
                frame.turns == 1
                ? Int32(extra) : Int32(min(extra, stream.below(2 * extra / Int(frame.turns) + 1)))
        }
        let mark = Int32(nodes.count)
        nodes.append(Derivation.Node(kind: .turn, value: 0, end: 0, detail: 0))
        // A frame of no elements but the child, which closes the turn.
        frames.append(
            MakingFrame(
                link: 0, endLink: 0, limit: limit, depth: frame.depth, mark: mark, turns: -1,
                alternative: frame.alternative, floor: 0, ceiling: 0, isRecursive: false))
        visit(frame.alternative, limit: limit, in: frames[frames.count - 1])
    }
}
