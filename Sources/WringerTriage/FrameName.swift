internal import WringerModel

/// What a frame of a stack is called when stacks are compared.
struct FrameName: Hashable {
    /// The function, or the base name of the module and the offset in it where no symbol covers
    /// the frame: the same in every run, whatever the addresses.
    let function: String
    /// The place in the function; zero where the function is not known.
    let offset: UInt64
    /// Whether the function is known, and not only the place in the module.
    let hasFunction: Bool

    init(_ frame: StackFrame) {
        if let symbol = frame.symbol, !symbol.isEmpty {
            function = Self.plain(symbol)
            offset = frame.symbolOffset
            hasFunction = true
        } else {
            let module = frame.module.map(Self.baseName) ?? "code"
            // Code in no file lies elsewhere in each run.
            // Where the start of the function is known without its name, it is the name.
            let start = frame.offset &- frame.symbolOffset
            let place = frame.module == nil ? "" : "+0x" + String(start, radix: 16)
            function = visible(module + place, limit: 80)
            offset = frame.symbolOffset
            hasFunction = frame.symbolOffset > 0
        }
    }

    /// `eval+0x1d`, `lua5.4+0x8f20`.
    var text: String { offset == 0 ? function : "\(function)+0x\(String(offset, radix: 16))" }

    static func baseName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The longest symbol that is looked at: those of templates have no bound.
    private static let longestSymbol = 2048

    /// A symbol without what a compiler adds to it: versions, clones, parts, hashes.
    static func plain(_ symbol: String) -> String {
        var name = String(symbol.prefix(longestSymbol))
        if let at = name.firstIndex(of: "@"), at > name.startIndex { name = String(name[..<at]) }
        if let dot = name.firstRange(of: /\.(isra|constprop|part|cold|llvm|lto_priv|localalias)\b/)
        {
            name = String(name[..<dot.lowerBound])
        }
        name = rustName(name) ?? name
        if let hash = name.firstRange(of: /::h[0-9a-f]{16}$/) {
            name = String(name[..<hash.lowerBound])
        }
        return visible(name, limit: 120)
    }

    /// The path in a symbol of Rust's older mangling: `_ZN`, names with their lengths, a hash.
    private static func rustName(_ symbol: String) -> String? {
        guard symbol.hasPrefix("_ZN"), let end = symbol.firstRange(of: /17h[0-9a-f]{16}E$/) else {
            return nil
        }
        var rest = symbol[symbol.index(symbol.startIndex, offsetBy: 3)..<end.lowerBound]
        var parts: [String] = []
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let length = Int(digits), length > 0,
                rest.count >= digits.count + length
            else { return nil }
            rest = rest.dropFirst(digits.count)
            parts.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        let marks = [
            ("$LT$", "<"), ("$GT$", ">"), ("$RF$", "&"), ("$C$", ","), ("$u20$", " "),
            ("$u7b$", "{"), ("$u7d$", "}"), ("..", "::"), ("_<", "<"),
        ]
        return marks.reduce(parts.joined(separator: "::")) { $0.replacing($1.0, with: $1.1) }
    }
}
