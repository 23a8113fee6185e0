import Testing
import WringerModel

@testable import WringerExecution

@Suite struct OutputCaptureTests {
    @Test func `what is printed is kept apart with its times`() {
        var capture = OutputCapture(limit: ByteCount(100))
        capture.append([1, 2], from: .standardOutput, at: .milliseconds(1))
        capture.append([3], from: .standardError, at: .milliseconds(2))
        capture.append([4], from: .standardOutput, at: .milliseconds(3))
        #expect(capture.standardOutput == [1, 2, 4])
        #expect(capture.standardError == [3])
        #expect(
            capture.chunks == [
                OutputChunk(time: .milliseconds(1), stream: .standardOutput, byteCount: 2),
                OutputChunk(time: .milliseconds(2), stream: .standardError, byteCount: 1),
                OutputChunk(time: .milliseconds(3), stream: .standardOutput, byteCount: 1),
            ])
        #expect(!capture.isOverLimit)
    }

    @Test func `the limit counts both streams and is exact`() {
        var capture = OutputCapture(limit: ByteCount(5))
        capture.append([1, 2, 3], from: .standardOutput, at: .zero)
        capture.append([4, 5], from: .standardError, at: .zero)
        #expect(!capture.isOverLimit)
        capture.append([6], from: .standardError, at: .zero)
        #expect(capture.isOverLimit)
        #expect(capture.standardOutput == [1, 2, 3])
        #expect(capture.standardError == [4, 5])
        #expect(capture.chunks.count == 2)
    }

    @Test func `a piece over the limit is cut at it`() {
        var capture = OutputCapture(limit: ByteCount(4))
        capture.append([1], from: .standardError, at: .zero)
        capture.append([2, 3, 4, 5, 6], from: .standardOutput, at: .seconds(1))
        #expect(capture.isOverLimit)
        #expect(capture.standardOutput == [2, 3, 4])
        #expect(capture.chunks.map(\.byteCount) == [1, 3])
    }

    @Test func `an empty piece is no event`() {
        var capture = OutputCapture(limit: ByteCount(0))
        capture.append([], from: .standardOutput, at: .zero)
        #expect(capture.chunks.isEmpty)
        #expect(!capture.isOverLimit)
        capture.append([1], from: .standardOutput, at: .zero)
        #expect(capture.isOverLimit)
    }

    @Test func `a limit beyond the range of an integer is none`() {
        var capture = OutputCapture(limit: ByteCount(.max))
        capture.append([1], from: .standardOutput, at: .zero)
        #expect(capture.standardOutput == [1])
        #expect(!capture.isOverLimit)
    }

    @Test func `beyond the most pieces one stream's bytes are joined to its last piece`() {
        var capture = OutputCapture(limit: .mebibytes(1))
        let most = OutputCapture.maximumChunkCount
        for _ in 1..<most { capture.append([1], from: .standardOutput, at: .seconds(1)) }
        capture.append([2], from: .standardError, at: .seconds(2))
        #expect(capture.chunks.count == most)
        capture.append([1, 1], from: .standardOutput, at: .seconds(3))
        capture.append([2, 2, 2], from: .standardError, at: .seconds(4))
        #expect(capture.chunks.count == most)
        #expect(
            capture.chunks[most - 2]
                == OutputChunk(time: .seconds(1), stream: .standardOutput, byteCount: 3))
        #expect(
            capture.chunks[most - 1]
                == OutputChunk(time: .seconds(2), stream: .standardError, byteCount: 4))
        #expect(capture.standardOutput.count == most + 1)
        #expect(capture.standardError == [2, 2, 2, 2])
    }

    @Test func `a stream that comes first beyond the most pieces gets one of its own`() {
        var capture = OutputCapture(limit: .mebibytes(1))
        let most = OutputCapture.maximumChunkCount
        for _ in 0..<most { capture.append([1], from: .standardOutput, at: .zero) }
        capture.append([2], from: .standardError, at: .seconds(1))
        capture.append([2], from: .standardError, at: .seconds(2))
        #expect(capture.chunks.count == most + 1)
        #expect(
            capture.chunks.last
                == OutputChunk(time: .seconds(1), stream: .standardError, byteCount: 2))
    }
}
