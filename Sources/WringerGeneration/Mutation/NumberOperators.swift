internal import WringerModel

/// Operators on numbers, and on digits that may be counts or widths.
enum NumberOperators {
    static let all = [
        MutationOperator("extreme-number", weight: MutationOperator.tokenWeight, replace),
        MutationOperator("step-number", weight: MutationOperator.tokenWeight, step),
        MutationOperator("extreme-digits", weight: MutationOperator.tokenWeight, replaceDigits),
        MutationOperator("extreme-width", weight: MutationOperator.tokenWeight, replaceWidth),
    ]

    private static func replace(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.numbers.isEmpty else { return false }
        let number = random.element(of: draft.seed.numbers)
        let table = random.chance(1, in: 2) ? ExtremeNumbers.integers : ExtremeNumbers.others
        let text = random.element(of: table)
        let sign = random.chance(1, in: 4) ? [UInt8(ascii: "-")] : []
        return draft.replace(number, with: draft.new(sign + text))
    }

    /// A neighbour of the number, its double or its half: errors by one have their place.
    private static func step(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.digits.isEmpty else { return false }
        let range = random.element(of: draft.seed.digits)
        guard range.count <= 18 else { return false }
        let value = draft.bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        let stepped: Int
        switch random.below(5) {
        case 0: stepped = value + 1
        case 1: stepped = value - 1
        case 2: stepped = value * 2
        case 3: stepped = value / 2
        default: stepped = -value
        }
        return stepped != value && draft.replace(range, with: draft.new("\(stepped)".utf8))
    }

    /// Digits anywhere, as the 5 of `"%5d"`, of `\x41` or of `{2,5}`: the text around them stays.
    private static func replaceDigits(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.digits.isEmpty else { return false }
        let range = random.element(of: draft.seed.digits)
        return draft.replace(
            range, with: draft.new(random.element(of: ExtremeNumbers.integers)))
    }

    private static func replaceWidth(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.widths.isEmpty else { return false }
        let range = random.element(of: draft.seed.widths)
        return draft.replace(range, with: draft.new(random.element(of: ExtremeNumbers.widths)))
    }
}

/// Numbers at which interpreters fail.
enum ExtremeNumbers {
    /// Both neighbours of every power of two up to 2^128, and digits without end.
    static let integers: [[UInt8]] = {
        var texts: [String] = []
        for power in 0..<128 {
            let bound = UInt128(1) << UInt128(power)
            // Above 64 bits only where another width of machine numbers ends.
            guard power <= 66 || [80, 96, 112, 126, 127].contains(power) else { continue }
            for value in [bound - 1, bound, bound + 1] { texts.append("\(value)") }
        }
        for last in 5...7 { texts.append("34028236692093846346337460743176821145\(last)") }
        texts += ["99999", "1000000", "9999999", "1000000000", "9999999999999999999"]
        texts.append(String(repeating: "9", count: 400))
        texts.append(String(repeating: "9", count: 5000))
        texts.append(String(repeating: "0", count: 300) + "1")
        return bytes(texts)
    }()

    /// What overflows in parsing, printing or converting: the least integers, the ends of the
    /// range of doubles and of floats, and what is half a number.
    static let others: [[UInt8]] = bytes([
        "-128", "-32768", "-2147483648", "-2147483649", "-9223372036854775808",
        "-9223372036854775809", "(-9223372036854775807-1)", "-18446744073709551616",
        "-170141183460469231731687303715884105728", "0", "-0", "-0.0", "-1", "00000000",
        "1e308", "1e309", "-1e309", "1e-400", "1.7976931348623157e308", "1.7976931348623159e308",
        "2.2250738585072014e-308", "2.2250738585072011e-308", "4.9e-324", "2.4e-324",
        "3.4028235e38", "1e39", "1.4e-45", "9007199254740993", "9007199254740992.5",
        "0.1e1000000000", "1e99999999999999999999", "1e-99999999999999999999", "1e", "1.", "1.2.3",
        ".5.", "0x", "0xffffffffffffffff", "0x7fffffffffffffff", "0x8000000000000000",
        "0x1p16384", "0x1p-16384", "0b102", "0b", "08", "0o8", "1_000", "1__0", "nan", "NaN",
        "-nan", "inf", "Infinity", "-Infinity", "(0/0)", "(1/0)", "0.1", "1e1", "1E400",
        "9.999999999999999999999999999999e307",
        "0." + String(repeating: "0", count: 400) + "1",
        "1" + String(repeating: "0", count: 400) + ".0",
        "0." + String(repeating: "3", count: 2000), "0x" + String(repeating: "f", count: 400),
        "1e" + String(repeating: "9", count: 400),
    ])

    /// What stands between `%` and the letter of a format.
    static let widths: [[UInt8]] = bytes([
        "9999999", "99999999", "2147483647", "2147483648", "4294967295", "4294967296",
        "18446744073709551616", "-9999999", "-2147483648", "0999999", ".9999999", ".2147483647",
        "99999999.99999999", "*", "*.*", ".", "#", "0", "-", "+", "1$", "99999$", "hh", "ll", "L",
        "99999999999999999999999999",
    ])

    private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}
