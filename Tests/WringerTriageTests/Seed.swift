import Testing
import WringerModel

@Suite struct TriageSeedTests {
    @Test func `a count of zero bytes is zero`() { #expect(ByteCount(0).bytes == 0) }
}
