import Testing
import WringerModel
import WringerReport

/// The plain line of a trial with faults.
@Suite struct ShellFaultTests {
    private func lines(
        _ rules: [String], input: StandardInput = .empty,
        _ change: (inout Setup) -> Void = { _ in }
    ) -> [String] {
        var setup = Samples.setup
        change(&setup)
        return ShellCommand.plainLines(
            Samples.trial(setup: setup, input: input, rules: rules), recording: "r")
    }

    @Test func `strace injects the faults, behind what sets the limits`() {
        #expect(
            lines(["mmap:error=ENOMEM:when=3+:after=exec", "write:error=EIO:after=exec"]) {
                $0.limits = Limits([.stack: Samples.both(262_144)])
                $0.standardOutput = .full
            } == [
                "env -i PATH=/bin setarch -R prlimit --stack=262144:262144 strace -f -o /dev/null "
                    + "-e inject=mmap:error=ENOMEM:when=3+ -e inject=write:error=EIO "
                    + "/usr/bin/lua5.4 r/program.lua </dev/null >/dev/full",
                "# strace counts for each thread of its own, not over all of them",
            ])
    }

    @Test func `what strace does otherwise is said in comments`() {
        #expect(
            lines(["brk:error=ENOMEM"]).dropFirst() == [
                "# strace begins at exec: calls of the loader count, and can fail",
                "# strace makes brk return an error number, which a libc takes for memory",
            ])
        #expect(lines(["write:error=EIO:after=exec"]).count == 1)
        #expect(lines([]).count == 1)
    }

    @Test func `why there is no line is said in a comment`() {
        var rule = FaultRule(selection: "read", calls: ["read"])
        rule.effect = .short(1)
        rule.predicates = [.descriptor(0)]
        let trial = Samples.trial(rules: ["write:error=EIO"])
        var trialCase = trial.trialCase
        trialCase.faults.rules.append(rule)
        #expect(
            ShellCommand.plainLines(
                Trial(setup: trial.setup, trialCase: trialCase), recording: "r")
                == ["# none: strace cannot express rule 2"])
        #expect(
            lines(["read,write:error=EIO:when=1", "write:error=EIO:when=2"]) == [
                "# none: strace takes one rule for a call, and rules 1 and 2 share write"
            ])
        #expect(
            lines(["write:error=EIO"], input: .failing(.io)) == [
                "# none: strace cannot fail standard input beside other rules"
            ])
        #expect(lines([], input: .failing(.io)).first?.contains("-P /dev/null") == true)
    }

    @Test func `where sh has no way at all there is no line and no comment`() {
        #expect(lines([]) { $0.terminal = TerminalSize(columns: 80, rows: 24) } == [])
    }
}
