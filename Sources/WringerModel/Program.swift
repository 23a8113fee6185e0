/// What is fed to a target: bytes, an extension, and where they came from.
package struct Program: Hashable, Sendable {
    package let bytes: [UInt8]
    /// The extension of its file, without the dot; may be empty.
    package let fileExtension: String
    package let provenance: Provenance

    package init(bytes: [UInt8], fileExtension: String, provenance: Provenance) {
        self.bytes = bytes
        self.fileExtension = fileExtension
        self.provenance = provenance
    }

    /// The name that its file has in the scratch folder: always the same, so that messages of a
    /// target which name the file do not differ from run to run.
    package var fileName: String {
        fileExtension.isEmpty ? "program" : "program.\(fileExtension)"
    }
}

/// Where a program came from.
package enum Provenance: Hashable, Sendable {
    /// A file given by a person; the path as given.
    case file(path: String)
    /// A seed program of the corpus, by its file name.
    case seed(name: String)
    /// A nesting shape at an exact depth.
    case nest(shape: String, depth: Int)
    /// A dimension at an exact size, in units.
    case dimension(name: String, size: Int)
    /// A mutation of a seed, by the operators applied in order; the recipe makes it again, and is
    /// missing in recordings of before there were any.
    case mutation(seed: String, operators: [String], recipe: MutationRecipe? = nil)
    /// A template by its name, with a value for each of its parameters by name. `endsSoon` says
    /// that the program ends, and not after hours, on every target without a bug.
    case template(name: String, values: [String: String], endsSoon: Bool)
    /// A seed made malformed in one way; `variant` is the seed of what was random in it.
    case malformed(seed: String, kind: String, variant: UInt64)
    /// The program of a grammar with this seed and number, made within a budget of tokens and of
    /// rules inside of each other.
    case grammar(name: String, seed: UInt64, number: UInt64, tokens: Int, depth: Int)
    /// Made by Wringer to learn about the target: the probe, the empty program, the calibration.
    case check(name: String)

    /// The nesting shape that made the program, where one did.
    package var shape: String? {
        if case .nest(let shape, _) = self { return shape }
        return nil
    }

    /// What the provenance of a program made from this one calls it.
    package var seedName: String {
        switch self {
        case .seed(let name), .check(let name): name
        case .file(let path): path
        case .nest, .dimension, .mutation, .template, .malformed, .grammar: description
        }
    }

    /// Whether the generator guarantees that the program ends, and not after hours.
    package var endsSoon: Bool {
        if case .template(_, _, let endsSoon) = self { return endsSoon }
        return false
    }
}

extension Provenance: CustomStringConvertible {
    package var description: String {
        switch self {
        case .file(let path): "file \(path)"
        case .seed(let name): "seed \(name)"
        case .nest(let shape, let depth): "\(shape) nested \(depth) deep"
        case .dimension(let name, let size): "\(name) of \(counted(size, "unit"))"
        case .mutation(let seed, let operators, _):
            "\(seed) mutated by \(operators.joined(separator: ", "))"
        case .template(let name, let values, _):
            "template \(name)" + (values.isEmpty ? "" : " with \(Self.list(values))")
        case .malformed(let seed, let kind, let variant): "\(seed) made \(kind) (\(variant))"
        case .grammar(let name, let seed, let number, let tokens, let depth):
            "program \(number) of grammar \(name) with seed \(seed), at most \(tokens) tokens and "
                + "\(depth) rules deep"
        case .check(let name): name
        }
    }

    private static func list(_ values: [String: String]) -> String {
        values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    }
}

extension Provenance: Codable {
    private enum Keys: String, CodingKey {
        case kind, path, name, shape, depth, size, seed, operators, recipe, values, endsSoon
        case malformation, variant, number, tokens
    }

    private enum Kind: String, Codable {
        case file, seed, nest, dimension, mutation, template, malformed, grammar, check
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        func text(_ key: Keys) throws -> String { try container.decode(String.self, forKey: key) }
        // A text, as addresses are: other readers have numbers of 53 bits.
        func number(_ key: Keys) throws -> UInt64 {
            guard let number = UInt64(try text(key)) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "no number of 64 bits")
            }
            return number
        }
        switch try container.decode(Kind.self, forKey: .kind) {
        case .file: self = .file(path: try text(.path))
        case .seed: self = .seed(name: try text(.name))
        case .check: self = .check(name: try text(.name))
        case .nest:
            let depth = try container.decode(Int.self, forKey: .depth)
            self = .nest(shape: try text(.shape), depth: depth)
        case .dimension:
            let size = try container.decode(Int.self, forKey: .size)
            self = .dimension(name: try text(.name), size: size)
        case .mutation:
            let operators = try container.decode([String].self, forKey: .operators)
            self = .mutation(
                seed: try text(.seed), operators: operators,
                recipe: try container.decodeIfPresent(MutationRecipe.self, forKey: .recipe))
        case .template:
            self = .template(
                name: try text(.name),
                values: try container.decode([String: String].self, forKey: .values),
                endsSoon: try container.decode(Bool.self, forKey: .endsSoon))
        case .malformed:
            self = .malformed(
                seed: try text(.seed), kind: try text(.malformation), variant: try number(.variant))
        case .grammar:
            self = .grammar(
                name: try text(.name), seed: try number(.seed), number: try number(.number),
                tokens: try container.decode(Int.self, forKey: .tokens),
                depth: try container.decode(Int.self, forKey: .depth))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        switch self {
        case .file(let path):
            try container.encode(Kind.file, forKey: .kind)
            try container.encode(path, forKey: .path)
        case .seed(let name):
            try container.encode(Kind.seed, forKey: .kind)
            try container.encode(name, forKey: .name)
        case .check(let name):
            try container.encode(Kind.check, forKey: .kind)
            try container.encode(name, forKey: .name)
        case .nest(let shape, let depth):
            try container.encode(Kind.nest, forKey: .kind)
            try container.encode(shape, forKey: .shape)
            try container.encode(depth, forKey: .depth)
        case .dimension(let name, let size):
            try container.encode(Kind.dimension, forKey: .kind)
            try container.encode(name, forKey: .name)
            try container.encode(size, forKey: .size)
        case .mutation(let seed, let operators, let recipe):
            try container.encode(Kind.mutation, forKey: .kind)
            try container.encode(seed, forKey: .seed)
            try container.encode(operators, forKey: .operators)
            try container.encodeIfPresent(recipe, forKey: .recipe)
        case .template(let name, let values, let endsSoon):
            try container.encode(Kind.template, forKey: .kind)
            try container.encode(name, forKey: .name)
            try container.encode(values, forKey: .values)
            try container.encode(endsSoon, forKey: .endsSoon)
        case .malformed(let seed, let kind, let variant):
            try container.encode(Kind.malformed, forKey: .kind)
            try container.encode(seed, forKey: .seed)
            try container.encode(kind, forKey: .malformation)
            try container.encode("\(variant)", forKey: .variant)
        case .grammar(let name, let seed, let number, let tokens, let depth):
            try container.encode(Kind.grammar, forKey: .kind)
            try container.encode(name, forKey: .name)
            try container.encode("\(seed)", forKey: .seed)
            try container.encode("\(number)", forKey: .number)
            try container.encode(tokens, forKey: .tokens)
            try container.encode(depth, forKey: .depth)
        }
    }
}
