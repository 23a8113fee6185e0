/// The memory of a worker over many trials: what it keeps of each would show.
struct MemoryWatch {
    let bench: Bench
    let subject = Subject.nothing

    /// What allocators may do without anything being kept.
    private static let toleranceKibibytes = 256

    func section() -> Section {
        let count = bench.effort.trialsForMemory
        var section = Section(
            "memory of a worker over \(count) trials with a verdict",
            ratio: "VmRSS to that at the first line")
        do {
            try measure(count, &section)
        } catch {
            var row = Row("memory", command: subject.shown)
            row.failure = bench.text(of: error)
            section.rows = [row]
        }
        return section
    }

    private func measure(_ count: Int, _ section: inout Section) throws {
        let lane = try bench.lane(Variant.examined.task(subject))
        var done = 0
        var memory: [Int] = []
        while done < count {
            let next = done == 0 ? min(1000, count) : min((done / 10_000 + 1) * 10_000, count)
            let measured = try lane.run(Turn(trials: next - done))
            done = next
            memory.append(measured.residentKibibytes)
            var row = Row("\(measured.residentKibibytes) KiB after \(done)", command: subject.shown)
            row.rate = measured.rate
            row.ratio = Double(measured.residentKibibytes) / Double(memory[0])
            section.rows.append(row)
        }
        let growth = (memory.last ?? 0) - (memory.first ?? 0)
        section.remarks = [
            "growth: \(growth) KiB, "
                + (growth <= Self.toleranceKibibytes
                    ? "flat" : "more than \(Self.toleranceKibibytes) KiB: not flat")
        ]
    }
}
