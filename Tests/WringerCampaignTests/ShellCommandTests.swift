import Testing
import WringerModel
import WringerReport

@Suite struct ShellCommandTests {
    @Test(arguments: [
        ("plain", "plain"), ("a/b-c_d.e=f:g,h+i@j%k", "a/b-c_d.e=f:g,h+i@j%k"), ("", "''"),
        ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("'", #"''\'''"#), ("$HOME", "'$HOME'"),
        ("`id`", "'`id`'"), ("a\nb", "'a\nb'"), ("\"q\"", #"'"q"'"#), (#"\"#, #"'\'"#),
        ("*", "'*'"), ("~", "'~'"), ("#", "'#'"), ("é", "'é'"), ("a;b", "'a;b'"), ("!x", "'!x'"),
        ("\u{1b}[2J", "'\u{1b}[2J'"),
    ])
    func `a word is quoted where sh needs it`(_ word: String, _ quoted: String) {
        #expect(ShellCommand.quoted(word) == quoted)
    }

    @Test func `a replay names the recording`() {
        #expect(ShellCommand.replay(recording: "r/x-1") == "wringer replay r/x-1")
        #expect(ShellCommand.replay(recording: "my r") == "wringer replay 'my r'")
    }

    private func plain(
        input: StandardInput = .empty, recording: String = "r",
        _ change: (inout Setup) -> Void = { _ in }
    ) -> String? {
        var setup = Samples.setup
        change(&setup)
        return ShellCommand.plain(Samples.trial(setup: setup, input: input), recording: recording)
    }

    @Test func `the plain line sets the environment and the layout of memory`() {
        #expect(
            plain() == "env -i PATH=/bin setarch -R /usr/bin/lua5.4 r/program.lua </dev/null")
        #expect(
            plain { $0.addressRandomization = .on }
                == "env -i PATH=/bin /usr/bin/lua5.4 r/program.lua </dev/null")
        #expect(
            plain { $0.environment = ["B": "it's", "A": "1"] }
                == #"env -i A=1 'B=it'\''s' setarch -R /usr/bin/lua5.4 r/program.lua </dev/null"#)
    }

    @Test func `limits are set by prlimit in bytes`() {
        #expect(
            plain {
                $0.limits = Limits([
                    .stack: Samples.both(262_144),
                    .cpu: Limit(soft: .finite(2), hard: .finite(3)),
                    .addressSpace: Limit(soft: .finite(1), hard: .unlimited),
                ])
            }
                == "env -i PATH=/bin setarch -R prlimit --as=1:unlimited --cpu=2:3 "
                + "--stack=262144:262144 /usr/bin/lua5.4 r/program.lua </dev/null")
    }

    @Test func `the files of the recording are quoted`() {
        #expect(
            plain(input: .bytes([1], pace: nil), recording: "my r")
                == "env -i PATH=/bin setarch -R /usr/bin/lua5.4 'my r/program.lua' <'my r/stdin'")
    }

    private static let start = "env -i PATH=/bin setarch -R /usr/bin/lua5.4 r/program.lua"

    @Test(
        arguments: [
            (.full, "\(start) </dev/null >/dev/full"), (.closed, "\(start) </dev/null >&-"),
            (.brokenPipe, "\(start) </dev/null | true"),
        ] as [(OutputSink, String)])
    func `standard output goes where it went`(_ sink: OutputSink, _ line: String) {
        #expect(plain { $0.standardOutput = sink } == line)
    }

    @Test(
        arguments: [
            (.full, "\(start) </dev/null 2>/dev/full"), (.closed, "\(start) </dev/null 2>&-"),
        ] as [(OutputSink, String)])
    func `standard error goes where it went`(_ sink: OutputSink, _ line: String) {
        #expect(plain { $0.standardError = sink } == line)
    }

    @Test func `a standard error that nobody reads is not passed over in silence`() {
        let line = plain { $0.standardError = .brokenPipe }
        #expect(line != plain())
    }

    @Test(
        arguments: [
            (.closed, "\(start) <&-"), (.endless, "yes wringer | \(start)"),
            (.bytes([1], pace: nil), "\(start) <r/stdin"),
            (
                .failing(.io),
                "env -i PATH=/bin strace -f -o /dev/null -P /dev/null -e "
                    + "inject=read,readv,pread64:error=EIO setarch -R /usr/bin/lua5.4 "
                    + "r/program.lua </dev/null"
            ),
        ] as [(StandardInput, String)])
    func `standard input is what it was`(_ input: StandardInput, _ line: String) {
        #expect(plain(input: input) == line)
    }

    @Test func `a program may go to standard input or into the command`() {
        #expect(
            plain {
                $0.target.input = .stdin
                $0.target.command = ["lua5.4", "-"]
            } == "env -i PATH=/bin setarch -R /usr/bin/lua5.4 - <r/program.lua")
        #expect(
            plain {
                $0.target.input = .argument
                $0.target.command = ["lua5.4", "-e", "@@"]
            }
                == "env -i PATH=/bin setarch -R /usr/bin/lua5.4 -e \"$(cat r/program.lua)\" "
                + "</dev/null")
    }

    @Test func `a path inside of an argument is put there`() {
        #expect(
            plain { $0.target.command = ["lua5.4", "--file=@@", "a b"] }
                == "env -i PATH=/bin setarch -R /usr/bin/lua5.4 --file=r/program.lua 'a b' "
                + "</dev/null")
    }

    @Test func `a program inside of an argument keeps what stands around it`() throws {
        let line = try #require(
            plain {
                $0.target.input = .argument
                $0.target.command = ["lua5.4", "--eval=@@"]
            })
        #expect(line.contains("--eval="))
    }

    @Test func `where sh has no way there is no line`() {
        #expect(plain { $0.terminal = TerminalSize(columns: 80, rows: 24) } == nil)
        #expect(plain { $0.target.input = .repl } == nil)
        #expect(plain { $0.standardOutput = .slow(bytesPerSecond: 1) } == nil)
        #expect(plain { $0.standardError = .slow(bytesPerSecond: 1) } == nil)
    }
}
