internal import WringerCampaign
internal import WringerExecution
internal import WringerGeneration
internal import WringerModel
internal import WringerTargets

extension TargetCheck {
    /// Reads every template and runs its program at low intensity.
    func checkTemplates(_ session: Session, _ result: inout Result) throws {
        let entries: [(name: String, result: Swift.Result<Template, TargetFileError>)]
        do throws(TemplateFolderError) {
            entries = try found.templateResults()
        } catch { throw CommandFailure.badInput(error.description) }
        for entry in entries {
            switch entry.result {
            case .failure(let error): result.problems.append(error.description)
            case .success(let template):
                result.templateCount += 1
                try check(template, session, &result)
            }
        }
    }

    /// A program that allocates without end must not do so with the memory of the machine. This
    /// counts as the target's own limit, so that no further run is made without it.
    private static let limits = Limits([
        .addressSpace: Limit(soft: .finite(2 << 30), hard: .finite(2 << 30)),
        .fileSize: Limit(soft: .finite(64 << 20), hard: .finite(64 << 20)),
    ])

    /// How long a program runs that need not end.
    private static let glance = Duration.milliseconds(500)

    private func check(
        _ template: Template, _ session: Session, _ result: inout Result
    ) throws {
        var random = RandomStream(seed: 1, stream: "target check \(template.name)")
        let program: Program
        do throws(TemplateError) {
            let values = try template.values(intensity: .low, using: &random)
            program = template.program(with: values, fileExtension: found.target.fileExtension)
        } catch { throw CommandFailure.harness(error.description) }
        var target = found.target
        target.limits = Self.limits.overlaid(by: target.limits)
        var limited = Setup(
            target: target, executable: setup.executable, environment: setup.environment,
            inheritedLimits: setup.inheritedLimits)
        if !template.ends { limited.timeout = Self.glance }
        let trial = Trial(setup: limited, trialCase: Case(program: program))
        let examination = try session.execute { () throws(ExecutionError) in
            try session.examiner.examine(trial)
        }
        session.endIfInterrupted()
        let verdict = examination.judgement.verdict
        switch verdict {
        case .passed: return
        case .endless where !template.ends: return
        case .rejected, .exhausted:
            if template.isExtreme, try isParsed(program, session) {
                result.refusedTemplates.append(template.name)
                return
            }
        case .crashed, .panicked:
            if template.isExtreme {
                result.failingTemplates.append(template.name)
                return
            }
        default: break
        }
        let line = examination.observation.standardError.split(separator: 0x0a).last
        result.problems.append(
            "\(visible(template.file, limit: 4096)): \(visible(program.provenance.description)): "
                + "\(verdict.rawValue), \(examination.observation.outcome)"
                + (line.map { ": \(visible(bytes: $0, limit: 160))" } ?? ""))
    }

    /// Whether the command that only parses takes the program; true where there is none.
    private func isParsed(_ program: Program, _ session: Session) throws -> Bool {
        guard let command = found.target.parseOnly else { return true }
        var parser = setup
        parser.target.command = command
        parser.target.input = .file
        do throws(TargetUnavailable) {
            parser.executable = try TargetResolver.ofThisProcess().executable(of: parser.target)
        } catch { return true }
        let trial = Trial(setup: parser, trialCase: Case(program: program))
        return try session.execute { () throws(ExecutionError) in
            try session.examiner.run(trial).outcome == .exited(code: 0)
        }
    }
}

extension Template {
    /// Whether its programs are made of extreme values at low intensity too: a target may refuse
    /// them as they run, and where it crashes it is not the template that is wrong.
    fileprivate var isExtreme: Bool {
        category == .edge
            || parameters.contains { parameter in
                if case .pool = parameter.kind { true } else { false }
            }
    }
}
