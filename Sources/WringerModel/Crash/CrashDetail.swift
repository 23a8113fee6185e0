/// The state of a target at its fatal signal, taken while it was there.
package struct CrashDetail: Hashable, Sendable, Codable {
    package var signal: FatalSignal
    /// The thread that got the signal.
    package var thread: Int32
    /// The general registers by their names, in the order of the architecture.
    package var registers: [Register]
    /// The threads of the process, the one that got the signal first, at most
    /// `maximumThreadCount`; only the first has a stack in a crash.
    package var threads: [ThreadState]
    /// The memory map, at most `maximumMappingCount` lines of it.
    package var mappings: [Mapping]
    /// What was used of what the limits allow.
    package var headroom: [Headroom]
    /// The open descriptors, at most `maximumDescriptorCount`.
    package var descriptors: [OpenDescriptor]

    package static let maximumThreadCount = 64
    package static let maximumMappingCount = 4096
    package static let maximumDescriptorCount = 256

    package init(
        signal: FatalSignal, thread: Int32, registers: [Register], threads: [ThreadState],
        mappings: [Mapping], headroom: [Headroom], descriptors: [OpenDescriptor]
    ) {
        self.signal = signal
        self.thread = thread
        self.registers = registers
        self.threads = threads
        self.mappings = mappings
        self.headroom = headroom
        self.descriptors = descriptors
    }

    /// The stack of the thread that got the signal; nil where it could not be taken.
    package var stack: StackTrace? { threads.first?.stack }
}

/// One register.
package struct Register: Hashable, Sendable, Codable {
    /// As debuggers name it: `rip`, `x0`.
    package let name: String
    @InHexadecimal package var value: UInt64

    package init(name: String, value: UInt64) {
        self.name = name
        self.value = value
    }
}

/// A line of `/proc/PID/maps` (proc(5)).
package struct Mapping: Hashable, Sendable, Codable {
    @InHexadecimal package var start: UInt64
    /// The first address behind it.
    @InHexadecimal package var end: UInt64
    /// Such as `r-xp`.
    package let permissions: String
    /// In the file, in bytes.
    @InHexadecimal package var offset: UInt64
    /// The file or a name such as `[heap]`; empty for neither.
    package let name: String

    package init(start: UInt64, end: UInt64, permissions: String, offset: UInt64, name: String) {
        self.start = start
        self.end = end
        self.permissions = permissions
        self.offset = offset
        self.name = name
    }
}

/// A thread at the moment of a crash or at the deadline.
package struct ThreadState: Hashable, Sendable, Codable {
    package let thread: Int32
    /// As in proc(5): `R` running, `S` sleeping, `D` in the kernel, `T` or `t` stopped.
    package let state: String
    /// The name of the thread (`/proc/TID/comm`).
    package let name: String
    /// The call it is in, with its first argument; nil where it is in none or that is not known.
    package let call: String?
    /// Processor time that it has used.
    @InSeconds package var used: Duration?
    package let stack: StackTrace?

    package init(
        thread: Int32, state: String, name: String, call: String?, used: Duration?,
        stack: StackTrace?
    ) {
        self.thread = thread
        self.state = state
        self.name = name
        self.call = call
        self.used = used
        self.stack = stack
    }
}

/// What was used of a limit.
package struct Headroom: Hashable, Sendable, Codable {
    package let name: LimitName
    package let used: UInt64
    /// The soft limit; nil for unlimited.
    package let limit: UInt64?

    package init(name: LimitName, used: UInt64, limit: UInt64?) {
        self.name = name
        self.used = used
        self.limit = limit
    }
}

/// An open descriptor and what it refers to.
package struct OpenDescriptor: Hashable, Sendable, Codable {
    package let number: Int32
    /// As `/proc/PID/fd` shows it.
    package let target: String

    package init(number: Int32, target: String) {
        self.number = number
        self.target = target
    }
}
