internal import WringerSystem

/// A package of PyPI with which something of ours is compared, in an environment of its own that
/// goes with the folder of the benchmark.
struct PythonRival {
    private let bench: Bench
    /// Where its programs are.
    let programs: String

    /// Installs it; nil where that is not possible here.
    init?(_ package: String, _ bench: Bench) throws {
        let environment = "\(bench.folder)/\(package)"
        let install =
            "{ python3 -m venv \(environment) && \(environment)/bin/pip install -q \(package); } "
            + ">/dev/null 2>&1 && echo 1 || echo 0"
        guard try bench.number(printedBy: ["/bin/sh", "-c", install]) == 1 else { return nil }
        self.bench = bench
        programs = environment + "/bin"
    }

    /// What to say where it cannot be installed.
    static func absence(of package: String) -> String {
        "not compared with \(package), which cannot be installed with python3 -m venv and pip"
    }

    /// A lane that runs a script, which prints one number.
    func lane(running script: String, called name: String) throws -> Lane {
        let path = "\(bench.folder)/\(name).py"
        try DurableFiles.write(Array(script.utf8), to: path)
        return try bench.commandLane([programs + "/python", path])
    }
}

extension Bench {
    /// A lane that runs a command, kept on the processor of all lanes that are.
    func commandLane(_ command: [String]) throws -> Lane {
        var task = LaneTask(work: .baseline, isInWorker: false, subject: .command)
        task.processor = processor
        return try Lane(task, arguments: command)
    }

    /// The number that a command prints; 0 where it prints none.
    func number(printedBy command: [String]) throws -> Double {
        try commandLane(command).run(Turn(trials: 1)).printed
    }
}
