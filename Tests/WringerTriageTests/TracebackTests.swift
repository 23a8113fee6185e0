import Testing
import WringerModel

@testable import WringerTriage

/// The texts are those of real runs, shortened.
@Suite struct TracebackTests {
    private let address = """
        =================================================================
        ==27942==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x604000000038 at pc 0x5
        READ of size 4 at 0x604000000038 thread T0
            #0 0x55569d4b51bf in take /src/a.c:2
            #1 0x55569d4b51ed in f /src/a.c:3:9
            #2 0x55569d4b521f in main /src/a.c:4
            #3 0x7f8a95045249 in __libc_start_call_main ../sysdeps/nptl/libc_start_call_main.h:58
            #4 0x55569d4b50b0 in _start (/src/a_asan+0x10b0)

        0x604000000038 is located 0 bytes to the right of 40-byte region
        allocated by thread T0 here:
            #0 0x7f8a952b89cf in __interceptor_malloc ../../asan_malloc_linux.cpp:69
        SUMMARY: AddressSanitizer: heap-buffer-overflow /src/a.c:2 in take
        """

    @Test func `a report of AddressSanitizer`() {
        let found = Traceback.found(in: address)
        #expect(found?.kind == .sanitizer)
        #expect(found?.message == "AddressSanitizer: heap-buffer-overflow")
        #expect(found?.frames.count == 5)
        #expect(found?.frames[1] == Traceback.Frame(function: "f", file: "/src/a.c", line: 3))
        #expect(found?.frames[4].function == "_start")
        #expect(found?.key(program: "program.x") == "take < f < main")
    }

    @Test func `a report of an exhausted stack is a cycle`() {
        let level = (0..<40).map {
            "    #\($0) 0x55d9f6da420c in \($0 % 2 == 0 ? "g" : "f") /src/rec.c:1\n"
        }.joined()
        let found = Traceback.found(
            in: "==9==ERROR: AddressSanitizer: stack-overflow on address 0x7ffc (pc 0x5)\n" + level)
        #expect(found?.message == "AddressSanitizer: stack-overflow")
        #expect(found?.key(program: "") == "cycle(f g)")
    }

    @Test func `a report of UndefinedBehaviorSanitizer`() {
        let found = Traceback.found(
            in: """
                ub.c:2:44: runtime error: signed integer overflow: 2147483647 + 1 cannot be \
                represented in type 'int'
                    #0 0x55b098bd6188 in main /src/ub.c:2
                    #1 0x7fd6dc245249 in __libc_start_call_main ../libc_start_call_main.h:58
                """)
        #expect(found?.message.hasPrefix("signed integer overflow") == true)
        #expect(found?.frames.count == 2)
    }

    @Test func `reports of the other sanitizers`() {
        let race = Traceback.found(
            in: """
                WARNING: ThreadSanitizer: data race (pid=123)
                  Write of size 4 at 0x7b0400000800 by thread T1:
                    #0 store /src/r.c:5 (r+0x4a)
                """)
        #expect(race?.message == "ThreadSanitizer: data race")
        #expect(race?.frames == [Traceback.Frame(function: "store", file: "/src/r.c", line: 5)])
        let leak = Traceback.found(in: "==1==ERROR: LeakSanitizer: detected memory leaks\n")
        #expect(leak?.message == "LeakSanitizer: detected memory leaks")
    }

    @Test func `a panic of Rust with and without a backtrace`() {
        let found = Traceback.found(
            in: """

                thread 'main' (27993) panicked at r.rs:1:29:
                index out of bounds: the len is 2 but the index is 7
                stack backtrace:
                   0: __rustc::rust_begin_unwind
                             at /rustc/5980/library/std/src/panicking.rs:689:5
                   1: core::panicking::panic_fmt
                             at /rustc/5980/library/core/src/panicking.rs:80:14
                   2: r::g
                             at ./r.rs:1:29
                   3: r::f
                             at ./r.rs:2:21
                   4: r::main
                             at ./r.rs:3:25
                note: Some details are omitted
                """)
        #expect(found?.kind == .rustPanic)
        #expect(found?.message == "index out of bounds: the len is 2 but the index is 7")
        #expect(found?.frames.count == 5)
        #expect(found?.frames[2] == Traceback.Frame(function: "r::g", file: "./r.rs", line: 1))
        #expect(found?.key(program: "x") == "r::g < r::f < r::main")
        let old = Traceback.found(
            in: "thread 'main' panicked at 'attempt to add with overflow', src/eval.rs:7:9\n")
        #expect(old?.message == "attempt to add with overflow")
        #expect(old?.frames == [])
        let explicit = Traceback.found(in: "thread 'a' panicked at src/e.rs:7:9:\nno value\n")
        #expect(explicit?.message == "no value")
    }

