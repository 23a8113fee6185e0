import Foundation
import Testing

/// What `wringer doctor` says, against what plain tools say of the same machine.
extension CommandTests {
    @Suite struct DoctorTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func doctor(
            _ person: Person = ourselves, within before: [String] = [], _ options: String...
        ) throws -> Ended {
            let command = before + person.prefix + [Person.program, "doctor"] + options
            let ended = try lab.start(command).wait()
            #expect(Lab.leftProcesses() == [], "no process is left of \(command)")
            return ended
        }

        /// Who runs the tests.
        private static var ourselves: Person { geteuid() == 0 ? .root : .ordinaryUser }

        private func shell(_ line: String, as person: Person = ourselves) throws -> Ended {
            let ended = try lab.start(person.prefix + ["/bin/sh", "-c", line]).wait()
            #expect(Lab.leftProcesses() == [])
            return ended
        }

        private func output(_ line: String, as person: Person = ourselves) throws -> String {
            try shell(line, as: person).output.trimmingCharacters(in: .whitespacesAndNewlines)
        }

        private func works(_ ability: String, _ ended: Ended) -> Bool? {
            ended.at("attempts", ability, "works") as? Bool
        }

        private func state(_ feature: String, _ ended: Ended) -> String? {
            let features = ended.at("features") as? [[String: Any]] ?? []
            return features.first { $0["name"] as? String == feature }?["state"] as? String
        }

        @Test(arguments: Person.here)
        func `it names the kernel, the user and the limits that other tools name`(
            _ person: Person
        ) throws {
            let ended = try doctor(person, "--json")
            #expect(ended.status == 0, "\(ended)")
            #expect(ended.at("version") as? Int == 1)
            #expect(try ended.text("kernel") == output("uname -r"))
            #expect(try ended.text("architecture") == output("uname -m"))
            #expect(try (ended.at("user") as? Int) == Int(output("id -u", as: person)))
            #expect(try (ended.at("room", "processors") as? Int) == Int(output("nproc")))
            let limit = ended.at("limits", "nofile", "hard") ?? ended.at("limits", "nofile")
            #expect(try "\(limit ?? "")" == output("ulimit -Hn", as: person))
        }

        @Test(arguments: [
            ("randomizeAddresses", "kernel/randomize_va_space"),
            ("corePattern", "kernel/core_pattern"), ("maximumProcessID", "kernel/pid_max"),
            ("perfEventParanoid", "kernel/perf_event_paranoid"),
            ("ptraceScope", "kernel/yama/ptrace_scope"),
            ("unprivilegedUserNamespaces", "kernel/unprivileged_userns_clone"),
            ("maximumUserNamespaces", "user/max_user_namespaces"),
        ])
        func `a setting is what its file says, or null without one`(
            _ key: String, _ file: String
        ) throws {
            let settings = try doctor(Self.ourselves, "--json").at("settings") as? [String: Any]
            let value = try #require(settings?[key])
            let said = try shell("cat /proc/sys/\(file)")
            if said.status == 0 {
                #expect("\(value)\n" == said.output)
            } else {
                #expect(value is NSNull)
            }
        }

        @Test(arguments: Person.here)
        func `a namespace is to be had exactly where unshare gets it`(_ person: Person) throws {
            let ended = try doctor(person, "--json")
            for (ability, options) in [
                ("processNamespace", "--fork --pid"), ("mountNamespace", "--mount"),
                ("networkNamespace", "--net"), ("ipcNamespace", "--ipc"),
                ("userNamespace", "--user"),
                ("enclosureProc", "--fork --pid --mount-proc --ipc"),
                ("userEnclosureProc", "--map-root-user --fork --pid --mount-proc --ipc"),
            ] {
                let known = try shell("unshare \(options) true", as: person).status == 0
                #expect(works(ability, ended) == known, "\(ability) as \(person)")
            }
        }

        @Test(arguments: Person.here)
        func `addresses and users are to be had as setarch and setpriv get them`(
            _ person: Person
        ) throws {
            let ended = try doctor(person, "--json")
            let fixed = try shell("setarch -R true", as: person).status == 0
            #expect(works("fixedAddresses", ended) == fixed)
            let change = "setpriv --reuid 1900000000 --regid 1900000000 --clear-groups true"
            #expect(works("changeUser", ended) == (try shell(change, as: person).status == 0))
        }

