internal import WringerCampaign
internal import WringerModel
internal import WringerSystem

/// Programs that come from elsewhere, and go there.
enum CorpusImport {
    /// The programs of a file or a folder: where that is what AFL writes, those of its queues.
    static func entries(from path: String, fileExtension: String?) throws -> [CorpusEntry] {
        var files: [String]
        switch Files.kind(path) {
        case nil: throw CommandFailure.badInput("\(visible(path)) does not exist")
        case .other:
            throw CommandFailure.badInput("\(visible(path)) is neither a file nor a folder")
        case .regular: files = [path]
        case .folder:
            do throws(SystemError) {
                files = try programs(in: path)
            } catch { throw CommandFailure.badInput("\(error)") }
            guard !files.isEmpty else {
                throw CommandFailure.badInput("\(visible(path)) holds no file")
            }
        }
        return try files.map { file in
            let bytes: [UInt8]
            do throws(SystemError) {
                bytes = try Files.readRegular(file, limit: CorpusFolder.greatestProgram)
            } catch {
                throw CommandFailure.badInput(
                    "\(error); a program of a corpus has at most \(CorpusFolder.greatestProgram)")
            }
            let name = file.split(separator: "/").last.map(String.init) ?? file
            let program = Program(
                bytes: bytes, fileExtension: fileExtension ?? ownExtension(of: name),
                provenance: .file(path: name))
            return CorpusEntry(program: program, contentHash: Digest.of(bytes))
        }
    }

    /// `OUT/queue`, `OUT/NAME/queue` and `queue` itself hold files named `id:000000,...`, beside
    /// what the fuzzer notes for itself; of any other folder all files are taken.
    private static func programs(in folder: String) throws(SystemError) -> [String] {
        let names = try Files.list(folder).filter { !$0.hasPrefix(".") }
        var queues: [String] = names.contains("queue") ? [folder + "/queue"] : []
        for name in names where Files.kind("\(folder)/\(name)/queue") == .folder {
            queues.append("\(folder)/\(name)/queue")
        }
        guard queues.isEmpty else {
            var files: [String] = []
            for queue in queues { files += try programs(in: queue) }
            return files
        }
        let files = names.filter { Files.kind("\(folder)/\($0)") == .regular }
        let queued = files.filter { $0.hasPrefix("id:") }
        return (queued.isEmpty ? files : queued).map { "\(folder)/\($0)" }
    }

    /// Refuses programs of several languages in one corpus, as far as their extensions tell;
    /// those that came without one are taken for any.
    static func checkExtensions(of entries: [CorpusEntry], in corpus: CorpusFolder) throws {
        var known: [String]
        do throws(CorpusError) {
            known = try corpus.extensions().filter { !$0.isEmpty }
        } catch { throw CommandFailure.badInput("\(error)") }
        let isNew = known.isEmpty
        for entry in entries where !entry.program.fileExtension.isEmpty {
            let own = entry.program.fileExtension
            guard !known.isEmpty, !known.contains(own) else {
                if known.isEmpty { known = [own] }
                continue
            }
            throw CommandFailure.badInput(
                "\(visible(entry.program.provenance.description)) ends in .\(own), and "
                    + (isNew ? "others" : "the programs of \(visible(corpus.path))")
                    + " in .\(known[0]): a corpus is of one language; where they are one, give "
                    + "--extension \(known[0])")
        }
    }

    private static func ownExtension(of name: String) -> String {
        let parts = name.split(separator: ".")
        guard !name.hasPrefix("id:"), parts.count > 1, let last = parts.last,
            CorpusFolder.isExtension(String(last))
        else { return "" }
        return String(last)
    }

    /// Writes programs as files of a new folder, which gets its name when it is whole.
    static func publish(_ entries: [CorpusEntry], as path: String) throws(SystemError) {
        let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
        let temporary = trimmed + ".part"
        DurableFiles.removeTree(temporary)
        try DurableFiles.createFolders(temporary)
        do throws(SystemError) {
            for entry in entries {
                let suffix = entry.program.fileExtension
                try DurableFiles.write(
                    entry.program.bytes,
                    to: "\(temporary)/\(entry.contentHash.prefix(16))"
                        + (suffix.isEmpty ? "" : ".\(suffix)"))
            }
            try DurableFiles.syncFolder(temporary)
            try DurableFiles.publish(folder: temporary, as: trimmed)
            try DurableFiles.syncFolder(trimmed + "/..")
        } catch {
            DurableFiles.removeTree(temporary)
            throw error
        }
    }
}
