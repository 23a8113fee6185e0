internal import Glibc
package import WringerModel

/// The folder in which targets run: one per worker, in memory where possible, emptied between
/// trials and not made anew (31 us against 1,250 us on a disk), removed at the end.
package struct ScratchFolder: ~Copyable {
    /// Its absolute path. It has always the same length, so that it does not move what a target
    /// has on its stack.
    package let path: String
    private let isKept: Bool

    /// - Parameter keeps: whether the folder stays when this value ends.
    package init(keeps: Bool) throws(SystemError) {
        isKept = keeps
        let memory = "/dev/shm"
        let isUsable = unsafe access(memory, W_OK | X_OK) == 0
        let template = (isUsable ? memory : "/tmp") + "/wringer.XXXXXX"
        var name = Array(template.utf8CString)
        guard unsafe mkdtemp(&name) != nil else {
            throw SystemError("create folder", template, .current)
        }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { remove() }

    /// Removes the folder, unless it is to be kept.
    package func remove() { if !isKept { DurableFiles.removeTree(path) } }

    /// Removes all that is in the folder, and gives it its permissions again.
    package func empty() {
        _ = unsafe chmod(path, 0o755)
        for name in (try? Files.list(path)) ?? [] { DurableFiles.removeTree(path + "/" + name) }
    }

    /// Writes a file that the next trial reads. It is not synced.
    package func write(_ bytes: [UInt8], as name: String) throws(SystemError) {
        let path = path + "/" + name
        let file = try openDescriptor(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
        var offset = 0
        while offset < bytes.count {
            offset += try retrying("write", path) {
                unsafe bytes[offset...].withUnsafeBytes {
                    unsafe Glibc.write(file.number, $0.baseAddress, $0.count)
                }
            }
        }
    }

    /// What a trial left in the folder: at most 1,000 files, and digests of those up to 64 MiB.
    /// The program's own file does not count while it is what it was.
    package func writtenFiles(except program: Program) -> [WrittenFile] {
        var found: [WrittenFile] = []
        let names = (try? Files.list(path)) ?? []
        if names.isEmpty || names == [program.fileName], isUnchanged(program) { return found }
        collect("", into: &found)
        return found.filter { $0.path != program.fileName || !isUnchanged(program) }
    }

    private func isUnchanged(_ program: Program) -> Bool {
        let file = path + "/" + program.fileName
        guard Files.size(file)?.bytes == UInt64(program.bytes.count) else {
            return Files.size(file) == nil
        }
        return (try? Files.read(file)) == program.bytes
    }

    private func collect(_ folder: String, into found: inout [WrittenFile]) {
        for name in (try? Files.list(path + "/" + folder)) ?? [] where found.count < 1000 {
            let relative = folder.isEmpty ? name : folder + "/" + name
            let absolute = path + "/" + relative
            guard Files.linkTarget(absolute) == nil else { continue }
            switch Files.kind(absolute) {
            case .folder: collect(relative, into: &found)
            case .regular:
                let limit = ByteCount.mebibytes(64)
                let size = Files.size(absolute) ?? ByteCount(0)
                let content = size <= limit ? try? Files.read(absolute, limit: limit) : nil
                found.append(
                    WrittenFile(
                        path: relative, byteCount: size.bytes,
                        sha256: content.map(Digest.of) ?? ""))
            case .other, nil: continue
            }
        }
    }
}
