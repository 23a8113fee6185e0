import Testing
import WringerGeneration
import WringerModel

@Suite struct HuntPlanTests {
    static let shapes = (0..<30).map { index in
        Samples.shape("shape\(index)", open: "(\(index)", core: "x", close: ")")
    }

    private func plan(
        seeds: [Program] = Samples.seeds, shapes: [NestingShape] = shapes, seed: UInt64 = 1,
        maximumProgram: ByteCount = .mebibytes(4)
    ) -> HuntPlan {
        HuntPlan(
            seeds: seeds, shapes: shapes, fileExtension: "lua", dictionary: Samples.dictionary,
            seed: seed, maximumProgram: maximumProgram)
    }

    private func nest(_ step: HuntStep) -> (shape: String, depth: Int)? {
        if case .nest(let shape, let depth) = step.program.provenance { return (shape, depth) }
        return nil
    }

    @Test func `a plan gives the same step for a number, in any order`() {
        let (first, second, other) = (plan(), plan(), plan(seed: 2))
        let steps = (0..<200).map { first.step($0) }
        for number in (0..<200).reversed() { #expect(second.step(number) == steps[number]) }
        #expect(steps != (0..<200).map { other.step($0) })
    }

    @Test func `steps are the same from run to run and build to build`() {
        let plan = plan(shapes: Array(Self.shapes.prefix(3)), maximumProgram: .kibibytes(8))
        var digest = Samples.emptyDigest
        for number in 0..<200 {
            let step = plan.step(number)
            Samples.digest(&digest, step.program.bytes)
            Samples.digest(&digest, step.program.provenance.description.utf8)
            Samples.digest(&digest, LimitName.stack.text(of: step.stack?.soft ?? .unlimited).utf8)
        }
        #expect(digest == 5_204_635_861_218_030_004)
    }

    @Test func `seeds come first and as they are`() {
        let plan = plan(maximumProgram: ByteCount(30))
        let steps = (0..<3).map { plan.step($0) }
        #expect(steps.map(\.program) == Samples.seeds)
        #expect(steps.allSatisfy { $0.stack == nil })
    }

    @Test func `nests and mutants take turns until the grid is done`() {
        let plan = plan(shapes: Array(Self.shapes.prefix(2)), maximumProgram: .kibibytes(64))
        for number in 3..<(3 + 2 * plan.nestCount) {
            let step = plan.step(number)
            #expect((nest(step) != nil) == (number % 2 == 1), "step \(number)")
            #expect(step.program.operators.isEmpty == (number % 2 == 1), "step \(number)")
        }
    }

    @Test func `both kinds are among the first twenty steps`() {
        let plan = plan()
        let steps = (0..<20).map { plan.step($0) }
        #expect(steps.count { nest($0) != nil } >= 8)
        #expect(steps.count { !$0.program.operators.isEmpty } >= 8)
    }

    @Test func `every shape is soon nested deep under default limits`() {
        let plan = plan()
        var deep: Set<String> = []
        for number in 0..<300 {
            let step = plan.step(number)
            if let nest = nest(step), nest.depth >= 1000, step.stack == nil {
                deep.insert(nest.shape)
            }
        }
        #expect(deep == Set(Self.shapes.map(\.name)))
    }

    @Test func `the grid has every shape, depth and stack once`() {
        let plan = plan(shapes: [Samples.parentheses], maximumProgram: .mebibytes(4))
        #expect(plan.nestCount == 27)
        var cells: Set<String> = []
        var limits: Set<Limit?> = []
        var depths: Set<Int> = []
        for index in 0..<plan.nestCount {
            let step = plan.step(3 + 2 * index)
            let depth = nest(step)?.depth ?? 0
            #expect(step.program.bytes.count == 2 * depth + 1)
            #expect(step.program.fileExtension == "lua")
            limits.insert(step.stack)
            depths.insert(depth)
            cells.insert("\(depth) \(String(describing: step.stack))")
        }
        #expect(cells.count == 27)
        #expect(depths == Set([16, 64, 256, 1024, 4096, 16384, 65536, 262_144, 1_048_576]))
        let mebibyte = LimitValue.finite(1 << 20)
        let quarter = LimitValue.finite(1 << 18)
        #expect(
            limits == [
                nil, Limit(soft: mebibyte, hard: mebibyte),
                Limit(soft: quarter, hard: quarter),
            ])
    }

