internal import Crypto
internal import Glibc

/// SHA-256, fed piece by piece.
package struct Digest {
    private var hash = SHA256()

    package init() {}

    /// Feeds more bytes.
    package mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

    /// The digest of all that was fed, in 64 hexadecimal digits.
    package func hexadecimal() -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in hash.finalize() {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The digest of a file, read piece by piece.
    package static func ofFile(_ path: String) throws(SystemError) -> String {
        let file = try openForReading(path)
        var digest = Digest()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let number = file.number
            let count = try retrying("read", path) {
                unsafe buffer.withUnsafeMutableBytes {
                    unsafe Glibc.read(number, $0.baseAddress, $0.count)
                }
            }
            guard count > 0 else { return digest.hexadecimal() }
            digest.update(Array(buffer[..<count]))
        }
    }

    /// The digest of some bytes.
    package static func of(_ bytes: [UInt8]) -> String {
        var digest = Digest()
        digest.update(bytes)
        return digest.hexadecimal()
    }
}
