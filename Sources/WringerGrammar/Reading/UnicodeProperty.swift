internal import WringerModel

/// The sets that `\p{NAME}` stands for. General categories and the binary properties come from the
/// tables of the standard library; scripts from a short table of their main blocks.
struct UnicodeProperties {
    private var known: [String: ScalarSet] = [:]

    /// The set of a property; nil where its name is not known.
    mutating func set(named name: String) -> ScalarSet? {
        let key = Self.plain(name)
        if let set = known[key] { return set }
        let found: ScalarSet?
        if let blocks = Self.scripts[key] {
            found = ScalarSet(blocks)
        } else if let property = Self.binary[key] {
            found = Self.scan(property)
        } else if let codes = Self.categories[key] {
            found = Self.categorySet(codes)
        } else {
            found = nil
        }
        known[key] = found
        return found
    }

    /// `; did you mean …?` for a property that is not known.
    static func suggestion(for name: String) -> String {
        let names = Array(categories.keys) + Array(binary.keys) + Array(scripts.keys)
        return WringerModel.suggestion(for: plain(name), among: names.sorted())
    }

    /// Names are compared without case, `_`, `-`, blanks, and what stands before `=`.
    private static func plain(_ name: String) -> String {
        let value = name.split(separator: "=").last.map(String.init) ?? name
        return value.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    }

    private static func scan(_ holds: (Unicode.Scalar.Properties) -> Bool) -> ScalarSet {
        var ranges: [ClosedRange<UInt32>] = []
        var start: UInt32?
        for value in UInt32(0)...0x10ffff {
            let isIn = Unicode.Scalar(value).map { holds($0.properties) } ?? false
            if isIn, start == nil { start = value }
            if !isIn, let first = start {
                ranges.append(first...(value - 1))
                start = nil
            }
        }
        if let first = start { ranges.append(first...0x10ffff) }
        return ScalarSet(ranges)
    }

    /// The names of general categories; those that are not here are `cn`.
    private static let codes = [
        "cn", "lu", "ll", "lt", "lm", "lo", "mn", "mc", "me", "nd", "nl", "no", "pc", "pd", "ps",
        "pe", "pi", "pf", "po", "sm", "sc", "sk", "so", "zs", "zl", "zp", "cc", "cf", "cs", "co",
    ]

    /// The general category of each scalar, an index of `codes`: looked up once.
    private static let table: [UInt8] = {
        var numbers = Array(repeating: UInt8(0), count: 0x110000)
        for value in UInt32(0)...0x10ffff where value < 0x40000 || value >= 0xe0000 {
            // Surrogates are no scalars.
            guard let scalar = Unicode.Scalar(value) else { continue }
            numbers[Int(value)] = number(of: scalar.properties.generalCategory)
        }
        return numbers
    }()

    private static func categorySet(_ wanted: Set<String>) -> ScalarSet {
        let isWanted = codes.map { wanted.contains($0) }
        var ranges: [ClosedRange<UInt32>] = []
        var start = -1
        for (value, number) in table.enumerated() {
            if isWanted[Int(number)] {
                if start < 0 { start = value }
            } else if start >= 0 {
                ranges.append(UInt32(start)...UInt32(value - 1))
                start = -1
            }
        }
        if start >= 0 { ranges.append(UInt32(start)...0x10ffff) }
        return ScalarSet(ranges)
    }

    private static func number(of category: Unicode.GeneralCategory) -> UInt8 {
        switch category {
        case .uppercaseLetter: 1
        case .lowercaseLetter: 2
        case .titlecaseLetter: 3
        case .modifierLetter: 4
        case .otherLetter: 5
        case .nonspacingMark: 6
        case .spacingMark: 7
        case .enclosingMark: 8
        case .decimalNumber: 9
        case .letterNumber: 10
        case .otherNumber: 11
        case .connectorPunctuation: 12
        case .dashPunctuation: 13
        case .openPunctuation: 14
        case .closePunctuation: 15
        case .initialPunctuation: 16
        case .finalPunctuation: 17
        case .otherPunctuation: 18
        case .mathSymbol: 19
        case .currencySymbol: 20
        case .modifierSymbol: 21
        case .otherSymbol: 22
        case .spaceSeparator: 23
        case .lineSeparator: 24
        case .paragraphSeparator: 25
        case .control: 26
        case .format: 27
        case .surrogate: 28
        case .privateUse: 29
        default: 0
        }
    }

