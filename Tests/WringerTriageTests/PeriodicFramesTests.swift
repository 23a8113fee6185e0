import Testing
import WringerModel

@testable import WringerTriage

/// Stacks of guesses: return addresses, with words that are left from other calls between them.
@Suite struct PeriodicFramesTests {
    /// A stack of levels, each of return addresses at the given places and frame sizes.
    ///
    /// - Parameters:
    ///   - stale: in how many of ten levels a word is left over, somewhere in the level.
    ///   - extra: more bytes in a level, chosen for each of them.
    private func stack(
        _ level: [(offset: UInt64, bytes: UInt64)], levels: Int, stale: Int = 0, seed: UInt64 = 1,
        start: UInt64 = 0x7fff_ff7f_f000, extra: [UInt64] = [0], end: StackTrace.End = .lost
    ) -> StackTrace {
        var random = SystemRandom(state: seed)
        var pointer = start
        var frames = [frame(0x9000 + seed * 16, pointer, isInterrupted: true)]
        for _ in 0..<levels {
            for (offset, bytes) in level {
                if random.below(10) < stale {
                    frames.append(frame(0x4000 + random.below(64) * 16, pointer + 8))
                }
                pointer += bytes
                frames.append(frame(offset, pointer))
            }
            pointer += extra[Int(random.below(UInt64(extra.count)))]
        }
        return StackTrace(frames: frames, end: end)
    }

    private func frame(
        _ offset: UInt64, _ pointer: UInt64, isInterrupted: Bool = false
    ) -> StackFrame {
        StackFrame(
            address: 0x7f00_0000_0000 + offset, stackPointer: pointer,
            module: "/usr/lib/libbare.so", buildID: nil, offset: offset, symbol: nil,
            symbolOffset: 0, isInterrupted: isInterrupted, isGuess: !isInterrupted)
    }

    private struct SystemRandom {
        var state: UInt64
        mutating func below(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
    }

    private let level: [(offset: UInt64, bytes: UInt64)] = [
        (0x1f83d, 96), (0x1c46a, 64), (0x2a10, 48),
    ]

    private func key(_ stack: StackTrace) -> String? { StackKey(stack, .exhausted)?.text }

    @Test func `stale words between the levels are no part of a cycle`() {
        let clean = key(stack(level, levels: 100))
        #expect(
            clean == "cycle(libbare.so+0x1c46a libbare.so+0x2a10 libbare.so+0x1f83d)")
        for stale in [1, 5, 9] {
            for seed in 2...9 as ClosedRange<UInt64> {
                let other = stack(
                    level, levels: 30 * Int(seed), stale: stale, seed: seed,
                    start: 0x7ffd_1234_5670 + seed * 4096)
                #expect(key(other) == clean, "\(stale) of 10, seed \(seed)")
            }
        }
    }

    @Test func `where the recursion begins does not matter, and other code is another cycle`() {
        let turned = [level[1], level[2], level[0]]
        #expect(key(stack(turned, levels: 50)) == key(stack(level, levels: 100)))
        var changed = level
        changed[1].offset = 0x1c4aa
        #expect(key(stack(changed, levels: 100)) != key(stack(level, levels: 100)))
    }

    @Test func `the distance is that of one level, and levels are counted`() throws {
        let found = try #require(
            PeriodicFrames(stack(level, levels: 80, stale: 6, seed: 3).frames))
        #expect(found.stride == 208)
        #expect(found.levelCount == 80)
        // One return address twice in a level, at unlike distances.
        let twice = try #require(
            PeriodicFrames(stack([(0x10, 32), (0x10, 48), (0x20, 16)], levels: 40).frames))
        #expect(twice.stride == 96)
        #expect(twice.levelCount == 40)
    }

    @Test func `frames of changing size have no distance, and no numbers are told`() {
        let sizes: [UInt64] = [0, 16, 32, 48, 64, 80, 96, 112]
        let changing = stack(level, levels: 200, seed: 5, extra: sizes)
        #expect(PeriodicFrames(changing.frames) == nil)
        #expect(RecursionFacts(changing) == nil)
        #expect(key(changing) == key(stack(level, levels: 100)))
    }

    @Test func `a few words that come again are no recursion of the whole stack`() {
        var frames = stack(level, levels: 6).frames
        let outer = stack(
            (0..<300).map { (0x5_0000 + $0 * 16, 64) }, levels: 1, start: 0x7fff_ff80_0000)
        frames += outer.frames.dropFirst()
        #expect(PeriodicFrames(frames) == nil)
    }

    @Test func `an exhausted stack that was lost at once has no key, and so no leaf in it`() {
        for leaf in [0x100, 0x200] as [UInt64] {
            let bare = StackTrace(
                frames: [frame(leaf, 0x7fff_ff7f_f000, isInterrupted: true)], end: .lost)
            #expect(StackKey(bare, .exhausted) == nil)
            #expect(StackKey(bare, .fault)?.text == "libbare.so+0x\(String(leaf, radix: 16))")
        }
    }

    @Test func `the sentence tells what was seen, and what that would come to`() {
        let fatal = Samples.fatal(
            .segmentation, address: 0x7fff_ff7f_fff8, stackPointer: 0x7fff_ff80_0000)
        let trial = Samples.trial(limits: [.stack: Samples.both(8 << 20)])
        let found = Samples.judge(
            trial, Samples.crash(fatal, stack(level, levels: 300, stale: 3, seed: 4)))
        #expect(
            found.cause?.text
                == "stack exhausted: at least 300 levels of a recursion, 208 bytes a level "
                + "(about 40,310 if it fills the stack), stack limit 8 MiB")
        #expect(found.cause?.evidence.contains { $0.contains("libbare.so+0x1f83d?") } == true)
    }
}
