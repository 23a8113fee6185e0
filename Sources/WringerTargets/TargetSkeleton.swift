/// What `wringer target new` writes.
package enum TargetSkeleton {
    /// The text of a commented `target.yaml`, which can be read as it is. Lines that begin with
    /// `#` and a key are examples that can be uncommented.
    ///
    /// Whatever the values hold, they are quoted so that they come back; a name or an extension
    /// of which `TargetFile` says that it has a problem is still refused when read.
    ///
    /// - Parameter command: with `@@` for the path of the program; without it the program goes to
    ///   standard input.
    package static func text(name: String, command: [String], fileExtension: String) -> String {
        let takesFile = command.contains { $0.contains("@@") }
        let parser = takesFile ? "[luac5.4, -p, \"@@\"]" : "[luac5.4, -p, -]"
        return """
            # What Wringer knows about one interpreter. Uncomment what applies.
            name: \(YamlText.scalar(name))
            #language: \(YamlText.scalar(name))

            # "@@" stands for the path of the program. Without it, write input: stdin.
            command: \(YamlText.list(command))
            # file, stdin, argument (the text itself replaces "@@"), or repl (which needs a prompt).
            input: \(takesFile ? "file" : "stdin")
            # The extension of a program file, without its dot.
            extension: \(YamlText.scalar(fileExtension))

            # The folder of seed programs: small ones that show one feature each, and that end.
            seeds: seeds

            \(judgement)

            \(knowledge(parser: parser))

            """
    }

    /// A first program to put into the folder `seeds`: its file name and its text.
    ///
    /// A bare number is a program in many languages, and no more than a reminder in the others.
    package static func firstSeed(fileExtension: String) -> (name: String, text: String) {
        (fileExtension.isEmpty ? "first" : "first.\(fileExtension)", "1\n")
    }

    /// The keys by which verdicts are found.
    private static let judgement = #"""
        # How the target refuses a program cleanly. The default: exit 1 to 125 with something on
        # standard error. Patterns are regular expressions; single quotes keep backslashes.
        #refusals:
        #  - {exit: 1, stream: stderr, pattern: '^\S+: .*error'}

        # How it reports a bug in itself: a pattern, and an exit code or a signal.
        #panics:
        #  - {exit: 101, pattern: '^thread .* panicked at'}
        #  - {signal: SIGABRT, pattern: 'Assertion .* failed'}

        # How it ends when memory is refused.
        #outOfMemory:
        #  - {exit: 1, pattern: 'not enough memory'}

        # How it refuses a program for its syntax, and for nothing else.
        #syntaxErrors:
        #  - {exit: 1, pattern: '^SyntaxError: '}

        # A program with a known output, by which one knows that the target works.
        #probe: {program: "print(6*7)", output: "42\n"}
        """#

    /// The keys that describe the language and how the target is run.
    private static func knowledge(parser: String) -> String {
        """
        # What nests in the language: open N times, core, close N times; or, without these, a
        # program that recurses N deep when it runs: N stands between prefix and suffix.
        #nests:
        #  parentheses: {prefix: "x = ", open: "(", core: "1", close: ")", suffix: "\\n"}
        #  recursion: {prefix: "f(", suffix: ")\\n"}
        # What grows: prefix, unit N times with its number for {{i}}, separator between, suffix.
        #dimensions:
        #  globals: {unit: "g{{i}} = {{i}}", separator: "\\n"}
        # How fast cost may grow: the greatest exponent of N.
        #growth: {exponent: 1.5}

        # A command that only parses.
        #parseOnly: \(parser)

        # Words of the language, a file beside this one.
        #dictionary: words.dict
        # Templates, a folder beside this file.
        #templates: templates
        # The grammar, an ANTLR 4 file beside this one whose lexer and imports are in its folder,
        # and the rule that a whole program follows.
        #grammar: language.g4
        #startRule: program

        # Values as --limit takes them.
        #limits: {stack: 8M, as: 1G, cpu: 5s}
        #timeout: 10s
        #environment: {LC_ALL: C}
        # Variables that are set to 0 so that hashes are the same in every run.
        #hashSeedVariables: [PYTHONHASHSEED]
        # What differs from run to run and is masked before outputs are compared.
        #noise: ['0x[0-9a-f]+']
        # The Debian packages that provide the target.
        #install: [lua5.4]
        """
    }
}
