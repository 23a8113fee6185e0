import Foundation
import Testing

/// An interpreter that is meant to be correct, under faults in every call that it makes.
extension CommandTests {
    @Suite struct FaultMatrixTests {
        let observatory: Observatory

        let brittle: String

        init() throws {
            observatory = try Observatory()
            brittle = try Lab.compiled("brittle")
        }

        static let programs = [
            "files", "strings", "threads", "children", "long-strings", "mutexes",
        ]

        static let faults: [(call: String, errors: [String])] = [
            ("mmap", ["ENOMEM", "EAGAIN"]), ("brk", ["ENOMEM"]), ("munmap", ["ENOMEM"]),
            ("mremap", ["ENOMEM"]), ("read", ["EIO", "EINTR", "EAGAIN", "EISDIR"]),
            ("write", ["ENOSPC", "EIO", "EINTR", "EAGAIN"]),
            ("openat", ["EMFILE", "ENFILE", "EACCES", "ENOENT", "EINTR"]),
            ("close", ["EIO", "EINTR"]),
            ("fcntl", ["EINVAL", "EMFILE"]), ("clone", ["EAGAIN", "ENOMEM"]),
            ("clone3", ["EAGAIN", "ENOSYS"]), ("wait4", ["EINTR"]), ("getrandom", ["ENOSYS"]),
            ("newfstatat", ["EIO", "ENOMEM"]), ("fstat", ["EIO"]), ("poll", ["EINTR", "ENOMEM"]),
            ("prlimit64", ["EPERM"]), ("pipe2", ["EMFILE"]), ("mprotect", ["ENOMEM"]),
        ]

        static let occurrences = ["1", "2", "4", "1+"]

        @Test(arguments: programs)
        func `a correct interpreter is unaffected or fails cleanly`(_ name: String) throws {
            let program = try String(
                contentsOfFile: Lab.repository + "/fixtures/brittle/controls/\(name).brt",
                encoding: .utf8)
            var (count, fired) = (0, 0)
            for (call, errors) in Self.faults {
                for error in errors {
                    for when in Self.occurrences {
                        // Here each stop of a target costs milliseconds, and it closes thousands.
                        if call == "close", when == "1+" { continue }
                        let rule = "\(call):error=\(error):when=\(when)"
                        let judgement = try observatory.examine(
                            program, by: [brittle, "@@"], [rule]
                        ).judgement
                        count += 1
                        let isClean = [.passed, .rejected, .exhausted]
                            .contains(judgement.verdict)
                        if isClean { fired += 1 }
                        #expect(
                            isClean || judgement.cause?.kind == .faultNotFired,
                            "\(name) \(rule): \(judgement)")
                    }
                }
            }
            let all = Self.faults.map(\.errors.count).reduce(0, +) * Self.occurrences.count
            #expect(count == all - 2)
            #expect(fired >= 20, "\(name): \(fired) of \(count) faults fired")
        }
    }
}
