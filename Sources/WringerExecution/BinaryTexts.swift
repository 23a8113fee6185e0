package import WringerModel
internal import WringerSystem

/// The texts that a binary holds: its keywords, operators and names of library functions are among
/// them, also where it was stripped.
package enum BinaryTexts {
    /// Larger binaries are not searched.
    private static let greatestBinary = ByteCount.mebibytes(64)
    /// Longer texts are messages.
    private static let greatestLength = 24
    /// More than this many are not words of a language.
    private static let greatestCount = 200_000

    /// Libraries that belong to the system and not to a language, by the beginning of their names.
    private static let systemLibraries = [
        "ld-", "libc.", "libc-", "libm.", "libm-", "libpthread", "libdl", "librt", "libgcc_s",
        "libstdc++", "libreadline", "libtinfo", "libncurses", "libz.", "libssl", "libcrypto",
        "libnss", "libutil", "libexpat", "liblzma", "libbz2", "libffi", "libuuid", "libicu",
        "libresolv", "libgmp", "libmpfr", "libsigsegv", "libedit", "libbsd", "libmd",
    ]

    /// The texts of the binary of a target and of the libraries that it brought, file by file, in
    /// the order in which they lie there. What cannot be read is left out.
    package static func texts(of identity: TargetIdentity) -> [[[UInt8]]] {
        let libraries = identity.libraries.map(\.path).filter { path in
            let name = path.split(separator: "/").last ?? ""
            return !systemLibraries.contains { name.hasPrefix($0) }
        }
        return ([identity.binary.path] + libraries).map { path in
            guard let bytes = try? Files.readRegular(path, limit: greatestBinary) else { return [] }
            return texts(in: bytes)
        }
    }

    /// The texts in the constant data of an ELF file; none in any other.
    static func texts(in bytes: [UInt8]) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        for section in ElfFile.sections([".rodata", ".data.rel.ro"], of: bytes) {
            var start = section.lowerBound
            // What follows a blank is the end of a message.
            var isWhole = true
            for place in section where !isPrintable(bytes[place]) {
                let length = place - start
                let isEnd = bytes[place] == 0
                if isEnd, isWhole, (1...greatestLength).contains(length) {
                    texts.append(Array(bytes[start..<place]))
                    if texts.count == greatestCount { return texts }
                }
                isWhole = isEnd
                start = place + 1
            }
        }
        return texts
    }

    private static func isPrintable(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7f }
}
