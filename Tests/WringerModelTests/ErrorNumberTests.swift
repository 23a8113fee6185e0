import Glibc
import Testing
import WringerModel

@Suite struct ErrorNumberTests {
    @Test(
        arguments: [
            ("EIO", EIO), ("ENOMEM", ENOMEM), ("EAGAIN", EAGAIN), ("EWOULDBLOCK", EAGAIN),
            ("EDEADLK", EDEADLK), ("EDEADLOCK", EDEADLK), ("ENOTSUP", EOPNOTSUPP),
            ("EOPNOTSUPP", EOPNOTSUPP), ("ENOSPC", ENOSPC), ("EPIPE", EPIPE), ("EDQUOT", EDQUOT),
            ("ESTALE", ESTALE), ("EHWPOISON", EHWPOISON), ("4095", 4095), ("1", EPERM),
        ] as [(String, Int32)])
    func `an error is read by its name or number`(_ text: String, _ number: Int32) {
        #expect(ErrorNumber(name: text)?.number == number)
    }

    @Test(arguments: ["", "0", "-1", "4096", "eio", "ENOPE", "EIO "])
    func `what names no error is refused`(_ text: String) {
        #expect(ErrorNumber(name: text) == nil)
    }

    @Test(
        arguments: [
            (EPERM, "EPERM"), (EAGAIN, "EAGAIN"), (EDEADLK, "EDEADLK"), (EOPNOTSUPP, "EOPNOTSUPP"),
            (ENOTRECOVERABLE, "ENOTRECOVERABLE"), (ERFKILL, "ERFKILL"), (41, "41"), (4095, "4095"),
        ] as [(Int32, String)])
    func `an error has the name of errno`(_ number: Int32, _ name: String) {
        #expect(ErrorNumber(number).name == name)
        #expect(ErrorNumber(number).description == name)
    }

    @Test func `every error is encoded by its name and read back`() throws {
        for number in Int32(1)...133 {
            #expect(try JSON.roundTrip([ErrorNumber(number)]) == [ErrorNumber(number)])
        }
        #expect(try JSON.text([ErrorNumber.io]) == #"["EIO"]"#)
        #expect(throws: DecodingError.self) { try JSON.value([ErrorNumber].self, #"["ENOPE"]"#) }
    }
}
