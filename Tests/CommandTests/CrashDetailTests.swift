import Foundation
import Testing
import WringerModel
import WringerSystem

/// What is taken of a process at its fatal signal, against what the text of the program says.
extension CommandTests {
    @Suite struct CrashDetailTests {
        let observatory: Observatory

        init() throws { observatory = try Observatory() }

        /// Compiled so that the text is what runs, with frames that only its tables describe.
        private static let options = [
            "-O1", "-fno-omit-frame-pointer", "-fno-optimize-sibling-calls",
            "-fno-stack-protector", "-w", "-fcf-protection=none",
        ]

        private func victim(_ options: String...) throws -> String {
            try observatory.compile(Victim.source, "victim", options: Self.options + options)
        }

        private func crash(
            _ command: [String], limits: Limits = Limits(), _ signal: WringerModel.Signal
        ) throws -> CrashDetail {
            let observation = try observatory.observe(command, limits: limits)
            #expect(observation.outcome == .signalled(signal), "\(observation.outcome)")
            let crash = try #require(observation.crash)
            #expect(crash.signal == observation.fatalSignal)
            return crash
        }

        private func names(_ stack: StackTrace?) -> [String] {
            stack?.frames.compactMap(\.symbol) ?? []
        }

        /// What `nm` says of a symbol.
        private func address(of symbol: String, in path: String) throws -> UInt64 {
            let ended = try observatory.lab.shell("nm \(path)")
            let line = try #require(
                ended.output.split(separator: "\n").first { $0.hasSuffix(" \(symbol)") })
            return try #require(UInt64(line.prefix { $0 != " " }, radix: 16))
        }

        // MARK: - Stacks

        @Test func `a stack of a million frames costs no more than its first thousand`() throws {
            let path = try victim()
            let limit = Limit(soft: .finite(1 << 30), hard: .finite(1 << 30))
            let start = Date()
            let crash = try crash(
                [path, "deep", "1000000"], limits: Limits([.stack: limit]), .segmentation)
            #expect(Date().timeIntervalSince(start) < 2)
            #expect(crash.signal.faultAddress == 0x10)
            let stack = try #require(crash.stack)
            #expect(stack.end == .frameLimit)
            #expect(names(stack) == ["touch"] + [String](repeating: "deeper", count: 999))
            // Every frame of the recursion is as large as the next.
            let pointers = stack.frames.compactMap(\.stackPointer)
            #expect(pointers.count == 1000)
            let sizes = Set(zip(pointers.dropFirst(2), pointers.dropFirst()).map { $0 - $1 })
            #expect(sizes.count == 1 && (sizes.first ?? 0) >= 16, "\(sizes)")
            #expect((crash.signal.stackHigh - crash.signal.stackLow) > 1_000_000 * 16)
        }

        @Test func `a stack that is used up has no headroom left`() throws {
            let path = try victim()
            let limit = Limit(soft: .finite(8 << 20), hard: .finite(8 << 20))
            let crash = try crash(
                [path, "deep", "100000000"], limits: Limits([.stack: limit]), .segmentation)
            #expect(crash.stack?.end == .frameLimit)
            #expect(Set(names(crash.stack)) == ["deeper"])
            let stack = try #require(crash.headroom.first { $0.name == .stack })
            #expect(stack.limit == 8 << 20)
            #expect((8 << 20) - stack.used < 256 << 10, "\(stack)")
        }

        @Test func `a crash in a thread has the stack of that thread`() throws {
            let crash = try crash([try victim(), "threads"], .segmentation)
            let thread = try #require(crash.threads.first)
            #expect(thread.thread == crash.thread)
            #expect(thread.name == "crasher")
            #expect(names(thread.stack).prefix(2) == ["touch", "crash_named"])
            #expect(thread.stack?.end == .complete)
            #expect(Set(crash.threads.map(\.name)) == ["crasher", "sleeper", "victim"])
            let sleeper = try #require(crash.threads.first { $0.name == "sleeper" })
            #expect(sleeper.stack == nil)
            #expect(sleeper.call?.hasPrefix("pause(") == true, "\(sleeper)")
        }

