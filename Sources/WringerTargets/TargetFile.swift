package import WringerModel

/// A `target.yaml`, read: the target, and the names of the files that belong to it.
///
/// Reading is pure: the existence of those files is looked at by `TargetDescription`.
package struct TargetFile: Hashable, Sendable {
    /// The target with everything that running one program needs.
    package let target: Target
    /// The families of programs that grow in one direction, in the order of the file.
    package let dimensions: [Dimension]
    /// The greatest exponent with which the cost of a dimension may grow.
    package let growthExponent: Double
    /// The folder of seed programs.
    package let seeds: FileReference?
    /// The folder of templates.
    package let templates: FileReference?
    /// The file of words of the language.
    package let dictionary: FileReference?
    /// The grammar of the language.
    package let grammar: FileReference?
    /// The rule of the grammar that a whole program follows.
    package let startRule: String?
    /// What a refusal for syntax looks like; empty where nothing is said.
    package let syntaxErrors: [EndingRule]

    /// Enough for every description with its nests; a larger file was named by mistake.
    package static let maximumSize = ByteCount.mebibytes(1)

    /// Reads the bytes of a `target.yaml`.
    ///
    /// - Parameter file: how errors name the file; it is not opened.
    /// - Throws: at the first thing that is wrong.
    package static func parse(
        _ bytes: [UInt8], file: String
    ) throws(TargetFileError) -> TargetFile {
        guard UInt64(bytes.count) <= maximumSize.bytes else {
            throw TargetFileError(
                file: file, line: 1, message: "more than \(maximumSize) is no target description")
        }
        let fields = try YamlFields<TargetKey>(YamlValue(document: bytes, file: file))
        return TargetFile(
            target: try target(fields),
            dimensions: try fields[.dimensions]?.dimensions() ?? [],
            growthExponent: try fields[.growth]?.growthExponent() ?? Dimension.defaultExponent,
            seeds: try fields[.seeds]?.reference(),
            templates: try fields[.templates]?.reference(),
            dictionary: try fields[.dictionary]?.reference(),
            grammar: try fields[.grammar]?.reference(),
            startRule: try startRule(fields),
            syntaxErrors: try fields[.syntaxErrors]?.endingRules(.syntax) ?? [])
    }

    /// What is wrong with the name of a target; nil where nothing is. Names become parts of file
    /// names, and are given on command lines.
    package static func problem(ofName name: String) -> String? {
        if name.isEmpty { return "a name must not be empty" }
        if name == "." || name == ".." || name.contains("/") {
            return "'\(visible(name))' cannot be part of a file name"
        }
        return name.unicodeScalars.contains { $0.properties.generalCategory == .control }
            ? "'\(visible(name))' holds a control character" : nil
    }

    /// What is wrong with the extension of a program file; nil where nothing is.
    package static func problem(ofExtension text: String) -> String? {
        if text.hasPrefix(".") {
            return "an extension is written without its dot, as in '\(visible(text.dropFirst()))'"
        }
        return text.contains("/") || text.unicodeScalars.contains("\0")
            ? "'\(visible(text))' cannot be part of a file name" : nil
    }

    private static func target(
        _ fields: YamlFields<TargetKey>
    ) throws(TargetFileError) -> Target {
        let input = try fields[.input]?.word(of: ProgramInput.self) ?? .file
        var target = Target(
            name: try fields.required(.name).targetName(),
            command: try fields.required(.command).command(for: input),
            fileExtension: try fields[.extension]?.fileExtension() ?? "",
            input: input)
        target.prompt = try prompt(fields, input)
        target.parseOnly = try fields[.parseOnly]?.command(for: input)
        if let value = fields[.language] { target.language = try value.text() }
        if let value = fields[.environment] { target.environment = try value.environment() }
        if let value = fields[.refusals] { target.refusals = try value.endingRules(.refusal) }
        if let value = fields[.panics] { target.panics = try value.endingRules(.failure) }
        if let value = fields[.outOfMemory] { target.outOfMemory = try value.endingRules(.failure) }
        if let value = fields[.nests] { target.nests = try value.nests() }
        if let value = fields[.probe] { target.probe = try value.probe() }
        if let value = fields[.limits] { target.limits = try value.limits() }
        if let value = fields[.timeout] { target.timeout = try value.duration() }
        if let value = fields[.hashSeedVariables] {
            target.hashSeedVariables = try value.variableNames()
        }
        if let value = fields[.noise] { target.noise = try value.patterns() }
        if let value = fields[.install] { target.install = try value.texts() }
        return target
    }

    private static func prompt(
        _ fields: YamlFields<TargetKey>, _ input: ProgramInput
    ) throws(TargetFileError) -> Pattern? {
        guard input == .repl else {
            if let value = fields[.prompt] {
                throw value.error("a prompt has a meaning with input repl alone")
            }
            return nil
        }
        guard let value = fields[.prompt] else {
            throw (fields[.input] ?? fields.map).error(
                "repl needs a prompt: the pattern of what the target prints when it waits")
        }
        return try value.pattern()
    }

    private static func startRule(
        _ fields: YamlFields<TargetKey>
    ) throws(TargetFileError) -> String? {
        guard let value = fields[.startRule] else { return nil }
        guard fields[.grammar] != nil else { throw value.error("a start rule needs a grammar") }
        return try value.text()
    }
}

/// The keys of a `target.yaml`, in the order of CLI.md.
private enum TargetKey: String, FieldKey {
    case name, language, command, `extension`, input, prompt, environment, refusals, panics
    case outOfMemory, syntaxErrors, parseOnly, grammar, startRule, seeds, templates, dictionary
    case nests, dimensions, growth, probe, limits, timeout, hashSeedVariables, noise, install
}

/// The name of a file or folder in a `target.yaml`, and where it stands there.
package struct FileReference: Hashable, Sendable {
    /// Relative to the folder of the `target.yaml`.
    package let name: String
    /// The key that names it, such as `grammar`.
    package let key: String
    /// The line of the name, from 1.
    package let line: Int
}
