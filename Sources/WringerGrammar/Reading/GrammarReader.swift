internal import WringerModel

/// Reads a grammar from its files.
package struct GrammarReader {
    /// The greatest file that is read, in bytes.
    package static let greatestSize = 16 << 20

    /// Reads the grammar in the file `name`, its imports and its lexer from the same folder.
    ///
    /// - Parameters:
    ///   - start: the rule of a whole program; nil for that of the annotation, or the one that no
    ///     other rule refers to.
    ///   - contents: the bytes of a file by its name; nil where there is none.
    /// - Throws: where the grammar cannot be used.
    package static func read(
        _ name: String, start: String? = nil, contents: (String) -> [UInt8]?
    ) throws(GrammarError) -> Grammar {
        var reader = GrammarReader()
        guard let main = try reader.load(name, contents) else {
            throw GrammarError(file: name, line: 1, "the grammar cannot be read")
        }
        var files = [main]
        switch main.kind {
        case .combined: break
        case .lexer:
            throw GrammarError(
                file: name, line: main.name.line,
                "this is the lexer alone; give the file of its parser grammar")
        case .parser:
            if let lexer = try reader.lexer(of: main, contents) { files.append(lexer) }
        }
        try reader.addImports(to: &files, contents)
        return try Resolver.resolve(files, reader.nodes, start: start)
    }

    private var nodes = SourceNodes()
    private var properties = UnicodeProperties()

    private mutating func load(
        _ name: String, _ contents: (String) -> [UInt8]?
    ) throws(GrammarError) -> SourceGrammar? {
        guard let bytes = contents(name) else { return nil }
        guard bytes.count <= Self.greatestSize else {
            throw GrammarError(
                file: name, line: 1,
                "the grammar has \(bytes.count) bytes; at most \(Self.greatestSize) are read")
        }
        return try MetaParser.read(bytes, file: name, into: &nodes, &properties)
    }

    private mutating func lexer(
        of main: SourceGrammar, _ contents: (String) -> [UInt8]?
    ) throws(GrammarError) -> SourceGrammar? {
        if let vocabulary = main.options["tokenVocab"] {
            guard let lexer = try load(vocabulary.name + ".g4", contents) else {
                throw GrammarError(
                    file: main.file, line: vocabulary.line,
                    "the lexer \(visible(vocabulary.name)).g4 of tokenVocab cannot be read; put it "
                        + "into the folder of the grammar")
            }
            return lexer
        }
        let name = main.name.name
        guard name.hasSuffix("Parser") else { return nil }
        return try load(name.dropLast(6) + "Lexer.g4", contents)
    }

    /// Adds what the files import, and what that imports, each file once.
    private mutating func addImports(
        to files: inout [SourceGrammar], _ contents: (String) -> [UInt8]?
    ) throws(GrammarError) {
        var seen = Set(files.map(\.file))
        var index = 0
        while index < files.count {
            let file = files[index]
            for imported in file.imports where seen.insert(imported.name + ".g4").inserted {
                guard let found = try load(imported.name + ".g4", contents) else {
                    throw GrammarError(
                        file: file.file, line: imported.line,
                        "the import \(visible(imported.name)).g4 cannot be read; put it into the "
                            + "folder of the grammar")
                }
                files.append(found)
            }
            index += 1
        }
    }
}
