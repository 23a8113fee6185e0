package import WringerModel

extension CrashDetail {
    /// Takes the state of a process at the signal at which one of its threads is stopped; nil where
    /// it is gone meanwhile, or a program of another architecture.
    ///
    /// - Parameters:
    ///   - thread: in a ptrace stop of ours.
    ///   - mainProcess: the process that the trial started.
    package init?(ofTracee thread: Int32, _ signal: FatalSignal, mainProcess: Int32) {
        let registers = Register.all(of: thread)
        guard !registers.isEmpty else { return nil }
        let process = ProcessTree.process(of: thread)
        let stack =
            Stacks.take(
                of: [thread], in: process, maximumFrames: Stacks.crashFrameCount,
                time: Stacks.crashTime
            ).first ?? nil
        let others = ProcessTree.threads(of: process).filter { $0 != thread }
            .prefix(Self.maximumThreadCount - 1)
        let own = ThreadState(thread, of: process)?.with(stack)
        let mappings = Mapping.all(of: process)
        self.init(
            signal: signal, thread: thread, registers: registers,
            threads: (own.map { [$0] } ?? [])
                + others.compactMap { ThreadState($0, of: process) },
            mappings: mappings,
            headroom: Headroom.all(of: process, mappings: mappings, mainProcess: mainProcess),
            descriptors: OpenDescriptor.all(of: process))
    }
}
