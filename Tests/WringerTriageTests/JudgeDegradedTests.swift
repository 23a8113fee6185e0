import Testing
import WringerModel

@testable import WringerTriage

@Suite struct JudgeDegradedTests {
    private func judge(
        _ trial: Trial, out: String = "", twins: [String], code: Int32 = 0
    ) -> Judgement {
        Samples.judge(trial, Samples.observation(.exited(code: 0), out: out)) {
            $0.twins = twins.map { Samples.observation(.exited(code: code), out: $0) }
        }
    }

    private let limited = Samples.trial(limits: [.openFiles: Samples.both(16)])

    @Test(
        arguments: [(.full, "full"), (.closed, "closed"), (.brokenPipe, "pipe")]
            as [(OutputSink, String)])
    func `exit 0 though all output is lost is degraded`(_ sink: OutputSink, _ name: String) {
        let found = judge(Samples.trial(output: sink), twins: ["12345\n", "12345\n"])
        #expect(found.verdict == .degraded)
        #expect(found.cause?.kind == .outputLost)
        #expect(
            found.cause?.text
                == "exit 0, but with standard output \(name) all 6 bytes of standard output are "
                + "lost and nothing says so")
        #expect(found.signature?.text == "degraded · exit 0 · \"standard output \(name)\"")
        #expect(found.realism == .plausible)
    }

    @Test func `a program that prints nothing loses nothing`() {
        #expect(judge(Samples.trial(output: .full), twins: ["", ""]).verdict == .passed)
    }

    @Test func `a full device that is reported is rejected`() {
        let found = Samples.judge(
            Samples.trial(output: .full), Samples.observation(.exited(code: 1), err: "disk full"))
        #expect(found.verdict == .rejected)
    }

    @Test func `exit 0 with other output than without the limit is degraded`() {
        let found = judge(limited, out: "1\n2\n", twins: ["1\n2\n3\n", "1\n2\n3\n"])
        #expect(found.verdict == .degraded)
        #expect(found.cause?.kind == .outputLost)
        #expect(
            found.cause?.text
                == "exit 0, but with nofile=16 standard output differs from the fault-free run: "
                + "2 bytes fewer, first at line 3")
        #expect(found.cause?.evidence == ["fault-free: 3", "here: (nothing)"])
        #expect(found.signature?.text == "degraded · exit 0 · \"standard output differs\"")
    }

    @Test func `output that is longer than without the limit is degraded as well`() {
        let found = judge(limited, out: "1\nx\n", twins: ["1\n", "1\n"])
        #expect(found.verdict == .degraded)
        #expect(
            found.cause?.text
                == "exit 0, but with nofile=16 standard output differs from the fault-free run: "
                + "first at line 2")
    }

    @Test func `equal output is passed`() {
        #expect(judge(limited, out: "1\n", twins: ["1\n", "1\n"]).verdict == .passed)
    }

    @Test func `lines in which the twins differ are not compared`() {
        let twins = ["a\ntime 1\nb\n", "a\ntime 2\nb\n"]
        #expect(judge(limited, out: "a\ntime 3\nb\n", twins: twins).verdict == .passed)
        let found = judge(limited, out: "a\ntime 3\nc\n", twins: twins)
        #expect(found.verdict == .degraded)
        #expect(found.cause?.evidence == ["fault-free: b", "here: c"])
    }

    @Test func `twins that have nothing in common leave the verdict undecided`() {
        #expect(judge(limited, out: "x", twins: ["1", "2"]).verdict == .passed)
        #expect(judge(limited, out: "x\n", twins: ["1\n2\n", "1\n"]).verdict == .passed)
        #expect(judge(limited, out: "3\n4\n", twins: ["1\n", "2\n"]).verdict == .passed)
    }

    @Test func `a twin that does not end well leaves nothing to compare with`() {
        #expect(judge(limited, out: "x", twins: ["1", "1"], code: 1).verdict == .passed)
        let found = Samples.judge(limited, Samples.observation(.exited(code: 0), out: "x")) {
            $0.twins = [
                Samples.observation(.exited(code: 0), out: "1"),
                Samples.observation(.signalled(.kill), out: "1"),
            ]
        }
        #expect(found.verdict == .passed)
        #expect(judge(limited, out: "x", twins: []).verdict == .passed)
    }

    @Test func `the folder of the worker is no difference`() {
        let found = Samples.judge(
            limited, Samples.observation(.exited(code: 0), out: "in /tmp/w1/a\n"),
            scratch: "/tmp/w1"
        ) {
            $0.twins = [Samples.observation(.exited(code: 0), out: "in <scratch>/a\n")]
        }
        #expect(found.verdict == .passed)
    }

    @Test func `an endless input is another input and its output is not compared`() {
        #expect(
            judge(Samples.trial(input: .endless), out: "x", twins: ["1", "1"]).verdict == .passed)
    }

    @Test func `a file that is missing or differs is degraded`() {
        let file = WrittenFile(path: "out/a", byteCount: 3, sha256: "00")
        let other = WrittenFile(path: "out/a", byteCount: 2, sha256: "11")
        func found(_ files: [WrittenFile], _ twins: [[WrittenFile]]) -> Judgement {
            var observation = Samples.observation(.exited(code: 0), out: "1\n")
            observation.files = files
            return Samples.judge(limited, observation) {
                $0.twins = twins.map { files in
                    var twin = Samples.observation(.exited(code: 0), out: "1\n")
                    twin.files = files
                    return twin
                }
            }
        }
        let missing = found([], [[file], [file]])
        #expect(missing.verdict == .degraded)
        #expect(missing.cause?.kind == .outputLost)
        #expect(
            missing.cause?.text
                == "exit 0, but with nofile=16 what it wrote differs from the fault-free run: out/a"
        )
        #expect(missing.signature?.text == "degraded · exit 0 · \"file differs\"")
        #expect(found([other], [[file], [file]]).verdict == .degraded)
        #expect(found([file], [[file], [file]]).verdict == .passed)
        #expect(found([other], [[file], [other]]).verdict == .passed)
    }

    @Test func `a lost file is seen though standard output is not kept`() {
        var twin = Samples.observation(.exited(code: 0))
        twin.files = [WrittenFile(path: "a", byteCount: 1, sha256: "00")]
        let found = Samples.judge(
            Samples.trial(output: .full), Samples.observation(.exited(code: 0))
        ) {
            $0.twins = [twin, twin]
        }
        #expect(found.verdict == .degraded)
        #expect(found.signature?.text == "degraded · exit 0 · \"file differs\"")
    }
}
