import Testing
import WringerModel

@Suite struct FaultRuleParsingTests {
    private func rule(_ text: String) throws -> FaultRule { try FaultRule(parsing: text) }

    @Test func `a rule says which calls fail, how and when`() throws {
        let rule = try rule("mmap,brk:error=ENOMEM:when=3+2")
        #expect(rule.selection == "mmap,brk")
        #expect(rule.calls == ["brk", "mmap"])
        #expect(rule.effect == .error(ErrorNumber(12)))
        #expect(rule.occurrences == Occurrences(first: 3, last: nil, step: 2))
        #expect(rule.arming == .start)
        #expect(rule.predicates == [] && rule.signal == nil && rule.probability == nil)
    }

    @Test(
        arguments: [
            ("when=5", 5, 5, 1), ("when=5+", 5, nil, 1), ("when=5+3", 5, nil, 3),
            ("when=2..5", 2, 5, 1), ("when=2..5+", 2, 5, 1), ("when=2..9+3", 2, 9, 3),
            ("when=65535", 65535, 65535, 1), ("when=1..65534+65535", 1, 65534, 65535),
            ("when=1+2:when=7", 7, 7, 1), ("when=3..3+2", 3, 3, 1), ("when= 3+ 4", 3, nil, 4),
        ] as [(String, UInt32, UInt32?, UInt32)])
    func `when says which occurrences are hit`(
        _ item: String, _ first: UInt32, _ last: UInt32?, _ step: UInt32
    ) throws {
        let rule = try rule("read:error=EIO:\(item)")
        #expect(rule.occurrences == Occurrences(first: first, last: last, step: step))
    }

