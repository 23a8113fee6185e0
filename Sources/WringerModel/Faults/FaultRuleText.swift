/// The values of items and predicates as text, in both directions.
///
/// Numbers are read as strace 6.1 reads them, with strtoll(3) and strtoull(3): space and a sign
/// may stand before them.
enum FaultRuleText {
    /// `ENOMEM` in any case, a number from 1 to 4095, or `any`.
    static func error(_ text: Substring) -> FaultEffect? {
        if text == "any" { return .anyError }
        if let number = wholeNumber(text, upTo: 4095) {
            return number > 0 ? .error(ErrorNumber(Int32(number))) : nil
        }
        let name = text.uppercased()
        let internalNumber = kernelErrors[name].map { ErrorNumber($0) }
        return (ErrorNumber(name: name) ?? internalNumber).map { .error($0) }
    }

    /// Errors that are the kernel's own and that strace knows by name (linux/errno.h).
    private static let kernelErrors: [String: Int32] = [
        "ERESTARTSYS": 512, "ERESTARTNOINTR": 513, "ERESTARTNOHAND": 514, "ENOIOCTLCMD": 515,
        "ERESTART_RESTARTBLOCK": 516, "EPROBE_DEFER": 517, "EOPENSTALE": 518,
        "EBADHANDLE": 521, "ENOTSYNC": 522, "EBADCOOKIE": 523, "ENOTSUPP": 524,
        "ETOOSMALL": 525, "ESERVERFAULT": 526, "EBADTYPE": 527, "EJUKEBOX": 528,
        "EIOCBQUEUED": 529, "ERECALLCONFLICT": 530,
    ]

    /// Decimal, `0x` hexadecimal or `0` octal, with or without a sign, of 64 bits.
    static func returnValue(_ text: Substring) -> Int64? {
        var digits = text.drop(while: \.isWhitespace)
        let isNegative = digits.first == "-"
        if isNegative || digits.first == "+" { digits = digits.dropFirst() }
        var radix = 10
        if digits.lowercased().hasPrefix("0x") {
            radix = 16
            digits = digits.dropFirst(2)
        } else if digits.count > 1, digits.first == "0" {
            radix = 8
        }
        guard digits.first?.isHexDigit == true, let value = UInt64(digits, radix: radix) else {
            return nil
        }
        return Int64(bitPattern: isNegative ? 0 &- value : value)
    }

    /// `SIGTERM`, `term`, 15; `RTMIN` is 32 and `RT_2` is 34, as in strace.
    static func signal(_ text: Substring) -> Signal? {
        if let number = wholeNumber(text, upTo: 64) {
            return number > 0 ? Signal(Int32(number)) : nil
        }
        let name = text.uppercased()
        let short = name.hasPrefix("SIG") ? name.dropFirst(3) : Substring(name)
        if short == "RTMIN" { return Signal(32) }
        if short.hasPrefix("RT_") {
            guard let place = Int32(short.dropFirst(3)), (1...32).contains(place) else {
                return nil
            }
            return Signal(32 + place)
        }
        return short.first?.isLetter == true ? Signal(name: String(short)) : nil
    }

    /// A number, then `s`, `ms`, `us` (the default) or `ns`.
    static func delay(_ text: Substring) -> Duration? {
        let units: [(String, Int)] = [
            ("ms", 1_000_000), ("us", 1000), ("ns", 1), ("s", 1_000_000_000),
        ]
        let unit = units.first { text.hasSuffix($0.0) }
        let number = unit.map { text.dropLast($0.0.count) } ?? text
        let scale = unit?.1 ?? 1000
        if let count = wholeNumber(number, upTo: Int.max) {
            let (nanoseconds, overflow) = count.multipliedReportingOverflow(by: scale)
            let limit = 1_000_000_000 * 1_000_000_000
            return overflow || nanoseconds > limit ? nil : .nanoseconds(nanoseconds)
        }
        return decimalNumber(number).flatMap { Duration(seconds: $0 * Double(scale) / 1e9) }
    }

    /// `FIRST[..LAST][+[STEP]]`; FIRST alone is just that one.
    static func occurrences(_ text: Substring) -> Occurrences? {
        var rest = text
        guard let first = takeNumber(&rest, upTo: 65535), first >= 1 else { return nil }
        var last: Int?
        if rest.hasPrefix("..") {
            rest = rest.dropFirst(2)
            last = takeNumber(&rest, upTo: 65534)
            guard let last, last >= first else { return nil }
        } else if rest.isEmpty {
            last = first
        }
        var step = 1
        if rest.first == "+" {
            rest = rest.dropFirst()
            if !rest.isEmpty {
                guard let count = takeNumber(&rest, upTo: 65535), count >= 1 else { return nil }
                step = count
            }
        }
        guard rest.isEmpty else { return nil }
        if last == first { step = 1 }
        return Occurrences(
            first: UInt32(first), last: last.map { UInt32($0) }, step: UInt32(step))
    }

    /// Above 0 and up to 1.
    static func probability(_ text: Substring) -> Double? {
        guard let number = decimalNumber(text), number > 0, number <= 1 else { return nil }
        return number
    }

    /// A count of bytes, 1 and above.
    static func count(_ text: Substring) -> UInt64? { size(text).flatMap { $0 > 0 ? $0 : nil } }

    /// A number, `0x` hexadecimal, or a size such as `4K` and `1MiB`.
    static func size(_ text: Substring) -> UInt64? {
        if text.hasPrefix("0x") {
            let digits = text.dropFirst(2)
            return digits.first == "+" ? nil : UInt64(digits, radix: 16)
        }
        guard text.first?.isNumber == true else { return nil }
        let isBinary = text.hasSuffix("iB")
        let short = isBinary ? text.dropLast(2) : text
        if isBinary, short.last?.isLetter != true { return nil }
        return ByteCount(text: short)?.bytes
    }

    /// The whole text as a number of 0 and above.
    private static func wholeNumber(_ text: Substring, upTo limit: Int) -> Int? {
        var rest = text
        guard let number = takeNumber(&rest, upTo: limit), rest.isEmpty else { return nil }
        return number
    }

    /// Takes a number of 0 and above from the front, as strtoll(3) reads it in base 10.
    private static func takeNumber(_ text: inout Substring, upTo limit: Int) -> Int? {
        var rest = text.drop(while: \.isWhitespace)
        if rest.first == "+" { rest = rest.dropFirst() }
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard let number = Int(digits), number <= limit else { return nil }
        text = rest.dropFirst(digits.count)
        return number
    }

    /// A decimal number with or without a fraction and an exponent.
    private static func decimalNumber(_ text: Substring) -> Double? {
        guard text.allSatisfy({ "eE.-+0123456789".contains($0) }) else { return nil }
        return Double(text)
    }
}
