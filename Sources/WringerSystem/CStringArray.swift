/// An array of C strings of any bytes that ends with NULL, as execve(2) takes it; made once for
/// many launches.
///
/// It is not `Sendable` and owns its memory. `@safe` because the pointers never leave the module
/// and live as long as the object.
@safe package final class CStringArray {
    private let pointers: UnsafeMutableBufferPointer<UnsafePointer<CChar>?>

    /// - Precondition: no string holds a NUL character; the kernel could not tell its end.
    package init(_ strings: [[UInt8]]) {
        unsafe pointers = .allocate(capacity: strings.count + 1)
        for (index, string) in strings.enumerated() {
            precondition(!string.contains(0), "a C string ends at its first NUL")
            let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: string.count + 1)
            for (offset, byte) in string.enumerated() {
                unsafe copy[offset] = CChar(bitPattern: byte)
            }
            unsafe copy[string.count] = 0
            unsafe pointers[index] = UnsafePointer(copy.baseAddress)
        }
        unsafe pointers[strings.count] = nil
    }

    deinit {
        for index in unsafe pointers.indices {
            unsafe pointers[index]?.deallocate()
        }
        unsafe pointers.deallocate()
    }

    /// The array itself, valid as long as this object lives.
    var start: UnsafePointer<UnsafePointer<CChar>?> {
        guard let start = unsafe pointers.baseAddress else {
            preconditionFailure("an array with its NULL is never empty")
        }
        return unsafe UnsafePointer(start)
    }
}
