internal import WringerModel

/// Which frames tell nothing of a bug: those of the machinery by which programs start, end, panic
/// and move memory. Whoever called them is named instead.
enum RuntimeFrames {
    /// Whether a frame is of a language's runtime, and not of the target.
    static func contains(_ frame: StackFrame) -> Bool {
        if let module = frame.module, isRuntimeModule(FrameName.baseName(module)) { return true }
        guard let symbol = frame.symbol else { return false }
        return isRuntimeFunction(FrameName.plain(symbol))
    }

    /// The frames that are of the target.
    static func without(_ frames: [StackFrame]) -> [StackFrame] {
        var known: [String?: [String?: Bool]] = [:]
        return frames.filter { frame in
            if let isRuntime = known[frame.module]?[frame.symbol] { return !isRuntime }
            let isRuntime = contains(frame)
            known[frame.module, default: [:]][frame.symbol] = isRuntime
            return !isRuntime
        }
    }

    private static let modules = [
        "libc.so", "libc-", "libc.musl", "ld-linux", "ld-musl", "ld-2", "ld.so", "libpthread",
        "libstdc++", "libc++", "libgcc_s", "libasan", "libubsan", "libtsan", "liblsan",
        "libhwasan", "libclang_rt", "libsanitizer", "linux-vdso", "[vdso]",
    ]

    private static func isRuntimeModule(_ name: String) -> Bool {
        modules.contains { name.hasPrefix($0) }
    }

    static func isRuntimeFunction(_ name: String) -> Bool {
        if functions.contains(name) { return true }
        if prefixes.contains(where: { name.hasPrefix($0) }) { return true }
        // glibc's versions for processors, as static programs contain them.
        let bare = name.drop { $0 == "_" }
        guard let end = bare.firstIndex(of: "_") else {
            return memoryFunctions.contains(String(bare))
        }
        return memoryFunctions.contains(String(bare[..<end]))
            && variants.contains { bare[end...].hasPrefix($0) }
    }

    private static let variants = [
        "_avx", "_sse", "_ssse", "_evex", "_unaligned", "_erms", "_generic", "_chk", "_mops",
        "_advsimd", "_falkor", "_simd",
    ]

    private static let memoryFunctions: Set<String> = [
        "memcpy", "memmove", "memset", "memcmp", "memchr", "memrchr", "rawmemchr", "mempcpy",
        "strlen", "strnlen", "strcpy", "strncpy", "stpcpy", "strcat", "strncat", "strcmp",
        "strncmp", "strcasecmp", "strchr", "strrchr", "strchrnul", "strstr", "strdup", "strndup",
    ]

    private static let functions: Set<String> = [
        "abort", "raise", "gsignal", "pthread_kill", "tgkill", "kill", "_start", "start_thread",
        "clone", "clone3", "__clone", "__clone3", "_exit", "exit", "malloc", "free", "calloc",
        "realloc", "_int_malloc", "_int_free", "_int_realloc", "malloc_printerr", "sysmalloc",
        "malloc_consolidate", "munmap_chunk", "unlink_chunk", "malloc_assert", "__libc_message",
        "__restore_rt", "__kernel_rt_sigreturn", "_ZSt9terminatev", "_ZSt17__throw_bad_allocv",
        "std::terminate", "_Znwm", "_Znam", "_ZdlPv", "_ZdlPvm", "rust_begin_unwind",
        "rust_panic", "rust_oom", "__pthread_kill_implementation", "__pthread_kill_internal",
    ]

    private static let prefixes = [
        "__libc_start", "__GI_", "__assert", "__stack_chk", "__fortify", "__chk_fail", "__cxa_",
        "_Unwind_", "__gxx_", "__gnu_cxx::", "_ZN10__cxxabiv1", "_ZN9__gnu_cxx",
        "__asan", "__ubsan", "__tsan", "__msan", "__lsan", "__hwasan", "__sanitizer",
        "__interceptor", "___interceptor", "__interception", "runtime.", "__rust", "__rg_",
        "core::panicking::", "std::panicking::", "std::panic::", "std::sys", "std::rt::",
        "std::process::", "std::backtrace", "std::alloc::", "std::thread::", "core::option::",
        "core::result::", "core::ops::function::", "core::slice::index::", "core::str::",
        "alloc::alloc::", "alloc::raw_vec::", "core::intrinsics::", "<core::panic",
    ]
}
