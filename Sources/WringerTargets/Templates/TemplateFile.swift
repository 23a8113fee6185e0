package import WringerGeneration
package import WringerModel

/// A template, read from a file: a head of YAML between two lines of `---`, and then the text.
package enum TemplateFile {
    /// Behind the name of a template in the name of its file.
    package static let suffix = ".mustache"

    /// More than anybody writes by hand; a larger file was put there by mistake.
    package static let maximumSize = ByteCount.mebibytes(1)

    /// Reads the bytes of a template whose file has the `name`, without `.mustache`.
    ///
    /// - Parameter file: how errors name the file; it is not opened.
    /// - Throws: at the first thing that is wrong.
    package static func parse(
        _ bytes: [UInt8], name: String, file: String
    ) throws(TargetFileError) -> Template {
        guard UInt64(bytes.count) <= maximumSize.bytes else {
            throw TargetFileError(
                file: file, line: 1, message: "more than \(maximumSize) is no template")
        }
        let parts = try TemplateParts(bytes, file: file)
        let fields = try YamlFields<TemplateKey>(YamlValue(document: parts.head, file: file))
        let written = try fields.required(.name)
        guard try written.text() == name else {
            throw written.error(
                "'\(visible(try written.text()))' stands in the file of '\(visible(name))';"
                    + " a template has the name of its file")
        }
        let category = try fields.required(.category).word(of: TemplateCategory.self)
        let ends = try fields.required(.ends).truth()
        let about = try fields.required(.about).text()
        let parameters = try fields[.parameters]?.templateParameters() ?? []
        let body = try MustacheBody(
            parts.text, firstLine: parts.firstLine, parameters: parameters, file: file)
        return Template(
            name: name, category: category, ends: ends, about: about, parameters: parameters,
            file: file, body: body)
    }
}

/// The keys of the head of a template.
private enum TemplateKey: String, FieldKey { case name, category, ends, about, parameters }

/// The head and the text of a template.
private struct TemplateParts {
    /// From the beginning of the file, so that its lines are those of the file.
    let head: [UInt8]
    let text: String
    /// The line of the file with which the text begins, from 1.
    let firstLine: Int

    init(_ bytes: [UInt8], file: String) throws(TargetFileError) {
        let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        func isRule(_ line: ArraySlice<UInt8>) -> Bool {
            line.elementsEqual("---".utf8) || line.elementsEqual("---\r".utf8)
        }
        guard let first = lines.first, isRule(first) else {
            throw TargetFileError(
                file: file, line: 1,
                message: "a template begins with its head, keys between two lines of '---'")
        }
        guard let end = lines.indices.dropFirst().first(where: { isRule(lines[$0]) }) else {
            throw TargetFileError(
                file: file, line: 1, message: "the head has no end; write '---' on a line behind it"
            )
        }
        head = Array(bytes[..<lines[end].startIndex])
        firstLine = end + 2
        let rest = lines[(end + 1)...]
        guard
            let text = String(validating: bytes[lines[end].endIndex...].dropFirst(), as: UTF8.self)
        else {
            let invalid = rest.firstIndex { String(validating: $0, as: UTF8.self) == nil }
            throw TargetFileError(
                file: file, line: (invalid ?? end) + 1,
                message: "not valid UTF-8; malformed text is made from seeds, not from templates")
        }
        self.text = text
    }
}
