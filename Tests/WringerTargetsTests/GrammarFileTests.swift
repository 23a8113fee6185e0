import Testing
import WringerGrammar
import WringerModel
import WringerTargets

@Suite struct GrammarFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func refusal(_ path: String, start: String? = nil) -> String {
        do throws(TargetContentError) {
            _ = try GrammarFile.read(path, start: start)
            return ""
        } catch { return error.description }
    }

    @Test func `the lexer and imports come from the folder of the grammar`() throws {
        try folder.write(
            "g/P.g4", "parser grammar P; options { tokenVocab = L; } import I; s : A i EOF ;")
        try folder.write("g/L.g4", "lexer grammar L; A : 'a' ; B : 'b' ;")
        try folder.write("g/I.g4", "parser grammar I; i : B ;")
        let grammar = try GrammarFile.read("\(folder.path)/g/P.g4", start: nil)
        #expect(grammar.rules.map(\.name) == ["s", "i"])
    }

    @Test func `what is wrong is named with its path and line`() throws {
        let path = folder.path
        try folder.write("A.g4", "grammar A;\nimport X; s : 'a' ;")
        try folder.write("B.g4", "grammar B;\n\nstatement : 'a' other ;")
        try folder.write("C.g4", "grammar C;\nprogram : 'a' ;")
        try folder.write("D.g4", "grammar D;\ns : '(' s ')' ;")
        #expect(
            refusal("\(path)/A.g4")
                == "\(path)/A.g4:2: the import X.g4 cannot be read; put it into the folder of the "
                + "grammar")
        #expect(refusal("\(path)/B.g4").hasPrefix("\(path)/B.g4:3: rule statement: there is no"))
        let start = refusal("\(path)/C.g4", start: "progam")
        #expect(start.hasSuffix("there is no rule progam to start with; did you mean program?"))
        #expect(refusal("\(path)/D.g4").contains("D.g4:2: rule s: the start rule has no finite"))
        #expect(refusal("\(path)/E.g4") == "grammar \(path)/E.g4 does not exist")
        #expect(refusal(path).contains("is a folder; name the .g4 file"))
    }

    @Test func `a target gives its grammar with its start rule, and says whose it is`() throws {
        try folder.writeTarget("lua", extra: "grammar: g/G.g4\nstartRule: r\n")
        try folder.write("lua/g/G.g4", "grammar G; s : r ; r : 'a' ;")
        let description = try TargetDescription(file: "\(folder.path)/lua/target.yaml")
        let grammar = try #require(try description.loadGrammar())
        #expect(grammar.rules[grammar.start].name == "r")
        try folder.write("lua/g/G.g4", "grammar G; s : 'a' ;")
        do throws(TargetContentError) {
            _ = try description.loadGrammar()
            Issue.record("it has no rule r")
        } catch {
            #expect(error.description.contains("no rule r"))
            #expect(error.description.contains("lua/target.yaml names"))
        }
        try folder.writeTarget("tcl")
        let other = try TargetDescription(file: "\(folder.path)/tcl/target.yaml")
        #expect(try other.loadGrammar() == nil)
    }

    @Test func `what a refusal for syntax looks like is read, and needs a pattern`() throws {
        func read(_ line: String) throws -> TargetFile {
            try TargetFile.parse(
                Array("name: a\ncommand: [a, \"@@\"]\n\(line)\n".utf8), file: "t.yaml")
        }
        let file = try read("syntaxErrors: [{exit: 1, pattern: '^SyntaxError'}]")
        #expect(file.syntaxErrors.map(\.pattern?.source) == ["^SyntaxError"])
        #expect(file.syntaxErrors.first?.stream == .standardError)
        #expect(try read("").syntaxErrors.isEmpty)
        do {
            _ = try read("syntaxErrors: [{exit: 1}]")
            Issue.record("an entry without a pattern")
        } catch {
            #expect("\(error)" == "t.yaml:3: syntaxErrors: an entry needs a pattern")
        }
    }
}

@Suite struct CorpusGrammarTests {
    @Test(arguments: ["anarchy", "anarchy-py", "javascript", "lua", "python", "scheme", "tcl"])
    func `every language of the corpus has a grammar that can be used`(name: String) throws {
        let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let description = try TargetDescription(file: "/\(path)/corpus/\(name)/target.yaml")
        let grammar = try #require(try description.loadGrammar())
        #expect(grammar.rules.count > 20)
    }
}