    @Test(
        arguments: [
            ("20ms", .milliseconds(20)), ("5", .microseconds(5)), ("5us", .microseconds(5)),
            ("7ns", .nanoseconds(7)), ("1s", .seconds(1)), ("1.5ms", .microseconds(1500)),
            (".5s", .milliseconds(500)), ("1e3", .milliseconds(1)), ("0", .zero),
            (" 5", .microseconds(5)), ("5.", .microseconds(5)),
            ("1000000000s", .seconds(1_000_000_000)),
            ("1000000001s", nil), ("1m", nil),
            ("", nil), ("-1", nil), ("5 us", nil), ("inf", nil), ("0x5", nil), ("1e400", nil),
            ("99999999999999999999", nil),
        ] as [(String, Duration?)])
    func `a delay is a number with a unit, microseconds without`(
        _ text: String, _ expected: Duration?
    ) throws {
        let rule = try? rule("read:delay_enter=\(text):delay_exit=3s")
        #expect(rule?.delayOnEntry == expected)
        if rule != nil { #expect(rule?.delayOnExit == .seconds(3)) }
    }

    @Test(
        arguments: [
            ("error=enomem", .error(ErrorNumber(12))), ("error=11", .error(ErrorNumber(11))),
            ("error=ERESTARTSYS", .error(ErrorNumber(512))), ("error=any", .anyError),
            ("retval=0", .returnValue(0)), ("retval=0x10", .returnValue(16)),
            ("retval=010", .returnValue(8)), ("retval=-1", .returnValue(-1)),
            ("retval=18446744073709551615", .returnValue(-1)), ("short=1", .short(1)),
            ("short=4K", .short(4096)), ("flip=3", .flip(3)),
        ] as [(String, FaultEffect)])
    func `an effect is read with its value`(_ item: String, _ effect: FaultEffect) throws {
        #expect(try rule("read:\(item)").effect == effect)
    }

    @Test(
        arguments: [
            ("SIGTERM", 15), ("term", 15), ("9", 9), ("SIGRTMIN", 32), ("rtmin", 32), ("RT_2", 34),
            ("SIGRT_32", 64), ("64", 64),
        ] as [(String, Int32)])
    func `a signal is read by name and number`(_ text: String, _ number: Int32) throws {
        let rule = try rule("read:signal=\(text)")
        #expect(rule.signal == Signal(number) && rule.effect == nil)
    }

    @Test func `the words of Wringer are read`() throws {
        let rule = try rule("read:error=any:prob=0.3:after=program")
        #expect(rule.probability == 0.3 && rule.arming == .program)
        #expect(try self.rule("openat:error=ENOENT:uncounted:after=exec").isUncounted)
        #expect(try self.rule("getpid:retval=0:uncounted").isUncounted)
    }

    @Test func `fault= and inject= may stand before a rule`() throws {
        #expect(try rule("fault=mmap").effect == .error(.notImplemented))
        #expect(try rule("fault=mmap:error=EIO:when=2").effect == .error(.io))
        #expect(try rule("inject=mmap:error=EIO") == rule("mmap:error=EIO"))
        #expect(try rule("fault=mmap:prob=0.5").text == "mmap:error=ENOSYS:prob=0.5")
    }

    @Test(
        arguments: [
            ("open,openat", ["open", "openat"]), ("open@64", ["open"]),
            (",open,,read,", ["open", "read"]),
            ("?nonesuch,read", ["read"]), ("??read", ["read"]), ("?read@32,write", ["write"]),
            ("0,1", ["read", "write"]), ("/^pipe", ["pipe", "pipe2"]),
            ("/^(dup|tee)$", ["dup", "tee"]), ("!!read", ["read"]),
            ("%%statfs", ["fstatfs", "statfs", "ustat"]), ("%stat", ["stat"]),
            ("%fstat,open", ["fstat", "newfstatat", "open", "statx"]),
        ] as [(String, [String])])
    func `a set comes to its calls`(_ selection: String, _ calls: [String]) throws {
        let rule = try rule("\(selection):error=EIO")
        #expect(rule.calls == calls && rule.selection == selection)
    }

    @Test func `sets have a negation and old names`() throws {
        let all = CallFacts.all.map(\.name)
        #expect(try rule("all:error=EIO").calls == all)
        #expect(try rule("!none:error=EIO").calls == all)
        #expect(try rule("/:error=EIO").calls == all)
        #expect(try rule("!read,%file:error=EIO").calls.contains("read") == false)
        #expect(try rule("!read,%file:error=EIO").calls.contains("openat") == false)
        #expect(try rule("!read,%file:error=EIO").calls.contains("write"))
        for name in ["file", "desc", "memory", "process", "network", "signal", "ipc"] {
            #expect(try rule("\(name):error=EIO").calls == rule("%\(name):error=EIO").calls)
        }
        #expect(try rule("%net:error=EIO").calls == rule("%network:error=EIO").calls)
    }

    @Test(
        arguments: [
            ("openat@path=*.lua", [.path("*.lua")]), ("write@path=/tmp/*", [.path("/tmp/*")]),
            ("open@64@path=a,b", [.path("a,b")]), (#"open@path=a\:b\@c"#, [.path("a:b@c")]),
            (#"open@path=\*\\"#, [.path(#"\*\\"#)]), ("write@fd=1", [.descriptor(1)]),
            ("openat@fd=AT_FDCWD", [.descriptor(-100)]),
            ("mmap@len>=1MiB", [.number(name: "len", index: 1, .atLeast, 1 << 20)]),
            ("mmap@len>4K", [.number(name: "len", index: 1, .above, 4096)]),
            ("mmap@size<=0x10", [.number(name: "size", index: 1, .atMost, 16)]),
            ("read@len<5", [.number(name: "len", index: 2, .below, 5)]),
            ("mmap@prot&PROT_EXEC", [.number(name: "prot", index: 2, .anyBit, 4)]),
            ("openat@flags&O_CREAT|O_TRUNC", [.number(name: "flags", index: 2, .anyBit, 0o1100)]),
            ("lseek@whence=SEEK_END", [.number(name: "whence", index: 2, .equal, 2)]),
            ("kill@sig!=SIGTERM", [.number(name: "sig", index: 1, .different, 15)]),
            ("ioctl@arg2=0x5401", [.number(name: "arg2", index: 1, .equal, 0x5401)]),
            (
                "write@fd=1@count>1G",
                [.descriptor(1), .number(name: "count", index: 2, .above, 1 << 30)]
            ),
            ("dup2@fd=3", [.descriptor(3)]),
            ("read@fd>2", [.number(name: "fd", index: 0, .above, 2)]),
        ] as [(String, [ArgumentPredicate])])
    func `predicates narrow the calls by their arguments`(
        _ head: String, _ predicates: [ArgumentPredicate]
    ) throws {
        #expect(try rule("\(head):error=EIO").predicates == predicates)
    }
}
