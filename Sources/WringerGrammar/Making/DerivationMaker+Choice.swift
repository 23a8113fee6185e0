internal import WringerModel

// Which alternative is taken, and which text a token gets.

extension DerivationMaker {
    /// An alternative of a choice that fits into what is left; the smallest where none does.
    func choose(
        _ choice: Int32, limit: Int32, depth: Int32, floor: Int32, ceiling: Int32, isRecursive: Bool
    ) -> Int32 {
        let room = limit - Int32(truncatingIfNeeded: pieces.count)
        let children = grammar.children(of: choice)
        weights.removeAll(keepingCapacity: true)
        var total = 0
        for child in children {
            let cost = plan.costs.nodes[Int(child)]
            guard cost.tokens <= room, cost.depth <= depth, plan.needed[Int(child)] & missing == 0
            else {
                weights.append(0)
                continue
            }
            let place = grammar.nodes[Int(child)].traits
            var weight = 10
            if place != 0 {
                weight = self.weight(
                    grammar.traits[Int(place)], floor: floor, ceiling: ceiling, isRecursive)
            }
            // Seldom used ones come first; with much room, those that can fill it.
            weight = weight * 64 / (2 + Int(min(uses[Int(child)], 30)))
            if room > 12, plan.canGrow[Int(child)] { weight *= 2 }
            weights.append(weight)
            total += weight
        }
        guard total > 0 else { return leastAlternative(of: choice, floor: floor, ceiling: ceiling) }
        var point = stream.below(total)
        for (offset, weight) in weights.enumerated() {
            guard point >= weight else {
                let chosen = children[children.startIndex + offset]
                uses[Int(chosen)] += 1
                return chosen
            }
            point -= weight
        }
        return leastAlternative(of: choice, floor: floor, ceiling: ceiling)
    }

    private func weight(
        _ traits: AlternativeTraits, floor: Int32, ceiling: Int32, _ isRecursive: Bool
    ) -> Int {
        guard !traits.isLastResort, traits.needs & ~contexts == 0 else { return 0 }
        if isRecursive, !Self.binds(traits, floor: floor, ceiling: ceiling) { return 0 }
        return Int(traits.weight)
    }

    /// Whether an alternative of a left-recursive rule gives a text that is read as this tree: its
    /// operator binds as tightly as the place asks for, and its last operand does not take the
    /// operator that follows.
    static func binds(_ traits: AlternativeTraits, floor: Int32, ceiling: Int32) -> Bool {
        if traits.leftOperand >= 0, traits.precedence < floor { return false }
        if traits.rightOperand >= 0, traits.nextPrecedence <= ceiling { return false }
        return true
    }

    private func leastAlternative(of choice: Int32, floor: Int32, ceiling: Int32) -> Int32 {
        let least = plan.costs.smallest[Int(choice)]
        guard least >= 0 else {
            isBroken = true
            return grammar.links[Int(grammar.nodes[Int(choice)].first)]
        }
        return least
    }

    // MARK: Tokens

    func emit(_ type: Int32) {
        let mode = modes[modes.count - 1]
        if let text = declaredOrUsedName(type, mode) { return add(type, text) }
        let samples = sampler.samples(of: type, mode: mode)
        guard !samples.isEmpty else {
            isBroken = true
            return
        }
        let sample = samples.count == 1 ? samples[0] : stream.element(of: samples)
        add(type, sample.text)
        if !sample.changes.isEmpty { lexer.change(&modes, sample.changes) }
    }

    private func add(_ type: Int32, _ text: [UInt8]) {
        pieces.append(
            TokenWriter.Piece(
                type: type, start: Int32(source.count), length: Int32(text.count),
                isAfterLineEnd: isAfterLineEnd))
        source.append(contentsOf: text)
        var node = Derivation.Node(
            kind: .token, value: type, end: Int32(nodes.count + 1), detail: 0)
        node.isAfterLineEnd = isAfterLineEnd
        isAfterLineEnd = false
        nodes.append(node)
    }

    /// The name where the rule around the token declares or uses one.
    private func declaredOrUsedName(_ type: Int32, _ mode: Int) -> [UInt8]? {
        guard let watch = watches.last, Int(watch.mark) == nodes.count - 1 else { return nil }
        let traits = grammar.rules[watch.rule].traits
        if traits.uses != 0 { return table.name(of: traits.uses, &stream) }
        guard let kind = traits.declares else { return nil }
        var name: [UInt8]?
        if !traits.isUnique, stream.chance(1, in: 4) { name = table.name(of: 1 << UInt64(kind), &stream) }
        let text = name ?? newName(kind, type, mode)
        guard let text else { return nil }
        if let rule = traits.seenAfter {
            waiting.append((text, kind, rule, nodes.count))
        } else {
            table.declare(text, kind: kind)
            findMissingNames()
        }
        return text
    }

    /// A name that is not there yet: the first letters of its kind and a number, or where that is no
    /// such token, a text of the token's rule.
    func newName(_ kind: Int, _ type: Int32, _ mode: Int) -> [UInt8]? {
        let text = table.newName(kind: kind)
        if sampler.checked(text, as: type, mode: mode) != nil { return text }
        return sampler.samples(of: type, mode: mode).randomElement(&stream)?.text
    }

    // MARK: Scopes and contexts

    func findMissingNames() {
        guard !plan.nameRules.isEmpty else { return }
        missing = 0
        for (bit, rule) in plan.nameRules.enumerated()
        where !table.hasName(of: grammar.rules[rule].traits.uses) {
            missing |= 1 << UInt64(bit)
        }
    }

    func openWatch(_ rule: Int, mark: Int32) {
        let traits = grammar.rules[rule].traits
        watches.append(MakingWatch(rule: rule, mark: mark, contexts: contexts))
        contexts = (contexts & ~traits.hides) | traits.gives
        if traits.isScope {
            table.open(closing: traits.closes)
            findMissingNames()
        }
    }

    func closeWatch(_ watch: MakingWatch) {
        watches.removeLast()
        contexts = watch.contexts
        let hasScope = grammar.rules[watch.rule].traits.isScope
        if hasScope { table.close() }
        var hasDeclared = false
        for index in waiting.indices.reversed()
        where waiting[index].rule == watch.rule && waiting[index].place >= Int(watch.mark) {
            table.declare(waiting[index].name, kind: waiting[index].kind)
            waiting.remove(at: index)
            hasDeclared = true
        }
        if hasScope || hasDeclared { findMissingNames() }
    }
}

/// A rule with annotations that is being made.
struct MakingWatch {
    let rule: Int
    /// Its node of the derivation.
    let mark: Int32
    /// The contexts around it.
    let contexts: UInt64
}

extension [TokenSampler.Sample] {
    fileprivate func randomElement(_ stream: inout RandomStream) -> TokenSampler.Sample? {
        isEmpty ? nil : stream.element(of: self)
    }
}
