internal import WringerModel
internal import WringerSystem

/// Reads the resources of a trial: of the target and of all that descends from it.
///
/// Traced, the tasks are those that stopped at their start and not yet at their end, so that
/// nobody has to look for them. Untraced, they are looked for below the main process, and only
/// the first thread of each process is seen.
struct ResourceSampler {
    /// What a task alone has used; proc(5) has these for each thread.
    private struct TaskUse {
        var voluntarySwitches = 0
        var involuntarySwitches = 0
        var bytesRead = ByteCount(0)
        var bytesWritten = ByteCount(0)

        /// Takes what is used now. Nothing falls, even where a number is used again.
        mutating func take(_ sample: TaskSample) {
            voluntarySwitches = max(voluntarySwitches, sample.voluntarySwitches)
            involuntarySwitches = max(involuntarySwitches, sample.involuntarySwitches)
            bytesRead = max(bytesRead, sample.bytesRead)
            bytesWritten = max(bytesWritten, sample.bytesWritten)
        }

        func add(to point: inout ResourcePoint) {
            point.add(voluntarySwitches, to: .voluntarySwitches)
            point.add(involuntarySwitches, to: .involuntarySwitches)
            point.add(bytesRead, to: .bytesRead)
            point.add(bytesWritten, to: .bytesWritten)
        }
    }

    /// What the threads of a process have used together.
    private struct ProcessUse {
        var cpu = Duration.zero
        var minorFaults = 0
        var majorFaults = 0

        mutating func take(_ sample: ProcessSample) {
            cpu = max(cpu, sample.cpu)
            minorFaults = max(minorFaults, sample.minorFaults)
            majorFaults = max(majorFaults, sample.majorFaults)
        }

        func add(to point: inout ResourcePoint) {
            point.add(Int(cpu.nanoseconds / 1000), to: .cpu)
            point.add(minorFaults, to: .minorFaults)
            point.add(majorFaults, to: .majorFaults)
        }
    }

    /// The most tasks of one point: a fork bomb must not hold us up.
    private static let maximumTaskCount = 512

    private let mainProcess: Int32
    private let isTraced: Bool
    private let start: Instant
    private var collector = SampleCollector()
    /// The tasks that run, by their ids.
    private var tasks: [Int32: TaskUse]
    /// The processes that were seen and are not reaped, by their ids.
    private var processes: [Int32: ProcessUse] = [:]
    /// What those have used that are gone. Its time means nothing.
    private var ended = ResourcePoint(time: .zero)
    private var mainIsOver = false
    /// Whether there was never another task; untraced, nobody would tell of one.
    private var isAlone: Bool
    /// The most that the main process has had resident.
    private(set) var peakResidentSet = ByteCount(0)

    init(mainProcess: Int32, _ tracing: Tracing, start: Instant) {
        self.mainProcess = mainProcess
        isTraced = tracing == .on
        self.start = start
        isAlone = tracing == .on
        tasks = [mainProcess: TaskUse()]
    }

    var trace: ResourceTrace { ResourceTrace(points: collector.points) }

    /// When the next point is due; nil once the main process is over.
    var nextSample: Instant? { mainIsOver ? nil : start + collector.nextTime }

    /// Takes note of a task that stopped for its tracer, which a new one does first of all.
    mutating func sawStop(of taskID: Int32) {
        guard tasks[taskID] == nil else { return }
        tasks[taskID] = TaskUse()
        isAlone = false
    }

    /// Takes note of a task that is about to end; of the main process, a point.
    mutating func sawExit(of taskID: Int32) {
        // Where the first of several threads ends, the process goes on.
        if taskID == mainProcess, takePoint() ?? 1 <= 1 {
            mainIsOver = true
        } else {
            retire(taskID)
        }
    }

    /// Takes note of a task that was reaped, by its tracer or its parent.
    mutating func sawEnd(of taskID: Int32) {
        if taskID == mainProcess { mainIsOver = true }
        forget(taskID)
    }

    private mutating func forget(_ taskID: Int32) {
        tasks.removeValue(forKey: taskID)?.add(to: &ended)
        processes.removeValue(forKey: taskID)?.add(to: &ended)
    }

