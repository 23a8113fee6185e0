internal import ArgumentParser
internal import WringerReport

/// How a command talks.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON on standard output.")
    var json = false

    @Flag(help: "Print findings only.")
    var quiet = false

    @Flag(help: "Tell on standard error what is done, and when.")
    var verbose = false

    @Option(help: "Colours: auto, always or never.")
    var color: ColorMode = .auto
}

extension ColorMode: ExpressibleByArgument {}
