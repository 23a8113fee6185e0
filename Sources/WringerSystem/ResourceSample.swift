internal import CWringer
package import WringerModel

/// What one task, a thread or the first one of a process, has used so far, as proc(5) tells it.
package struct TaskSample: Sendable {
    /// The process that the task belongs to.
    package let processID: Int32
    /// The most that the process has had resident; zero where it has given its memory back.
    package let peakResidentSet: ByteCount
    /// The mapping `[stack]` of the process, which is that of its first thread.
    package let stack: ByteCount
    /// Of the task alone, as all that follows.
    package let voluntarySwitches: Int
    package let involuntarySwitches: Int
    /// What read(2) and its like gave: `rchar`, from pipes and terminals too.
    package let bytesRead: ByteCount
    /// What write(2) and its like took: `wchar`.
    package let bytesWritten: ByteCount

    /// Whether the process still has its memory, and does not only wait to be reaped.
    package var hasMemory: Bool { peakResidentSet.bytes > 0 }

    /// Looks at a task; nil where it is gone.
    ///
    /// - Parameter isAlone: that it never had another thread or a child, which makes it cheaper.
    package init?(of taskID: Int32, isAlone: Bool) {
        var sample = wringer_task_sample()
        guard unsafe wringer_sample_task(taskID, isAlone ? 1 : 0, &sample) == 0 else { return nil }
        processID = sample.process
        peakResidentSet = ByteCount(sample.peak_resident)
        stack = ByteCount(sample.stack)
        voluntarySwitches = Int(clamping: sample.voluntary_switches)
        involuntarySwitches = Int(clamping: sample.involuntary_switches)
        bytesRead = ByteCount(sample.read_bytes)
        bytesWritten = ByteCount(sample.written_bytes)
    }
}

/// What all threads of a process have, and have used so far, those that have ended included.
package struct ProcessSample: Sendable {
    /// User and system time together, from the processor clock of the process.
    package let cpu: Duration
    package let minorFaults: Int
    package let majorFaults: Int
    package let threadCount: Int
    /// Zero where the process has given its memory back.
    package let addressSpace: ByteCount
    package let residentSet: ByteCount

    /// Looks at a process; nil where it is gone.
    ///
    /// - Parameter taskID: a thread of it that runs, for the first one may have ended.
    package init?(of processID: Int32, through taskID: Int32) {
        var sample = wringer_process_sample()
        guard unsafe wringer_sample_process(processID, taskID, &sample) == 0 else { return nil }
        cpu = .nanoseconds(sample.cpu_ns)
        minorFaults = Int(clamping: sample.minor_faults)
        majorFaults = Int(clamping: sample.major_faults)
        threadCount = Int(sample.threads)
        addressSpace = ByteCount(sample.address_space)
        residentSet = ByteCount(sample.resident)
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
