internal import ArgumentParser
internal import WringerModel
internal import WringerReport
internal import WringerSystem
internal import WringerTriage

/// `wringer doctor`: what this kernel and machine allow.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says what this kernel and machine allow, and which features that turns on.",
        discussion: """
            Everything is tried in children that are thrown away, and nothing is left of them. \
            Each feature is on, limited or off, with the reason and the next step. Run it as the \
            user, and in the container, in which you hunt.

            Examples:
              wringer doctor
              sudo wringer doctor
              wringer doctor --json | jq '.features[] | select(.state != "on")'

            Exit status: 0 hunting is possible here, 3 it is not: targets cannot be started, or \
            not be traced.
            """)

    @Flag(help: "Print JSON on standard output.")
    var json = false

    @Option(help: "Colours: auto, always or never.")
    var color: ColorMode = .auto

    func run() throws {
        let report: DoctorReport
        do throws(SystemError) {
            let facts = try KernelSurvey.facts()
            let diagnosis = Diagnosis(facts)
            report = DoctorReport(
                facts, diagnosis.findings, isHuntingPossible: diagnosis.isHuntingPossible,
                version: Wringer.version)
        } catch { throw CommandFailure.harness(error.description) }
        if json {
            Output.print(json: report.object)
        } else {
            Output.print(report.text(Output.style(color, .standardOutput)))
        }
        guard report.isHuntingPossible else { throw ExitCode(ExitStatus.harness) }
    }
}
