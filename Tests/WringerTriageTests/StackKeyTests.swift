import Testing
import WringerModel

@testable import WringerTriage

/// The stacks are those of brittle's defects, taken with a debugger.
@Suite struct StackKeyTests {
    private func key(_ text: String, _ kind: StackKey.Kind = .fault) -> String? {
        StackKey(Samples.stack(text), kind)?.text
    }

    private let driver = "execute+0xeb/112 run_chunk+0x1d/32 main+0x433/0"

    @Test func `one defect has one key whatever the program around it`() {
        let leaf = "retain+0x3/8 evaluate+0xba/64 "
        let around = [
            driver, "evaluate+0x1c2/64 execute+0x3f9/112 execute+0x494/112 " + driver,
            "execute+0x3f9/112 execute+0x494/112 call_function+0xf3/112 evaluate+0x3ac/64 "
                + driver,
            "evaluate_list+0x9/64 evaluate+0x3/64 " + driver,
        ]
        for rest in around { #expect(key(leaf + rest) == "retain+0x3 < evaluate+0xba") }
    }

    @Test func `two defects in one helper differ by where they call it`() {
        let null = key("retain+0x3/8 evaluate+0xba/64 " + driver)
        let wild = key("retain+0x3/8 evaluate+0x2f9/64 " + driver)
        #expect(null != wild)
    }

    @Test func `where a function that calls others was called is no part of its fault`() {
        for caller in ["execute+0x1e1", "execute+0x3e", "execute+0x333"] {
            #expect(
                key("evaluate+0x2f1/64 \(caller)/112 execute+0x494/112 run_chunk+0x1d main+0x433")
                    == "evaluate+0x2f1 < execute")
        }
    }

    @Test func `a key does not depend on where the module lies`() {
        let text = "apply_operator+0x281/64 evaluate+0x216/64 " + driver
        let keys = [0x5555_0000_0000, 0x6234_5678_9000].map {
            StackKey(Samples.stack(text, slide: $0), .fault)
        }
        #expect(keys[0] == keys[1])
        #expect(keys[0]?.text == "apply_operator+0x281 < evaluate")
        let bare = "t:+0x76dd/8 t:+0x2b3a/64 t:+0x37eb/112 t:+0x3946/32 t:+0x5369/0"
        for slide in [0x5555_0000_0000, 0x6234_5678_9000] as [UInt64] {
            #expect(
                StackKey(Samples.stack(bare, slide: slide), .fault)?.text
                    == "t+0x76dd < t+0x2b3a")
        }
    }

    @Test func `without symbols a function that calls others stands for itself`() {
        #expect(key("t:+0x2d71/64 t:+0x34ec/112 t:+0x3946/32 t:+0x5369/0") == "t+0x2d71")
        #expect(key("t:+0x2d71/64 t:+0x2c42/64 t:+0x3946/32 t:+0x5369/0") == "t+0x2d71")
    }

    @Test func `the machinery of an abort is left out and its caller named`() {
        let abort =
            "libc.so.6:__pthread_kill_implementation+0x10c libc.so.6:pthread_kill+0xf "
            + "libc.so.6:raise+0x12 libc.so.6:abort+0xd3 libc.so.6:+0x2a395 "
            + "libc.so.6:__assert_fail+0x42 "
        #expect(
            key(abort + "run_slice+0x84 call_builtin+0x16e evaluate+0x400 " + driver, .call)
                == "run_slice+0x84 < call_builtin+0x16e < evaluate+0x400")
    }

    @Test func `a fault in a memory function is its caller's`() {
        #expect(
            key("__memmove_avx_unaligned_erms+0x9 text_append+0x30 evaluate+0x1 " + driver)
                == "text_append+0x30 < evaluate+0x1")
    }

    @Test func `a stack of nothing but runtime is kept`() {
        #expect(key("libc.so.6:raise+0x12 libc.so.6:abort+0xd3", .call) == "raise+0x12")
        #expect(StackKey(StackTrace(frames: [], end: .lost), .fault) == nil)
    }

    @Test func `an exhausted stack is its cycle whatever was innermost`() {
        let level = String(repeating: "evaluate+0x42 execute+0x9 call_function+0x7 ", count: 40)
        let leaves = ["", "new_value+0x1 new_integer+0x5 ", "libc.so.6:malloc+0x9 new_value+0x5 "]
        for leaf in leaves {
            for start in ["", "execute+0x9 call_function+0x7 ", "call_function+0x7 "] {
                #expect(
                    key(leaf + start + level + "run_chunk+0x1d main+0x433", .exhausted)
                        == "cycle(call_function evaluate execute)")
            }
        }
    }

    @Test func `a signature without places is the same in another build`() {
        let old = Signature("crashed · SIGSEGV · retain+0x3 < evaluate+0xba · \"N+0xN\"")
        let new = Signature("crashed · SIGSEGV · retain+0x4 < evaluate+0xc1 · \"N+0xN\"")
        #expect(old != new)
        #expect(old.acrossBuilds == new.acrossBuilds)
        #expect(old.acrossBuilds.text.hasPrefix("crashed · SIGSEGV · retain < evaluate · "))
    }

    // MARK: - Names

    @Test(arguments: [
        ("evaluate.isra.0", "evaluate"), ("evaluate.constprop.0.isra.3", "evaluate"),
        ("evaluate.part.2", "evaluate"), ("evaluate.cold", "evaluate"),
        ("run.llvm.1234567", "run"), ("memcpy@@GLIBC_2.14", "memcpy"),
        ("my.particle", "my.particle"),
        ("core::panicking::panic_fmt::h0123456789abcdef", "core::panicking::panic_fmt"),
        ("_ZN4core9panicking9panic_fmt17h0123456789abcdefE", "core::panicking::panic_fmt"),
        (
            "_ZN50_$LT$T$u20$as$u20$core..convert..Into$LT$U$GT$$GT$4into17h0123456789abcdefE",
            "<T as core::convert::Into<U>>::into"
        ),
        ("_ZN9999broken17h0123456789abcdefE", "_ZN9999broken17h0123456789abcdefE"),
        ("_ZN3foo3barEi", "_ZN3foo3barEi"), ("a\u{1b}[2Jb", #"a\x1b[2Jb"#),
    ])
    func `a symbol loses what a compiler adds`(_ symbol: String, _ name: String) {
        #expect(FrameName.plain(symbol) == name)
    }

    @Test(arguments: [
        "abort", "__assert_fail", "__libc_start_main", "core::panicking::panic", "runtime.gopanic",
        "__asan_report_load4", "__strlen_avx2", "memcpy", "__interceptor_malloc",
    ])
    func `these are a runtime's`(_ name: String) {
        #expect(RuntimeFrames.isRuntimeFunction(name))
    }

    @Test(arguments: ["main", "evaluate", "memory_grow", "abort_program", "strlen_utf8x", "raised"])
    func `these are the target's`(_ name: String) {
        #expect(!RuntimeFrames.isRuntimeFunction(name))
    }
}