    @Test func `an exception of Python`() {
        let found = Traceback.found(
            in: """
                Traceback (most recent call last):
                  File "/src/a.py", line 4, in <module>
                    f()
                  File "/src/a.py", line 3, in f
                    def f(): return g(1)
                                    ^^^^
                  File "/src/a.py", line 2, in g
                    def g(x): raise Odd("value 'abc' of 17")
                Odd: value 'abc' of 17
                """)
        #expect(found?.kind == .python)
        #expect(found?.message == "Odd: value 'abc' of 17")
        #expect(found?.frames.compactMap(\.function) == ["g", "f", "<module>"])
        #expect(found?.frames.first?.line == 2)
        // The frames of the program are not the target's.
        #expect(found?.key(program: "a.py") == nil)
    }

    @Test func `a fatal error of Python`() {
        let found = Traceback.found(
            in: """
                Fatal Python error: Segmentation fault

                Current thread 0x00007f396487db80 (most recent call first):
                  File "/lib/ctypes/__init__.py", line 519 in string_at
                  File "<string>", line 1 in <module>
                """)
        #expect(found?.kind == .pythonFatal)
        #expect(found?.message == "Segmentation fault")
        #expect(found?.frames.compactMap(\.function) == ["string_at", "<module>"])
    }

    @Test func `an error of Lua`() {
        let found = Traceback.found(
            in: """
                lua5.4: a.lua:1: attempt to index a nil value (field 'x')
                stack traceback:
                \ta.lua:1: in upvalue 'g'
                \ta.lua:2: in function 'f'
                \ta.lua:3: in main chunk
                \t[C]: in ?
                """)
        #expect(found?.kind == .lua)
        #expect(found?.message == "attempt to index a nil value (field 'x')")
        #expect(
            found?.frames.prefix(2) == [
                Traceback.Frame(function: "g", file: "a.lua", line: 1),
                Traceback.Frame(function: "f", file: "a.lua", line: 2),
            ])
        #expect(found?.frames.count == 4)
    }

    @Test func `an error of JavaScript in two dialects`() {
        let mujs = Traceback.found(
            in: """
                TypeError: cannot convert undefined to object
                \tat g (a.js:1)
                \tat f (a.js:2)
                \tat a.js:3
                """)
        #expect(mujs?.kind == .javaScript)
        #expect(mujs?.message == "TypeError: cannot convert undefined to object")
        #expect(mujs?.frames.map(\.line) == [1, 2, 3])
        let node = Traceback.found(
            in: """
                /src/a.js:1
                function g(o) { return o.x.y }
                                           ^

                TypeError: Cannot read properties of undefined (reading 'y')
                    at g (/src/a.js:1:28)
                    at Object.<anonymous> (/src/a.js:3:1)
                    at node:internal/main/run_main_module:28:49

                Node.js v20.20.2
                """)
        #expect(node?.message == "TypeError: Cannot read properties of undefined (reading 'y')")
        #expect(node?.frames.count == 3)
        #expect(node?.frames.first?.function == "g")
    }

    @Test func `ordinary messages are none of these`() {
        for text in [
            "", "\n\n", "t: x:1: syntax error\n", "stack traceback:\n", "Error: at home\n",
            "thread 'main' panicked\n", "Traceback (most recent call last):\n",
            "brittle: 3: nesting too deep\n",
        ] {
            #expect(Traceback.found(in: text) == nil)
        }
    }

    @Test func `hostile text is bounded and escaped`() {
        let long = String(repeating: "a", count: 1 << 16)
        let text =
            "==1==ERROR: AddressSanitizer: \u{1b}[2J\(long)\n"
            + (0..<2000).map { "    #\($0) 0x1 in \u{1b}f\($0)\n" }.joined()
        let found = Traceback.found(in: text)
        #expect((found?.frames.count ?? 0) <= Traceback.maximumFrameCount)
        #expect(found?.evidence.allSatisfy { !$0.contains("\u{1b}") && $0.count < 2000 } == true)
        #expect(found?.key(program: "")?.contains("\u{1b}") == false)
    }

    // MARK: - In a judgement

    @Test func `a report with frames gives a signature without addresses`() {
        let found = Samples.judge(
            Samples.trial(), Samples.observation(.exited(code: 1), err: address))
        #expect(found.verdict == .crashed)
        #expect(
            found.signature?.text
                == "crashed · exit 1 · take < f < main · "
                + "\"AddressSanitizer: heap-buffer-overflow\"")
        #expect(
            found.cause?.evidence.contains {
                $0.hasPrefix("it reported: take (a.c:2) < f (a.c:3) < main (a.c:4)")
            } == true)
    }

    @Test func `a panic with a backtrace has its frames in the signature`() {
        var target = Samples.target
        target.panics = [Samples.rule(exit: "101", "^thread '.*' .*panicked at")]
        let text = """
            thread 'main' (8) panicked at r.rs:1:29:
            odd
            stack backtrace:
               0: core::panicking::panic_fmt
               1: r::g
               2: r::main

            """
        let found = Samples.judge(
            Samples.trial(target), Samples.observation(.exited(code: 101), err: text))
        #expect(found.verdict == .panicked)
        #expect(
            found.signature?.text
                == "panicked · exit 101 · r::g < r::main · "
                + "\"thread 'main' (N) panicked at r.rs:N:N:\"")
    }
}
