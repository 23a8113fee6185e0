package import WringerModel

/// A system call of ours that failed: what was tried, on what, and why.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, as a verb: `open`, `create folder`.
    package let operation: String
    /// The path or the object, escaped.
    package let subject: String
    package let error: ErrorNumber

    package init(_ operation: String, _ subject: String, _ error: ErrorNumber) {
        self.operation = operation
        self.subject = visible(subject)
        self.error = error
    }

    /// `cannot open x.lua: No such file or directory (ENOENT)`.
    package var description: String {
        "cannot \(operation) \(subject): \(error.explanation) (\(error.name))"
    }
}
