package import WringerGeneration
internal import WringerModel
internal import WringerSystem

extension TargetDescription {
    /// The templates, by name; none where the target has no folder of them.
    ///
    /// - Throws: at the first that cannot be read or is wrong.
    package func loadTemplates() throws(TemplateFolderError) -> TemplatePack {
        var templates: [Template] = []
        for entry in try templateResults() {
            do throws(TargetFileError) {
                templates.append(try entry.result.get())
            } catch { throw .template(error) }
        }
        return TemplatePack(templates: templates, fileExtension: target.fileExtension)
    }

    /// Every template by name, also those that are wrong.
    ///
    /// A template is a regular file `NAME.mustache` in the folder; others are not looked at.
    ///
    /// - Throws: where the folder cannot be read.
    package func templateResults() throws(TemplateFolderError)
        -> [(name: String, result: Result<Template, TargetFileError>)]
    {
        guard let templateFolder else { return [] }
        let names: [String]
        do throws(SystemError) {
            names = try Files.list(templateFolder)
        } catch {
            throw .folder(
                TargetContentError(description: "templates of \(visible(target.name)): \(error)"))
        }
        var found: [(name: String, result: Result<Template, TargetFileError>)] = []
        for fileName in names where fileName.hasSuffix(TemplateFile.suffix) {
            let name = String(fileName.dropLast(TemplateFile.suffix.count))
            let path = PathText.joined(templateFolder, fileName)
            guard !name.isEmpty, Files.kind(path) == .regular else { continue }
            do throws(TargetFileError) {
                found.append((name, .success(try Self.template(named: name, at: path))))
            } catch { found.append((name, .failure(error))) }
        }
        return found.sorted { $0.name < $1.name }
    }

    private static func template(
        named name: String, at path: String
    ) throws(TargetFileError) -> Template {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try Files.read(path, limit: TemplateFile.maximumSize)
        } catch {
            throw TargetFileError(file: path, line: 1, message: error.description)
        }
        return try TemplateFile.parse(bytes, name: name, file: path)
    }
}

/// Why the templates of a target could not be used.
package enum TemplateFolderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Their folder cannot be read.
    case folder(TargetContentError)
    /// One of them is wrong.
    case template(TargetFileError)

    /// One line that names the file.
    package var description: String {
        switch self {
        case .folder(let error): error.description
        case .template(let error): error.description
        }
    }
}
