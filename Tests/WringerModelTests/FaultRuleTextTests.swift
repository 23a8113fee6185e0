import Testing
import WringerModel

@Suite struct FaultRuleTextTests {
    /// A rule with everything that can be random about it.
    private func randomRule(_ random: inout RandomStream) throws -> FaultRule {
        let selections = ["read", "pread64,read", "?zzz,recvfrom", "getrandom", "!!read", "0"]
        let selection = random.element(of: selections)
        var rule = try FaultRule(parsing: "\(selection):error=EIO")
        let isOfFile = !rule.calls.contains("getrandom")
        if isOfFile, random.chance(1, in: 3) {
            rule.predicates.append(.path(random.element(of: ["*.lua", "/a:b@c,d", #"\*?[x]"#])))
        }
        if isOfFile, random.chance(1, in: 3) {
            rule.predicates.append(.descriptor(Int32(random.below(200)) - 100))
        }
        if random.chance(1, in: 2) {
            let value = random.next() >> UInt64(random.below(64))
            let comparisons = ArgumentPredicate.Comparison.allCases.filter {
                $0 != .anyBit || value > 0
            }
            rule.predicates.append(
                .number(name: "arg2", index: 1, random.element(of: comparisons), value))
        }
        let bytes = random.next() >> UInt64(random.below(63)) | 1
        rule.effect = random.element(of: [
            nil, .error(ErrorNumber(Int32(random.below(4095)) + 1)), .anyError,
            .returnValue(Int64(bitPattern: random.next())), .short(bytes), .flip(bytes),
        ])
        if random.chance(1, in: 3) { rule.signal = Signal(Int32(random.below(64)) + 1) }
        if random.chance(1, in: 3) { rule.delayOnEntry = duration(&random) }
        if rule.effect == nil && rule.signal == nil || random.chance(1, in: 3) {
            rule.delayOnExit = duration(&random)
        }
        rule.occurrences = occurrences(&random)
        if random.chance(1, in: 3) {
            rule.probability = Double(random.below(1 << 20) + 1) / Double(1 << 20)
        }
        rule.arming = random.element(of: ArmingPoint.allCases)
        return rule
    }

    private func duration(_ random: inout RandomStream) -> Duration {
        .nanoseconds(Int64(random.next() >> UInt64(random.below(30) + 5)) % 1_000_000_000_000)
    }

    private func occurrences(_ random: inout RandomStream) -> Occurrences {
        let first = UInt32(random.below(65534) + 1)
        let last = random.chance(1, in: 2) ? first + UInt32(random.below(Int(65535 - first))) : nil
        let step = random.chance(1, in: 2) ? 1 : UInt32(random.below(65535) + 1)
        return random.chance(1, in: 4)
            ? .all : Occurrences(first: first, last: last, step: last == first ? 1 : step)
    }

    @Test func `the text of a rule reads as the same rule`() throws {
        var effects: Set<String> = []
        for number in 0..<2000 {
            var random = RandomStream(seed: 11, stream: "rules", number: UInt64(number))
            let rule = try randomRule(&random)
            let text = rule.text
            let again = try FaultRule(parsing: text)
            #expect(again == rule, "\(text)")
            #expect(again.text == text)
            effects.insert(rule.effect.map { "\($0)".prefix(5).description } ?? "none")
        }
        #expect(effects.count == 6)
    }

    @Test func `a rule with random damage is refused, or has a text that reads the same`() throws {
        let rules = [
            "fault=openat@64,?x@32,/^p?read(64)?$@path=\\*a\\:b@fd=1:when=3..9+2:error=EIO",
            "inject=!%file,0:retval=-0x10:signal=RT_3:delay_enter=1.5ms:delay_exit=2s",
            "mmap@len>=1MiB@prot&PROT_EXEC|4@arg6!=0:error=any:prob=0.25:after=program",
            "read,write:short=4K:when=2+:after=exec", "getrandom:error=ENOSYS:uncounted",
        ]
        for rule in rules { #expect(throws: Never.self) { try FaultRule(parsing: rule) } }
        let letters = Array(":@,=|&<>!?\\/%.+-*[]()0193axEIOe \n\u{301}é")
        var accepted = 0
        for number in 0..<1500 {
            var random = RandomStream(seed: 5, stream: "damage", number: UInt64(number))
            var text = Array(random.element(of: rules))
            for _ in 0..<random.below(2) + 1 {
                let place = random.below(text.count)
                switch random.below(4) {
                case 0: text.remove(at: place)
                case 1: text[place] = random.element(of: letters)
                case 2: text.insert(random.element(of: letters), at: place)
                default: text.removeSubrange(place..<min(place + 7, text.count))
                }
                if text.isEmpty { text = [":"] }
            }
            do throws(FaultSyntaxError) {
                let rule = try FaultRule(parsing: String(text))
                let again = try? FaultRule(parsing: rule.text)
                #expect(again == rule, "\(String(text))")
                accepted += 1
            } catch {
                #expect((1...text.count + 1).contains(error.column), "\(error)")
                #expect(error.rule == String(text))
            }
        }
        #expect(accepted > 30, "\(accepted)")
    }

    @Test(arguments: [
        ("inject=mmap,brk:when=3+2:error=enomem", "mmap,brk:error=ENOMEM:when=3+2"),
        ("fault=read", "read:error=ENOSYS"), ("read:delay_enter=1500", "read:delay_enter=1500us"),
        ("read:delay_exit=20000us:signal=9", "read:signal=SIGKILL:delay_exit=20ms"),
        ("read:signal=RT_2:delay_enter=0", "read:signal=34:delay_enter=0s"),
        ("read:error=EIO:when=1+:after=start", "read:error=EIO"),
        ("mmap@len>=1048576:error=ENOMEM", "mmap@len>=1M:error=ENOMEM"),
        ("mmap@prot&PROT_EXEC:error=EPERM", "mmap@prot&0x4:error=EPERM"),
        ("mmap:uncounted:error=EIO:after=exec", "mmap:error=EIO:after=exec:uncounted"),
        ("read:short=1K:prob=0.25:after=program", "read:short=1024:prob=0.25:after=program"),
        ("read:error=ERESTARTSYS::when=2..5+:", "read:error=512:when=2..5"),
    ])
    func `a rule has one canonical text`(_ text: String, _ canonical: String) throws {
        let rule = try FaultRule(parsing: text)
        #expect(rule.text == canonical)
        #expect("\(rule)" == canonical)
        #expect(try FaultRule(parsing: canonical) == rule)
    }

    @Test(
        arguments: [
            ("mmap,brk:error=ENOMEM:when=3+2", "mmap,brk:error=ENOMEM:when=3+2"),
            ("%file:retval=-1:after=exec", "%file:retval=-1"),
            ("read:signal=TERM:delay_enter=2ms", "read:signal=SIGTERM:delay_enter=2ms"),
            ("read:error=EIO:uncounted", "read:error=EIO"),
            ("read:short=1", nil), ("read:flip=1", nil), ("read:error=any", nil),
            ("read@fd=0:error=EIO", nil), ("read:error=EIO:prob=0.5", nil),
            ("read:error=EIO:after=program", nil),
        ] as [(String, String?)])
    func `a rule has an expression for strace, or none`(
        _ text: String, _ expression: String?
    ) throws {
        #expect(try FaultRule(parsing: text).straceExpression() == expression)
    }

    @Test func `a plan is written with the text of its rules`() throws {
        let plan = FaultPlan(
            rules: [
                try FaultRule(parsing: "mmap:error=ENOMEM:when=2"),
                try FaultRule(parsing: "read@path=*.lua:short=1"),
            ], seed: 7)
        let text = #"{"rules":["mmap:error=ENOMEM:when=2","read@path=*.lua:short=1"],"seed":7}"#
        #expect(try JSON.text(plan) == text)
        #expect(try JSON.value(FaultPlan.self, text) == plan)
        #expect(throws: DecodingError.self) {
            try JSON.value(FaultPlan.self, #"{"rules":["mmap:eror=EIO"],"seed":7}"#)
        }
    }
}
