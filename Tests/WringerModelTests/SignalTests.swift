import Testing
import WringerModel

@Suite struct SignalTests {
    @Test(
        arguments: [
            ("SIGSEGV", 11), ("SEGV", 11), ("11", 11), ("SIGKILL", 9), ("TERM", 15), ("64", 64),
            ("1", 1), ("SIGSYS", 31), ("SIGXCPU", 24),
        ] as [(String, Int32)])
    func `a signal is read by its name or number`(_ text: String, _ number: Int32) {
        #expect(Signal(name: text)?.number == number)
    }

    @Test(arguments: ["", "SIG", "SIGFOO", "segv", "0", "65", "-1", "SIGSIGSEGV", "11 "])
    func `what names no signal is refused`(_ text: String) {
        #expect(Signal(name: text) == nil)
    }

    @Test func `every signal is encoded by its name and read back`() throws {
        for number in Int32(1)...64 {
            #expect(try JSON.roundTrip([Signal(number)]) == [Signal(number)])
        }
        #expect(try JSON.text([Signal.segmentation, Signal(34)]) == #"["SIGSEGV","SIG34"]"#)
    }

    @Test func `the names are those of Linux`() {
        let names = [1, 2, 6, 7, 8, 9, 13, 17, 19, 20, 24, 25, 28, 31].map { Signal($0).name }
        #expect(
            names == [
                "SIGHUP", "SIGINT", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGPIPE", "SIGCHLD",
                "SIGSTOP", "SIGTSTP", "SIGXCPU", "SIGXFSZ", "SIGWINCH", "SIGSYS",
            ])
    }

    @Test(arguments: [#"["SIGFOO"]"#, #"["SIG0"]"#, #"["SIG65"]"#, #"[""]"#, "[11]"])
    func `an unknown signal is not decoded`(_ text: String) {
        #expect(throws: DecodingError.self) { try JSON.value([Signal].self, text) }
    }

    @Test func `a program dies of its own fault by seven signals`() {
        #expect(Signal.fatalFaults.map(\.number).sorted() == [4, 5, 6, 7, 8, 11, 31])
    }
}
