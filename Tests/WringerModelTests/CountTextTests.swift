import Testing
import WringerModel

/// Numbers with their nouns.
@Suite struct CountTextTests {
    @Test(arguments: [
        (0, "trial", "0 trials"), (1, "trial", "1 trial"), (2, "trial", "2 trials"),
        (1, "entry", "1 entry"), (12, "entry", "12 entries"), (3, "key", "3 keys"),
    ])
    func `one is singular, all other numbers plural`(number: Int, noun: String, text: String) {
        #expect(counted(number, noun) == text)
    }
}
