internal import WringerModel
internal import WringerSystem

/// The targets that can be named: folders that each hold one folder with a `target.yaml` per
/// target.
package struct TargetLibrary: Hashable, Sendable {
    /// Where targets are looked for, in this order. Not all need exist.
    package let searchFolders: [String]
    /// What a relative path that a person gives is relative to.
    package let currentFolder: String

    /// The name of the file that makes a folder a target.
    package static let fileName = "target.yaml"

    /// A library of these folders; without a current folder, that of the process counts.
    package init(searchFolders: [String], currentFolder: String = ".") {
        self.searchFolders = searchFolders
        self.currentFolder = currentFolder
    }

    /// The library that the program uses: `./corpus`, `$WRINGER_CORPUS`, and the corpus that is
    /// installed with the program or lies in the tree that it was built from.
    ///
    /// - Parameters:
    ///   - currentFolder: absolute.
    ///   - executableFolder: the folder of the program itself, links resolved; nil if unknown.
    package static func standard(
        environment: [String: String], currentFolder: String, executableFolder: String?
    ) -> TargetLibrary {
        var candidates = [PathText.joined(currentFolder, "corpus")]
        if let named = environment["WRINGER_CORPUS"], !named.isEmpty {
            candidates.append(PathText.joined(currentFolder, named))
        }
        if let executableFolder {
            let prefix = PathText.folder(of: executableFolder)
            candidates.append(PathText.joined(prefix, "share/wringer/corpus"))
            if let tree = buildTreeCorpus(above: executableFolder) { candidates.append(tree) }
        }
        var seen: Set<String> = []
        let folders = candidates.filter { seen.insert(Files.realPath($0) ?? $0).inserted }
        return TargetLibrary(searchFolders: folders, currentFolder: currentFolder)
    }

    /// The target of this name, or the one at this path to a `target.yaml` or its folder.
    ///
    /// - Throws: where nothing has the name, and where its `target.yaml` is wrong.
    package func find(_ nameOrPath: String) throws(TargetLibraryError) -> TargetDescription {
        if let file = try givenFile(nameOrPath) { return try load(file) }
        guard let file = file(ofName: nameOrPath) else {
            throw .unknown(
                name: nameOrPath, known: files().map(\.name), searchFolders: searchFolders)
        }
        return try load(file)
    }

    /// All targets by name, sorted, with those whose `target.yaml` is wrong. A target hides those
    /// of the same name in later folders. The name is that of the folder.
    package func all() -> [(name: String, result: Result<TargetDescription, TargetFileError>)] {
        files().map { entry in
            do throws(TargetFileError) {
                return (entry.name, .success(try TargetDescription(file: entry.file)))
            } catch {
                return (entry.name, .failure(error))
            }
        }
    }

    /// The first target, by name, whose command starts a program of this base name; for commands
    /// that are given without a target.
    package func matching(commandBaseName: String) -> TargetDescription? {
        for case (_, .success(let description)) in all() {
            guard let program = description.target.command.first else { continue }
            if PathText.baseName(of: program) == commandBaseName { return description }
        }
        return nil
    }

    /// The `target.yaml` at a given path; nil where the text is to be taken for a name.
    ///
    /// A bare name is a path only where it can be nothing else: `lua` may as well be the binary
    /// or the source folder in the current folder.
    private func givenFile(_ given: String) throws(TargetLibraryError) -> String? {
        guard !given.isEmpty else { return nil }
        let isPath = given.contains("/")
        let path = PathText.joined(currentFolder, given)
        switch Files.kind(path) {
        case .regular where isPath || given.hasSuffix(".yaml") || given.hasSuffix(".yml"):
            return path
        case .folder:
            let file = PathText.joined(path, TargetLibrary.fileName)
            if Files.kind(file) == .regular { return file }
        case .regular, .other, nil: break
        }
        if isPath { throw .noTargetFile(path: path) }
        return nil
    }

    private func load(_ file: String) throws(TargetLibraryError) -> TargetDescription {
        do {
            return try TargetDescription(file: file)
        } catch {
            throw .broken(error)
        }
    }

    private func file(ofName name: String) -> String? {
        guard TargetFile.problem(ofName: name) == nil else { return nil }
        for folder in searchFolders {
            let file = PathText.joined(PathText.joined(folder, name), TargetLibrary.fileName)
            if Files.kind(file) == .regular { return file }
        }
        return nil
    }

    /// Every name and the `target.yaml` that it stands for, sorted by name.
    private func files() -> [(name: String, file: String)] {
        var found: [String: String] = [:]
        for folder in searchFolders {
            // A folder that cannot be read holds no target that could be used.
            for name in (try? Files.list(folder)) ?? [] where found[name] == nil {
                let file = PathText.joined(PathText.joined(folder, name), TargetLibrary.fileName)
                if Files.kind(file) == .regular { found[name] = file }
            }
        }
        return found.sorted { $0.key < $1.key }.map { (name: $0.key, file: $0.value) }
    }

    private static func buildTreeCorpus(above folder: String) -> String? {
        var folder = folder
        while true {
            let corpus = PathText.joined(folder, "corpus")
            let manifest = PathText.joined(folder, "Package.swift")
            if Files.kind(corpus) == .folder, Files.kind(manifest) == .regular { return corpus }
            let parent = PathText.folder(of: folder)
            guard parent != folder else { return nil }
            folder = parent
        }
    }
}

/// Why a target could not be found.
package enum TargetLibraryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing has this name; `known` are the names that there are, sorted.
    case unknown(name: String, known: [String], searchFolders: [String])
    /// A path was given, and there is no `target.yaml` at it.
    case noTargetFile(path: String)
    /// The target is there, and its `target.yaml` is wrong.
    case broken(TargetFileError)

    /// One line that says what to try.
    package var description: String {
        switch self {
        case .broken(let error): return error.description
        case .noTargetFile(let path):
            return "there is no \(TargetLibrary.fileName) at \(visible(path, limit: 4096))"
        case .unknown(let name, let known, let folders):
            let names = known.isEmpty ? "none" : known.map { visible($0) }.joined(separator: " ")
            let searched = folders.map { visible($0, limit: 4096) }.joined(separator: " ")
            return "unknown target '\(visible(name))'\(suggestion(for: name, among: known))"
                + "; known are \(names); searched \(searched)"
        }
    }
}
