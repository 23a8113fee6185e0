package import WringerModel

extension Judgement {
    /// The judgement of a trial whose program belongs to a family that grows too fast.
    ///
    /// - Parameters:
    ///   - breach: the smallest program that was seen to take longer than the budget.
    ///   - budget: the CPU time that a program may take.
    package init(slow proof: GrowthProof, breach: GrowthSample?, budget: Duration, trial: Trial) {
        let name = visible(proof.dimension.name, limit: 80)
        var text =
            "\(proof.cost.text) of \(name) grows with n to the power of "
            + "\(decimal(proof.exponent, places: 2)), where "
            + "\(decimal(proof.allowedExponent, places: 2)) is allowed"
        if let breach {
            text +=
                "; from n = \(breach.size) on (\(breach.byteCount) bytes) it is over "
                + budget.text
        }
        let lowest = decimal(proof.lowestExponent, places: 2)
        let highest = decimal(proof.highestExponent, places: 2)
        var evidence = ["the exponent is between \(lowest) and \(highest), at 95 %"]
        for sample in proof.samples.suffix(3) {
            evidence.append(
                "n = \(sample.size): \(sample.cpu.text) CPU, "
                    + "\(sample.peakResidentSet.bytes >> 10) KiB, the least of \(sample.runs) runs")
        }
        self.init(
            verdict: .slow, cause: Cause(.growth, text, evidence: evidence),
            realism: Realism(of: trial),
            signature: Signature("slow · \(proof.cost.rawValue) · dimension \(name)"))
    }
}
