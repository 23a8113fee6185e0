package import WringerModel

/// What `wringer doctor` says: text for a person, one object for a program.
package struct DoctorReport {
    let facts: KernelFacts
    let findings: [FeatureFinding]
    /// Whether targets can be started and traced.
    package let isHuntingPossible: Bool
    /// The version of Wringer.
    let version: String

    /// - Parameter findings: what the facts mean, one for each feature.
    package init(
        _ facts: KernelFacts, _ findings: [FeatureFinding], isHuntingPossible: Bool,
        version: String
    ) {
        self.facts = facts
        self.findings = findings
        self.isHuntingPossible = isHuntingPossible
        self.version = version
    }

    // MARK: - Text

    /// A headline, the features and then the facts, aligned.
    package func text(_ style: Style) -> String {
        var lines = [
            "Wringer \(version) on Linux \(visible(facts.release)), "
                + "\(visible(facts.architecture)), \(who)",
            style.bold(
                isHuntingPossible ? "hunting is possible here" : "hunting is not possible here"),
            "",
        ]
        lines += findings.filter(\.feature.isUsed).flatMap { text($0, style) }
        let later = findings.filter { !$0.feature.isUsed }
        if !later.isEmpty {
            lines += ["", "what this version does not use yet"]
            lines += later.flatMap { text($0, style) }
        }
        lines += ["", "what was found"]
        lines += DoctorFacts(facts).lines.map { name, value in
            "  \(padded(name, to: Self.nameWidth))  \(value)"
        }
        return lines.joined(separator: "\n")
    }

    private static let nameWidth = 11
    private static let titleWidth = Feature.allCases.map(\.title.count).max() ?? 0
    private static let stateWidth = FeatureState.limited.rawValue.count

    private func text(_ finding: FeatureFinding, _ style: Style) -> [String] {
        let state = style.state(finding.state)
        let gap = String(
            repeating: " ", count: Self.stateWidth - finding.state.rawValue.count)
        let title = padded(finding.feature.title, to: Self.titleWidth)
        var lines = ["  \(state)\(gap)  \(title)  \(visible(finding.reason))"]
        if let step = finding.nextStep {
            let indent = String(repeating: " ", count: Self.stateWidth + Self.titleWidth + 6)
            lines.append("\(indent)next: \(visible(step))")
        }
        return lines
    }

    private var who: String {
        let user = facts.user == 0 ? "root" : "user \(facts.user)"
        let held = facts.capabilities
        if held.isEmpty { return "\(user) without capabilities" }
        let missing = facts.missingCapabilities
        if missing.isEmpty { return "\(user) with all capabilities" }
        return missing.count <= held.count
            ? "\(user) with all capabilities but \(missing.joined(separator: " "))"
            : "\(user) with the capabilities \(held.joined(separator: " "))"
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