    /// Takes the point at time zero, of one process that has done nothing yet: what every trial
    /// pays for is kept cheap, so that the stack is left out.
    mutating func takeFirstPoint() {
        let now = Instant.now()
        var point = ResourcePoint(time: .zero)
        guard add(processID: mainProcess, through: mainProcess, to: &point) != nil else { return }
        point.add(1, to: .processes)
        addUse(to: &point)
        collector.add(point, cost: .now() - now)
    }

    /// Takes a point; nothing where the target is over, or has given back its memory.
    ///
    /// - Returns: the count of threads of the main process, where it was seen.
    @discardableResult
    mutating func takePoint() -> Int? {
        guard !mainIsOver else { return nil }
        let now = Instant.now()
        if !isTraced { findTasks() }
        var point = ResourcePoint(time: now - start)
        let isDear = point.time >= SampleCollector.dearSeriesStart
        var seen: [Int32] = []
        var gone: [Int32] = []
        var mainThreadCount: Int?
        for taskID in tasksToRead {
            guard let sample = TaskSample(of: taskID, isAlone: isAlone) else {
                gone.append(taskID)
                continue
            }
            tasks[taskID]?.take(sample)
            guard sample.hasMemory, !seen.contains(sample.processID) else { continue }
            guard let count = add(processID: sample.processID, through: taskID, to: &point) else {
                continue
            }
            seen.append(sample.processID)
            point.add(sample.stack, to: .stack)
            if sample.processID == mainProcess {
                peakResidentSet = max(peakResidentSet, sample.peakResidentSet)
                mainThreadCount = count
            }
            if isDear { addDescriptors(of: sample.processID, to: &point) }
        }
        for taskID in gone { forget(taskID) }
        guard !seen.isEmpty else {
            collector.skip(at: now - start)
            return nil
        }
        point.add(seen.count, to: .processes)
        addUse(to: &point)
        collector.add(point, cost: .now() - now)
        return mainThreadCount
    }

    /// All tasks, or the main process and as many others as may be read.
    private var tasksToRead: [Int32] {
        guard tasks.count > Self.maximumTaskCount else { return Array(tasks.keys) }
        let others = tasks.keys.filter { $0 != mainProcess }
        return [mainProcess] + others.prefix(Self.maximumTaskCount - 1)
    }

    /// Adds what a process has now, and takes what it has used; gives the count of its threads.
    private mutating func add(
        processID: Int32, through taskID: Int32, to point: inout ResourcePoint
    ) -> Int? {
        guard let sample = ProcessSample(of: processID, through: taskID) else { return nil }
        processes[processID, default: ProcessUse()].take(sample)
        point.add(sample.residentSet, to: .residentSet)
        point.add(sample.addressSpace, to: .addressSpace)
        point.add(sample.threadCount, to: .threads)
        return sample.threadCount
    }

    private func addDescriptors(of processID: Int32, to point: inout ResourcePoint) {
        guard let open = DescriptorSample(of: processID) else { return }
        point.add(open.count, to: .descriptors)
        point.add(open.socketCount, to: .sockets)
    }

    /// Adds what has been used up to now, by those that are gone too.
    private func addUse(to point: inout ResourcePoint) {
        for series in ResourceSeries.allCases where series.isCumulative {
            point.add(ended[series] ?? 0, to: series)
        }
        for use in tasks.values { use.add(to: &point) }
        for use in processes.values { use.add(to: &point) }
    }

    /// Keeps what a task has used, the last time that it can be read.
    private mutating func retire(_ taskID: Int32) {
        guard let sample = TaskSample(of: taskID, isAlone: isAlone) else { return }
        var use = tasks.removeValue(forKey: taskID) ?? TaskUse()
        use.take(sample)
        use.add(to: &ended)
        if let used = ProcessSample(of: sample.processID, through: taskID) {
            processes[sample.processID, default: ProcessUse()].take(used)
        }
    }

    private mutating func findTasks() {
        for process in ProcessTree.descendants(of: mainProcess) { sawStop(of: process) }
    }
}
