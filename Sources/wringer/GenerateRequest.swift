internal import WringerGeneration
internal import WringerModel
internal import WringerTargets

/// What `wringer generate` was asked for: at most one source, and the options that go with it.
struct GenerateRequest {
    let command: GenerateCommand

    /// No stack is as deep, and a program of such depth is still made in a moment.
    private static let greatestDepth = 10_000_000
    /// The largest program of a dimension.
    private static let greatestSize = ByteCount(UInt64(Dimension.maximumByteCount))

    init(_ command: GenerateCommand) throws {
        self.command = command
        guard command.count >= 1 else {
            throw CommandFailure.badInput("--count \(command.count): expected 1 or more")
        }
        guard command.count == 1 || command.out != nil else {
            throw CommandFailure.badInput(
                "--count \(command.count): several programs need --out DIR")
        }
        if let depth = command.depth, !(0...Self.greatestDepth).contains(depth) {
            throw CommandFailure.badInput("--depth \(depth): expected 0 to \(Self.greatestDepth)")
        }
        if let units = command.units, units < 1 {
            throw CommandFailure.badInput(
                "--units \(units): expected 1 or more, as many as fit into \(Self.greatestSize)")
        }
        try command.grammarOptions.check()
        try checkSources()
    }

    private func checkSources() throws {
        let sources = [
            ("--shape", command.shape), ("--dimension", command.dimension),
            ("--template", command.template), ("--mutate", command.mutate),
            ("--malformed", command.malformed),
            // A shape may be one of a grammar, and a program mutated by its tree.
            (
                "--grammar",
                command.shape == nil && command.mutate == nil
                    ? command.grammarOptions.grammar : nil
            ),
        ].filter { $0.1 != nil }.map(\.0)
        guard sources.count <= 1 else {
            throw CommandFailure.badInput(
                "give one of \(sources.joined(separator: " and ")): a program has one source")
        }
        let source = sources.first
        let needs: [(option: String, isGiven: Bool, source: String)] = [
            ("--size", command.size != nil, "--dimension"),
            ("--units", command.units != nil, "--dimension"),
            ("--set", !command.values.isEmpty, "--template"),
            ("--intensity", command.intensity != nil, "--template"),
        ]
        for need in needs where need.isGiven && source != need.source {
            throw CommandFailure.badInput("\(need.option) goes with \(need.source) alone")
        }
        if command.depth != nil, let source, source != "--shape" {
            throw CommandFailure.badInput("--depth goes with --shape; \(source) has none")
        }
        guard command.size == nil || command.units == nil else {
            throw CommandFailure.badInput("give either --size or --units")
        }
    }

    func source() throws -> any GenerateSource {
        if let path = command.mutate { return try mutants(of: path) }
        if let path = command.grammarOptions.grammar { return try grammarSource(path) }
        let material = try GenerateMaterial(command.target)
        let fileExtension = material.target.fileExtension
        if let name = command.shape {
            return ShapeSource(
                shapes: try material.shapes(named: name), depth: command.depth,
                fileExtension: fileExtension)
        }
        if let name = command.dimension {
            let dimension = try material.dimension(named: name)
            return DimensionSource(
                dimensions: [dimension], size: try size(of: dimension),
                fileExtension: fileExtension)
        }
        if let name = command.template {
            return TemplateSource(
                templates: [try material.template(named: name)], given: try values(),
                intensity: try intensity(), fileExtension: fileExtension)
        }
        if let kind = command.malformed {
            guard !material.seeds.isEmpty else {
                throw CommandFailure.badInput(
                    "--malformed: target \(visible(material.target.name)) has no seeds")
            }
            return MalformedSource(seeds: material.seeds, kind: try Self.malformation(kind))
        }
        return try material.everything(depth: command.depth, seed: command.seed)
    }

    /// Mutants of a file; the target, where there is one, gives words of the language.
    private func mutants(of path: String) throws -> any GenerateSource {
        let bytes = try ProgramFile.bytes(of: path, "program")
        guard !bytes.isEmpty else {
            throw CommandFailure.badInput("--mutate \(visible(path)): an empty program")
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let parts = name.split(separator: ".")
        let given = parts.count > 1 ? String(parts[parts.count - 1]) : ""
        let material = try command.target.map { try GenerateMaterial($0) }
        let program = Program(
            bytes: bytes, fileExtension: material?.target.fileExtension ?? given,
            provenance: .file(path: path))
        let label = "mutant-of-" + (parts.first.map(String.init) ?? name)
        let trees = try treeSource(of: program, path, material, label: label)
        if let trees, command.grammarOptions.grammar != nil { return trees }
        let words = material?.dictionary ?? TokenDictionary.learned(from: [program])
        let mutants = GenerateMaterial.mutants(of: [program], words, label: label)
        guard let trees else { return mutants }
        return MixedSource(sources: [mutants, trees])
    }

    private func size(of dimension: Dimension) throws -> DimensionSource.Size {
        if let units = command.units {
            let greatest = dimension.greatestSize(within: Dimension.maximumByteCount) ?? 0
            guard units <= greatest else {
                throw CommandFailure.badInput(
                    "--units \(units): expected 1 to \(greatest); more make a program of more than "
                        + "\(Self.greatestSize)")
            }
            return .units(units)
        }
        guard let text = command.size else { return .drawn }
        guard let size = ByteCount(text: text), size.bytes > 0, size <= Self.greatestSize else {
            throw CommandFailure.badInput(
                "--size \(visible(text)): expected a number of bytes, such as 64M, and at most "
                    + "\(Self.greatestSize)")
        }
        return .bytes(size)
    }

    private func values() throws -> [String: String] {
        var values: [String: String] = [:]
        for text in command.values {
            let (name, value) = text.splitOnce(at: "=")
            guard let value, !name.isEmpty else {
                throw CommandFailure.badInput("--set \(visible(text)): expected NAME=VALUE")
            }
            guard values.updateValue(String(value), forKey: String(name)) == nil else {
                throw CommandFailure.badInput("--set \(visible(text)): it is set twice")
            }
        }
        return values
    }

    private func intensity() throws -> Intensity? {
        guard let text = command.intensity else { return nil }
        guard let intensity = Intensity(rawValue: text) else {
            let known = Intensity.allCases.map(\.rawValue)
            throw CommandFailure.badInput(
                "--intensity \(visible(text))\(suggestion(for: text, among: known)); known are "
                    + known.joined(separator: ", "))
        }
        return intensity
    }

    private static func malformation(_ name: String) throws -> MalformedInput? {
        guard name != "any" else { return nil }
        guard let kind = MalformedInput(rawValue: name) else {
            let known = MalformedInput.allCases.map(\.rawValue)
            throw CommandFailure.badInput(
                "--malformed \(visible(name)): no such kind\(suggestion(for: name, among: known)); "
                    + "see --list, or say any")
        }
        return kind
    }
}
