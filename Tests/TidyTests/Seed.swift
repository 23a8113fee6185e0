import Testing

@Suite struct TidySeedTests {
    @Test func `this file is in the folder of its target`() { #expect(#filePath.contains("/TidyTests/")) }
}
