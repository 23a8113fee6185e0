internal import Glibc
package import WringerModel

/// The machine that this process runs on.
package enum Machine {
    /// The release of the kernel, such as `6.18.44`.
    package static var kernelRelease: String {
        var names = utsname()
        guard unsafe uname(&names) == 0 else { return "unknown" }
        return text(&names.release)
    }

    /// The architecture, such as `x86_64`.
    package static var architecture: String {
        var names = utsname()
        guard unsafe uname(&names) == 0 else { return "unknown" }
        return text(&names.machine)
    }

    /// Its physical memory.
    package static var memory: ByteCount {
        let pages = UInt64(max(0, sysconf(Int32(_SC_PHYS_PAGES))))
        return ByteCount(pages * UInt64(max(0, sysconf(Int32(_SC_PAGESIZE)))))
    }

    private static func text<Field>(_ field: inout Field) -> String {
        unsafe withUnsafeBytes(of: &field) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}

/// The end of this process.
package enum ProcessEnd {
    /// Ends this process with a status.
    package static func exit(_ status: Int32) -> Never { Glibc.exit(status) }
}
