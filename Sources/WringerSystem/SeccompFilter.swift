internal import CSeccomp
internal import CWringer
internal import Glibc
package import WringerModel

/// A compiled seccomp filter, which the launcher installs just before exec.
package struct SeccompFilter: Sendable {
    let instructions: [wringer_instruction]

    /// How many instructions the kernel runs at most for a call; loading costs about 0.8 us each.
    package var instructionCount: Int { instructions.count }

    /// A filter under which every read of descriptor 0 fails in the kernel with `error`.
    ///
    /// The calls are those that take bytes from a file descriptor: read, readv, pread64, preadv
    /// and preadv2. A target that duplicates the descriptor and reads from the copy escapes it.
    package static func failingStandardInput(
        _ error: ErrorNumber
    ) throws(SystemError) -> SeccompFilter {
        let allow: UInt32 = 0x7fff_0000  // SCMP_ACT_ALLOW; the macros are not imported
        let fail: UInt32 = 0x0005_0000 | UInt32(error.number)  // SCMP_ACT_ERRNO(error)
        guard let context = unsafe seccomp_init(allow) else {
            throw SystemError("make", "seccomp filter", ErrorNumber(ENOMEM))
        }
        defer { unsafe seccomp_release(context) }
        // By default a call of a foreign architecture (32-bit) would kill the target.
        try check(unsafe seccomp_attr_set(context, SCMP_FLTATR_ACT_BADARCH, allow))
        for name in ["read", "readv", "pread64", "preadv", "preadv2"] {
            let number = unsafe seccomp_syscall_resolve_name(name)
            // The kernel looks at the low 32 bits of a descriptor only.
            let isZero = [
                scmp_arg_cmp(
                    arg: 0, op: SCMP_CMP_MASKED_EQ, datum_a: 0xffff_ffff, datum_b: 0)
            ]
            try check(
                unsafe isZero.withUnsafeBufferPointer {
                    unsafe seccomp_rule_add_array(context, fail, number, 1, $0.baseAddress)
                })
        }
        // libseccomp 2.5 exports to a descriptor only.
        let memory = try retrying("make", "memory file") { wringer_memory_file() }
        let file = OwnedDescriptor(taking: memory)
        try check(unsafe seccomp_export_bpf(context, file.number))
        return SeccompFilter(instructions: try read(from: file))
    }

    private static func check(_ result: Int32) throws(SystemError) {
        guard result == 0 else {
            throw SystemError("build", "seccomp filter", ErrorNumber(-result))
        }
    }

    private static func read(
        from file: borrowing OwnedDescriptor
    ) throws(SystemError) -> [wringer_instruction] {
        let size = lseek(file.number, 0, SEEK_END)
        let count = Int(size) / MemoryLayout<wringer_instruction>.stride
        precondition((1...4096).contains(count), "a filter has 1 to 4096 instructions (seccomp(2))")
        var instructions = [wringer_instruction](repeating: wringer_instruction(), count: count)
        let number = file.number
        let got = try retrying("read", "seccomp filter") {
            unsafe instructions.withUnsafeMutableBytes {
                unsafe pread(number, $0.baseAddress, $0.count, 0)
            }
        }
        precondition(got == Int(size), "a memory file is read whole")
        return instructions
    }
}
