internal import CWringer
package import WringerModel

extension Register {
    #if arch(x86_64)
        /// The names in the order of struct user_regs_struct (sys/user.h).
        private static let kernelOrder = [
            "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx",
            "rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags", "rsp", "ss", "fs_base",
            "gs_base", "ds", "es", "fs", "gs",
        ]
        private static let shownOrder = [
            "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "r8", "r9", "r10", "r11",
            "r12", "r13", "r14", "r15", "rip", "eflags", "cs", "ss", "ds", "es", "fs", "gs",
            "fs_base", "gs_base",
        ]
    #else
        private static let kernelOrder = (0...30).map { "x\($0)" } + ["sp", "pc", "pstate"]
        private static let shownOrder = kernelOrder
    #endif

    /// The registers of a stopped tracee; none where it is gone, or a program of another
    /// architecture.
    package static func all(of thread: Int32) -> [Register] {
        var values = [UInt64](repeating: 0, count: WRINGER_MAXIMUM_REGISTERS)
        let count = unsafe values.withUnsafeMutableBufferPointer { buffer -> Int32 in
            guard let start = buffer.baseAddress else { return 0 }
            return unsafe wringer_registers(thread, start)
        }
        guard count == kernelOrder.count else { return [] }
        let named = Dictionary(uniqueKeysWithValues: zip(kernelOrder, values))
        return shownOrder.compactMap { name in
            named[name].map { Register(name: name, value: $0) }
        }
    }
}
