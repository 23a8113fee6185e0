extension FaultRuleParser {
    /// The names of the calls that the set comes to, sorted (strace(1), `-e trace`).
    func selectedCalls() throws(FaultSyntaxError) -> [String] {
        let rest = selection.drop { $0 == "!" }
        let isInverted = !selection.prefix { $0 == "!" }.count.isMultiple(of: 2)
        var chosen: Set<String> = []
        if rest != "none" {
            let tokens = rest.split(separator: ",")
            if tokens.isEmpty {
                throw wrong(
                    at: rest.startIndex, "no call is named; write one, such as mmap or %memory")
            }
            for token in tokens { chosen.formUnion(try calls(of: token)) }
        }
        if isInverted { chosen = Set(CallFacts.all.map(\.name)).subtracting(chosen) }
        guard !chosen.isEmpty else {
            throw wrong(at: selection.startIndex, "'\(selection)' selects no call")
        }
        return chosen.sorted()
    }

    private func calls(of token: Substring) throws(FaultSyntaxError) -> [String] {
        let isOptional = token.first == "?"
        var name = token.drop { $0 == "?" }
        var personality: Substring = "64"
        if let at = name.lastIndex(of: "@") {
            personality = name[at...].dropFirst()
            name = name[..<at]
        }
        guard personality == "64" else {
            if isOptional { return [] }
            throw wrong(
                at: name.endIndex,
                "'@\(personality)' is refused: Wringer knows the calls of 64-bit programs only")
        }
        let found = try calls(named: name)
        guard !found.isEmpty || isOptional else {
            throw wrong(at: name.startIndex, unknown(String(name)))
        }
        return found
    }

    private func calls(named name: Substring) throws(FaultSyntaxError) -> [String] {
        switch name.first {
        case .some("0"..."9"):
            guard let number = Int(name) else { return [] }
            return CallFacts.all.filter { $0.x86Number == number }.map(\.name)
        case "/":
            return try calls(matching: name.dropFirst())
        default:
            if let set = CallFacts.set(named: String(name)) { return set.map(\.name) }
            return CallFacts.named(String(name)).map { [$0.name] } ?? []
        }
    }

    private func calls(matching source: Substring) throws(FaultSyntaxError) -> [String] {
        do {
            let regex = try Regex(String(source)).matchingSemantics(.unicodeScalar)
            return CallFacts.all.map(\.name).filter { $0.contains(regex) }
        } catch {
            throw wrong(at: source.startIndex, "'\(source)' is no regular expression: \(error)")
        }
    }

    private func unknown(_ name: String) -> String {
        if CallNames.allocators.contains(name) {
            return """
                '\(name)' is a function of the C library and no system call; failing it needs the \
                allocator library, which does not exist yet; for now inject into mmap,brk
                """
        }
        if let calls = CallNames.functions[name] {
            return "'\(name)' is a function of the C library; inject into \(calls)"
        }
        if CallNames.of32BitPrograms.contains(name) {
            return "'\(name)' is a call of 32-bit programs, which Wringer does not know"
        }
        switch name.first {
        case "%": return "unknown set '\(name)'" + suggestion(for: name, among: CallFacts.setNames)
        case "/": return "no call matches '\(name)'"
        case .some("0"..."9"): return "no call has the number '\(name)' on x86-64"
        default:
            let known = CallFacts.all.map(\.name) + CallFacts.setNames + ["all"]
            return "unknown call '\(name)'" + suggestion(for: name, among: known)
        }
    }
}

/// Names that are no system calls of 64-bit Linux, for what is said of them.
private enum CallNames {
    static let allocators: Set<String> = [
        "malloc", "calloc", "realloc", "free", "reallocarray", "posix_memalign", "aligned_alloc",
        "memalign", "valloc", "pvalloc", "strdup", "strndup", "asprintf", "cfree",
    ]

    /// Functions of the C library, and the calls that they make.
    static let functions: [String: String] = [
        "fopen": "open,openat", "fread": "read", "fwrite": "write", "printf": "write",
        "puts": "write", "fclose": "close", "fstatat": "newfstatat", "pread": "pread64",
        "pwrite": "pwrite64", "sbrk": "brk", "recv": "recvfrom", "send": "sendto",
        "wait": "wait4", "system": "clone,clone3,vfork", "popen": "clone,clone3,vfork",
        "posix_spawn": "clone,clone3,vfork", "pthread_create": "clone,clone3",
        "sleep": "clock_nanosleep,nanosleep", "usleep": "clock_nanosleep,nanosleep",
        "opendir": "openat", "readdir": "getdents64", "remove": "unlink,unlinkat,rmdir",
        "getentropy": "getrandom", "raise": "tgkill", "abort": "tgkill",
        "sigprocmask": "rt_sigprocmask", "sigaction": "rt_sigaction", "umount": "umount2",
        "getline": "read", "isatty": "ioctl", "waitpid": "wait4", "prlimit": "prlimit64",
        "sendfile64": "sendfile", "stat64": "stat,newfstatat", "lstat64": "lstat,newfstatat",
        "fstat64": "fstat,newfstatat", "mmap2": "mmap", "mmap64": "mmap", "open64": "open,openat",
    ]

    /// What strace 6.1 knows for i386 beyond those.
    static let of32BitPrograms: Set<String> = [
        "_llseek", "_newselect", "bdflush", "break", "chown32", "fadvise64_64", "fchown32",
        "fcntl64", "fstatat64", "fstatfs64", "ftime", "ftruncate64", "getegid32", "geteuid32",
        "getgid32", "getgroups32", "getresgid32", "getresuid32", "getuid32", "gtty", "idle",
        "ipc", "lchown32", "lock", "mpx", "nice", "oldfstat", "oldlstat", "oldolduname",
        "oldstat", "olduname", "prof", "profil", "setfsgid32", "setfsuid32", "setgid32",
        "setgroups32", "setregid32", "setresgid32", "setresuid32", "setreuid32", "setuid32",
        "sgetmask", "signal", "sigpending", "sigreturn", "sigsuspend", "socketcall", "ssetmask",
        "statfs64", "stime", "stty", "truncate64", "ugetrlimit", "ulimit", "vm86", "vm86old",
    ]
}
