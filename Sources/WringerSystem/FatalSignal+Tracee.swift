internal import CWringer
package import WringerModel

extension FatalSignal {
    /// Describes the signal at which a traced task is stopped; nil where it is gone meanwhile.
    ///
    /// - Parameter mainProcess: the process that the trial started.
    package init?(ofTracee threadID: Int32, _ signal: Signal, mainProcess: Int32) {
        var detail = wringer_signal_detail()
        guard unsafe wringer_signal_detail(threadID, &detail) == 0 else { return nil }
        let process = ProcessTree.process(of: threadID)
        let sender: Sender =
            detail.code > 0 ? .kernel : detail.sender == process ? .itself : .another
        let hasAddress = [.segmentation, .bus, .illegalInstruction, .floatingPoint].contains(signal)
        let stack = ProcessTree.mainStack(of: process)
        self.init(
            signal: signal, code: detail.code, sender: sender,
            faultAddress: detail.code > 0 && hasAddress ? detail.address : nil,
            stackPointer: detail.stack_pointer, instructionPointer: detail.instruction_pointer,
            stackLow: stack?.lowerBound ?? 0, stackHigh: stack?.upperBound ?? 0,
            isMainProcess: process == mainProcess)
    }
}
