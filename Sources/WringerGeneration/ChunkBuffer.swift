/// Gathers small pieces into chunks, and lets large ones through as they are.
struct ChunkBuffer {
    /// What a pipe of Linux holds by default (pipe(7)).
    static let chunkSize = 64 << 10

    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(Self.chunkSize) }

    /// Appends a piece; gives a chunk to `sink` where there is one.
    mutating func append<Failure: Error>(
        _ piece: ArraySlice<UInt8>, _ sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        if bytes.count + piece.count > Self.chunkSize { try flush(sink) }
        guard piece.count > Self.chunkSize else {
            bytes += piece
            return
        }
        var rest = piece
        while !rest.isEmpty {
            try sink(rest.prefix(Self.chunkSize))
            rest = rest.dropFirst(Self.chunkSize)
        }
    }

    /// Appends a piece `count` times. A chunk is filled by doubling, once, and given again and
    /// again, so that the cost of a level is less than that of copying it.
    mutating func append<Failure: Error>(
        _ piece: [UInt8], times count: Int,
        _ sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        guard !piece.isEmpty, count > 0 else { return }
        let perChunk = min(count, max(1, Self.chunkSize / piece.count))
        var chunk: [UInt8] = []
        chunk.append(piece, times: perChunk)
        for _ in 0..<(count / perChunk) { try append(chunk[...], sink) }
        try append(chunk.prefix(count % perChunk * piece.count), sink)
    }

    /// Gives what is gathered to `sink`.
    mutating func flush<Failure: Error>(
        _ sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        guard !bytes.isEmpty else { return }
        try sink(bytes[...])
        bytes.removeAll(keepingCapacity: true)
    }
}

extension [UInt8] {
    /// Appends `piece` `count` times, by doubling what is there.
    mutating func append(_ piece: some Collection<UInt8>, times count: Int) {
        guard !piece.isEmpty, count > 0 else { return }
        let start = self.count
        let wanted = piece.count * count
        reserveCapacity(start + wanted)
        append(contentsOf: piece)
        while self.count - start < wanted {
            let added = Swift.min(self.count - start, wanted - (self.count - start))
            append(contentsOf: self[start..<(start + added)])
        }
    }
}
