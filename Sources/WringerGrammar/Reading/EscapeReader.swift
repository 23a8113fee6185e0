/// Reads the scalars of a literal or a set, with the escapes of ANTLR.
struct EscapeReader {
    /// A scalar, or the name of a property, `\p{NAME}`.
    enum Item {
        /// `isEscaped` tells `\-` from `-`.
        case scalar(UInt32, isEscaped: Bool)
        case property(String, isInverted: Bool)
    }

    private var rest: ArraySlice<Unicode.Scalar>

    init(_ bytes: some Sequence<UInt8>) {
        rest = Array(String(decoding: Array(bytes), as: UTF8.self).unicodeScalars)[...]
    }

    /// All scalars as a text; what cannot be in a text is left out.
    var text: String {
        mutating get {
            var text = String.UnicodeScalarView()
            for value in scalars { if let scalar = Unicode.Scalar(value) { text.append(scalar) } }
            return String(text)
        }
    }

    /// All scalars.
    var scalars: [UInt32] {
        mutating get {
            var result: [UInt32] = []
            while let item = next() {
                if case .scalar(let value, _) = item { result.append(value) }
            }
            return result
        }
    }

    mutating func next() -> Item? {
        guard let first = rest.popFirst() else { return nil }
        guard first == "\\", let escaped = rest.popFirst() else {
            return .scalar(first.value, isEscaped: false)
        }
        switch escaped {
        case "n": return .scalar(0x0a, isEscaped: true)
        case "r": return .scalar(0x0d, isEscaped: true)
        case "t": return .scalar(0x09, isEscaped: true)
        case "b": return .scalar(0x08, isEscaped: true)
        case "f": return .scalar(0x0c, isEscaped: true)
        case "u":
            let digits = rest.first == "{" ? braced() : String(String.UnicodeScalarView(hex()))
            let value = digits.flatMap { UInt32($0, radix: 16) } ?? 0xfffd
            return .scalar(min(value, 0x10ffff), isEscaped: true)
        case "p", "P":
            guard let name = braced() else { return .scalar(escaped.value, isEscaped: true) }
            return .property(name, isInverted: escaped == "P")
        default: return .scalar(escaped.value, isEscaped: true)
        }
    }

    private mutating func hex() -> ArraySlice<Unicode.Scalar> {
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        return digits
    }

    private mutating func braced() -> String? {
        guard rest.first == "{", let end = rest.firstIndex(of: "}") else { return nil }
        let inner = rest[(rest.startIndex + 1)..<end]
        rest = rest[(end + 1)...]
        return String(String.UnicodeScalarView(inner))
    }
}

extension ScalarSet {
    /// Reads the text between the brackets of a set. On failure: what is wrong.
    init(setText text: [UInt8], _ properties: inout UnicodeProperties) throws(SetFailure) {
        var reader = EscapeReader(text)
        var items: [EscapeReader.Item] = []
        while let item = reader.next() { items.append(item) }
        var ranges: [ClosedRange<UInt32>] = []
        var index = 0
        while index < items.count {
            switch items[index] {
            case .property(let name, let isInverted):
                guard let set = properties.set(named: name) else {
                    throw SetFailure.unknownProperty(name)
                }
                ranges += (isInverted ? set.inverted : set).ranges
                index += 1
            case .scalar(let low, _):
                guard index + 2 < items.count, case .scalar(0x2d, false) = items[index + 1],
                    case .scalar(let high, _) = items[index + 2]
                else {
                    ranges.append(low...low)
                    index += 1
                    continue
                }
                guard low <= high else { throw SetFailure.backwards }
                ranges.append(low...high)
                index += 3
            }
        }
        self.init(ranges)
    }
}

/// Why a set cannot be read.
enum SetFailure: Error {
    case unknownProperty(String)
    case backwards
}
