/// Why a limit could not be read; the description names what to try.
package struct LimitSyntaxError: Error, Equatable, CustomStringConvertible {
    package let description: String
}

extension Limits {
    /// Reads `NAME=VALUE` or `NAME=SOFT:HARD`, as `--limit` takes it.
    package static func parse(
        _ text: String
    ) throws(LimitSyntaxError) -> (name: LimitName, limit: Limit) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw LimitSyntaxError(
                description: "limit '\(visible(text))' is not NAME=VALUE, as in stack=256K")
        }
        let name = try parseName(String(parts[0]))
        return (name, try parse(value: String(parts[1]), of: name))
    }

    /// Reads the name of a limit, refusing `rss` and unknown names.
    package static func parseName(_ text: String) throws(LimitSyntaxError) -> LimitName {
        guard let name = LimitName(rawValue: text) else {
            let known = LimitName.allCases.filter { $0 != .residentSet }.map(\.rawValue)
            throw LimitSyntaxError(
                description:
                    "unknown limit '\(visible(text))'\(suggestion(for: text, among: known))"
                    + "; known are \(known.joined(separator: " "))")
        }
        guard name != .residentSet else {
            throw LimitSyntaxError(
                description: "limit rss has no effect: Linux ignores RLIMIT_RSS since 2.4.30;"
                    + " use as or data")
        }
        return name
    }

    /// Reads `VALUE` or `SOFT:HARD` of the limit `name`.
    ///
    /// A single value sets both sides, so that a target cannot raise it again. For `cpu` the hard
    /// side is a second later: at equal sides the kernel sends SIGKILL and never SIGXCPU.
    package static func parse(
        value text: String, of name: LimitName
    ) throws(LimitSyntaxError) -> Limit {
        let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let soft = try parseSide(String(sides[0]), of: name)
        guard sides.count == 2 else {
            guard name == .cpu, case .finite(let seconds) = soft else {
                return Limit(soft: soft, hard: soft)
            }
            return Limit(soft: soft, hard: .finite(seconds + 1))
        }
        let hard = try parseSide(String(sides[1]), of: name)
        guard soft <= hard else {
            throw LimitSyntaxError(
                description: "limit \(name.rawValue)=\(visible(text)): soft is above hard")
        }
        return Limit(soft: soft, hard: hard)
    }

    private static func parseSide(
        _ text: String, of name: LimitName
    ) throws(LimitSyntaxError) -> LimitValue {
        if text == "unlimited" { return .unlimited }
        let value: UInt64?
        let example: String
        switch name.unit {
        case .bytes:
            value = ByteCount(text: text)?.bytes
            example = "256K, 8M, 1G or unlimited"
        case .count:
            value = ByteCount(text: text)?.bytes
            example = "64 or unlimited"
        case .seconds:
            value = wholeSeconds(text)
            example = "2s (whole seconds: the kernel counts no finer) or unlimited"
        }
        // All ones is how the kernel says unlimited.
        guard let value, value < .max else {
            throw LimitSyntaxError(
                description: "limit \(name.rawValue)=\(visible(text)): expected a value such as "
                    + example)
        }
        return .finite(value)
    }

    private static func wholeSeconds(_ text: String) -> UInt64? {
        let digits = text.hasSuffix("s") ? text.dropLast() : text[...]
        if let seconds = UInt64(digits) { return seconds }
        guard let duration = Duration(text: text), duration.nanoseconds % 1_000_000_000 == 0
        else { return nil }
        return UInt64(duration.components.seconds)
    }
}

extension LimitName {
    /// A value of this limit as `--limit` reads it: `256K`, `2s`, `64`, `unlimited`.
    package func text(of value: LimitValue) -> String {
        switch (value, unit) {
        case (.unlimited, _): "unlimited"
        case (.finite(let count), .bytes): "\(ByteCount(count))"
        case (.finite(let count), .seconds): "\(count)s"
        case (.finite(let count), .count): "\(count)"
        }
    }

    /// A limit as `--limit` reads it; `parse` gives the same limit back.
    package func text(of limit: Limit) -> String {
        let soft = text(of: limit.soft)
        let isDefaultPair = (try? Limits.parse(value: soft, of: self)) == limit
        return isDefaultPair ? soft : "\(soft):\(text(of: limit.hard))"
    }
}

extension Limits: CustomStringConvertible {
    /// `as=256M stack=8M`, in a fixed order; empty where nothing is limited.
    package var description: String {
        sorted.map { "\($0.name.rawValue)=\($0.name.text(of: $0.limit))" }.joined(separator: " ")
    }
}

extension Limits: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.init()
        for key in container.allKeys {
            let text = try container.decode(String.self, forKey: key)
            do throws(LimitSyntaxError) {
                let name = try Limits.parseName(key.stringValue)
                self[name] = try Limits.parse(value: text, of: name)
            } catch {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: error.description)
            }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        for (name, limit) in sorted {
            try container.encode(name.text(of: limit), forKey: AnyKey(name.rawValue))
        }
    }
}

/// A coding key of any name.
package struct AnyKey: CodingKey {
    package let stringValue: String
    package var intValue: Int? { nil }

    package init(_ name: String) { stringValue = name }
    package init?(stringValue: String) { self.init(stringValue) }
    package init?(intValue: Int) { return nil }
}
