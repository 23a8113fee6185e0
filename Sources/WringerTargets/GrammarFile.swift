package import WringerGrammar
internal import WringerModel
internal import WringerSystem

/// Reading a grammar from disk, with its lexer and its imports from the same folder.
package enum GrammarFile {
    /// Reads the grammar whose main file is `path`.
    ///
    /// - Parameter start: the rule of a whole program; nil for what the grammar says.
    /// - Throws: where the file cannot be read, or the grammar cannot be used: every error with
    ///   its file, line and rule, a line each.
    package static func read(
        _ path: String, start: String?
    ) throws(TargetContentError) -> Grammar {
        let bytes: [UInt8]
        switch Files.kind(path) {
        case nil:
            throw TargetContentError(
                description: "grammar \(visible(path, limit: 4096)) does not exist")
        case .folder:
            throw TargetContentError(
                description: "grammar \(visible(path, limit: 4096)) is a folder; name the .g4 file "
                    + "of its parser")
        case .regular, .other: break
        }
        do throws(SystemError) {
            bytes = try Files.read(path, limit: ByteCount(UInt64(GrammarReader.greatestSize)))
        } catch { throw TargetContentError(description: "grammar: \(error)") }
        let folder = PathText.folder(of: path)
        let name = PathText.baseName(of: path)
        do throws(GrammarError) {
            return try GrammarReader.read(name, start: start) { file in
                guard file != name else { return bytes }
                return try? Files.readRegular(
                    PathText.joined(folder, file),
                    limit: ByteCount(UInt64(GrammarReader.greatestSize + 1)))
            }
        } catch {
            let lines = error.notes.filter { $0.severity == .error }
                .map { place(of: $0, in: folder) }
            throw TargetContentError(description: lines.joined(separator: "\n"))
        }
    }

    /// A note with the path of its file.
    package static func text(of note: GrammarNote, grammar path: String) -> String {
        place(of: note, in: PathText.folder(of: path))
    }

    private static func place(of note: GrammarNote, in folder: String) -> String {
        // The description begins with the escaped name of the file.
        folder == "." ? note.description : "\(visible(folder, limit: 4096))/\(note.description)"
    }
}

extension TargetDescription {
    /// The grammar; nil where the target names none.
    ///
    /// - Throws: where it cannot be read or used.
    package func loadGrammar() throws(TargetContentError) -> Grammar? {
        guard let grammarFile else { return nil }
        do throws(TargetContentError) {
            return try GrammarFile.read(grammarFile, start: startRule)
        } catch {
            throw TargetContentError(
                description:
                    "\(error.description)\n(the grammar that \(visible(file, limit: 4096)) "
                    + "names)")
        }
    }
}
