// Going on in the middle of a program that is there.

extension MakingRun {
    /// Takes over what a program has before a node: its nodes, names, scopes, contexts and modes.
    mutating func replay(_ tree: Derivation, before node: Int) {
        reset()
        nodes.append(contentsOf: tree.nodes[..<node])
        for index in 0..<node {
            closeWatches(of: tree, at: index)
            let part = tree.nodes[index]
            switch part.kind {
            case .rule:
                if plan.isWatched[Int(part.value)] {
                    openWatch(Int(part.value), mark: Int32(index))
                }
            case .token: replay(tree.text(of: part), type: part.value, at: index)
            case .loop, .turn: break
            }
        }
        closeWatches(of: tree, at: node)
        for index in tree.nodes.indices.dropLast() where tree.nodes[index].kind == .rule {
            let traits = grammar.rules[Int(tree.nodes[index].value)].traits
            guard let kind = traits.declares, tree.nodes[index + 1].kind == .token else { continue }
            table.avoid(tree.text(of: tree.nodes[index + 1]), kind: kind)
        }
        findMissingNames()
    }

    private mutating func closeWatches(of tree: Derivation, at index: Int) {
        while let watch = watches.last, tree.nodes[Int(watch.mark)].end <= index {
            closeWatch(watch)
        }
    }

    private mutating func replay(_ text: ArraySlice<UInt8>, type: Int32, at index: Int) {
        if modeCount > 1 {
            let mode = modes[modes.count - 1]
            if let sample = sampler.checked(Array(text), as: type, mode: mode) {
                LexerEntry.change(&modes, sample.changes)
            }
        }
        guard let watch = watches.last, Int(watch.mark) == index - 1,
            let kind = grammar.rules[watch.rule].traits.declares
        else { return }
        if let rule = grammar.rules[watch.rule].traits.seenAfter {
            waiting.append((Array(text), kind, rule, index))
        } else {
            table.declare(Array(text), kind: kind)
        }
    }

    /// What was made from a node on, by itself; nothing stands between its tokens.
    func fragment(from first: Int) -> TreeFragment {
        var made = Array(nodes[first...])
        var piece = 0
        for index in made.indices {
            made[index].end -= Int32(first)
            guard made[index].kind == .token else { continue }
            made[index].detail = pieces[piece].start
            made[index].length = pieces[piece].length
            piece += 1
        }
        return TreeFragment(
            nodes: made, text: source, isJoint: Array(repeating: true, count: made.count))
    }
}
