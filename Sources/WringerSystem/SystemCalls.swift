internal import CSeccomp
internal import Glibc

/// The numbers of system calls on this architecture, from libseccomp.
package enum SystemCalls {
    /// The number of a call; nil where this architecture, or the libseccomp that is installed,
    /// has none of this name.
    package static func number(of name: String) -> Int32? {
        let number = unsafe seccomp_syscall_resolve_name(name)
        // Calls of other architectures have numbers of libseccomp's own, below zero.
        return number >= 0 ? number : nil
    }

    /// The name of a call; nil for a number that libseccomp does not know.
    package static func name(of number: Int32) -> String? {
        // SCMP_ARCH_NATIVE, 0: the macro is not imported.
        guard let name = unsafe seccomp_syscall_resolve_num_arch(0, number) else { return nil }
        defer { unsafe free(name) }
        return unsafe String(cString: name)
    }
}
