internal import CWringer
package import WringerModel

/// What one task, a thread or the first one of a process, has and has used so far, as proc(5)
/// tells it.
package struct TaskSample: Sendable {
    /// The process that the task belongs to.
    package let processID: Int32
    /// How many threads that process has.
    package let threadCount: Int
    /// Of the process; zero where it has given its memory back and only waits to be reaped.
    package let addressSpace: ByteCount
    package let residentSet: ByteCount
    package let peakResidentSet: ByteCount
    /// The mapping `[stack]`, which is that of the first thread.
    package let stack: ByteCount
    /// Of the task alone, as all that follows.
    package let voluntarySwitches: Int
    package let involuntarySwitches: Int
    /// What read(2) and its like gave: `rchar`, from pipes and terminals too.
    package let bytesRead: ByteCount
    /// What write(2) and its like took: `wchar`.
    package let bytesWritten: ByteCount

    /// Whether the process still has its memory.
    package var hasMemory: Bool { addressSpace.bytes > 0 }

    /// Looks at a task; nil where it is gone.
    package init?(of taskID: Int32) {
        var sample = wringer_task_sample()
        guard unsafe wringer_sample_task(taskID, &sample) == 0 else { return nil }
        processID = sample.process
        threadCount = Int(sample.threads)
        addressSpace = ByteCount(sample.address_space)
        residentSet = ByteCount(sample.resident)
        peakResidentSet = ByteCount(sample.peak_resident)
        stack = ByteCount(sample.stack)
        voluntarySwitches = Int(clamping: sample.voluntary_switches)
        involuntarySwitches = Int(clamping: sample.involuntary_switches)
        bytesRead = ByteCount(sample.read_bytes)
        bytesWritten = ByteCount(sample.written_bytes)
    }
}

/// What all threads of a process have used so far, those that have ended included.
package struct ProcessSample: Sendable {
    /// User and system time together, from the processor clock of the process.
    package let cpu: Duration
    package let minorFaults: Int
    package let majorFaults: Int

    /// Looks at a process; nil where it is gone.
    package init?(of processID: Int32) {
        var sample = wringer_process_sample()
        guard unsafe wringer_sample_process(processID, &sample) == 0 else { return nil }
        cpu = .nanoseconds(sample.cpu_ns)
        minorFaults = Int(clamping: sample.minor_faults)
        majorFaults = Int(clamping: sample.major_faults)
    }
}

/// The open descriptors of a process. Dear: one readlink(2) for each.
package struct DescriptorSample: Sendable {
    package let count: Int
    /// How many of them are sockets.
    package let socketCount: Int

    /// Counts; nil where the process is gone.
    package init?(of processID: Int32) {
        var descriptors: Int32 = 0
        var sockets: Int32 = 0
        guard unsafe wringer_count_descriptors(processID, &descriptors, &sockets) == 0 else {
            return nil
        }
        count = Int(descriptors)
        socketCount = Int(sockets)
    }
}
