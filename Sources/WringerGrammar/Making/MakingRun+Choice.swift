internal import WringerModel

// Which alternative is taken, and which text a token gets.

extension MakingRun {
    /// An alternative of a choice that fits into what is left; the smallest where none does.
    mutating func choose(
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
        if isRecursive, !traits.binds(floor: floor, ceiling: ceiling) { return 0 }
        return Int(traits.weight)
    }

    private mutating func leastAlternative(of choice: Int32, floor: Int32, ceiling: Int32) -> Int32
    {
        let least = plan.costs.smallest[Int(choice)]
        guard least >= 0 else {
            isBroken = true
            return grammar.links[Int(grammar.nodes[Int(choice)].first)]
        }
        return least
    }

    // MARK: Tokens

    mutating func emit(_ type: Int32) {
        let mode = modes[modes.count - 1]
        if let text = declaredOrUsedName(type, mode) { return add(type, text) }
        let place = Int(type) * modeCount + mode
        let count = pools[place].count
        guard count > 0 else {
            isBroken = true
            return
        }
        let choice = count == 1 ? 0 : stream.below(count)
        add(type, pools[place][choice].text)
        if pools[place][choice].changes.isEmpty { return }
        LexerEntry.change(&modes, pools[place][choice].changes)
    }

    private mutating func add(_ type: Int32, _ text: [UInt8]) {
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
    private mutating func declaredOrUsedName(_ type: Int32, _ mode: Int) -> [UInt8]? {
        guard let watch = watches.last, Int(watch.mark) == nodes.count - 1 else { return nil }
        let traits = grammar.rules[watch.rule].traits
        if traits.uses != 0 { return table.name(of: traits.uses, &stream) }
        guard let kind = traits.declares else { return nil }
        var name: [UInt8]?
        if !traits.isUnique, stream.chance(1, in: 4) {
            name = table.name(of: 1 << UInt64(kind), &stream)
        }
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

    /// A name that is not there yet: the first letters of its kind and a number, or where that is
    /// no such token, a text of the token's rule.
    mutating func newName(_ kind: Int, _ type: Int32, _ mode: Int) -> [UInt8]? {
        let text = table.newName(kind: kind)
        if sampler.checked(text, as: type, mode: mode) != nil { return text }
        return pools[Int(type) * modeCount + mode].randomElement(&stream)?.text
    }

    // MARK: Scopes and contexts

    mutating func findMissingNames() {
        guard !plan.nameRules.isEmpty else { return }
        missing = 0
        for (bit, rule) in plan.nameRules.enumerated()
        where !table.hasName(of: grammar.rules[rule].traits.uses) {
            missing |= 1 << UInt64(bit)
        }
    }

    mutating func openWatch(_ rule: Int, mark: Int32) {
        let traits = grammar.rules[rule].traits
        watches.append(MakingWatch(rule: rule, mark: mark, contexts: contexts))
        contexts = (contexts & ~traits.hides) | traits.gives
        if traits.isScope {
            table.open(closing: traits.closes)
            findMissingNames()
        }
    }

    mutating func closeWatch(_ watch: MakingWatch) {
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
