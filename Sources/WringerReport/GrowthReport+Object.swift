package import WringerCampaign
package import WringerModel

/// The object of `cliffs --growth --json`.
package struct GrowthObject: Encodable {
    private let target: String
    private let growth: [DimensionObject]
    private let findings: [FindingObject]

    private struct BendObject: Encodable {
        let size: Int
        let exponentBefore: Double
    }

    /// The law of one cost.
    private struct LawObject: Encodable {
        /// `unknown`, `constant` or `power`.
        let kind: String
        var exponent: Double?
        /// The exponents that the sizes do not rule out, at 95 %.
        var interval: [Double]?
        var bend: BendObject?
        /// What every program of the family costs, in seconds or bytes.
        var fixedCost: Double?

        init(_ growth: Growth) {
            switch growth {
            case .unknown: kind = "unknown"
            case .constant: kind = "constant"
            case .law(let law):
                kind = "power"
                exponent = Self.rounded(law.exponent)
                interval = [
                    Self.rounded(law.interval.lowerBound), Self.rounded(law.interval.upperBound),
                ]
                bend = law.bend.map {
                    BendObject(
                        size: $0.size, exponentBefore: Self.rounded($0.exponentBefore))
                }
                fixedCost = law.fixedCost
            }
        }

        /// More digits than these mean nothing.
        private static func rounded(_ exponent: Double) -> Double {
            (exponent * 1000).rounded() / 1000
        }
    }

    private struct EndObject: Encodable {
        /// `budget`, `bytes`, `failed` or `interrupted`.
        let kind: String
        var size: Int?
        var verdict: Verdict?
        var text: String?

        init(_ end: GrowthEnd) {
            switch end {
            case .budget: kind = "budget"
            case .bytes: kind = "bytes"
            case .interrupted: kind = "interrupted"
            case .failed(let size, let verdict, let text):
                kind = "failed"
                self.size = size
                self.verdict = verdict
                self.text = text
            }
        }
    }

    private struct DimensionObject: Encodable {
        let dimension: String
        let allowedExponent: Double
        let sizes: [GrowthSample]
        let end: EndObject
        let laws: [String: LawObject]
        /// Whether the cost certainly grows too fast.
        let slow: Bool
        /// The smallest program that was seen to take longer than the budget.
        let breach: GrowthSample?

        init(_ result: GrowthResult) {
            dimension = result.dimension.name
            allowedExponent = result.allowedExponent
            sizes = result.samples
            end = EndObject(result.end)
            laws = Dictionary(
                uniqueKeysWithValues: result.growth.map { ($0.rawValue, LawObject($1)) })
            slow = result.findings.contains { $0.finding.judgement.verdict == .slow }
            breach = result.breach
        }
    }

    private struct FindingObject: Encodable {
        let verdict: Verdict
        let cause: Cause?
        let signature: Signature?
        let program: String
        let programBytes: Int
        let recording: String?
    }

    /// - Parameter findings: each with the folder of its recording, where it has one.
    package init(
        target: String, _ results: [GrowthResult],
        findings: [(finding: Finding, recording: String?)]
    ) {
        self.target = target
        growth = results.map(DimensionObject.init)
        self.findings = findings.map { finding, recording in
            let program = finding.trial.trialCase.program
            return FindingObject(
                verdict: finding.judgement.verdict, cause: finding.judgement.cause,
                signature: finding.judgement.signature,
                program: visible(program.provenance.description), programBytes: program.bytes.count,
                recording: recording)
        }
    }
}
