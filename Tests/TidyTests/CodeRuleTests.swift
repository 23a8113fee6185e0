import Testing

@Suite struct CodeRuleTests {
    /// The places outside of some modules at which the code matches.
    private func places(
        of pattern: Regex<Substring>, outside modules: Set<String> = [],
        inside: Set<String>? = nil
    ) -> [String] {
        SourceTree.swift
            .filter { !modules.contains($0.module) && (inside?.contains($0.module) ?? true) }
            .flatMap { $0.places(of: pattern) }
    }

    private static let singleThreaded: Set<String> = [
        "WringerModel", "WringerSystem", "WringerExecution", "WringerRecording",
        "WringerGeneration", "WringerTriage", "WringerTargets",
    ]

    @Test func `only WringerSystem has unsafe code`() {
        #expect(places(of: /\bunsafe\b/, outside: ["WringerSystem"]) == [])
        #expect(places(of: /\bUnsafe\w*/, outside: ["WringerSystem"]) == [])
        #expect(places(of: /@unchecked\b/, outside: ["WringerSystem"]) == [])
        #expect(places(of: /nonisolated\(unsafe\)/, outside: ["WringerSystem"]) == [])
        #expect(!places(of: /\bunsafe\b/).isEmpty)
    }

    @Test func `nothing below the campaign runs at the same time as something else`() {
        for pattern in [
            /\basync\b/, /\bawait\b/, /\bTask\s*[.{(]/, /\bactor\b/, /\bimport\s+Dispatch\b/,
            /\bDispatchQueue\b/, /\bThread\s*[.({]/,
        ] {
            #expect(places(of: pattern, inside: Self.singleThreaded) == [])
        }
    }

    @Test func `nothing ends the program where an error could be told`() {
        #expect(places(of: /\btry!/) == [])
        #expect(places(of: /\bas!/) == [])
        #expect(places(of: /\bfatalError\s*\(/) == [])
    }

    /// A name, a call or a subscript with `!` after it; `!=` and a negation are none.
    @Test func `nothing is unwrapped by force`() {
        #expect(places(of: /[\w)\]>]!(?:[\s.,)\]:\[(?]|$)/) == [])
    }

    @Test func `nothing is left to do`() {
        let found = SourceTree.files.flatMap { $0.places(of: /TODO|FIXME|XXX|HACK/, in: $0.lines) }
        #expect(found == [])
    }

    /// A method of that name, as of the machine of a trial, calls no kernel.
    @Test func `only the system layer handles processes`() {
        for (pattern, method) in [
            (/(?:^|[^.\w])kill\s*\(/, "func kill("), (/(?:^|[^.\w])waitpid\b/, "func waitpid"),
            (/(?:^|[^.\w])clone\s*\(/, "func clone("), (/(?:^|[^.\w])v?fork\s*\(/, "func fork("),
            (/(?:^|[^.\w])posix_spawn/, "func posix_spawn"), (/(?:^|[^.\w])ptrace\s*\(/, "func ptrace("),
        ] as [(Regex<Substring>, String)] {
            let found = SourceTree.swift
                .filter { $0.module != "WringerSystem" }
                .filter { file in !file.code.contains { $0.contains(method) } }
                .flatMap { $0.places(of: pattern) }
            #expect(found == [])
        }
    }

    @Test func `only the system layer imports the C library and our C code`() {
        let pattern = /\bimport\s+(?:\w+\s+)?(?:Glibc|CWringer|CSeccomp)\b/
        #expect(places(of: pattern, outside: ["WringerSystem"]) == [])
    }

    @Test func `Foundation is used only in part`() {
        #expect(places(of: /\bimport\s+Foundation$/) == [])
    }

    @Test func `an import says who sees it`() {
        #expect(places(of: /^import\s/) == [])
    }
}
