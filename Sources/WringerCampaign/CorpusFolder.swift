internal import FoundationEssentials
package import WringerGeneration
package import WringerModel
internal import WringerSystem

/// A corpus on disk: programs named by their content, each with what it was made from.
///
///     entries/HASH.json       provenance; an entry is there when this file is
///     programs/HASH.EXT       its bytes
///     dictionaries/HASH.dict  what mutants took words from, in AFL's format
///
/// Everything is written to a temporary name, synced and renamed: a file is whole or absent. Since
/// names are content, folders of several campaigns can be copied into one.
package struct CorpusFolder: Sendable {
    package let path: String

    /// The largest program that a corpus takes.
    package static let greatestProgram = ByteCount.mebibytes(16)
    /// Raised when the meaning of a field changes.
    static let version = 1

    /// The folder at `path`, which need not be there yet.
    package init(_ path: String) { self.path = path }

    /// What `entries/HASH.json` holds.
    struct Document: Codable {
        let version: Int
        let sha256: String
        let bytes: Int
        let fileExtension: String
        let provenance: Provenance

        private enum CodingKeys: String, CodingKey {
            case version, sha256, bytes, provenance
            case fileExtension = "extension"
        }
    }

    // MARK: - Reading

    /// What is at the path of a corpus.
    package enum State: Sendable {
        case absent
        /// A folder in which a corpus can begin.
        case empty
        case corpus
        /// Something else: the name of a file in a folder that is no corpus; nil for no folder.
        case other(String?)
    }

    /// What there is now. Hidden files do not count.
    package func state() throws(CorpusError) -> State {
        guard let kind = Files.kind(path) else { return .absent }
        guard kind == .folder else { return .other(nil) }
        do {
            let names = try Files.list(path).filter { !$0.hasPrefix(".") }
            guard let first = names.first else { return .empty }
            return Files.kind(path + "/entries") == .folder ? .corpus : .other(first)
        } catch { throw CorpusError("\(error)") }
    }

    /// The hashes of all entries, sorted; none where there is no corpus.
    package func hashes() throws(CorpusError) -> [String] {
        let folder = path + "/entries"
        guard Files.kind(folder) == .folder else { return [] }
        do {
            return try Files.list(folder).filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
                .map { String($0.dropLast(5)) }
        } catch { throw CorpusError("\(error)") }
    }

    /// The names of files under `programs` that belong to no entry, sorted: a process that was
    /// ended may leave one, since an entry is written last.
    package func programsWithoutEntry() throws(CorpusError) -> [String] {
        let folder = path + "/programs"
        guard Files.kind(folder) == .folder else { return [] }
        var known: Set<String> = []
        // An entry that cannot be read is told of by itself; its program is none too many.
        var unread: Set<Substring> = []
        for hash in try hashes() {
            if let document = try? document(hash) {
                known.insert(Self.programName(hash, document.fileExtension))
            } else {
                unread.insert(hash[...])
            }
        }
        do {
            return try Files.list(folder).filter { name in
                !name.hasPrefix(".") && !known.contains(name)
                    && !unread.contains(name.prefix { $0 != "." })
            }
        } catch { throw CorpusError("\(error)") }
    }

    /// The file extensions of all entries, sorted; "" for programs that came without.
    package func extensions() throws(CorpusError) -> [String] {
        var found: Set<String> = []
        for hash in try hashes() { found.insert(try document(hash).fileExtension) }
        return found.sorted()
    }

    /// An entry, its bytes compared with its name.
    package func entry(_ hash: String) throws(CorpusError) -> CorpusEntry {
        let file = "\(path)/entries/\(hash).json"
        let document = try document(hash)
        let bytes: [UInt8]
        do {
            bytes = try Files.readRegular(
                programPath(hash, document.fileExtension), limit: Self.greatestProgram)
        } catch { throw CorpusError("\(file): its program is missing: \(error)") }
        guard document.sha256 == hash, Digest.of(bytes) == hash else {
            throw CorpusError("\(file): the program is not the one that the name says")
        }
        return CorpusEntry(
            program: Program(
                bytes: bytes, fileExtension: document.fileExtension,
                provenance: document.provenance),
            contentHash: hash)
    }

    private func document(_ hash: String) throws(CorpusError) -> Document {
        let file = "\(path)/entries/\(hash).json"
        guard Self.isHash(hash) else { throw CorpusError("\(file): the name is no SHA-256") }
        let document: Document
        do {
            let text = try Files.readRegular(file, limit: .mebibytes(1))
            document = try JSONDecoder().decode(Document.self, from: Data(text))
        } catch let error as SystemError {
            throw CorpusError("\(error)")
        } catch { throw CorpusError("\(file): it is no entry of a corpus; it was edited") }
        guard document.version <= Self.version else {
            throw CorpusError("\(file): version \(document.version) is of a later Wringer")
        }
        guard Self.isExtension(document.fileExtension) else {
            throw CorpusError("\(file): \(document.fileExtension) is no file extension")
        }
        return document
    }

    /// All entries, sorted by their hashes.
    package func entries() throws(CorpusError) -> [CorpusEntry] {
        var entries: [CorpusEntry] = []
        for hash in try hashes() { entries.append(try entry(hash)) }
        return entries
    }

    /// The dictionary of a hash.
    package func dictionary(_ hash: String) throws(CorpusError) -> TokenDictionary {
        guard Self.isHash(hash) else { throw CorpusError("a dictionary has no SHA-256: \(hash)") }
        let file = "\(path)/dictionaries/\(hash).dict"
        do {
            let text = try Files.readRegular(file, limit: .mebibytes(16))
            guard Digest.of(text) == hash else {
                throw CorpusError("\(file): it is not the one that the name says")
            }
            return try TokenDictionary.parse(text)
        } catch let error as CorpusError {
            throw error
        } catch { throw CorpusError("\(file): \(error)") }
    }

    // MARK: - Writing

    /// Makes the folder, where it is not there.
    package func create() throws(CorpusError) {
        do {
            for name in ["programs", "entries"] {
                try DurableFiles.createFolders("\(path)/\(name)")
            }
        } catch { throw CorpusError("\(error)") }
    }

    /// Writes an entry, unless it is there already; a name lasts from the next `sync` on.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    package func write(_ entry: CorpusEntry) throws(CorpusError) -> Bool {
        let hash = entry.contentHash
        let file = "\(path)/entries/\(hash).json"
        precondition(Self.isHash(hash), "an entry is named by its content")
        guard Files.kind(file) == nil else { return false }
        let program = entry.program
        let document = Document(
            version: Self.version, sha256: hash, bytes: program.bytes.count,
            fileExtension: program.fileExtension, provenance: program.provenance)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let programFile = programPath(hash, program.fileExtension)
        do {
            try DurableFiles.publish(program.bytes, as: programFile)
            try DurableFiles.publish(Array(try encoder.encode(document)) + [0x0a], as: file)
        } catch {
            // As on a full disk: a program without an entry helps nobody.
            DurableFiles.removeTree(programFile)
            throw CorpusError("\(error)")
        }
        return true
    }

    /// Writes a dictionary that mutants take words from.
    ///
    /// - Returns: its hash.
    @discardableResult
    package func write(_ dictionary: TokenDictionary) throws(CorpusError) -> String {
        let text = dictionary.text
        let hash = Digest.of(text)
        do {
            try DurableFiles.createFolders("\(path)/dictionaries")
            try DurableFiles.publish(text, as: "\(path)/dictionaries/\(hash).dict")
            try DurableFiles.syncFolder("\(path)/dictionaries")
        } catch { throw CorpusError("\(error)") }
        return hash
    }

    /// Makes all names durable: those of programs before those of entries.
    package func sync() throws(CorpusError) {
        do {
            for name in ["programs", "entries"] {
                try DurableFiles.syncFolder("\(path)/\(name)")
            }
        } catch { throw CorpusError("\(error)") }
    }

    private func programPath(_ hash: String, _ fileExtension: String) -> String {
        "\(path)/programs/" + Self.programName(hash, fileExtension)
    }

    private static func programName(_ hash: String, _ fileExtension: String) -> String {
        hash + (fileExtension.isEmpty ? "" : ".\(fileExtension)")
    }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// What a file name can end with: nothing that leads out of the folder.
    package static func isExtension(_ text: String) -> Bool {
        text.utf8.count <= 32
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7a).contains($0 | 0x20)
                    || [0x5f, 0x2d, 0x2b].contains($0)
            }
    }
}

/// Why a corpus could not be read or written; the description names the file.
package struct CorpusError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = visible(description, limit: 4096) }
}
