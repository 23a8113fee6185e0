/// Paths as texts; nothing is looked up.
enum PathText {
    /// The path of something in a folder. An absolute name is kept, and so is one in `.`; a `.`
    /// that the name begins with, or is, says nothing.
    static func joined(_ folder: String, _ name: String) -> String {
        var name = name
        while name.hasPrefix("./"), name != "./" {
            name = String(name.dropFirst(2).drop { $0 == "/" })
        }
        if name == "." || name.isEmpty || name == "./" { return folder }
        if name.hasPrefix("/") || folder == "." { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// The folder that holds what the path names: `/` for `/x`, `.` for `x`.
    static func folder(of path: String) -> String {
        let path = withoutTrailingSlashes(path)
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : withoutTrailingSlashes(path[..<slash])
    }

    /// The last part of a path.
    static func baseName(of path: String) -> String {
        let path = withoutTrailingSlashes(path)
        guard path != "/", let slash = path.lastIndex(of: "/") else { return path }
        return String(path[path.index(after: slash)...])
    }

    private static func withoutTrailingSlashes(_ path: some StringProtocol) -> String {
        var path = path[...]
        while path.count > 1, path.last == "/" { path = path.dropLast() }
        return String(path)
    }
}
