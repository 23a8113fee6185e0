import Testing
import WringerModel

@Suite struct RecordingSeedTests {
    @Test func `a count of zero bytes is zero`() { #expect(ByteCount(0).bytes == 0) }
}
