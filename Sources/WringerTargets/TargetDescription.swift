package import WringerModel
internal import WringerSystem

/// A target with its folder: everything that Wringer knows about one language.
package struct TargetDescription: Hashable, Sendable {
    /// What running a program needs.
    package let target: Target
    /// The families of programs that grow in one direction, in the order of the `target.yaml`.
    package let dimensions: [Dimension]
    /// The greatest exponent with which the cost of a dimension may grow, where the dimension
    /// does not say another.
    package let growthExponent: Double
    /// The absolute path of the folder that holds the `target.yaml`, links resolved.
    package let folder: String
    /// The absolute path of the `target.yaml`.
    package let file: String
    /// The absolute path of the folder of seed programs; it need not exist.
    package let seedFolder: String?
    /// The absolute path of the folder of templates: the one that is named, else `templates` beside
    /// the `target.yaml` where that is there.
    package let templateFolder: String?
    /// The absolute path of the dictionary.
    package let dictionaryFile: String?
    /// The absolute path of the grammar.
    package let grammarFile: String?
    /// The rule of the grammar that a whole program follows.
    package let startRule: String?
    /// What a refusal for syntax looks like; empty where nothing is said.
    package let syntaxErrors: [EndingRule]

    /// Reads a `target.yaml`.
    ///
    /// - Throws: where it cannot be read or is wrong, and where it names a grammar, a dictionary
    ///   or a folder of templates that is not there.
    package init(file path: String) throws(TargetFileError) {
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path, limit: TargetFile.maximumSize)
        } catch {
            throw TargetFileError(file: path, line: 1, message: error.description)
        }
        let content = try TargetFile.parse(bytes, file: path)
        let absolute = Files.absolute(path)
        let parent = PathText.folder(of: absolute)
        let folder = Files.realPath(parent) ?? parent
        func existing(
            _ reference: FileReference?, _ kind: FileKind
        ) throws(TargetFileError) -> String? {
            guard let reference else { return nil }
            let resolved = PathText.joined(folder, reference.name)
            guard Files.kind(resolved) == kind else {
                let noun = kind == .folder ? "folder" : "file"
                throw TargetFileError(
                    file: path, line: reference.line,
                    message: "\(reference.key): there is no \(noun) '\(visible(reference.name))'"
                        + " in \(visible(folder, limit: 4096))")
            }
            return resolved
        }
        target = content.target
        dimensions = content.dimensions
        growthExponent = content.growthExponent
        self.folder = folder
        file = PathText.joined(folder, PathText.baseName(of: absolute))
        seedFolder = content.seeds.map { PathText.joined(folder, $0.name) }
        let usual = PathText.joined(folder, Self.usualTemplateFolder)
        templateFolder =
            try existing(content.templates, .folder)
            ?? (Files.kind(usual) == .folder ? usual : nil)
        dictionaryFile = try existing(content.dictionary, .regular)
        grammarFile = try existing(content.grammar, .regular)
        startRule = content.startRule
        syntaxErrors = content.syntaxErrors
    }

    /// The largest seed that is taken: all are held in memory, and every hunt runs them all.
    package static let greatestSeed = ByteCount.mebibytes(16)

    private static let usualTemplateFolder = "templates"

    /// The seed programs, sorted by file name; none where the target names no folder of seeds.
    ///
    /// A seed is a regular file with the extension of the target. Where that is empty, it is
    /// every regular file without a dot in its name.
    ///
    /// - Throws: where the folder is missing or holds no seed, or a seed is too large or cannot be
    ///   read.
    package func loadSeeds() throws(TargetContentError) -> [Program] {
        guard let seedFolder else { return [] }
        var programs: [Program] = []
        do throws(SystemError) {
            for name in try Files.list(seedFolder) where isSeedName(name) {
                let path = PathText.joined(seedFolder, name)
                guard Files.kind(path) == .regular else { continue }
                programs.append(
                    Program(
                        bytes: try Files.read(path, limit: Self.greatestSeed),
                        fileExtension: target.fileExtension,
                        provenance: .seed(name: name)))
            }
        } catch {
            throw TargetContentError(description: "seeds of \(visible(target.name)): \(error)")
        }
        guard !programs.isEmpty else {
            let first = TargetSkeleton.firstSeed(fileExtension: target.fileExtension).name
            throw TargetContentError(
                description: "seeds of \(visible(target.name)): the folder"
                    + " \(visible(seedFolder, limit: 4096)) holds no program;"
                    + " put one there, such as \(visible(first))")
        }
        return programs
    }

    /// The bytes of the dictionary; nil where the target names none.
    ///
    /// - Throws: where it cannot be read.
    package func loadDictionaryText() throws(TargetContentError) -> [UInt8]? {
        guard let dictionaryFile else { return nil }
        do {
            return try Files.read(dictionaryFile)
        } catch {
            throw TargetContentError(
                description: "dictionary of \(visible(target.name)): \(error)")
        }
    }

    private func isSeedName(_ name: String) -> Bool {
        guard !target.fileExtension.isEmpty else { return !name.contains(".") }
        return name.hasSuffix(".\(target.fileExtension)") && !name.hasPrefix(".")
    }
}

/// Why a file that belongs to a target could not be used; the description names it.
package struct TargetContentError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}
