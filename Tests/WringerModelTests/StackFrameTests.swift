import Foundation
import Testing
import WringerModel

@Suite struct StackFrameTests {
    private func frame(isGuess: Bool) -> StackFrame {
        StackFrame(
            address: 0x5555, stackPointer: 0x7fff, module: "/lib/libjim.so", buildID: nil,
            offset: 0x55, symbol: nil, symbolOffset: 0, isInterrupted: false, isGuess: isGuess)
    }

    @Test func `a guess is written, and any other frame as it was before there were guesses`()
        throws
    {
        let (guess, known) = (frame(isGuess: true), frame(isGuess: false))
        let written = try [guess, known].map {
            String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
        }
        #expect(written[0].contains(#""isGuess":true"#))
        #expect(!written[1].contains("isGuess"))
        let read = try written.map {
            try JSONDecoder().decode(StackFrame.self, from: Data($0.utf8))
        }
        #expect(read == [guess, known])
    }
}
