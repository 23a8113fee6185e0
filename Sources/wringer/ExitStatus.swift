/// The exit statuses of Wringer, a contract with scripts and with `git bisect run`.
enum ExitStatus {
    /// No finding; a replay that does not fail any more.
    static let fine: Int32 = 0
    /// At least one finding; a replay that fails as recorded.
    static let finding: Int32 = 1
    /// Bad arguments or input.
    static let badInput: Int32 = 2
    /// The harness itself failed.
    static let harness: Int32 = 3
    /// A replay that fails, but differently.
    static let otherwise: Int32 = 4
    /// A replay without a conclusion.
    static let noConclusion: Int32 = 5
    /// A replay that cannot be tested here; for `git bisect run`: skip this commit.
    static let untestable: Int32 = 125
    /// Under `--bisect`, in place of 2 and 3: git stops at 128 and more, and convicts no commit.
    static let stopBisection: Int32 = 128
}

/// An error that ends a command, with what to tell the person and the status to end with.
struct CommandFailure: Error {
    let message: String
    let status: Int32

    static func badInput(_ message: String) -> CommandFailure {
        CommandFailure(message: message, status: ExitStatus.badInput)
    }

    static func harness(_ message: String) -> CommandFailure {
        CommandFailure(message: message, status: ExitStatus.harness)
    }
}
