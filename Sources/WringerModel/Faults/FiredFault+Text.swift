extension FiredFault {
    /// The call with the first of its arguments: `mmap(0, 1048576, 3, …)`. How many a call takes
    /// is not told; three are what most need.
    package var callText: String { TracedCall.text(call, arguments) }

    /// One line for people: `rule 1: mmap(0, 1048576, 3, …) ENOMEM, call 3`. Rules count from 1.
    package var text: String {
        "rule \(rule.saturatingNext): \(callText) \(visible(effect, limit: 60)), call \(occurrence)"
    }
}

extension Int {
    /// The number that people count by; the index may come from an edited file.
    package var saturatingNext: Int { self == .max ? self : self + 1 }
}

extension TracedCall {
    /// A call with its first arguments, escaped.
    static func text(_ name: String, _ arguments: [UInt64]) -> String {
        let shown = arguments.prefix(3).map(argument)
        let rest = arguments.count > shown.count ? ["…"] : []
        return visible(name, limit: 40) + "(" + (shown + rest).joined(separator: ", ") + ")"
    }

    /// A register as a person reads it: small numbers and errors in decimal, addresses in
    /// hexadecimal. Descriptors such as AT_FDCWD are 32 bits below zero.
    private static func argument(_ value: UInt64) -> String {
        let signed = Int64(bitPattern: value)
        if (-4095..<0x1_0000_0000).contains(signed) {
            let short = Int32(truncatingIfNeeded: value)
            return signed > Int32.max && short >= -4095 ? "\(short)" : "\(signed)"
        }
        return value.hexadecimal
    }
}
