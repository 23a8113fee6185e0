internal import WringerGeneration
internal import WringerModel

/// Where generated programs come from: a pure function of a number, so that any of a series can
/// be made again without the others.
protocol GenerateSource {
    /// Whether all numbers give the same program.
    var isFixed: Bool { get }
    /// The program of a number, from 0; `random` is that of the number.
    func program(_ number: Int, using random: inout RandomStream) throws -> GeneratedProgram
}

/// What is drawn is at most as large as a nest of a hunt.
private let greatestDrawnSize = 4 << 20

/// Shapes, at a depth that is given or drawn.
struct ShapeSource: GenerateSource {
    /// What is drawn from; at least one.
    let shapes: [NestingShape]
    let depth: Int?
    let fileExtension: String

    private static let greatestDrawnDepth = 1 << 20

    var isFixed: Bool { shapes.count == 1 && depth != nil }

    func program(_ number: Int, using random: inout RandomStream) -> GeneratedProgram {
        let shape = random.element(of: shapes)
        let greatest = shape.greatestDepth(within: greatestDrawnSize) ?? 1
        let depth =
            depth ?? random.geometric(upTo: max(1, min(greatest, Self.greatestDrawnDepth)))
        return GeneratedProgram(
            text: shape.text(depth: depth), fileExtension: fileExtension,
            provenance: .nest(shape: shape.name, depth: depth), surelyEnds: shape.surelyEnds,
            label: "\(shape.name)-\(depth)")
    }
}

/// Dimensions, of a size that is given or drawn.
struct DimensionSource: GenerateSource {
    /// How large a program is to be.
    enum Size {
        /// As large as fits into so many bytes.
        case bytes(ByteCount)
        /// So many units.
        case units(Int)
        case drawn
    }

    /// What is drawn from; at least one.
    let dimensions: [Dimension]
    let size: Size
    let fileExtension: String

    var isFixed: Bool {
        if case .drawn = size { false } else { dimensions.count == 1 }
    }

    func program(_ number: Int, using random: inout RandomStream) throws -> GeneratedProgram {
        let dimension = random.element(of: dimensions)
        let count: Int
        switch size {
        case .units(let units): count = units
        case .drawn:
            count = random.geometric(upTo: dimension.greatestSize(within: greatestDrawnSize) ?? 1)
        case .bytes(let bytes):
            guard let greatest = dimension.greatestSize(within: Int(clamping: bytes.bytes)) else {
                let least = dimension.text(size: 1).byteCount ?? 0
                throw CommandFailure.badInput(
                    "--size \(bytes): a program of dimension \(visible(dimension.name)) has at "
                        + "least \(least) bytes")
            }
            count = greatest
        }
        return GeneratedProgram(
            text: dimension.text(size: count), fileExtension: fileExtension,
            provenance: .dimension(name: dimension.name, size: count), surelyEnds: dimension.ends,
            label: "\(dimension.name)-\(count)")
    }
}

/// Templates, with values that are given, or what a level of intensity means, or drawn.
struct TemplateSource: GenerateSource {
    /// What is drawn from; at least one.
    let templates: [Template]
    let given: [String: String]
    let intensity: Intensity?
    let fileExtension: String

    var isFixed: Bool {
        guard templates.count == 1, let template = templates.first else { return false }
        return template.parameters.allSatisfy { parameter in
            if given[parameter.name] != nil { return true }
            if case .integer = parameter.kind { return intensity != nil }
            return false
        }
    }

    func program(_ number: Int, using random: inout RandomStream) throws -> GeneratedProgram {
        let template = random.element(of: templates)
        do throws(TemplateError) {
            let values = try template.values(given: given, intensity: intensity, using: &random)
            return GeneratedProgram(
                template.program(with: values, fileExtension: fileExtension),
                surelyEnds: template.ends, label: template.name)
        } catch {
            // The value stands on the command line; the template says what it may be.
            let value = error.parameter.flatMap { name in
                given[name].map { " \(visible(name))=\(visible($0))" }
            }
            let place = error.place.map { "; see \($0)" } ?? ""
            throw CommandFailure.badInput("--set\(value ?? ""): \(error.message)\(place)")
        }
    }
}

/// Mutants of programs.
struct MutantSource: GenerateSource {
    let mutator: Mutator
    let label: String

    var isFixed: Bool { false }

    func program(_ number: Int, using random: inout RandomStream) -> GeneratedProgram {
        GeneratedProgram(mutator.mutant(using: &random), surelyEnds: false, label: label)
    }
}

/// Seeds that are no proper text of any language.
struct MalformedSource: GenerateSource {
    /// At least one.
    let seeds: [Program]
    /// Nil for any kind.
    let kind: MalformedInput?

    var isFixed: Bool { false }

    func program(_ number: Int, using random: inout RandomStream) throws -> GeneratedProgram {
        guard let kind else {
            let program = MalformedInput.program(
                from: random.element(of: seeds), using: &random)
            return GeneratedProgram(program, surelyEnds: false, label: "malformed")
        }
        let start = random.below(seeds.count)
        let variant = random.next()
        for offset in seeds.indices {
            let seed = seeds[(start + offset) % seeds.count]
            if let program = kind.program(from: seed, variant: variant) {
                return GeneratedProgram(program, surelyEnds: false, label: kind.rawValue)
            }
        }
        throw CommandFailure.badInput(
            "--malformed \(kind.rawValue): not applicable to any seed of the target")
    }
}

/// Several sources, each drawn as often.
struct MixedSource: GenerateSource {
    /// At least one.
    let sources: [any GenerateSource]

    var isFixed: Bool { sources.count == 1 && sources[0].isFixed }

    func program(_ number: Int, using random: inout RandomStream) throws -> GeneratedProgram {
        try random.element(of: sources).program(number, using: &random)
    }
}
