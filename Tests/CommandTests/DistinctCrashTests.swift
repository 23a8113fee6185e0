import Foundation
import Testing
import WringerModel

/// A thousand crashes of an interpreter whose defects are known, from programs that differ.
extension CommandTests {
    @Suite struct DistinctCrashTests {
        let observatory: Observatory

        let brittle: String

        init() throws {
            observatory = try Observatory()
            brittle = try Lab.compiled("brittle")
        }

        /// How a defect is triggered from inside any program.
        struct Trigger: Sendable {
            let defect: String
            var definitions = ""
            let body: String
            var limits = Limits()
        }

        static let stack = limit(.stack, 1 << 20)

        static func limit(_ name: LimitName, _ value: UInt64) -> Limits {
            Limits([name: Limit(soft: .finite(value), hard: .finite(value))])
        }

        static let nested = "let x = []\nlet i = 0\nwhile i < 40000 { x = [x]; i += 1 }\n"

        static let triggers = [
            Trigger(defect: "parser-recursion", body: "NEST", limits: stack),
            Trigger(
                defect: "evaluator-recursion",
                definitions:
                    "fn sum(n) {\n    if n == 0 { return 0 }\n    return n + sum(n - 1)\n}\n",
                body: "print sum(1000000)\n", limits: stack),
            Trigger(defect: "destructor-recursion", body: nested + "x = nil\n", limits: stack),
            Trigger(defect: "printer-recursion", body: nested + "print x\n", limits: stack),
            Trigger(
                defect: "compare-recursion",
                body: nested + "let y = []\ni = 0\nwhile i < 40000 { y = [y]; i += 1 }\n"
                    + "print x == y\n", limits: stack),
            Trigger(
                defect: "copy-recursion", body: nested + "let y = copy(x)\n", limits: stack),
            Trigger(
                defect: "null-argument", definitions: "fn add(a, b) { return a + b }\n",
                body: "print add(1)\n"),
            Trigger(
                defect: "null-closed-file",
                body: "let file = open(\"/dev/null\")\nclose(file)\nprint read(file)\n"),
            Trigger(
                defect: "nofile-null",
                body: "let files = []\n"
                    + "while len(files) < 20 { append(files, open(\"/dev/null\")) }\n",
                limits: limit(.openFiles, 12)),
            Trigger(
                defect: "unchecked-malloc", body: "print len(list(4000000, nil))\n",
                limits: limit(.addressSpace, 24 << 20)),
            Trigger(
                defect: "unchecked-mmap",
                body: "print len(repeat(\"0123456789abcdef\", 2000000))\n",
                limits: limit(.addressSpace, 24 << 20)),
            Trigger(defect: "assertion-abort", body: "print slice(\"brittle\", 5, 2)\n"),
            Trigger(
                defect: "division-overflow",
                body: "let smallest = -9223372036854775807 - 1\nprint smallest / -1\n"),
            Trigger(
                defect: "wild-index", body: "let xs = [1, 2, 3]\nprint xs[8589934592]\n"),
        ]

        /// Statements that do no harm, and say something different each time.
        private func filler(_ random: inout RandomStream) -> String {
            let name = "v\(random.below(100_000))"
            switch random.below(6) {
            case 0: return "let \(name) = \(random.below(1000)) + \(random.below(1000)) * 3\n"
            case 1: return "print \"\(name)\", [\(random.below(9)), \"x\"]\n"
            case 2: return "let \(name) = \"a\"; \(name) += \"\(random.below(9))\"\n"
            case 3: return "let \(name) = 0\nwhile \(name) < \(random.below(20)) { \(name) += 1 }\n"
            case 4: return "let \(name) = repeat(\"ab\", \(random.below(50)))\nprint len(\(name))\n"
            default: return "if \(random.below(2)) { print str(\(random.below(99))) }\n"
            }
        }

        /// A program in which a trigger stands somewhere inside.
        private func program(_ trigger: Trigger, _ random: inout RandomStream) -> String {
            var body = trigger.body
            if body == "NEST" {
                let depth = 20_000 + random.below(40_000)
                let (open, close) = random.element(of: [("(", ")"), ("[", "]")])
                body =
                    "print " + String(repeating: open, count: depth) + "1"
                    + String(repeating: close, count: depth) + "\n"
            }
            var definitions = trigger.definitions
            for _ in 0..<random.below(5) { body = filler(&random) + body }
            for level in 0..<random.below(6) {
                switch random.below(4) {
                case 0: body = "if 1 {\n\(body)}\n"
                case 1: body = "let w\(level) = 0\nwhile w\(level) < 1 { w\(level) += 1\n\(body)}\n"
                case 2: body = "if nil { print 1 } else {\n\(body)}\n"
                default:
                    definitions += "fn f\(level)() {\n\(body)}\n"
                    body = "f\(level)()\n"
                }
            }
            var before = ""
            for _ in 0..<random.below(5) { before += filler(&random) }
            return before + definitions + body
        }

        @Test func `a thousand crashes keep their defects apart, and each together`() throws {
            var found: [String: Set<String>] = [:]
            var count = 0
            for round in 0..<72 {
                for trigger in Self.triggers {
                    var random = RandomStream(
                        seed: 1, stream: trigger.defect, number: UInt64(round))
                    let text = program(trigger, &random)
                    let judgement = try observatory.examine(
                        text, by: [brittle, "--defect", trigger.defect, "@@"]
                    ) {
                        $0.limits = trigger.limits
                        $0.addressRandomization = .on
                    }.judgement
                    guard judgement.verdict == .crashed, let cause = judgement.cause else {
                        Issue.record("\(trigger.defect) \(round): \(judgement)\n\(text)")
                        return
                    }
                    #expect(cause.kind != .unknown, "\(trigger.defect): \(cause)")
                    count += 1
                    let signature = try #require(judgement.signature?.text)
                    found[signature, default: []].insert(trigger.defect)
                }
            }
            #expect(count >= 1000)
            for (signature, defects) in found where defects.count > 1 {
                Issue.record("\(defects.sorted()) share \(signature)")
            }
            var table: [String] = []
            for trigger in Self.triggers {
                let own = found.filter { $0.value.contains(trigger.defect) }.keys.sorted()
                #expect(own.count <= 3, "\(trigger.defect): \(own.joined(separator: "\n"))")
                table.append("\(trigger.defect) \(own.count)")
            }
            print("\(count) crashes, signatures of each defect: \(table.joined(separator: ", "))")
        }
    }
}
