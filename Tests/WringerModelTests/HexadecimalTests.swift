import Foundation
import Testing
import WringerModel

@Suite struct HexadecimalTests {
    private struct Sample: Codable, Equatable {
        @InHexadecimal var one: UInt64
        @InHexadecimal var maybe: UInt64?
        @InHexadecimal var many: [UInt64]
    }

    private func decode(_ text: String) throws -> Sample {
        try JSONDecoder().decode(Sample.self, from: Data(text.utf8))
    }

    @Test func `numbers are written in hexadecimal`() throws {
        #expect(
            try JSON.text(Sample(one: .max, maybe: 0x7ffd_0010, many: [0, 255]))
                == #"{"many":["0x0","0xff"],"maybe":"0x7ffd0010","one":"0xffffffffffffffff"}"#)
    }

    @Test(arguments: [0, 1, 9, 10, 255, 1 << 53 + 1, .max] as [UInt64])
    func `what is written is read back`(_ number: UInt64) throws {
        for sample in [
            Sample(one: number, maybe: nil, many: []),
            Sample(one: number, maybe: number, many: [number, number]),
        ] {
            #expect(try decode(JSON.text(sample)) == sample)
        }
        #expect(UInt64(hexadecimal: number.hexadecimal) == number)
    }

    @Test func `plain numbers, and none at all, are read as well`() throws {
        #expect(
            try decode(#"{"one": 18446744073709551615, "many": [1, "0xA"]}"#)
                == Sample(one: .max, maybe: nil, many: [1, 10]))
        #expect(try decode(#"{"one": "0x1", "maybe": null, "many": []}"#).maybe == nil)
    }

    @Test(arguments: [
        "", "0x", "0", "10", "0X10", "0xg", "0x 1", "0x-1", "0x+1", "-0x1",
        "0x10000000000000000", "0x00000000000000000", "0xé",
    ])
    func `what is no such number is refused`(_ text: String) {
        #expect(UInt64(hexadecimal: text) == nil)
        #expect(throws: DecodingError.self) { try decode(#"{"one": "\#(text)", "many": []}"#) }
    }

    @Test(arguments: ["-1", "1e300", "0.5", "18446744073709551616", "null", "true", "[]"])
    func `a value that is no address is refused`(_ text: String) {
        #expect(throws: DecodingError.self) { try decode(#"{"one": \#(text), "many": []}"#) }
        #expect(throws: DecodingError.self) { try decode(#"{"one": 1, "many": [\#(text)]}"#) }
    }
}
