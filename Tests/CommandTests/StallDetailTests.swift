import Foundation
import Testing
import WringerModel
import WringerSystem

/// What is taken of the threads of a target that does not end, and what captures cost us.
extension CommandTests {
    @Suite struct StallDetailTests {
        let observatory: Observatory

        init() throws { observatory = try Observatory() }

        private func symbols(_ thread: ThreadState) -> [String] {
            thread.stack?.frames.compactMap(\.symbol) ?? []
        }

        @Test func `of a hang every thread has its stack, its call and its time`() throws {
            let path = try observatory.compile(Victim.source, "victim", options: ["-O1", "-w"])
            let observation = try observatory.observe(
                [path, "hang"], timeout: .milliseconds(600))
            #expect(observation.outcome == .timedOut)
            #expect(observation.crash == nil)
            let stall = try #require(observation.stall)
            let threads = stall.threads.compactMap(\.detail)
            #expect(threads.count == 3)
            let spinner = try #require(threads.first { $0.name == "spinner" })
            #expect(symbols(spinner).prefix(2) == ["spin", "main"])
            #expect(spinner.state == "R" && spinner.call == nil)
            #expect((spinner.used ?? .zero) > .milliseconds(100))
            for name in ["locker-a", "locker-b"] {
                let locker = try #require(threads.first { $0.name == name })
                #expect(symbols(locker).contains("lock_both"), "\(locker)")
                #expect(locker.stack?.end == .complete)
                #expect(locker.state == "S")
                #expect(locker.call?.hasPrefix("futex(0x") == true, "\(locker.call ?? "")")
                #expect((locker.used ?? .zero) < .milliseconds(100))
            }
        }

        @Test func `of a hang behind a wrapper all processes are looked at`() throws {
            let path = try observatory.compile(Victim.source, "victim", options: ["-O1", "-w"])
            let observation = try observatory.observe(
                ["/bin/sh", "-c", "\(path) hang; exit 3"], timeout: .milliseconds(400))
            let threads = try #require(observation.stall).threads.compactMap(\.detail)
            #expect(threads.count == 4)
            #expect(threads.first?.call?.hasPrefix("wait4(") == true, "\(threads)")
            #expect(threads.allSatisfy { $0.stack != nil })
        }

        @Test func `of many threads the first are looked at, in bounded time`() throws {
            let path = try observatory.compile(
                """
                #include <pthread.h>
                #include <unistd.h>
                static void *wait(void *unused) { for (;;) pause(); return unused; }
                int main(void) {
                    pthread_t thread;
                    for (int i = 0; i < 80; i++) pthread_create(&thread, NULL, wait, NULL);
                    for (;;) pause();
                }
                """, "many", options: ["-O1"])
            let start = Date()
            let observation = try observatory.observe([path], timeout: .seconds(1))
            #expect(Date().timeIntervalSince(start) < 3)
            let stall = try #require(observation.stall)
            #expect(stall.threads.count == 81)
            #expect(stall.threads.compactMap(\.detail).count == CrashDetail.maximumThreadCount)
            #expect(stall.threads.compactMap(\.detail?.stack).count > 32)
        }

        @Test func `untraced threads are described without stacks`() throws {
            let observation = try observatory.observe(
                ["/bin/sleep", "20"], timeout: .milliseconds(200)
            ) { $0.tracing = .off }
            let threads = try #require(observation.stall).threads.compactMap(\.detail)
            #expect(threads.map(\.name) == ["sleep"])
            #expect(threads.allSatisfy { $0.stack == nil })
        }

        // MARK: - What it costs us

        /// Lets a killed tracee go on to its end.
        private func end(_ process: Int32) {
            while true {
                switch Children.nextChange() {
                case .noChildren: return
                case .nothing: usleep(100)
                default: Children.resume(process)
                }
            }
        }

        /// Our own resident memory in bytes (proc(5), statm).
        private var residentBytes: Int {
            let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            return (text?.split(separator: " ")[1]).flatMap { Int($0) }.map { $0 * 4096 } ?? 0
        }

        @Test func `captures give their memory and their descriptors back`() throws {
            let containment = try Containment(
                writable: [observatory.lab.folder], view: nil, network: nil, keepsNetwork: true,
                user: nil)
            let plan = LaunchPlan(
                executable: "/bin/true", arguments: CStringArray([Array("true".utf8)]),
                environment: CStringArray([]), workingFolder: observatory.lab.folder,
                limits: Limits(), filter: nil, addressRandomization: .off, tracing: .on)
            let nothing = StandardDescriptors(input: nil, output: nil, error: nil)
            guard case .started(let process) = try launch(plan, nothing, containment: containment)
            else {
                Issue.record("it did not start")
                return
            }
            defer {
                process.send(.kill)
                end(process.processID)
            }
            let signal = FatalSignal(
                signal: .abort, code: 0, sender: .itself, faultAddress: nil, stackPointer: 0,
                instructionPointer: 0, stackLow: 0, stackHigh: 0, isMainProcess: true)
            func capture(_ count: Int) {
                for _ in 0..<count {
                    let detail = CrashDetail(
                        ofTracee: process.processID, signal, mainProcess: process.processID)
                    #expect(detail?.stack?.frames.isEmpty == false)
                }
            }
            capture(100)
            let before = residentBytes
            let open = OpenDescriptor.all(of: getpid()).count
            capture(1000)
            #expect(residentBytes - before < 2 << 20, "\(residentBytes - before) bytes more")
            #expect(OpenDescriptor.all(of: getpid()).count == open)
        }
    }
}