        @Test func `an arithmetic fault is where the division is`() throws {
            let path = try victim()
            let crash = try crash([path, "divide"], .floatingPoint)
            let frame = try #require(crash.stack?.frames.first)
            #expect(names(crash.stack).prefix(2) == ["divide", "main"])
            #expect(frame.isInterrupted)
            #expect(frame.module == path)
            #expect(frame.address == crash.signal.instructionPointer)
            #expect(frame.offset - frame.symbolOffset == (try address(of: "divide", in: path)))
            #expect(
                crash.registers.first { $0.name == "rip" || $0.name == "pc" }?.value
                    == frame.address)
            #expect(crash.stack?.end == .complete)
            #expect(crash.stack?.frames.dropFirst().allSatisfy { !$0.isInterrupted } == true)
        }

        @Test func `an abort has its caller`() throws {
            let crash = try crash([try victim(), "abort"], .abort)
            #expect(crash.signal.sender == .itself)
            let found = names(crash.stack)
            let abort = try #require(found.firstIndex(of: "abort"))
            #expect(found[abort...].prefix(3) == ["abort", "give_up", "main"])
        }

        @Test func `a call through a null pointer has its caller`() throws {
            let crash = try crash([try victim(), "nowhere"], .segmentation)
            let frames = try #require(crash.stack?.frames)
            #expect(frames[0].address == 0 && frames[0].module == nil && frames[0].symbol == nil)
            #expect(frames[1].symbol == "call_nowhere" && frames[1].symbolOffset > 0)
            #expect(frames[2].symbol == "main")
            #expect(crash.stack?.end == .complete)
        }

        @Test func `a smashed stack is lost, and nothing is made up`() throws {
            let crash = try crash([try victim(), "smash"], .segmentation)
            let stack = try #require(crash.stack)
            #expect(stack.end == .lost)
            #expect(names(stack) == ["smash"])
            #expect(stack.frames.dropFirst().allSatisfy { $0.module == nil })
        }

        // MARK: - Faults that are handled

        @Test func `a fault that is survived is no crash`() throws {
            let observation = try observatory.observe([try victim(), "survive"])
            #expect(observation.outcome == .exited(code: 42))
            #expect(observation.fatalSignal == nil)
            #expect(observation.crash == nil)
        }

        @Test func `of a fault that a handler raises again the first state is kept`() throws {
            let crash = try crash([try victim(), "again"], .segmentation)
            #expect(crash.signal.faultAddress == 0x30)
            #expect(crash.signal.sender == .kernel)
            #expect(names(crash.stack).prefix(2) == ["touch", "main"])
        }

        @Test func `a crash behind a wrapper is that of its child`() throws {
            let path = try victim()
            let observation = try observatory.observe(
                ["/bin/sh", "-c", "\(path) divide; exit $?"])
            #expect(observation.outcome == .exited(code: 128 + 8))
            let crash = try #require(observation.crash)
            #expect(crash.signal == observation.fatalSignal)
            #expect(!crash.signal.isMainProcess)
            #expect(names(crash.stack).first == "divide")
        }

        @Test func `a child that handles its fault and raises it again keeps the first state`()
            throws
        {
            let path = try victim()
            let observation = try observatory.observe(["/bin/sh", "-c", "\(path) again; exit $?"])
            #expect(observation.outcome == .exited(code: 128 + 11))
            #expect(observation.crash?.signal.faultAddress == 0x30)
            #expect(names(observation.crash?.stack).first == "touch")
        }

        @Test func `without tracing nothing is taken`() throws {
            let observation = try observatory.observe([try victim(), "divide"]) {
                $0.tracing = .off
            }
            #expect(observation.outcome == .signalled(.floatingPoint))
            #expect(observation.crash == nil)
        }

        // MARK: - Builds

        @Test func `a stripped program has no names and the same places`() throws {
            let path = try victim("-Wl,--build-id=sha1")
            let whole = try #require(try crash([path, "divide"], .floatingPoint).stack)
            #expect(try observatory.lab.shell("strip \(path)").status == 0)
            let bare = try #require(try crash([path, "divide"], .floatingPoint).stack)
            let (named, bareOwn) = (
                whole.frames.filter { $0.module == path }, bare.frames.filter { $0.module == path }
            )
            #expect(named.map(\.offset) == bareOwn.map(\.offset))
            #expect(named.prefix(2).map(\.symbol) == ["divide", "main"])
            #expect(bareOwn.prefix(2).map(\.symbol) == [nil, nil])
            #expect(bareOwn.allSatisfy { $0.buildID?.count == 40 })
            #expect(named.map(\.buildID) == bareOwn.map(\.buildID))
            #expect(bare.end == .complete)
        }

        @Test func `a static program is unwound to its beginning`() throws {
            let path = try victim("-static")
            let stack = try #require(try crash([path, "nowhere"], .segmentation).stack)
            #expect(stack.end == .complete)
            #expect(names(stack).prefix(2) == ["call_nowhere", "main"])
            #expect(names(stack).last == "_start")
            let frame = stack.frames[1]
            #expect(frame.offset == frame.address, "it lies where it was linked")
        }

        // MARK: - The rest of the state

        @Test func `of a crowd of mappings and descriptors some are taken, in bounded time`()
            throws
        {
            let path = try victim()
            let limits = Limits([
                .openFiles: Limit(soft: .finite(5000), hard: .finite(5000))
            ])
            let start = Date()
            let crash = try crash([path, "crowd"], limits: limits, .segmentation)
            #expect(Date().timeIntervalSince(start) < 3)
            #expect(names(crash.stack).prefix(2) == ["touch", "main"])
            #expect(crash.mappings.count == CrashDetail.maximumMappingCount)
            #expect(crash.mappings.contains { $0.name == path })
            #expect(crash.mappings.contains { $0.name == "[stack]" })
            let starts = crash.mappings.map(\.start)
            #expect(starts == starts.sorted() && Set(starts).count == starts.count)
            #expect(crash.descriptors.count == CrashDetail.maximumDescriptorCount)
            #expect(crash.headroom.first { $0.name == .openFiles }?.used == 5000)
        }

        @Test func `limits, descriptors and the map are as they were`() throws {
            let path = try victim()
            let limits = Limits([
                .addressSpace: Limit(soft: .finite(1 << 30), hard: .finite(1 << 30)),
                .openFiles: Limit(soft: .finite(77), hard: .finite(77)),
            ])
            let crash = try crash(
                ["/bin/sh", "-c", "exec \(path) divide 5</etc/passwd"], limits: limits,
                .floatingPoint)
            #expect(crash.descriptors.first { $0.number == 5 }?.target == "/etc/passwd")
            let files = try #require(crash.headroom.first { $0.name == .openFiles })
            #expect(files.limit == 77 && files.used == crash.descriptors.count)
            let space = try #require(crash.headroom.first { $0.name == .addressSpace })
            #expect(space.limit == 1 << 30)
            #expect(space.used > 1 << 20 && space.used < 1 << 28, "\(space)")
            #expect(crash.headroom.first { $0.name == .processes }?.used == 1)
            let pointer = crash.signal.stackPointer
            let stack = try #require(crash.mappings.first { $0.name == "[stack]" })
            #expect(stack.start <= pointer && pointer < stack.end)
            #expect(stack.start == crash.signal.stackLow && stack.end == crash.signal.stackHigh)
            let code = crash.mappings.first {
                $0.start <= crash.signal.instructionPointer
                    && crash.signal.instructionPointer < $0.end
            }
            #expect(code?.name == path && code?.permissions == "r-xp")
        }
    }
}
