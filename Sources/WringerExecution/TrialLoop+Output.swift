internal import WringerModel
internal import WringerSystem

/// Reading what the target prints.
extension TrialLoop {
    /// Reads what is ready.
    mutating func readOutput(into buffer: inout [UInt8], at now: Instant) {
        if streams.controller.isOpen {
            readTerminal(into: &buffer, at: now)
            return
        }
        if poll.isReady(.standardOutput), let number = streams.output.openNumber,
            !read(.standardOutput, from: number, into: &buffer, at: now)
        {
            streams.output.close()
        }
        if poll.isReady(.standardError), let number = streams.error.openNumber,
            !read(.standardError, from: number, into: &buffer, at: now)
        {
            streams.error.close()
        }
    }

    /// Reads one piece; false where nothing more is to be read.
    private mutating func read(
        _ stream: OutputStream, from descriptor: Int32, into buffer: inout [UInt8],
        at now: Instant
    ) -> Bool {
        let limit = slowReaders[stream]?.portion ?? buffer.count
        switch Streams.read(descriptor, into: &buffer, limit: limit) {
        case .bytes(let count):
            slowReaders[stream]?.read(count, at: now)
            capture.append(buffer[..<count], from: stream, at: now - start)
            feed?.sawOutput(buffer[..<count])
            return !capture.isOverLimit
        case .wouldBlock: return true
        case .ended: return false
        }
    }

    private mutating func readTerminal(into buffer: inout [UInt8], at now: Instant) {
        let number = streams.controller.number
        if options.isLive, worker.takeResize(), let size = UserTerminal.size(of: 0) {
            UserTerminal.resize(number, to: size)
        }
        guard poll.isReady(.standardOutput) else { return }
        let before = capture.standardOutput.count
        let goesOn = read(.standardOutput, from: number, into: &buffer, at: now)
        if options.isLive { show(capture.standardOutput[before...]) }
        if !goesOn { streams.controller.close() }
    }

    private func show(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while !rest.isEmpty, case .bytes(let count) = Streams.write(1, rest) {
            rest = rest.dropFirst(count)
        }
    }

    /// Reads what is still in the pipes without waiting for them: nobody is left who could write,
    /// or be slowed down.
    mutating func drain(into buffer: inout [UInt8], at now: Instant) {
        slowReaders.removeAll()
        while let number = streams.output.openNumber, !capture.isOverLimit {
            let before = capture.standardOutput.count
            if !read(.standardOutput, from: number, into: &buffer, at: now) {
                streams.output.close()
            } else if capture.standardOutput.count == before {
                break
            }
        }
        while let number = streams.error.openNumber, !capture.isOverLimit {
            let before = capture.standardError.count
            if !read(.standardError, from: number, into: &buffer, at: now) {
                streams.error.close()
            } else if capture.standardError.count == before {
                break
            }
        }
    }
}
