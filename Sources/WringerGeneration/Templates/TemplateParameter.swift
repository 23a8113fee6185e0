internal import WringerModel

/// One thing that can be filled in into a template.
package struct TemplateParameter: Hashable, Sendable {
    /// As the places of the text and `--set` name it.
    package let name: String
    package let kind: Kind
    /// The line of the name in the file of the template, from 1.
    package let line: Int

    /// What values a parameter may have.
    package enum Kind: Hashable, Sendable {
        /// A whole number.
        case integer(IntegerScale)
        /// One of the values of a pool, or another of its kind.
        case pool(ValuePool)
        /// One of these texts, of which there is one at least.
        case choice([String])
    }

    package init(name: String, kind: Kind, line: Int) {
        self.name = name
        self.kind = kind
        self.line = line
    }
}

/// The numbers that a parameter may have, and what the levels of intensity mean for it.
package struct IntegerScale: Hashable, Sendable {
    package let range: ClosedRange<Int>
    private let low: Int
    private let medium: Int
    private let high: Int
    private let extreme: Int

    /// A scale whose levels lie in `range`. Levels may fall as well as rise: the size of a piece
    /// may be the smaller the harder.
    package init(range: ClosedRange<Int>, low: Int, medium: Int, high: Int, extreme: Int) {
        precondition(
            [low, medium, high, extreme].allSatisfy(range.contains), "a level is in range")
        self.range = range
        self.low = low
        self.medium = medium
        self.high = high
        self.extreme = extreme
    }

    /// The number that a level means.
    package subscript(intensity: Intensity) -> Int {
        switch intensity {
        case .low: low
        case .medium: medium
        case .high: high
        case .extreme: extreme
        }
    }

    /// Whether a number is no harder on a target than the medium level.
    package func isModest(_ number: Int) -> Bool {
        low <= medium ? number <= medium : number >= medium
    }

    /// The number of the level, or as often one between it and the level below: near to the level
    /// below as often as far from it, by doublings.
    func number(near intensity: Intensity, using random: inout RandomStream) -> Int {
        let number = self[intensity]
        let milder: Int
        switch intensity {
        case .low: milder = low <= medium ? range.lowerBound : range.upperBound
        case .medium: milder = low
        case .high: milder = medium
        case .extreme: milder = high
        }
        let (difference, overflows) = number.subtractingReportingOverflow(milder)
        guard !overflows, random.chance(1, in: 2) else { return number }
        let greatest = min(Int(clamping: difference.magnitude), .max - 1)
        let distance = random.geometric(upTo: greatest + 1) - 1
        return milder < number ? milder + distance : milder - distance
    }
}

extension TemplateParameter {
    /// The value that a text stands for: as provenance writes it, and as the program has it.
    ///
    /// - Throws: where the parameter may have no such value; the message says which it may have.
    func value(of text: String) throws(TemplateProblem) -> (shown: String, text: String) {
        switch kind {
        case .integer(let scale):
            let range = "\(scale.range.lowerBound) to \(scale.range.upperBound)"
            guard let number = Int(text) else {
                throw TemplateProblem("expected a whole number from \(range)" + found(text))
            }
            guard scale.range.contains(number) else {
                throw TemplateProblem("\(number) lies outside of the range \(range)")
            }
            return ("\(number)", "\(number)")
        case .choice(let texts):
            guard texts.contains(text) else {
                let known = texts.map { visible($0) }.joined(separator: ", ")
                throw TemplateProblem(
                    "expected one of \(known)" + found(text) + suggestion(for: text, among: texts))
            }
            return (text, text)
        case .pool(let pool):
            return (text, try pool.text(of: text))
        }
    }

    private func found(_ text: String) -> String { ", found '\(visible(text))'" }

    /// A value for a level, or near one that was drawn; always one that `value(of:)` takes.
    func draw(_ level: DrawnIntensity, using random: inout RandomStream) -> String {
        switch kind {
        case .integer(let scale):
            switch level {
            case .exactly(let intensity): return "\(scale[intensity])"
            case .near(let intensity): return "\(scale.number(near: intensity, using: &random))"
            }
        case .choice(let texts): return random.element(of: texts)
        case .pool(let pool): return random.element(of: pool.values).name
        }
    }
}

/// Whether a level was asked for, or drawn.
enum DrawnIntensity {
    case exactly(Intensity)
    case near(Intensity)
}

/// What is wrong with a value, without the place.
package struct TemplateProblem: Error, Hashable, Sendable {
    /// One line; what it quotes is escaped.
    package let message: String

    init(_ message: String) { self.message = message }
}
