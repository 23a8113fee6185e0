import Testing
import WringerGeneration
import WringerModel

@Suite struct HuntPlanTests {
    static let shapes = (0..<30).map { index in
        Samples.shape("shape\(index)", open: "(\(index)", core: "x", close: ")")
    }

    private func plan(
        seeds: [Program] = Samples.seeds, shapes: [NestingShape] = shapes,
        supplies: [ProgramSupply] = [], seed: UInt64 = 1,
        maximumProgram: ByteCount = .mebibytes(4)
    ) -> HuntPlan {
        HuntPlan(
            seeds: Samples.entries(of: seeds), shapes: shapes, supplies: supplies,
            fileExtension: "lua", dictionary: Samples.dictionary, seed: seed,
            maximumProgram: maximumProgram)
    }

    private func steps(_ count: Int, of plan: HuntPlan) -> [HuntStep] {
        var plan = plan
        return (0..<count).map { _ in plan.next() }
    }

    private func nest(_ step: HuntStep) -> (shape: String, depth: Int)? {
        if case .nest(let shape, let depth) = step.program.provenance { return (shape, depth) }
        return nil
    }

    @Test func `the same seed gives the same steps, another one others`() {
        #expect(steps(200, of: plan()) == steps(200, of: plan()))
        #expect(steps(200, of: plan()) != steps(200, of: plan(seed: 2)))
    }

    @Test func `the same answers of the target give the same steps, other answers others`() {
        func steps(_ interval: Int) -> [HuntStep] {
            var plan = plan(shapes: [])
            return (0..<300).map { number in
                let step = plan.next()
                let isNew = number.isMultiple(of: interval)
                plan.note(isNew ? .newSignature : .none, of: step)
                if isNew, step.source == .mutant {
                    plan.add(CorpusEntry(program: step.program, contentHash: "\(number)"))
                }
                return step
            }
        }
        #expect(steps(7) == steps(7))
        #expect(steps(7) != steps(11))
    }

    @Test func `steps are the same from run to run and build to build`() {
        let plan = plan(shapes: Array(Self.shapes.prefix(3)), maximumProgram: .kibibytes(8))
        var digest = Samples.emptyDigest
        for step in steps(200, of: plan) {
            Samples.digest(&digest, step.program.bytes)
            Samples.digest(&digest, step.program.provenance.description.utf8)
            Samples.digest(&digest, LimitName.stack.text(of: step.stack?.soft ?? .unlimited).utf8)
        }
        #expect(digest == 7_149_558_569_546_231_491)
    }

    @Test func `seeds come first and as they are`() {
        let steps = steps(3, of: plan(maximumProgram: ByteCount(30)))
        #expect(steps.map(\.program) == Samples.seeds)
        #expect(steps.allSatisfy { $0.stack == nil && $0.source == .seed })
    }

    @Test func `nests and mutants take turns until the grid is done`() {
        let plan = plan(shapes: Array(Self.shapes.prefix(2)), maximumProgram: .kibibytes(64))
        for (number, step) in steps(3 + 2 * plan.nestCount, of: plan).enumerated().dropFirst(3) {
            #expect((step.source == .nest) == (number % 2 == 1), "step \(number)")
            #expect((nest(step) != nil) == (number % 2 == 1), "step \(number)")
            #expect(step.program.operators.isEmpty == (number % 2 == 1), "step \(number)")
        }
    }

