import WringerModel

/// Hand-made findings.
enum Samples {
    static func both(_ value: UInt64) -> Limit {
        Limit(soft: .finite(value), hard: .finite(value))
    }

    static var setup: Setup {
        let target = Target(
            name: "lua", command: ["lua5.4", "@@"], fileExtension: "lua", input: .file)
        return Setup(
            target: target, executable: "/usr/bin/lua5.4", environment: ["PATH": "/bin"],
            inheritedLimits: Limits())
    }

    static func trial(
        setup: Setup = Samples.setup, size: Int = 4, input: StandardInput = .empty,
        provenance: Provenance = .file(path: "x.lua"), rules: [String] = []
    ) -> Trial {
        Trial(
            setup: setup,
            trialCase: Case(
                program: Program(
                    bytes: [UInt8](repeating: 0x61, count: size), fileExtension: "lua",
                    provenance: provenance),
                standardInput: input,
                faults: FaultPlan(rules: rules.compactMap { try? FaultRule(parsing: $0) })))
    }

    static func finding(
        _ signature: String = "s", realism: Realism = .default, size: Int = 4,
        verdict: Verdict = .crashed, outcome: Outcome = .signalled(.segmentation),
        cause: Cause? = Cause(.nullAccess, "null access: address 0x8", evidence: ["a fact"]),
        trial: Trial? = nil, observation: Observation? = nil
    ) -> Finding {
        Finding(
            trial: trial ?? Samples.trial(size: size),
            observation: observation ?? Observation(outcome: outcome),
            judgement: Judgement(
                verdict: verdict, cause: cause, realism: realism,
                signature: verdict.isFinding ? Signature(signature) : nil))
    }
}
