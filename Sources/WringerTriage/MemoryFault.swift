internal import WringerModel

/// A SIGSEGV or SIGBUS of the kernel's, explained by its address, the registers and the map.
///
/// The distances were tested on crashes with frames of 300 KB, an alloca of 100 MB, threads,
/// alternate stacks and coroutines.
struct MemoryFault {
    let signal: FatalSignal
    let address: UInt64
    let detail: CrashDetail?

    /// Nil where the kernel names no address.
    init?(_ signal: FatalSignal, _ detail: CrashDetail?) {
        guard let address = signal.faultAddress else { return nil }
        self.signal = signal
        self.address = address
        self.detail = detail
    }

    /// Whose stack is exhausted.
    enum Stack: Hashable { case main, thread, own }

    private static let mebibyte: UInt64 = 1 << 20
    private static let nearNull: UInt64 = 64 << 10

    /// The exhausted stack, if the fault is at the end of one.
    var exhaustedStack: Stack? {
        guard signal.code != 128, address >= Self.nearNull, isNearStackPointer else { return nil }
        if signal.stackLow > 0, address < signal.stackLow, isOnMainStack { return .main }
        guard let detail else {
            return signal.stackLow > 0 && address < signal.stackLow ? .thread : nil
        }
        guard let there = detail.mapping(of: address) else {
            // Below what the stack pointer is in, or was to be in: a stack without a guard page.
            let above = detail.mappings.first { $0.start > address }
            let isEnd = above.map { $0.start - address <= Self.mebibyte && $0.isWritable } ?? false
            return isEnd ? .own : nil
        }
        // The guard page of pthread_create(3) can be neither read nor written.
        return there.permissions.hasPrefix("---") ? .thread : nil
    }

    private var isNearStackPointer: Bool {
        let pointer = signal.stackPointer
        return address &+ Self.mebibyte >= pointer && address <= pointer &+ (64 << 10)
    }

    /// Whether the stack pointer is in the main stack, or in what it would have grown to.
    private var isOnMainStack: Bool {
        signal.stackPointer &+ Self.mebibyte >= signal.stackLow
            && signal.stackPointer <= signal.stackHigh
    }

    /// The null pointer, with the offset of a member or a small index.
    var isNull: Bool { signal.code != 128 && address < Self.nearNull }

    /// MAP_FAILED, which is -1, with a small offset: mmap(2) was not checked.
    var isMinusOne: Bool { signal.code != 128 && address > UInt64.max - Self.nearNull }

    /// An instruction that was to be fetched, and not data.
    var isJump: Bool { signal.instructionPointer == address }

    /// How many bytes of the exhausted stack were in use; nil where that is not known.
    func used(_ stack: Stack) -> UInt64? {
        if stack == .main {
            let low = min(signal.stackPointer, signal.stackLow)
            return signal.stackHigh > low ? signal.stackHigh - low : nil
        }
        let above = detail?.mappings.first { $0.start > address && $0.isWritable }
        return above.map { $0.end - max($0.start, min(signal.stackPointer, $0.end)) }
    }

    /// Where the address is, for people; nil where the map is not known.
    var place: String? {
        guard let detail else { return nil }
        let pointer = signal.stackPointer
        var text: String
        if let mapping = detail.mapping(of: address) {
            let name = mapping.name.isEmpty ? "unnamed memory" : visible(mapping.name, limit: 120)
            switch mapping.permissions.prefix(2) {
            case "--": text = "in memory without permissions of \(name)"
            case "r-": text = "in the read-only mapping of \(name)"
            default: text = "in the mapping (\(mapping.permissions)) of \(name)"
            }
            if exhaustedStack == .thread {
                text = "in the guard page below the stack of thread \(detail.thread)"
            }
        } else {
            text = "in no mapping"
        }
        if isNearStackPointer, pointer != address {
            text +=
                address < pointer
                ? ", \(pointer - address) bytes below the stack pointer"
                : ", \(address - pointer) bytes above the stack pointer"
        }
        return text
    }
}

extension CrashDetail {
    /// The mapping that an address is in.
    func mapping(of address: UInt64) -> Mapping? {
        mappings.first { $0.start <= address && address < $0.end }
    }
}

extension Mapping {
    var isWritable: Bool { permissions.dropFirst().first == "w" }
}