        @Test func `room is what df says, nearly`() throws {
            let ended = try doctor(Self.ourselves, "--json")
            let free = try #require(ended.at("room", "freeHere") as? Double)
            let said = try #require(Double(output("df -B1 --output=avail . | tail -n 1")))
            #expect(abs(free - said) < 1e9, "others write at the same time")
            let place = try #require(ended.text("room", "scratchPlace"))
            let kind = try output("stat -f -c %T \(place)")
            #expect(ended.at("room", "scratchInMemory") as? Bool == (kind == "tmpfs"))
        }

        @Test(arguments: Person.here)
        func `nothing is left: no group, no namespace, no folder`(_ person: Person) throws {
            let groups = "find /sys/fs/cgroup -name 'wringer-doctor-*' | wc -l"
            // Others make and leave namespaces at the same time: those of this program count.
            let namespaces =
                "lsns --noheadings --output COMMAND | grep -cF '\(Person.program) doctor'"
            let mounts = "cat /proc/self/mounts"
            let scratch = Lab.scratchFolders
            let before = try output(mounts)
            let ended = try doctor(person)
            #expect(ended.status == 0)
            #expect(try output(groups) == "0")
            #expect(try output(namespaces) == "0")
            #expect(try output(mounts) == before)
            #expect(Lab.scratchFolders.subtracting(scratch) == [])
        }

        @Test func `the text has a line for each feature and no colour in a pipe`() throws {
            let ended = try doctor()
            #expect(ended.output.contains("hunting is possible here"))
            for title in ["tracing and crash detail", "writes held in", "no network for targets"] {
                #expect(ended.output.contains("  \(title)  "))
            }
            #expect(!ended.output.contains("\u{1b}"))
            #expect(try doctor(Self.ourselves, "--color", "always").output.contains("\u{1b}[32mon"))
        }

        @Test(arguments: Person.here)
        func `a limit on processes is seen to bind an ordinary user and not root`(
            _ person: Person
        ) throws {
            let ended = try doctor(person, "--json")
            switch person {
            case .ordinaryUser: #expect(works("processLimit", ended) == true)
            case .root:
                #expect(ended.text("attempts", "processLimit", "result") == "no effect")
                #expect(works("processLimitOfOtherUser", ended) == true)
            }
        }

        @Test(.enabled(if: Person.here.count == 2, "a user of whom nothing else runs needs root"))
        func `where no child can be made, that is the answer`() throws {
            let nobodyElse = ["setpriv", "--reuid", "61199", "--regid", "61199", "--clear-groups"]
            let ended = try doctor(.root, within: ["prlimit", "--nproc=1"] + nobodyElse)
            #expect(ended.status == 3, "\(ended)")
            #expect(ended.error.contains("cannot start child"))
        }

        @Test(.enabled(if: Person.here.count == 2, "masking a part of /proc needs root"))
        func `where /proc is masked, a user has no namespaces of its own`() throws {
            let mask = "mount -t tmpfs none /proc/irq && exec \"$@\""
            let ended = try doctor(
                .ordinaryUser, within: ["unshare", "--mount", "sh", "-c", mask, "sh"], "--json")
            #expect(works("userEnclosure", ended) == true)
            #expect(works("userEnclosureProc", ended) == false)
            #expect(state("ownProcesses", ended) == "off")
            #expect(ended.status == 0)
        }

        @Test(.enabled(if: geteuid() == 0, "dropping capabilities needs some"))
        func `root without capabilities is told what is missing`() throws {
            let ended = try doctor(
                within: ["setpriv", "--bounding-set=-setuid,-sys_admin"], "--json")
            #expect(works("changeUser", ended) == false)
            #expect(works("enclosure", ended) == false)
            #expect(state("otherUser", ended) == "off")
            let missing = ended.at("missingCapabilities") as? [String] ?? []
            #expect(missing.contains("setuid") && missing.contains("sys_admin"))
        }

        @Test func `it takes no command of a target, and no argument`() throws {
            #expect(try doctor(Self.ourselves, "--", "lua5.4").status == 2)
            #expect(try doctor(Self.ourselves, "now").status == 2)
        }
    }
}