    @Test func `only programs above the maximum are left out`() {
        let exact = plan(shapes: [Samples.parentheses], maximumProgram: ByteCount(2 * 1024 + 1))
        #expect(exact.nestCount == 4 * 3)
        let tight = plan(shapes: [Samples.parentheses], maximumProgram: ByteCount(2 * 1024))
        #expect(tight.nestCount == 3 * 3)
    }

    @Test func `no nest or mutant is above the maximum, after the grid either`() {
        let plan = plan(maximumProgram: ByteCount(1000))
        for number in 3..<1000 { #expect(plan.step(number).program.bytes.count <= 1000) }
    }

    @Test func `each shape gets cheap nests before dear ones`() {
        let plan = plan(shapes: [Samples.parentheses], maximumProgram: .kibibytes(256))
        var last: [Limit?: Int] = [:]
        for index in 0..<plan.nestCount {
            let step = plan.step(3 + 2 * index)
            let depth = nest(step)?.depth ?? 0
            #expect(depth > last[step.stack, default: 0])
            last[step.stack] = depth
        }
    }

    @Test func `after the grid one step in eight is a nest of random depth and stack`() {
        let plan = plan(shapes: Array(Self.shapes.prefix(3)), maximumProgram: .kibibytes(64))
        let start = 3 + 2 * plan.nestCount
        let nests = (start..<(start + 1600)).map { plan.step($0) }.filter { nest($0) != nil }
        #expect(nests.count == 200)
        #expect(Set(nests.compactMap { nest($0)?.shape }).count == 3)
        #expect(Set(nests.map(\.stack)).count == 3)
        #expect(Set(nests.compactMap { nest($0)?.depth }).count > 50)
        #expect(nests.contains { (nest($0)?.depth ?? 0) < 16 })
        #expect(nests.contains { (nest($0)?.depth ?? 0) > 4096 })
    }

    @Test func `without seeds there are nests for ever`() {
        let plan = plan(
            seeds: [], shapes: [Samples.parentheses], maximumProgram: .kibibytes(16))
        #expect(plan.nestCount == 15)
        let grid = (0..<15).compactMap { nest(plan.step($0))?.depth }
        #expect(grid.count == 15 && Set(grid) == [16, 64, 256, 1024, 4096])
        #expect((15..<60).allSatisfy { nest(plan.step($0)) != nil })
    }

    @Test func `without shapes there are seeds and mutants`() {
        let plan = plan(shapes: [])
        #expect(plan.nestCount == 0)
        #expect((3..<100).allSatisfy { !plan.step($0).program.operators.isEmpty })
    }

    @Test func `a shape that fits only shallow is still tried`() {
        let plan = plan(shapes: [Samples.parentheses], maximumProgram: ByteCount(9))
        #expect(plan.nestCount == 0)
        let depths = Set((3..<400).compactMap { nest(plan.step($0))?.depth })
        #expect(depths == [1, 2, 3, 4])
    }

    @Test(.timeLimit(.minutes(1)))
    func `a step far away takes no longer than a near one`() {
        let plan = plan(maximumProgram: .kibibytes(4))
        for number in 0..<100 { _ = plan.step(Int.max / 2 + number) }
    }

    @Test func `neither seeds nor shapes is our own mistake`() async {
        await #expect(processExitsWith: .failure) {
            _ = HuntPlan(
                seeds: [], shapes: [], fileExtension: "", dictionary: TokenDictionary(), seed: 0)
        }
    }
}
