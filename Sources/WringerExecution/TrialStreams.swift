internal import WringerModel
internal import WringerSystem

/// The descriptors of one trial: the target's side, and the worker's ends of its pipes.
struct TrialStreams: ~Copyable {
    /// The worker's ends; closed where there is nothing to read or to feed.
    var input = OwnedDescriptor()
    var output = OwnedDescriptor()
    var error = OwnedDescriptor()
    /// The worker's side of the target's terminal: output is read and input written here.
    var controller = OwnedDescriptor()
    private var childInput = OwnedDescriptor()
    private var childOutput = OwnedDescriptor()
    private var childError = OwnedDescriptor()
    private var childTerminal = OwnedDescriptor()

    init(_ setup: Setup, _ trialCase: Case, scratch: String) throws(SystemError) {
        if let size = setup.terminal {
            try openTerminal(size)
            return
        }
        try openInput(setup, trialCase, scratch: scratch)
        try Self.openOutput(setup.standardOutput, own: &output, child: &childOutput)
        try Self.openOutput(setup.standardError, own: &error, child: &childError)
    }

    /// What the target starts with.
    var childDescriptors: StandardDescriptors {
        if let terminal = childTerminal.openNumber {
            return StandardDescriptors(input: terminal, output: terminal, error: terminal)
        }
        return StandardDescriptors(
            input: childInput.openNumber, output: childOutput.openNumber,
            error: childError.openNumber)
    }

    /// Closes the target's side, so that its end is the end of the pipes.
    mutating func closeChildSide() {
        childInput.close()
        childOutput.close()
        childError.close()
        childTerminal.close()
    }

    private mutating func openTerminal(_ size: TerminalSize) throws(SystemError) {
        try WringerSystem.openTerminal(
            size: size, controller: &controller, terminal: &childTerminal)
        Streams.setNonblocking(controller.number)
    }

    private mutating func openInput(
        _ setup: Setup, _ trialCase: Case, scratch: String
    ) throws(SystemError) {
        switch setup.target.input {
        case .stdin:
            childInput = try openForReading(scratch + "/" + trialCase.program.fileName)
            return
        case .repl:
            try openInputPipe()
            return
        case .file, .argument: break
        }
        switch trialCase.standardInput {
        case .empty, .failing: childInput = try openForReading("/dev/null")
        case .closed: break
        case .endless, .bytes: try openInputPipe()
        }
    }

    private mutating func openInputPipe() throws(SystemError) {
        try makePipe(readEnd: &childInput, writeEnd: &input)
        Streams.setNonblocking(input.number)
    }

    private static func openOutput(
        _ sink: OutputSink, own: inout OwnedDescriptor, child: inout OwnedDescriptor
    ) throws(SystemError) {
        switch sink {
        case .captured, .slow:
            try makePipe(readEnd: &own, writeEnd: &child)
            Streams.setNonblocking(own.number)
            if case .slow = sink { Streams.shrinkPipe(own.number) }
        case .full: child = try openForWriting("/dev/full")
        case .closed: break
        case .brokenPipe:
            var reader = OwnedDescriptor()
            try makePipe(readEnd: &reader, writeEnd: &child)
        }
    }
}
