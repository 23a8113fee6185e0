import Testing

@testable import WringerBench

@Suite struct RowTests {
    private var row: Row {
        var row = Row("Wringer, all on", command: "lua5.4 program.lua")
        row.microseconds = Spread(of: [800])
        row.rate = 1250
        row.ratio = 0.8
        return row
    }

    @Test func `a row is a line under the columns of the heading`() {
        #expect(
            row.text == "  Wringer, all on                       800.0    800.0    800.0"
                + "     1250    0.800           lua5.4 program.lua")
        #expect(
            Row.heading("trial").count - "command".count + "lua5.4 program.lua".count
                == row.text.count)
    }

    @Test func `a goal that is missed is said, and one that is reached`() {
        var missed = row
        missed.goal = 0.85
        #expect(missed.isBelowGoal)
        #expect(missed.text.hasSuffix("  below the goal of 0.85"))
        var reached = row
        reached.goal = 0.80
        #expect(!reached.isBelowGoal)
        #expect(reached.text.hasSuffix("  reaches the goal of 0.80"))
    }

    @Test func `a row that could not be measured says why`() {
        var missing = Row("Wringer, all on", command: "mujs program.js")
        missing.failure = "mujs is not installed: apt-get install mujs"
        #expect(missing.text.contains("not measured: mujs is not installed"))
        var section = Section("mujs", ratio: "none")
        #expect(section.isComplete)
        section.rows = [missing]
        #expect(!section.isComplete)
    }

    @Test func `a time that is too long is said, and one that is not`() {
        var slow = Row("what the rule adds", command: "conduct")
        slow.microseconds = Spread(of: [0.1])
        slow.ceiling = 0.1
        #expect(slow.isOverCeiling)
        #expect(slow.text.hasSuffix("  over the goal of 0.10 us"))
        slow.ceiling = 100_000
        #expect(!slow.isOverCeiling)
        #expect(slow.text.hasSuffix("  under the goal of 100000 us"))
        #expect(!row.isOverCeiling)
    }

    @Test func `a section says what its times are of`() {
        var section = Section("calls", unit: "call", ratio: "none")
        section.rows = [row]
        #expect(section.text.contains("us/call"))
        #expect(section.text.contains("calls/s"))
    }

    @Test func `short times have more places`() {
        var short = Row("a call", command: "conduct")
        short.microseconds = Spread(of: [0.0125])
        #expect(short.text.contains("0.013") || short.text.contains("0.012"))
    }

    @Test func `columns that have no number stay empty`() {
        var step = Row("  placing", command: "true")
        step.microseconds = Spread(of: [41.25])
        #expect(step.text.count == row.text.count - "lua5.4 program.lua".count + "true".count)
    }

    @Test func `a turn is read as it was written`() throws {
        let turn = Turn(trials: 20)
        let read = try #require(Turn(line: String(turn.line.dropLast())))
        #expect(read.trials == 20)
        #expect(read.milliseconds == Turn.longMilliseconds)
        #expect(Turn(line: "20") == nil)
        #expect(Turn(line: "") == nil)
    }
}
