internal import CWringer
package import WringerModel

/// A system call that a task is about to make.
package struct PendingCall: Sendable {
    /// In the numbering of this architecture.
    package let number: Int32
    package let thread: Int32
    private let registers: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

    init(
        number: Int32, thread: Int32,
        registers: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
    ) {
        self.number = number
        self.thread = thread
        self.registers = registers
    }

    /// An argument register, 0 to 5.
    package func argument(_ index: Int) -> UInt64 {
        switch index {
        case 0: registers.0
        case 1: registers.1
        case 2: registers.2
        case 3: registers.3
        case 4: registers.4
        default: registers.5
        }
    }

    /// All six argument registers.
    package var arguments: [UInt64] { (0..<6).map(argument) }
}

/// Where a traced task is stopped in a system call.
package enum CallStop: Sendable {
    case entry(PendingCall)
    /// At its entry, because a filter wants it traced.
    case filtered(PendingCall)
    /// It returns this: a negated error number where it failed.
    case exit(result: Int64)
    case elsewhere
}

/// What the tracer of a stopped task can do with it. A task that is gone is no error: its end is
/// reported where ends are.
package enum Tracee {
    /// In which system call a task is stopped.
    package static func call(of thread: Int32) -> CallStop {
        var call = wringer_call()
        guard unsafe wringer_read_call(thread, &call) == 0 else { return .elsewhere }
        let pending = PendingCall(
            number: Int32(truncatingIfNeeded: call.number), thread: thread,
            registers: call.arguments)
        switch wringer_call_place(UInt32(call.place)) {
        case WRINGER_CALL_ENTRY: return .entry(pending)
        case WRINGER_CALL_FILTERED: return .filtered(pending)
        case WRINGER_CALL_EXIT: return .exit(result: call.result)
        default: return .elsewhere
        }
    }

    /// At the entry of a call: it is not made, and gives `result`.
    package static func skipCall(of thread: Int32, giving result: Int64) {
        _ = wringer_skip_call(thread, result)
    }

    /// At the entry of a call: another argument.
    package static func changeArgument(_ index: Int, of thread: Int32, to value: UInt64) {
        _ = wringer_change_argument(thread, Int32(index), value)
    }

    /// At the exit of a call: the argument that it had before it was changed.
    package static func restoreArgument(_ index: Int, of thread: Int32, to value: UInt64) {
        _ = wringer_restore_argument(thread, Int32(index), value)
    }

    /// At the exit of a call: another result.
    package static func changeResult(of thread: Int32, to result: Int64) {
        _ = wringer_change_result(thread, result)
    }

    /// Of a task that is about to get a signal: the call that the signal interrupted, and that may
    /// fail with EINTR for it; nil where there is none.
    package static func interruptedCall(of thread: Int32) -> Int32? {
        let number = wringer_interrupted_call(thread)
        return number < 0 ? nil : Int32(truncatingIfNeeded: number)
    }

    /// Makes such a call be made again instead.
    package static func restartCall(of thread: Int32) { _ = wringer_restart_call(thread) }

    /// A text in the memory of a task, at most 4 KiB of it; nil where there is none.
    package static func text(at address: UInt64, of thread: Int32) -> String? {
        var bytes = [CChar](repeating: 0, count: 4096)
        let count = unsafe bytes.withUnsafeMutableBufferPointer {
            guard let start = $0.baseAddress else { return Int64(-1) }
            return unsafe wringer_read_text(thread, address, start, $0.count)
        }
        guard count >= 0 else { return nil }
        return String(decoding: bytes[..<Int(count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Turns one bit of a byte in the memory of a task.
    package static func turnBit(_ bit: Int, at address: UInt64, of thread: Int32) {
        var byte: UInt8 = 0
        guard unsafe wringer_read_memory(thread, address, &byte, 1) == 1 else { return }
        byte ^= 1 << UInt8(bit & 7)
        _ = unsafe wringer_write_memory(thread, address, &byte, 1)
    }

    /// Sends a signal to one thread (tgkill(2)).
    package static func send(_ signal: Signal, to thread: Int32) {
        _ = wringer_signal_task(ProcessTree.process(of: thread), thread, signal.number)
    }

    /// The path that a call names, made absolute as the task would; nil where it cannot be read.
    ///
    /// - Parameters:
    ///   - address: where the text is.
    ///   - folder: the descriptor of the folder to which it is relative; nil for the current one.
    package static func path(
        at address: UInt64, relativeTo folder: Int32?, of thread: Int32
    ) -> String? {
        guard let text = text(at: address, of: thread) else { return nil }
        if text.hasPrefix("/") { return text }
        let base: String?
        // AT_FDCWD is -100 (openat(2)).
        if let folder, folder != -100 {
            base = file(behind: folder, of: thread)
        } else {
            base = Files.linkTarget("/proc/\(thread)/cwd")
        }
        guard let base else { return text }
        return text.isEmpty ? base : base + "/" + text
    }

    /// What a descriptor of a task refers to, as `/proc` shows it; nil where it is not open.
    package static func file(behind descriptor: Int32, of thread: Int32) -> String? {
        Files.linkTarget("/proc/\(thread)/fd/\(descriptor)")
    }
}

/// A break where the loader of a program is done, before the program's first instruction.
package struct EntryBreak: Sendable {
    private let process: Int32
    private(set) var place: wringer_break

    /// Sets it in a process that is stopped at its exec; nil where that is no program of this
    /// architecture, or is gone.
    ///
    /// - Parameter filter: what the program is to install there, if it can be made to in one step;
    ///   else `Interception.insert` does it. Nil for none.
    package init?(in process: Int32, installing filter: CallFilter? = nil) {
        var place = wringer_break()
        let isSet =
            if let filter {
                unsafe filter.withRaw(filter.rules) {
                    unsafe wringer_break_at_entry(process, $0, &place)
                }
            } else {
                unsafe wringer_break_at_entry(process, nil, &place)
            }
        guard isSet == 0 else { return nil }
        self.process = process
        self.place = place
    }

    /// Whether the program has installed its filter when it stops here.
    var installs: Bool { place.advance != 0 }

    /// This break where the process, stopped by SIGTRAP, has come to it; nil where it has not.
    package func reached() -> EntryBreak? {
        var reached = self
        return unsafe wringer_has_reached(process, &reached.place) != 0 ? reached : nil
    }

    /// Takes it away, once it is reached, and puts the process before the instruction.
    package func end() {
        precondition(!installs, "an installation is ended by Interception.insert")
        var place = place
        _ = unsafe wringer_end_break(process, &place)
    }
}
