import Foundation
import Testing

/// An interpreter that is meant to be correct, under faults in every call that it makes.
extension CommandTests {
    @Suite struct FaultMatrixTests {
        let lab: Lab

        let brittle: String

        init() throws {
            lab = try Lab()
            brittle = try Lab.compiled("brittle")
        }

        static let programs = [
            "files", "strings", "threads", "children", "long-strings", "input", "mutexes", "lists",
        ]

        static let faults: [(call: String, errors: [String])] = [
            ("mmap", ["ENOMEM", "EAGAIN"]), ("brk", ["ENOMEM"]), ("munmap", ["ENOMEM"]),
            ("mremap", ["ENOMEM"]), ("read", ["EIO", "EINTR", "EAGAIN", "EISDIR"]),
            ("write", ["ENOSPC", "EIO", "EINTR", "EAGAIN"]),
            ("openat", ["EMFILE", "ENFILE", "EACCES", "ENOENT", "EINTR"]), ("close", ["EIO", "EINTR"]),
            ("fcntl", ["EINVAL", "EMFILE"]), ("clone", ["EAGAIN", "ENOMEM"]),
            ("clone3", ["EAGAIN", "ENOSYS"]), ("wait4", ["EINTR"]), ("getrandom", ["ENOSYS"]),
            ("newfstatat", ["EIO", "ENOMEM"]), ("fstat", ["EIO"]), ("poll", ["EINTR", "ENOMEM"]),
            ("prlimit64", ["EPERM"]), ("pipe2", ["EMFILE"]), ("mprotect", ["ENOMEM"]),
        ]

        static let occurrences = ["1", "2", "3", "7", "1+"]

        @Test(arguments: programs)
        func `a correct interpreter is unaffected or fails cleanly`(_ name: String) throws {
            let folder = Lab.repository + "/fixtures/brittle/controls/"
            let input = FileManager.default.fileExists(atPath: folder + name + ".in")
            var (count, fired) = (0, 0)
            for (call, errors) in Self.faults {
                for error in errors {
                    for when in Self.occurrences {
                        let rule = "\(call):error=\(error):when=\(when)"
                        let ended = try lab.wringer(
                            ["run", folder + name + ".brt", "--json", "--no-record", "--inject", rule]
                                + (input ? ["--stdin", folder + name + ".in"] : [])
                                + ["--", brittle, "@@"],
                            environment: ["WRINGER_CORPUS": Lab.repository + "/fixtures"])
                        count += 1
                        let verdict = ended.text("verdict") ?? "none"
                        let isClean = ["passed", "rejected", "exhausted"].contains(verdict)
                        if isClean { fired += 1 }
                        let isNotFired = ended.text("cause", "kind") == "faultNotFired"
                        #expect(
                            isClean || (verdict == "invalid" && isNotFired),
                            "\(name) \(rule): \(ended.output)\(ended.error)")
                        #expect(ended.status == 0, "\(name) \(rule)")
                    }
                }
            }
            #expect(count == Self.faults.map(\.errors.count).reduce(0, +) * Self.occurrences.count)
            #expect(fired >= 20, "\(name): \(fired) of \(count) faults fired")
        }
    }
}
