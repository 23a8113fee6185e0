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

    /// The names of many frames, in which few functions come again and again.
    static func names(of frames: [StackFrame]) -> [FrameName] {
        var known: [String: String] = [:]
        return frames.map { FrameName($0, &known) }
    }

    init(_ frame: StackFrame) {
        var known: [String: String] = [:]
        self.init(frame, &known)
    }

    private init(_ frame: StackFrame, _ known: inout [String: String]) {
        if let symbol = frame.symbol, !symbol.isEmpty {
            function = known[symbol] ?? Self.plain(symbol)
            known[symbol] = function
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

    /// What compilers add to the name of a function that they cloned or cut.
    private static let clones: Set<Substring> = [
        "isra", "constprop", "part", "cold", "llvm", "lto_priv", "localalias",
    ]

    /// A symbol without what a compiler adds to it: versions, clones, parts, hashes.
    ///
    /// By hand, since it is done for each function of a stack: compiling an expression costs more.
    static func plain(_ symbol: String) -> String {
        var name = symbol.prefix(longestSymbol)
        if let at = name.dropFirst().firstIndex(of: "@") { name = name[..<at] }
        name = withoutClone(name)
        if let path = rustName(name) { name = path[...] }
        if isHash(name.suffix(16)), name.dropLast(16).hasSuffix("::h") { name = name.dropLast(19) }
        return visible(String(name), limit: 120)
    }

    private static func withoutClone(_ name: Substring) -> Substring {
        var rest = name
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            let word = rest.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
            if clones.contains(word) { return name[..<dot] }
        }
        return name
    }

    private static func isHash(_ text: Substring) -> Bool {
        text.utf8.count == 16 && text.allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }

    /// The path in a symbol of Rust's older mangling: `_ZN`, names with their lengths, a hash.
    private static func rustName(_ symbol: Substring) -> String? {
        let end = symbol.dropLast(17)
        guard symbol.hasPrefix("_ZN"), symbol.hasSuffix("E"), end.hasSuffix("17h"),
            isHash(symbol.suffix(17).dropLast())
        else { return nil }
        let names = end.dropLast(3)
        var rest = names.dropFirst(3)
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
