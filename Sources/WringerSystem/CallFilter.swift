internal import CSeccomp
internal import CWringer
internal import Glibc
package import WringerModel

/// What a filter does with a call.
package enum CallHandling: Hashable, Sendable {
    /// It is handed to the listener.
    case notified
    /// Its task is stopped for its tracer.
    case traced
    /// It fails in the kernel; without an error it gives 0.
    case failing(ErrorNumber?)
}

/// A filter that hands some calls over and lets all others be made.
package struct CallFilter: Sendable {
    /// Without a call that is let through for its address.
    let rules: [wringer_instruction]
    /// Whether it hands any call to a listener.
    package let notifies: Bool
    /// Whether close(2) is among the calls that it does not just let be made.
    private let handlesClose: Bool

    /// - Parameter calls: the numbers of calls, and what is done with each; not empty.
    package init(_ calls: [Int32: CallHandling]) throws(SystemError) {
        precondition(!calls.isEmpty, "a filter has something to filter")
        rules = try unsafe SeccompFilter.compiled(allowingForeign: true) {
            context throws(SystemError) in
            // A binary tree instead of a list: many calls cost hardly more than few.
            try SeccompFilter.check(
                unsafe seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2))
            for (number, handling) in calls.sorted(by: { $0.key < $1.key }) {
                try SeccompFilter.check(
                    unsafe seccomp_rule_add_array(context, handling.action, number, 0, nil))
            }
        }
        notifies = calls.values.contains(.notified)
        handlesClose = SystemCalls.number(of: "close").map { calls[$0] != nil } ?? false
    }

    /// Hands these instructions to C, as this filter.
    func withRaw<Result>(
        _ instructions: [wringer_instruction],
        _ body: (UnsafePointer<wringer_filter>) -> Result
    ) -> Result {
        unsafe instructions.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else {
                preconditionFailure("a filter has instructions")
            }
            var raw = unsafe wringer_filter(
                instructions: start, length: UInt16(buffer.count),
                wants_listener: notifies ? 1 : 0, handles_close: handlesClose ? 1 : 0)
            return unsafe withUnsafePointer(to: &raw) { unsafe body($0) }
        }
    }

    /// The filter, with all calls let through that are made from one address: those by which it is
    /// put in place.
    ///
    /// Each end that hands a call over becomes a jump to a test of the address, so that a call
    /// which no rule is about costs nothing more.
    func instructions(sparing address: UInt64) -> [wringer_instruction] {
        let (low, high) = (UInt32(truncatingIfNeeded: address), UInt32(address >> 32))
        // BPF_JMP | BPF_JA; BPF_LD | BPF_W | BPF_ABS, of struct seccomp_data, in which the address
        // is at 8; BPF_JMP | BPF_JEQ; BPF_RET (seccomp(2), linux/bpf_common.h).
        let (jump, load, isEqual, leave) = (UInt16(0x05), UInt16(0x20), UInt16(0x15), UInt16(0x06))
        var result = rules
        var places: [UInt32: Int] = [:]
        for index in rules.indices
        where rules[index].code == leave && rules[index].k != SeccompFilter.allow {
            let action = rules[index].k
            if places[action] == nil {
                places[action] = result.count
                result += [
                    wringer_instruction(code: load, jt: 0, jf: 0, k: 8),
                    wringer_instruction(code: isEqual, jt: 0, jf: 3, k: low),
                    wringer_instruction(code: load, jt: 0, jf: 0, k: 12),
                    wringer_instruction(code: isEqual, jt: 0, jf: 1, k: high),
                    wringer_instruction(code: leave, jt: 0, jf: 0, k: SeccompFilter.allow),
                    wringer_instruction(code: leave, jt: 0, jf: 0, k: action),
                ]
            }
            let place = places[action] ?? result.count
            result[index] = wringer_instruction(
                code: jump, jt: 0, jf: 0, k: UInt32(place - index - 1))
        }
        return result
    }
}

extension CallHandling {
    /// As seccomp(2) encodes it; the macros of libseccomp are not imported.
    fileprivate var action: UInt32 {
        switch self {
        case .notified: 0x7fc0_0000
        case .traced: 0x7ff0_0000
        case .failing(let error): 0x0005_0000 | UInt32(error?.number ?? 0)
        }
    }
}
