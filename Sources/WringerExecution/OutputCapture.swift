internal import WringerModel

/// The output of one trial: bytes up to a limit, and when which stream gave how many.
struct OutputCapture {
    /// The most pieces that are kept apart. Beyond it pieces of one stream are joined, so that a
    /// target which writes byte by byte for hours does not grow the worker.
    static let maximumChunkCount = 100_000

    private(set) var standardOutput: [UInt8] = []
    private(set) var standardError: [UInt8] = []
    private(set) var chunks: [OutputChunk] = []
    /// Whether the target has printed more than the limit.
    private(set) var isOverLimit = false
    private let limit: Int

    init(limit: ByteCount) { self.limit = Int(clamping: limit.bytes) }

    mutating func append(_ bytes: ArraySlice<UInt8>, from stream: OutputStream, at time: Duration) {
        let kept = bytes.prefix(limit - standardOutput.count - standardError.count)
        isOverLimit = isOverLimit || kept.count < bytes.count
        guard !kept.isEmpty else { return }
        switch stream {
        case .standardOutput: standardOutput += kept
        case .standardError: standardError += kept
        }
        note(OutputChunk(time: time, stream: stream, byteCount: kept.count))
    }

    private mutating func note(_ chunk: OutputChunk) {
        if chunks.count < Self.maximumChunkCount {
            chunks.append(chunk)
        } else if let same = chunks.lastIndex(where: { $0.stream == chunk.stream }) {
            chunks[same].byteCount += chunk.byteCount
        } else {
            chunks.append(chunk)
        }
    }
}
