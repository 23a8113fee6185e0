/// A signal of Linux by its number, 1 to 64.
///
/// The numbers are those of x86-64 and arm64, which agree (signal(7)).
package struct Signal: Hashable, Sendable {
    package let number: Int32

    package init(_ number: Int32) { self.number = number }

    /// Reads `SIGSEGV`, `SEGV` or `11`.
    package init?(name: String) {
        if let number = Int32(name), (1...64).contains(number) {
            self.init(number)
            return
        }
        let long = name.hasPrefix("SIG") ? name : "SIG" + name
        guard let found = Signal.names.first(where: { $0.value == long }) else { return nil }
        self.init(found.key)
    }

    package static let hangup = Signal(1)
    package static let interrupt = Signal(2)
    package static let quit = Signal(3)
    package static let illegalInstruction = Signal(4)
    package static let trap = Signal(5)
    package static let abort = Signal(6)
    package static let bus = Signal(7)
    package static let floatingPoint = Signal(8)
    package static let kill = Signal(9)
    package static let segmentation = Signal(11)
    package static let pipe = Signal(13)
    package static let terminate = Signal(15)
    package static let child = Signal(17)
    package static let continued = Signal(18)
    package static let stop = Signal(19)
    package static let terminalStop = Signal(20)
    package static let terminalInput = Signal(21)
    package static let terminalOutput = Signal(22)
    package static let cpuLimit = Signal(24)
    package static let fileSizeLimit = Signal(25)
    package static let windowSize = Signal(28)
    package static let badSystemCall = Signal(31)

    /// The signals by which a program dies of its own fault (DESIGN.md, verdict `crashed`).
    package static let fatalFaults: Set<Signal> = [
        .segmentation, .bus, .illegalInstruction, .floatingPoint, .abort, .trap, .badSystemCall,
    ]

    /// The name as in signal(7), or `SIG33` and the like for the real-time signals.
    package var name: String { Signal.names[number] ?? "SIG\(number)" }

    private static let names: [Int32: String] = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT",
        7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2",
        13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM", 16: "SIGSTKFLT", 17: "SIGCHLD",
        18: "SIGCONT", 19: "SIGSTOP", 20: "SIGTSTP", 21: "SIGTTIN", 22: "SIGTTOU",
        23: "SIGURG", 24: "SIGXCPU", 25: "SIGXFSZ", 26: "SIGVTALRM", 27: "SIGPROF",
        28: "SIGWINCH", 29: "SIGIO", 30: "SIGPWR", 31: "SIGSYS",
    ]
}

extension Signal: CustomStringConvertible {
    package var description: String { name }
}

extension Signal: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        let digits = name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name
        guard let signal = Signal(name: name) ?? Signal(name: digits) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "unknown signal \(name)")
        }
        self = signal
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
