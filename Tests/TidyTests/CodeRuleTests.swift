import Testing

@Suite struct CodeRuleTests {
    /// The places outside of some modules at which the code matches; every match has the word.
    private func places(
        of pattern: Regex<Substring>, with word: String, outside modules: Set<String> = [],
        inside: Set<String>? = nil
    ) -> [String] {
        SourceTree.swift
            .filter { !modules.contains($0.module) && (inside?.contains($0.module) ?? true) }
            .flatMap { $0.places(of: pattern, with: word) }
    }

    private static let singleThreaded: Set<String> = [
        "WringerModel", "WringerSystem", "WringerExecution", "WringerRecording",
        "WringerGeneration", "WringerTriage", "WringerTargets",
    ]

    @Test func `only WringerSystem has unsafe code`() {
        let system: Set<String> = ["WringerSystem"]
        #expect(places(of: /\bunsafe\b/, with: "unsafe", outside: system) == [])
        #expect(places(of: /\bUnsafe\w*/, with: "Unsafe", outside: system) == [])
        #expect(places(of: /@unchecked\b/, with: "@unchecked", outside: system) == [])
        #expect(places(of: /nonisolated\s*\(unsafe\)/, with: "nonisolated", outside: system) == [])
        #expect(!places(of: /\bunsafe\b/, with: "unsafe").isEmpty)
    }

    @Test func `nothing below the campaign runs at the same time as something else`() {
        for (pattern, word) in [
            (/\basync\b/, "async"), (/\bawait\b/, "await"), (/\bTask\s*[.{(]/, "Task"),
            (/\bactor\b/, "actor"), (/\bimport\s+Dispatch\b/, "Dispatch"),
            (/\bDispatchQueue\b/, "Dispatch"), (/\bThread\s*[.({]/, "Thread"),
        ] as [(Regex<Substring>, String)] {
            #expect(places(of: pattern, with: word, inside: Self.singleThreaded) == [])
        }
    }

    @Test func `nothing ends the program where an error could be told`() {
        #expect(places(of: /\btry!/, with: "try!") == [])
        #expect(places(of: /\bas!/, with: "as!") == [])
        #expect(places(of: /\bfatalError\s*\(/, with: "fatalError") == [])
    }

    /// A name, a call or a subscript with `!` after it; `!=` and a negation are none.
    @Test func `nothing is unwrapped by force`() {
        #expect(places(of: /[\w)\]>]!(?:[\s.,)\]:\[(?]|$)/, with: "!") == [])
    }

    @Test func `nothing is left to do`() {
        for word in ["TODO", "FIXME"] {
            #expect(
                SourceTree.files.flatMap { $0.places(of: /TODO|FIXME/, with: word, in: $0.lines) }
                    == [])
        }
    }

    /// A method of that name, as of the machine of a trial, calls no kernel.
    @Test func `only the system layer handles processes`() {
        for (pattern, word) in [
            (/(?:^|[^.\w])kill\s*\(/, "kill"), (/(?:^|[^.\w])waitpid\b/, "waitpid"),
            (/(?:^|[^.\w])clone\s*\(/, "clone"), (/(?:^|[^.\w])v?fork\s*\(/, "fork"),
            (/(?:^|[^.\w])posix_spawn/, "posix_spawn"), (/(?:^|[^.\w])ptrace\s*\(/, "ptrace"),
        ] as [(Regex<Substring>, String)] {
            let found = SourceTree.swift
                .filter { $0.module != "WringerSystem" }
                .filter { file in !file.code.contains { $0.contains("func \(word)(") } }
                .flatMap { $0.places(of: pattern, with: word) }
            #expect(found == [])
        }
    }

    @Test func `only the system layer imports the C library and our C code`() {
        let pattern = /\bimport\s+(?:\w+\s+)?(?:Glibc|CWringer|CSeccomp|CElfutils)\b/
        #expect(places(of: pattern, with: "import", outside: ["WringerSystem"]) == [])
    }

    @Test func `Foundation is used only in part`() {
        #expect(places(of: /\bimport\s+Foundation$/, with: "import") == [])
    }

    @Test func `an import says who sees it`() {
        #expect(places(of: /^import\s/, with: "import") == [])
    }
}
