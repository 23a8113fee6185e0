import Testing
import WringerModel
import WringerReport

@Suite struct DoctorReportTests {
    private static var facts: KernelFacts {
        var facts = KernelFacts()
        facts.release = "6.1.0"
        facts.architecture = "x86_64"
        facts.user = 1000
        facts.libseccompVersion = "2.5.4"
        facts.landlockVersion = 2
        for ability in Ability.allCases { facts[ability] = .works }
        facts[.clone3] = .refused(.notImplemented)
        facts.settings.corePattern = "|/x \u{1b}[2J%p"
        facts.settings.randomizeAddresses = 2
        facts.room.freeHere = ByteCount(3 << 30)
        facts.room.totalSwap = ByteCount(0)
        facts.limits[.stack] = Limit(soft: .finite(8 << 20), hard: .finite(64 << 20))
        facts.limits[.cpu] = Limit(soft: .unlimited, hard: .unlimited)
        return facts
    }

    private static let findings = [
        FeatureFinding(.tracing, .on, "it works"),
        FeatureFinding(.noNetwork, .limited, "half\u{7} of it", next: "run as root"),
        FeatureFinding(.groupLimit, .off, "none", next: "mount one"),
    ]

    private func report(_ facts: KernelFacts = facts, isPossible: Bool = true) -> DoctorReport {
        DoctorReport(facts, Self.findings, isHuntingPossible: isPossible, version: "0.1.0")
    }

    private func lines(_ facts: KernelFacts = facts, colored: Bool = false) -> [String] {
        report(facts).text(Style(isColored: colored)).split(separator: "\n").map(String.init)
    }

    @Test func `the headline says what, where, as whom, and whether one can hunt`() {
        let lines = lines()
        #expect(lines[0] == "Wringer 0.1.0 on Linux 6.1.0, x86_64, user 1000 without capabilities")
        #expect(lines[1] == "hunting is possible here")
        let text = report(isPossible: false).text(Style(isColored: false))
        #expect(text.contains("hunting is not possible here"))
    }

    @Test(
        arguments: [
            (["chown"], [], "root with all capabilities"),
            (["chown", "kill"], ["bpf"], "root with all capabilities but bpf"),
            (["chown"], ["kill", "bpf"], "root with the capabilities chown"),
        ] as [([String], [String], String)])
    func `capabilities are told the short way`(
        _ held: [String], _ missing: [String], _ text: String
    ) {
        var facts = Self.facts
        facts.user = 0
        facts.capabilities = held
        facts.missingCapabilities = missing
        #expect(lines(facts)[0].hasSuffix(", " + text))
    }

    @Test func `a feature has its state, its title, its reason and the next step, aligned`() {
        let lines = lines()
        #expect(
            lines.contains("  on       tracing and crash detail        it works"), "\(lines)")
        #expect(lines.contains(#"  limited  no network for targets          half\x07 of it"#))
        #expect(lines.contains(String(repeating: " ", count: 43) + "next: run as root"))
        let later = lines.firstIndex(of: "what this version does not use yet")
        let unused = lines.firstIndex { $0.contains("bound by cgroup") }
        #expect(later != nil && unused == later.map { $0 + 1 })
    }

    @Test func `facts say what is missing and why`() {
        let text = lines().joined(separator: "\n")
        #expect(
            text.contains(
                "  processes    pidfd_open, clone_pidfd, close_range, memfd; no clone3 (ENOSYS)"))
        #expect(text.contains("version 2: files, refer; writes refused"))
        #expect(text.contains("3.0 GiB free here; no place for a scratch folder"))
        #expect(text.contains("unknown available, no swap"))
        #expect(text.contains("hard stack=64M; pid_max unknown"))
    }

    @Test func `what is not ours is escaped`() {
        let text = report().text(Style(isColored: false))
        #expect(text.contains(#"core_pattern |/x \x1b[2J%p"#))
        #expect(!text.contains("\u{1b}") && !text.contains("\u{7}"))
    }

    @Test func `colours are for states`() {
        let lines = lines(colored: true)
        #expect(lines.contains { $0.hasPrefix("  \u{1b}[32mon\u{1b}[0m       tracing") })
        #expect(lines.contains { $0.hasPrefix("  \u{1b}[33mlimited\u{1b}[0m  no network") })
        #expect(lines.contains { $0.hasPrefix("  \u{1b}[1;31moff\u{1b}[0m      process number") })
    }

    @Test func `the object has every key, and null where nothing is known`() throws {
        let text = try JSON.text(report().object)
        for part in [
            #""version":1"#, #""wringer":"0.1.0""#, #""huntingPossible":true"#,
            #""clone3":{"result":"ENOSYS","works":false}"#,
            #""seize":{"result":null,"works":true}"#,
            #""ptraceScope":null"#, #""randomizeAddresses":2"#, #""tracer":null"#,
            #""brings":["files","refer"],"version":2"#, #""cpu":"unlimited""#,
            #""stack":{"hard":67108864,"soft":8388608}"#, #""freeHere":3221225472"#,
            #""nextStep":null,"reason":"it works","state":"on""#,
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        for ability in Ability.allCases { #expect(text.contains("\"\(ability.rawValue)\":{")) }
    }
}
