internal import WringerModel

/// Why a `target.yaml` or a template was refused: where, what is wrong, and what to write instead.
package struct TargetFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named.
    package let file: String
    /// The line, from 1. An error that is about the whole file stands in line 1.
    package let line: Int
    /// One line; what it quotes of the file is escaped.
    package let message: String

    /// An error at a line, from 1.
    package init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// `FILE:LINE: message`, the form that editors and CI systems turn into a link.
    package var description: String { "\(visible(file, limit: 4096)):\(line): \(message)" }
}
