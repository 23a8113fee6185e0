import Testing
import WringerModel

@testable import WringerTriage

/// The verdicts of an ordinary ending; signals and stalls have suites of their own.
@Suite struct JudgeTests {
    private func judge(
        _ outcome: Outcome, out: String = "", err: String = "", target: Target = Samples.target,
        limits: [LimitName: Limit] = [:], program: String = "print(1)"
    ) -> Judgement {
        Samples.judge(
            Samples.trial(target, program: program, limits: limits),
            Samples.observation(outcome, out: out, err: err))
    }

    // MARK: - Passed and rejected

    @Test func `exit 0 passes without a cause`() {
        #expect(
            judge(.exited(code: 0), out: "1\n", err: "a warning")
                == Judgement(verdict: .passed, cause: nil, realism: .default, signature: nil))
    }

    @Test func `exit 1 with a message is rejected without a cause`() {
        #expect(
            judge(.exited(code: 1), err: "syntax error")
                == Judgement(verdict: .rejected, cause: nil, realism: .default, signature: nil))
    }

    @Test func `a refusal with exit 0 is known by its text`() {
        var target = Samples.target
        target.refusals = [Samples.rule(exit: "0", stream: .standardOutput, "^Error:")]
        #expect(judge(.exited(code: 0), out: "Error: x\n", target: target).verdict == .rejected)
        #expect(judge(.exited(code: 0), out: "1\nError: x", target: target).verdict == .rejected)
        #expect(judge(.exited(code: 0), out: "no Error: x\n", target: target).verdict == .passed)
        #expect(judge(.exited(code: 0), err: "Error: x\n", target: target).verdict == .passed)
    }

    // MARK: - Panicked

    private var panicking: Target {
        var target = Samples.target
        target.panics = [Samples.rule(exit: "101", "^thread '.*' panicked at ")]
        return target
    }

    private let panicText = "hello\nthread 'main' panicked at src/eval.rs:12:5:\nindex 7\n"

    @Test func `a panic needs its pattern and its exit code`() {
        let found = judge(.exited(code: 101), err: panicText, target: panicking)
        #expect(found.verdict == .panicked)
        #expect(found.cause?.kind == .panic)
        #expect(
            found.cause?.text
                == "the target's own internal-error path: thread 'main' panicked at "
                + "src/eval.rs:12:5:")
        #expect(
            found.signature?.text
                == "panicked · exit 101 · \"thread 'main' panicked at src/eval.rs:N:N:\"")
        #expect(judge(.exited(code: 1), err: panicText, target: panicking).verdict == .rejected)
        #expect(judge(.exited(code: 0), err: panicText, target: panicking).verdict == .passed)
        #expect(judge(.exited(code: 101), err: "other", target: panicking).verdict == .rejected)
        #expect(
            judge(.exited(code: 101), out: panicText, target: panicking).verdict == .rejected)
    }

    @Test func `a panic may end by a signal`() {
        var target = Samples.target
        target.panics = [Samples.rule(signal: .abort, "^BUG: .*")]
        let found = judge(.signalled(.abort), err: "BUG: stack is odd\n", target: target)
        #expect(found.verdict == .panicked)
        #expect(found.signature?.text == "panicked · SIGABRT · \"BUG: stack is odd\"")
        #expect(judge(.exited(code: 1), err: "BUG: x", target: target).verdict == .rejected)
    }

    @Test func `text of the program is no panic`() {
        var target = Samples.target
        target.panics = [Samples.rule(exit: "1", "^assertion failed!")]
        #expect(
            judge(
                .exited(code: 1), err: "assertion failed!\n", target: target,
                program: "error(\"assertion failed!\", 0)"
            ).verdict == .rejected)
        #expect(
            judge(.exited(code: 1), err: "assertion failed!\n", target: target, program: "f()")
                .verdict == .panicked)
    }

    @Test func `a clean assert of the language is no panic`() {
        var target = panicking
        target.panics.append(Samples.rule(exit: "134", "^.*: Assertion .* failed\\.$"))
        let found = judge(
            .exited(code: 1), err: "lua: x.lua:1: assertion failed!\n", target: target,
            program: "assert(false)")
        #expect(found.verdict == .rejected)
    }

    @Test func `the line of a panic ends at a line end of CR LF`() {
        let found = judge(
            .exited(code: 101), err: "thread 'main' panicked at a.rs:1:\r\nnote: run with x\r\n",
            target: panicking)
        #expect(
            found.cause?.text
                == "the target's own internal-error path: thread 'main' panicked at a.rs:1:")
        #expect(
            found.signature?.text
                == "panicked · exit 101 · \"thread 'main' panicked at a.rs:N:\"")
    }

    // MARK: - Sanitizers

    @Test func `a report of a sanitizer is a crash at any exit`() {
        let report = "==123==ERROR: AddressSanitizer: heap-use-after-free on address 0x60\nmore\n"
        for outcome in [Outcome.exited(code: 0), .exited(code: 1), .signalled(.abort)] {
            let found = judge(outcome, err: "x\n" + report)
            #expect(found.verdict == .crashed)
            #expect(
                found.cause?.text
                    == "a sanitizer reported: ==123==ERROR: AddressSanitizer: heap-use-after-free "
                    + "on address 0x60")
        }
        #expect(
            judge(.exited(code: 1), err: report).signature?.text
                == "crashed · exit 1 · \"==N==ERROR: AddressSanitizer: heap-use-after-free on "
                + "address ADDRESS\"")
        #expect(
            judge(.exited(code: 66), err: "WARNING: ThreadSanitizer: data race (pid=1)\n").verdict
                == .crashed)
    }

    @Test func `a report that stands in the program is none`() {
        let report = "==1==ERROR: AddressSanitizer: fake"
        let found = judge(.exited(code: 1), err: report, program: "error('\(report)')")
        #expect(found.verdict == .rejected)
    }

    // MARK: - Out of memory

    private var declaring: Target {
        var target = Samples.target
        target.outOfMemory = [
            Samples.rule(exit: "1", "not enough memory"),
            Samples.rule(signal: .abort, "^memory allocation of [0-9]+ bytes failed"),
        ]
        return target
    }

    @Test func `a declared out of memory under a memory limit is exhausted`() {
        for name in [LimitName.addressSpace, .data, .stack, .lockedMemory] {
            let found = judge(
                .exited(code: 1), err: "lua: not enough memory\n", target: declaring,
                limits: [name: Samples.both(1 << 30)])
            #expect(found.verdict == .exhausted)
            #expect(found.cause?.kind == .outOfMemory)
            #expect(found.cause?.text == "out of memory, said cleanly: not enough memory")
            #expect(found.signature == nil)
        }
    }

    @Test func `out of memory by a declared signal is exhausted and no crash`() {
        let found = judge(
            .signalled(.abort), err: "memory allocation of 8192 bytes failed\n", target: declaring,
            limits: [.addressSpace: Samples.both(1 << 30)])
        #expect(found.verdict == .exhausted)
        #expect(found.cause?.kind == .outOfMemory)
    }

    @Test func `out of memory without a memory limit is not exhausted`() {
        #expect(
            judge(.exited(code: 1), err: "not enough memory\n", target: declaring).verdict
                == .rejected)
        #expect(
            judge(
                .exited(code: 1), err: "not enough memory\n", target: declaring,
                limits: [.openFiles: Samples.both(16)]
            ).verdict == .rejected)
        #expect(
            judge(.signalled(.abort), err: "memory allocation of 8 bytes failed", target: declaring)
                .verdict == .crashed)
    }

    @Test func `the output limit is exhausted`() {
        let found = judge(.outputLimit, out: "xxxx")
        #expect(found.verdict == .exhausted)
        #expect(found.cause?.kind == .outputLimit)
        #expect(found.cause?.text == "printed more than the 64M bytes that are allowed")
        #expect(found.signature == nil)
    }

    // MARK: - Leaked

    @Test func `processes left behind are leaked`() {
        var observation = Samples.observation(.exited(code: 0), out: "1")
        observation.survivors = [
            Survivor(processID: 10, name: "sleep"), Survivor(processID: 11, name: "cat"),
            Survivor(processID: 12, name: "sleep"),
        ]
        let found = Samples.judge(Samples.trial(), observation)
        #expect(found.verdict == .leaked)
        #expect(found.cause?.kind == .childLeft)
        #expect(found.cause?.text == "exit 0, but 3 processes were left behind: cat, sleep")
        #expect(found.signature?.text == "leaked · exit 0 · \"sleep\"")
        observation.survivors = [Survivor(processID: 10, name: "a\u{1b}[2Jb")]
        #expect(
            Samples.judge(Samples.trial(), observation).cause?.text
                == #"exit 0, but 1 process was left behind: a\x1b[2Jb"#)
    }

    // MARK: - Diverged

    @Test func `one trial with two endings is diverged`() {
        let found = Samples.judge(Samples.trial(), Samples.observation(.exited(code: 0))) {
            $0.repeats = [
                Samples.observation(.exited(code: 0)), Samples.observation(.exited(code: 2)),
            ]
        }
        #expect(found.verdict == .diverged)
        #expect(found.cause?.kind == .unknown)
        #expect(found.cause?.text == "the same trial ended in two ways: exit 0 and exit 2")
        #expect(found.signature?.text == "diverged · exit 0 · \"outcome\"")
    }

    @Test func `one trial that prints two things is diverged`() {
        let found = Samples.judge(
            Samples.trial(), Samples.observation(.exited(code: 0), out: "a\nb\n")
        ) {
            $0.repeats = [Samples.observation(.exited(code: 0), out: "a\nc\n")]
        }
        #expect(found.verdict == .diverged)
        #expect(found.cause?.text == "the same trial printed two things: line 2 differs")
        #expect(found.cause?.evidence == ["one run: b", "another run: c"])
    }

    @Test func `equal repeats are not diverged`() {
        let observation = Samples.observation(.exited(code: 0), out: "a\n")
        let found = Samples.judge(Samples.trial(), observation) { $0.repeats = [observation] }
        #expect(found.verdict == .passed)
    }

    // MARK: - Hostile text

    @Test func `no text of the target gets into a cause or signature raw`() {
        let hostile = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\r\u{0}"
        var target = panicking
        target.outOfMemory = [Samples.rule(exit: "1", "^oom")]
        let fatal = Samples.fatal(.abort, code: -6, sender: .itself)
        let judgements = [
            judge(.exited(code: 101), err: "thread 'main' panicked at \(hostile)", target: target),
            judge(
                .exited(code: 1), err: "oom \(hostile)", target: target,
                limits: [.data: Samples.both(1 << 30)]),
            judge(.exited(code: 1), err: "==1==ERROR: AddressSanitizer: \(hostile)"),
            Samples.judge(Samples.trial(), Samples.crash(fatal, err: hostile)),
            Samples.judge(Samples.trial(), Samples.observation(.exited(code: 0), out: hostile)) {
                $0.repeats = [Samples.observation(.exited(code: 0), out: hostile + "x")]
            },
        ]
        #expect(
            judgements.map(\.verdict) == [.panicked, .exhausted, .crashed, .crashed, .diverged])
        for found in judgements {
            let cause = found.cause
            let text =
                ([cause?.text, found.signature?.text].compactMap(\.self)
                + (cause?.evidence ?? [])).joined()
            #expect(
                !text.unicodeScalars.contains {
                    $0.properties.generalCategory == .control || $0.value == 0x202e
                }, "\(found.verdict)")
        }
    }
}
