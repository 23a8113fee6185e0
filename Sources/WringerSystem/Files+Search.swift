internal import CWringer
internal import Glibc

extension Files {
    /// Whether one of some texts, each of less than 256 bytes, occurs in a file; false where it
    /// cannot be read.
    package static func contains(_ path: String, anyOf texts: [String]) -> Bool {
        guard let file = try? openDescriptor(path, O_RDONLY | O_NONBLOCK) else { return false }
        let words = CStringArray(texts.map { Array($0.utf8) })
        return withExtendedLifetime(words) {
            unsafe wringer_file_contains(file.number, words.start) != 0
        }
    }
}
