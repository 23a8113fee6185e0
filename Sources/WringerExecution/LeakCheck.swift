internal import WringerModel
internal import WringerSystem

/// LeakSanitizer refuses to work in a process that is traced: a program that is built with it, as
/// with AddressSanitizer, ends with an error of its own although nothing is wrong with it.
enum LeakCheck {
    /// What a person should know where it is off.
    static let note =
        "the target is built with LeakSanitizer, which refuses to work under tracing: it runs with "
        + "detect_leaks=0; --no-trace has leaks looked for"

    /// What is in a program with its runtime, linked into it or as a library; by gcc and by clang.
    private static let marks = [
        "LeakSanitizer has encountered a fatal error", "libasan.so", "liblsan.so",
        "libclang_rt.asan", "libclang_rt.lsan",
    ]

    /// The environment in which a traced target runs without its leak check; nil where it has none,
    /// or whoever made the setup has decided on it.
    static func environmentWithout(_ setup: Setup) -> [String: String]? {
        let names = ["ASAN_OPTIONS", "LSAN_OPTIONS"]
        guard setup.tracing == .on,
            !names.contains(where: { setup.environment[$0]?.contains("detect_leaks") ?? false }),
            Files.contains(setup.executable, anyOf: marks)
        else { return nil }
        var environment = setup.environment
        for name in names {
            let options = environment[name].map { $0.isEmpty ? "" : $0 + ":" } ?? ""
            environment[name] = options + "detect_leaks=0"
        }
        return environment
    }
}