    private static let categories: [String: Set<String>] = {
        let groups: [String: [String]] = [
            "l": ["lu", "ll", "lt", "lm", "lo"], "m": ["mn", "mc", "me"], "n": ["nd", "nl", "no"],
            "p": ["pc", "pd", "ps", "pe", "pi", "pf", "po"], "s": ["sm", "sc", "sk", "so"],
            "z": ["zs", "zl", "zp"], "c": ["cc", "cf", "cs", "co", "cn"],
        ]
        var table: [String: Set<String>] = [:]
        for (name, codes) in groups {
            table[name] = Set(codes)
            for code in codes { table[code] = [code] }
        }
        let long = [
            "letter": "l", "uppercaseletter": "lu", "lowercaseletter": "ll",
            "titlecaseletter": "lt",
            "modifierletter": "lm", "otherletter": "lo", "mark": "m", "nonspacingmark": "mn",
            "spacingmark": "mc", "enclosingmark": "me", "number": "n", "decimalnumber": "nd",
            "digit": "nd", "letternumber": "nl", "othernumber": "no", "punctuation": "p",
            "connectorpunctuation": "pc", "dashpunctuation": "pd", "openpunctuation": "ps",
            "closepunctuation": "pe", "symbol": "s", "mathsymbol": "sm", "currencysymbol": "sc",
            "modifiersymbol": "sk", "othersymbol": "so", "separator": "z", "spaceseparator": "zs",
            "control": "cc", "format": "cf", "privateuse": "co", "unassigned": "cn", "other": "c",
        ]
        for (name, short) in long { table[name] = table[short] }
        return table
    }()

    private static let binary: [String: @Sendable (Unicode.Scalar.Properties) -> Bool] = [
        "alphabetic": { $0.isAlphabetic }, "idstart": { $0.isIDStart },
        "idcontinue": { $0.isIDContinue }, "xidstart": { $0.isXIDStart },
        "xidcontinue": { $0.isXIDContinue }, "whitespace": { $0.isWhitespace },
        "uppercase": { $0.isUppercase }, "lowercase": { $0.isLowercase },
        "emoji": { $0.isEmoji }, "emojipresentation": { $0.isEmojiPresentation },
        "emojimodifier": { $0.isEmojiModifier }, "emojimodifierbase": { $0.isEmojiModifierBase },
        "patternwhitespace": { $0.isPatternWhitespace }, "ideographic": { $0.isIdeographic },
        "hexdigit": { $0.isHexDigit }, "asciihexdigit": { $0.isASCIIHexDigit },
        "math": { $0.isMath }, "dash": { $0.isDash }, "diacritic": { $0.isDiacritic },
        "extender": { $0.isExtender }, "graphemeextend": { $0.isGraphemeExtend },
        "variationselector": { $0.isVariationSelector },
    ]

    private static let scripts: [String: [ClosedRange<UInt32>]] = [
        "latin": [0x41...0x5a, 0x61...0x7a, 0xc0...0xd6, 0xd8...0xf6, 0xf8...0x2b8],
        "greek": [0x370...0x373, 0x386...0x386, 0x388...0x3ff], "cyrillic": [0x400...0x52f],
        "hebrew": [0x5d0...0x5ea], "arabic": [0x620...0x63f, 0x641...0x64a],
        "hiragana": [0x3041...0x3096], "katakana": [0x30a1...0x30fa], "thai": [0xe01...0xe3a],
        "han": [0x3400...0x4dbf, 0x4e00...0x9fff, 0x20000...0x2a6df], "hangul": [0xac00...0xd7a3],
        "any": [0...0x10ffff], "ascii": [0...0x7f],
    ]
}
