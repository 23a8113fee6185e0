internal import WringerModel

/// The fatal signal in JSON, with the innermost frames.
struct CrashObject: Encodable {
    private let signal: FatalSignal
    private let detail: CrashDetail?

    /// The most frames that are listed; a recording has all that were taken.
    private static let maximumFrameCount = 64

    /// - Returns: nil where no fatal signal was seen.
    init?(_ observation: Observation) {
        guard let signal = observation.crash?.signal ?? observation.fatalSignal else { return nil }
        self.signal = signal
        detail = observation.crash
    }

    private enum Keys: String, CodingKey { case signal, address, thread, frames, frameCount, end }

    func encode(to encoder: any Encoder) throws {
        let stack = detail?.stack
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(signal.signal, forKey: .signal)
        try container.encode(signal.faultAddress?.hexadecimal, forKey: .address)
        try container.encode(detail?.thread, forKey: .thread)
        try container.encode(
            stack.map { Array($0.frames.prefix(Self.maximumFrameCount)) }, forKey: .frames)
        try container.encode(stack?.frames.count, forKey: .frameCount)
        try container.encode(stack?.end, forKey: .end)
    }
}

/// What a traced run of the trial says, in JSON.
struct CallsObject: Encodable {
    private let trace: CallTrace

    /// The most kinds of failure that are listed.
    private static let maximumFailureCount = 32

    init(_ trace: CallTrace) { self.trace = trace }

    private enum Keys: String, CodingKey { case outcome, callCount, failures }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(trace.outcome, forKey: .outcome)
        try container.encode(trace.callCount, forKey: .callCount)
        try container.encode(
            Array(trace.failures.prefix(Self.maximumFailureCount)), forKey: .failures)
    }
}
