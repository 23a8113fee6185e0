import WringerModel
import WringerRecording

/// Hand-made recordings.
enum Samples {
    static var setup: Setup {
        var target = Target(
            name: "lua", command: ["lua5.4", "@@"], fileExtension: "lua", input: .file)
        target.limits = Limits([.stack: Limit(soft: .finite(8 << 20), hard: .unlimited)])
        var setup = Setup(
            target: target, executable: "/usr/bin/lua5.4", environment: ["PATH": "/bin"],
            inheritedLimits: Limits([.openFiles: Limit(soft: .finite(1024), hard: .finite(4096))]))
        setup.limits[.stack] = Limit(soft: .finite(262_144), hard: .finite(262_144))
        return setup
    }

    static func program(
        _ bytes: [UInt8] = Array("print(1)\n".utf8), _ fileExtension: String = "lua"
    ) -> Program {
        Program(bytes: bytes, fileExtension: fileExtension, provenance: .file(path: "x.lua"))
    }

    static var observation: Observation {
        var observation = Observation(outcome: .signalled(.segmentation))
        observation.standardOutput = Array("1\n".utf8)
        observation.standardError = [0, 0xff, 0x1b]
        observation.usage.wall = .milliseconds(1500)
        observation.usage.user = .milliseconds(250)
        observation.usage.peakResidentSet = .mebibytes(3)
        observation.usage.minorFaults = 12
        observation.fatalSignal = FatalSignal(
            signal: .segmentation, code: 1, sender: .kernel, faultAddress: .max, stackPointer: 1,
            instructionPointer: 2, stackLow: 3, stackHigh: 4, isMainProcess: true)
        observation.stall = Stall(
            threads: [StalledThread(state: "S", waitsOnFutex: true)], processorShare: 0.5)
        observation.survivors = [Survivor(processID: 7, name: "sl\"eep")]
        observation.files = [WrittenFile(path: "a/b", byteCount: 5, sha256: "00")]
        observation.notes = ["a note\n"]
        return observation
    }

    static func recording(
        setup: Setup = Samples.setup, program: Program = Samples.program(),
        input: StandardInput = .empty, observation: Observation = Samples.observation,
        faults: FaultPlan = FaultPlan()
    ) -> Recording {
        Recording(
            trial: Trial(
                setup: setup,
                trialCase: Case(program: program, standardInput: input, faults: faults)),
            observation: observation,
            judgement: Judgement(
                verdict: .crashed, cause: Cause(.wildAccess, "text", evidence: ["fact"]),
                realism: .plausible, signature: Signature("crashed · SIGSEGV")),
            identity: TargetIdentity(
                command: ["/usr/bin/lua5.4", "@@"],
                binary: TargetIdentity.File(path: "/usr/bin/lua5.4", sha256: "11", buildID: "22"),
                libraries: [TargetIdentity.File(path: "/lib/c", sha256: "33", buildID: nil)],
                scripts: []),
            host: Host(
                kernel: "6.18", architecture: "x86_64", processorCount: 2,
                memory: .mebibytes(4096), wringer: "0.1"),
            calibration: Calibration(endedWell: false), created: 1_700_000_000)
    }
}
