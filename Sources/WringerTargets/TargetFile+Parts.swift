internal import WringerModel

private enum NestKey: String, FieldKey { case prefix, open, core, close, suffix }
private enum ProbeKey: String, FieldKey { case program, output }

extension YamlValue {
    /// Nesting shapes by their names, in the order of the file.
    func nests() throws(TargetFileError) -> [NestingShape] {
        var shapes: [NestingShape] = []
        for entry in try entries() {
            shapes.append(try entry.value.nest(named: entry.name))
        }
        return shapes
    }

    /// A shape: with `open` it nests in the text, without at run time.
    private func nest(named name: String) throws(TargetFileError) -> NestingShape {
        let fields = try YamlFields<NestKey>(self)
        let prefix = try fields[.prefix]?.text() ?? ""
        let suffix = try fields[.suffix]?.text() ?? ""
        guard let open = fields[.open] else {
            for key in [NestKey.core, .close] {
                if let value = fields[key] {
                    throw value.error(
                        "without an open there is nothing around it: add open, or leave it out"
                            + " where the depth is a number between prefix and suffix")
                }
            }
            guard !prefix.isEmpty || !suffix.isEmpty else {
                throw error("a shape needs open, core and close, or a prefix and a suffix")
            }
            return NestingShape(
                name: name, prefix: prefix, open: "", core: "", close: "", suffix: suffix)
        }
        let shape = NestingShape(
            name: name, prefix: prefix, open: try open.text(),
            core: try fields.required(.core).text(), close: try fields.required(.close).text(),
            suffix: suffix)
        guard !shape.open.isEmpty else { throw open.error("an empty text does not nest") }
        return shape
    }

    /// A program and its known output.
    func probe() throws(TargetFileError) -> Probe {
        let fields = try YamlFields<ProbeKey>(self)
        return Probe(
            program: try fields.required(.program).text(),
            output: try fields.required(.output).text())
    }

    /// The name of the target, as recordings and reports show it.
    func targetName() throws(TargetFileError) -> String {
        let name = try text()
        if let problem = TargetFile.problem(ofName: name) { throw error(problem) }
        return name
    }

    /// The extension of a program file, without its dot.
    func fileExtension() throws(TargetFileError) -> String {
        let text = try text()
        if let problem = TargetFile.problem(ofExtension: text) { throw error(problem) }
        return text
    }

    /// A file or folder beside the `target.yaml`. Whether it exists is not looked at.
    func reference() throws(TargetFileError) -> FileReference {
        let name = try text()
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !name.hasPrefix("/"), !parts.contains(".."), parts.contains(where: { !$0.isEmpty })
        else {
            throw error("'\(visible(name))' must be a name in the folder of this file")
        }
        return FileReference(name: name, key: key, line: line)
    }

    /// A command whose words fit how the target takes its program.
    func command(for input: ProgramInput) throws(TargetFileError) -> [String] {
        var words: [String] = []
        for value in try list("a list of words such as [lua5.4, \"@@\"]") {
            let word = try value.text()
            if word.contains("@@"), !input.replacesPlaceholder {
                throw value.error(
                    "'@@' has no meaning with input \(input.rawValue); leave it out,"
                        + " or write input: file")
            }
            words.append(word)
        }
        guard let first = words.first, !first.isEmpty else {
            throw error("the first word must name the interpreter")
        }
        guard !input.replacesPlaceholder || words.contains(where: { $0.contains("@@") }) else {
            let place = input == .file ? "path" : "text"
            throw error(
                "'@@' is missing; add it where the \(place) of the program goes,"
                    + " or write input: stdin")
        }
        return words
    }
}

extension ProgramInput {
    /// Whether `@@` in the command becomes the program or its path.
    fileprivate var replacesPlaceholder: Bool {
        switch self {
        case .file, .argument: true
        case .stdin, .repl: false
        }
    }
}
