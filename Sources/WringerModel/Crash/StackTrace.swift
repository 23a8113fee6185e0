/// The frames of a stack, the innermost first.
package struct StackTrace: Hashable, Sendable, Codable {
    package var frames: [StackFrame]
    package var end: End

    /// Why it has no more frames.
    package enum End: String, Hashable, Sendable, Codable {
        /// It was unwound to its outermost frame.
        case complete
        /// There are more than the most that are taken.
        case frameLimit
        case timeLimit
        /// The unwinder could not go on: the stack is damaged, or nothing describes the frame.
        case lost
    }

    package init(frames: [StackFrame], end: End) {
        self.frames = frames
        self.end = end
    }
}

/// One frame of a stack.
package struct StackFrame: Hashable, Sendable, Codable {
    /// The program counter: of a caller, the address to which the call returns.
    @InHexadecimal package var address: UInt64
    /// The stack pointer in this frame; nil where the unwinder does not know it.
    @InHexadecimal package var stackPointer: UInt64?
    /// The path of the mapped file; nil for code that is in no file.
    package let module: String?
    /// The build id of the module in hexadecimal; nil where it has none.
    package let buildID: String?
    /// The address in the module, as `nm` and `addr2line` count; the address itself where there is
    /// no module.
    @InHexadecimal package var offset: UInt64
    /// The function that contains the address; nil where no symbol covers it.
    package let symbol: String?
    /// From the start of the function; zero where there is none.
    @InHexadecimal package var symbolOffset: UInt64
    /// Whether the address is that of an instruction that was interrupted, and not of a return.
    package let isInterrupted: Bool
    /// Whether it may be none: no table describes the frame that it would have called, and it was
    /// found by looking through the stack for addresses behind a call, or by the frame pointer.
    /// Also what was found from such a frame on, unless it led to the outermost frame.
    @OnlyWhenTrue package var isGuess: Bool

    package init(
        address: UInt64, stackPointer: UInt64?, module: String?, buildID: String?,
        offset: UInt64, symbol: String?, symbolOffset: UInt64, isInterrupted: Bool,
        isGuess: Bool = false
    ) {
        self.address = address
        self.stackPointer = stackPointer
        self.module = module
        self.buildID = buildID
        self.offset = offset
        self.symbol = symbol
        self.symbolOffset = symbolOffset
        self.isInterrupted = isInterrupted
        self.isGuess = isGuess
    }
}
