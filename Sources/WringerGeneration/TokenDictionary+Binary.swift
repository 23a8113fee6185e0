extension TokenDictionary {
    /// The words of a language among the texts of its interpreter.
    ///
    /// An interpreter holds thousands of texts, and most are messages and names of its own parts.
    /// But compilers put the texts of a table side by side, so that what stands among words known
    /// from programs is mostly a word too. Those that look like a name or an operator and have a
    /// known word within a few texts are taken, those with the most known neighbours first.
    ///
    /// - Parameters:
    ///   - files: the texts of each file, in their order.
    ///   - known: words that programs of the language are written with.
    package static func learned(
        fromTextsOf files: [[[UInt8]]], near known: TokenDictionary
    ) -> TokenDictionary {
        let names = Set(known.words.filter { $0.count > 1 && $0[0].isWord })
        guard !names.isEmpty else { return TokenDictionary() }
        var seen = Set(known.words)
        var found: [(word: [UInt8], neighbours: Int)] = []
        for texts in files {
            let isKnown = texts.map { names.contains($0) }
            var count = isKnown.prefix(neighbourReach).count { $0 }
            for (place, text) in texts.enumerated() {
                // The window slides: what comes in on the right, what goes out on the left.
                let (right, left) = (place + neighbourReach, place - neighbourReach - 1)
                if right < texts.count, isKnown[right] { count += 1 }
                if left >= 0, isKnown[left] { count -= 1 }
                if count > 0, looksLikeWord(text), seen.insert(text).inserted {
                    found.append((text, count))
                }
            }
        }
        // Stable by the place, which `sort` does not promise.
        let order = found.indices.sorted {
            (found[$1].neighbours, $0) < (found[$0].neighbours, $1)
        }
        return TokenDictionary(words: order.prefix(greatestBinaryCount).map { found[$0].word })
    }

    /// How many words of a binary are taken.
    package static let greatestBinaryCount = 512

    private static let neighbourReach = 8

    /// A name such as `string-set!`, `__index` or `lsort`, or an operator of three signs at most.
    private static func looksLikeWord(_ text: [UInt8]) -> Bool {
        guard let first = text.first, text.count <= 20 else { return false }
        if text.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !$0.isWord }) { return text.count <= 3 }
        guard first.isWord, !first.isDigit, text.count > 1 else { return false }
        // Names of symbols and macros, and what only numbers tell apart, belong to the interpreter.
        let signs = Array("-.:?!/*<>=".utf8)
        guard text.allSatisfy({ $0.isWord || signs.contains($0) }) else { return false }
        let capitals = text.count { $0 &- UInt8(ascii: "A") < 26 }
        return capitals < 2 || capitals == text.count
    }

    /// The dictionary as AFL's format has it, a word a line, from which `parse` reads the same.
    package var text: [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for word in words {
            text.append(UInt8(ascii: "\""))
            for byte in word {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
                case 0x20...0x7e: text.append(byte)
                default:
                    text += Array("\\x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                }
            }
            text += Array("\"\n".utf8)
        }
        return text
    }
}
