/// Which build of a target ran: what was mapped, not what was named.
package struct TargetIdentity: Hashable, Sendable, Codable {
    /// A file by its content.
    package struct File: Hashable, Sendable, Codable {
        package let path: String
        package let sha256: String
        /// The GNU build id in hexadecimal; nil for scripts and for binaries without one.
        package let buildID: String?

        package init(path: String, sha256: String, buildID: String?) {
            self.path = path
            self.sha256 = sha256
            self.buildID = buildID
        }
    }

    /// The command as it was given, its executable resolved.
    package let command: [String]
    /// The binary that read the program, behind all wrappers and shims.
    package let binary: File
    package let libraries: [File]
    /// Wrappers on the way to the binary, and the script files that the target is made of.
    package let scripts: [File]

    package init(command: [String], binary: File, libraries: [File], scripts: [File]) {
        self.command = command
        self.binary = binary
        self.libraries = libraries
        self.scripts = scripts
    }

    /// Whether both name the same build, wherever it is installed.
    package func isSameBuild(as other: TargetIdentity) -> Bool {
        binary.sha256 == other.binary.sha256
            && libraries.map(\.sha256).sorted() == other.libraries.map(\.sha256).sorted()
            && scripts.map(\.sha256).sorted() == other.scripts.map(\.sha256).sorted()
    }
}
