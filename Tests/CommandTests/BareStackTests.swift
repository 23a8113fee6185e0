import Testing
import WringerModel

/// Stacks of programs without tables for their frames and without frame pointers, against what
/// their text says.
extension CommandTests {
    @Suite struct BareStackTests {
        let observatory: Observatory

        init() throws { observatory = try Observatory() }

        /// Two recursions that leave words of calls behind them, and a chain of calls to a fault.
        private static let source = #"""
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>

            #define ALONE __attribute__((noinline, noclone))

            volatile int kept;
            int (*volatile through)(const char *, long);

            // Leaves return addresses below its caller, as many as the number of its bits that
            // are set.
            ALONE int litter(long bits) {
                volatile char room[40];
                room[bits & 7] = (char)bits;
                kept += room[0];
                return bits & 1 ? litter(bits >> 1) + 1 : bits ? litter(bits >> 1) : 0;
            }

            ALONE int inner(const char *text, long depth) {
                // Not all of it is written: what lay there stays.
                char room[200];
                room[depth % 200] = *text;
                kept += room[depth % 200] + litter(depth);
                return through(text, depth + 1) + kept;
            }

            ALONE int outer(const char *text, long depth) {
                long room[4] = {depth};
                kept += (int)room[depth & 3];
                return inner(text, depth + 1) + (int)room[kept & 3];
            }

            ALONE int alone(const char *text, long depth) {
                char room[64];
                room[depth % 64] = *text;
                kept += litter(depth) + room[depth % 64];
                return alone(text, depth + 1) + kept + room[kept & 63];
            }

            ALONE int touch(long *place) { return (int)*place + kept; }
            ALONE int second(long *place) { return touch(place) + litter(kept); }
            ALONE int first(long *place) { return second(place) + litter(kept + 1); }
            ALONE int compare(const void *one, const void *other) {
                return first((long *)8) + (one > other);
            }

            int main(int count, char **words) {
                through = outer;
                long numbers[] = {3, 1, 2};
                litter(0xfffff);
                if (strcmp(words[1], "pair") == 0) return outer("x", count);
                if (strcmp(words[1], "single") == 0) return alone("x", count);
                if (strcmp(words[1], "sort") == 0) qsort(numbers, 3, sizeof *numbers, compare);
                return first((long *)8);
            }
            """#

        private func program() throws -> String {
            let path = try observatory.compile(
                Self.source, "bare",
                options: [
                    "-O1", "-w", "-fno-asynchronous-unwind-tables", "-fno-unwind-tables",
                    "-fno-exceptions", "-fomit-frame-pointer", "-fno-stack-protector",
                    "-fno-optimize-sibling-calls",
                ])
            // A test of tables that are there would test nothing.
            let start = try observatory.lab.shell("nm \(path)").output
                .split(separator: "\n").first { $0.hasSuffix(" inner") }
            let address = try #require(start.flatMap { UInt64($0.prefix(16), radix: 16) })
            let tables = try observatory.lab.shell("readelf --debug-dump=frames \(path)").output
            #expect(tables.contains(" FDE "))
            for line in tables.split(separator: "\n") where line.contains(" FDE ") {
                let range = line.split(separator: "pc=").last.map { $0.split(separator: "..") }
                let ends = (range ?? []).compactMap { UInt64($0, radix: 16) }
                try #require(ends.count == 2)
                #expect(!(ends[0]...ends[1]).contains(address), "\(line)")
            }
            return path
        }

        private func stack(
            _ mode: String, _ path: String, limit: UInt64 = 8 << 20, aslr: Bool = false
        ) throws -> StackTrace {
            let size = Limit(soft: .finite(limit), hard: .finite(limit))
            let observation = try observatory.observe(
                [path, mode], limits: Limits([.stack: size])
            ) { $0.addressRandomization = aslr ? .on : .off }
            #expect(observation.outcome == .signalled(.segmentation))
            return try #require(observation.crash?.stack)
        }

        @Test func `callers without tables are found among words that are left over`() throws {
            let path = try program()
            let stack = try stack("fault", path)
            #expect(
                stack.frames.compactMap(\.symbol).prefix(4) == ["touch", "second", "first", "main"])
            #expect(stack.frames.prefix(4).map(\.isGuess) == [false, true, true, true])
            // From where tables are, they lead to the beginning.
            #expect(stack.end == .complete)
            #expect(stack.frames.last?.symbol == "_start")
            #expect(stack.frames.last?.isGuess == false)
        }

        @Test func `tables between frames without are made use of`() throws {
            let stack = try stack("sort", try program())
            let own = stack.frames.compactMap(\.symbol)
            #expect(own.prefix(4) == ["touch", "second", "first", "compare"])
            #expect(own.contains("main") && own.last == "_start")
            #expect(stack.frames[4].module?.contains("libc") == true)
            #expect(stack.end == .complete)
        }

        @Test func `a recursion without tables is itself at any depth and place`() throws {
            let path = try program()
            for (mode, own) in [("pair", ["inner", "outer"]), ("single", ["alone"])] {
                for limit in [256 << 10, 1 << 20, 8 << 20] as [UInt64] {
                    for aslr in [false, true] {
                        let stack = try stack(mode, path, limit: limit, aslr: aslr)
                        // It may end in what leaves the words, which calls itself as well.
                        let middle = stack.frames.dropFirst(100).prefix(200)
                        #expect(Set(middle.compactMap(\.symbol)) == Set(own))
                        #expect(middle.allSatisfy { $0.symbol != nil && $0.isGuess })
                        let pointers = middle.compactMap(\.stackPointer)
                        let turn = own.count
                        let sizes = Set(zip(pointers.dropFirst(turn), pointers).map { $0 - $1 })
                        #expect(sizes.count == 1, "\(mode) \(limit): \(sizes)")
                    }
                }
            }
        }

        @Test func `nests of a library without tables have one signature each`() throws {
            let shapes: [(shape: String, depths: [(Int, String)])] = [
                ("plus", [(3000, "128K"), (9000, "256K"), (40_000, "1M")]),
                ("groups", [(3000, "256K"), (9000, "1M")]),
                ("drop", [(20_000, "256K"), (60_000, "1M")]),
            ]
            var signatures: [String: Set<String>] = [:]
            for (shape, depths) in shapes {
                for (depth, limit) in depths {
                    let text: String
                    switch shape {
                    case "plus":
                        text = "puts [expr {" + String(repeating: "1 + ", count: depth) + "1}]"
                    case "groups":
                        text =
                            "puts [regexp {" + String(repeating: "(", count: depth) + "a"
                            + String(repeating: ")", count: depth) + "} a]"
                    default:
                        text =
                            "set l {}; for {set i 0} {$i < \(depth)} {incr i} {set l [list $l]}; "
                            + "set l {}; puts dropped"
                    }
                    let file = try observatory.lab.write(text + "\n", to: "nest.tcl")
                    let ended = try observatory.lab.wringer(
                        "run", "--target", "tcl", file, "--json", "--no-record", "--aslr",
                        "--limit", "stack=\(limit)")
                    try #require(ended.text("verdict") == "crashed", "\(shape) \(depth)")
                    let signature = try #require(ended.text("signature"))
                    #expect(signature.contains("cycle("), "\(signature)")
                    signatures[shape, default: []].insert(signature)
                }
            }
            for (shape, own) in signatures { #expect(own.count == 1, "\(shape): \(own)") }
            #expect(Set(signatures.values.flatMap { $0 }).count == shapes.count)
        }
    }
}
