internal import CWringer
package import WringerModel

/// Taking the stacks of threads that are stopped, by libdw (elfutils) in a child of its own.
///
/// No allocation and no work as long as nobody asks. A capture of a usual crash takes 1 ms or 2,
/// most of it for the symbols of the modules that the stack goes through.
package enum Stacks {
    /// The most frames of a crash that are taken.
    package static let crashFrameCount = 1000
    /// The longest that the stack of a crash may take, some 100,000 frames without a limit.
    package static let crashTime = Duration.milliseconds(80)

    /// Takes the stacks of threads of one process.
    ///
    /// - Parameters:
    ///   - threads: each in a stop of ptrace(2), and traced by this thread; those above
    ///     `CrashDetail.maximumThreadCount` are left out.
    ///   - time: of a processor, for all of them together; what takes longer is cut there. On a
    ///     busy machine up to twelve times as long passes.
    /// - Returns: one for each thread; nil where there is none to be had, as of a process whose
    ///   memory we may not read.
    package static func take(
        of threads: [Int32], in process: Int32, maximumFrames: Int, time: Duration
    ) -> [StackTrace?] {
        let asked = Array(threads.prefix(CrashDetail.maximumThreadCount))
        let missing = [StackTrace?](repeating: nil, count: threads.count - asked.count)
        guard !asked.isEmpty else { return missing }
        let taken = unsafe asked.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            guard let start = buffer.baseAddress else { return nil }
            var request = unsafe wringer_stack_request(
                process: process, threads: start, thread_count: Int32(buffer.count),
                maximum_frames: Int32(maximumFrames), time_ns: time.nanoseconds)
            return unsafe wringer_take_stacks(&request)
        }
        guard let taken = unsafe taken else { return asked.map { _ in nil } + missing }
        defer { unsafe wringer_release_stacks(taken) }
        // The same few texts belong to many frames.
        var texts: [Int32: String] = [:]
        let traces = asked.indices.map { unsafe trace(Int32($0), of: taken, &texts) }
        return traces + missing
    }

    private static func trace(
        _ index: Int32, of stacks: OpaquePointer, _ texts: inout [Int32: String]
    ) -> StackTrace? {
        let stack = unsafe wringer_stack_at(stacks, index)
        guard stack.frame_count > 0 else { return nil }
        let frames = (0..<stack.frame_count).map { place in
            let frame = unsafe wringer_frame_at(stacks, index, place)
            return StackFrame(
                address: frame.address,
                stackPointer: frame.stack_pointer == 0 ? nil : frame.stack_pointer,
                module: unsafe text(frame.module, of: stacks, &texts),
                buildID: unsafe text(frame.build_id, of: stacks, &texts), offset: frame.offset,
                symbol: unsafe text(frame.symbol, of: stacks, &texts),
                symbolOffset: frame.symbol_offset, isInterrupted: frame.is_interrupted != 0,
                isGuess: frame.is_guess != 0)
        }
        let ends: [StackTrace.End] = [.complete, .frameLimit, .timeLimit, .lost]
        return StackTrace(frames: frames, end: ends[Int(stack.end)])
    }

    private static func text(
        _ number: Int32, of stacks: OpaquePointer, _ texts: inout [Int32: String]
    ) -> String? {
        if let known = texts[number] { return known }
        guard let start = unsafe wringer_stack_text(stacks, number) else { return nil }
        let text = unsafe String(cString: start)
        texts[number] = text
        return text
    }
}