    @Test func `every shape is soon nested deep under default limits`() {
        var deep: Set<String> = []
        for step in steps(300, of: plan()) {
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
        for step in steps(3 + 2 * 27, of: plan) where step.source == .nest {
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
        for step in steps(1000, of: plan(maximumProgram: ByteCount(1000))).dropFirst(3) {
            #expect(step.program.bytes.count <= 1000)
        }
    }

    @Test func `each shape is nested deep before it is nested a little, and dearest late`() {
        let plan = plan(shapes: [Samples.parentheses], maximumProgram: .mebibytes(4))
        let nests = steps(3 + 2 * plan.nestCount, of: plan).filter { $0.source == .nest }
        for stack in Set(nests.map(\.stack)) {
            let depths = nests.filter { $0.stack == stack }.compactMap { nest($0)?.depth }
            #expect(depths.prefix(2) == [1024, 16384])
            #expect(depths.firstIndex(of: 1_048_576) == 7)
        }
    }

    @Test func `after the grid one step in eight is a nest of random depth and stack`() {
        let plan = plan(shapes: Array(Self.shapes.prefix(3)), maximumProgram: .kibibytes(64))
        let start = 3 + 2 * plan.nestCount
        let nests = steps(start + 1600, of: plan)[start...].filter { nest($0) != nil }
        #expect((199...201).contains(nests.count))
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
        let all = steps(60, of: plan)
        let grid = all.prefix(15).compactMap { nest($0)?.depth }
        #expect(grid.count == 15 && Set(grid) == [16, 64, 256, 1024, 4096])
        #expect(all.allSatisfy { nest($0) != nil })
    }

    @Test func `without shapes there are seeds and mutants`() {
        let plan = plan(shapes: [])
        #expect(plan.nestCount == 0)
        #expect(steps(100, of: plan).dropFirst(3).allSatisfy { !$0.program.operators.isEmpty })
    }

    @Test func `a shape that fits only shallow is still tried`() {
        let plan = plan(shapes: [Samples.parentheses], maximumProgram: ByteCount(9))
        #expect(plan.nestCount == 0)
        let depths = Set(steps(400, of: plan).compactMap { nest($0)?.depth })
        #expect(depths == [1, 2, 3, 4])
    }

    @Test func `other supplies get their share, in the order of their numbers`() {
        let supply = ProgramSupply(.template) { number, random in
            Program(
                bytes: Array("\(number) \(random.below(1000))".utf8), fileExtension: "lua",
                provenance: .check(name: "template \(number)"))
        }
        let all = steps(200, of: plan(supplies: [supply]))
        let supplied = all.filter { $0.source == .template }
        #expect((25...50).contains(supplied.count))
        let numbers = supplied.map { String($0.program.text.prefix { $0 != " " }) }
        #expect(numbers == supplied.indices.map { "\($0)" })
        #expect(all == steps(200, of: plan(supplies: [supply])))
        #expect(steps(9, of: plan(seeds: [], shapes: [], supplies: [supply])).count == 9)
    }

    @Test func `a source that finds something gets more steps, and none gets none`() {
        let supplies = [ProgramSource.template, .dimension].map { source in
            ProgramSupply(source) { number, _ in
                Program(
                    bytes: Array("\(number)".utf8), fileExtension: "",
                    provenance: .check(name: source.rawValue))
            }
        }
        var plan = plan(shapes: [], supplies: supplies)
        var counts: [ProgramSource: Int] = [:]
        for _ in 0..<4000 {
            let step = plan.next()
            counts[step.source, default: 0] += 1
            plan.note(step.source == .dimension ? .newSignature : .none, of: step)
        }
        let template = counts[.template] ?? 0
        #expect((counts[.dimension] ?? 0) > 3 * template)
        #expect(template > 100 && (counts[.mutant] ?? 0) > 100)
    }

    @Test func `only the sources that were asked for make steps`() {
        for only in [Set([ProgramSource.seed, .nest]), [.mutant], [.nest, .mutant]] {
            let plan = HuntPlan(
                seeds: Samples.entries, shapes: Self.shapes, only: only, fileExtension: "lua",
                dictionary: Samples.dictionary, seed: 1)
            #expect(Set(steps(50, of: plan).map(\.source)) == only)
        }
    }

    @Test func `a source whose steps take whole deadlines gets fewer of them`() {
        let supply = ProgramSupply(.template) { number, _ in
            Program(
                bytes: Array("\(number)".utf8), fileExtension: "",
                provenance: .check(name: "slow"))
        }
        func count(tookDeadline: Bool) -> Int {
            var plan = plan(shapes: [], supplies: [supply])
            return (0..<1000).count { _ in
                let step = plan.next()
                let isSlow = tookDeadline && step.source == .template
                plan.note(.none, of: step, tookDeadline: isSlow)
                return step.source == .template
            }
        }
        let slow = count(tookDeadline: true)
        #expect(slow > 5 && 5 * slow < count(tookDeadline: false))
    }

    @Test func `templates, malformed seeds and dimensions are supplied`() throws {
        let malformed = try #require(ProgramSupply.malformed(Samples.seeds))
        let dimensions = try #require(
            ProgramSupply.dimensions(
                Dimension.made(of: Samples.seeds), fileExtension: "lua",
                maximum: .kibibytes(4)))
        let plan = plan(supplies: [malformed, dimensions])
        let all = steps(300, of: plan)
        #expect(all.contains { $0.source == .malformed })
        let made = all.filter { $0.source == .dimension }.map(\.program)
        #expect(made.count > 10)
        #expect(made.allSatisfy { $0.bytes.count <= 4096 && $0.fileExtension == "lua" })
        #expect(ProgramSupply.malformed([])?.source == nil)
        #expect(ProgramSupply.dimensions([], fileExtension: "")?.source == nil)
    }

    @Test func `a tenth of the steps has a fault where a tenth is asked for, all or none too`() {
        var plan = plan()
        plan.faults = FaultPalette(counts: ["read": 20, "write": 3, "mmap": 5])
        for (percentage, expected) in [(0, 0...0), (10, 60...140), (100, 1000...1000)] {
            plan.faultPercentage = percentage
            let faulty = steps(1003, of: plan).filter { !$0.faults.isEmpty }
            #expect(expected.contains(faulty.count), "\(percentage) gave \(faulty.count)")
            #expect(faulty.allSatisfy { $0.source == .fault })
        }
    }

    @Test func `neither seeds nor shapes is our own mistake`() async {
        await #expect(processExitsWith: .failure) {
            _ = HuntPlan(
                seeds: [], shapes: [], fileExtension: "", dictionary: TokenDictionary(), seed: 0)
        }
    }
}
