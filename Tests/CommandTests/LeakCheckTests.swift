import Foundation
import Testing
import WringerModel

/// LeakSanitizer, which does not work in a traced process.
extension CommandTests {
    @Suite struct LeakCheckTests {
        let observatory: Observatory
        let path: String

        init() throws {
            observatory = try Observatory()
            path = try observatory.compile(
                """
                #include <stdio.h>
                #include <stdlib.h>
                int main(void) {
                    volatile char *lost = malloc(100);
                    lost[0] = 1;
                    lost = 0;
                    puts("done");
                    return 0;
                }
                """, "leaky", options: ["-fsanitize=address"])
        }

        @Test func `plainly it finds the leak`() throws {
            let ended = try observatory.lab.shell(path)
            #expect(ended.status != 0 && ended.error.contains("LeakSanitizer"), "\(ended)")
        }

        @Test func `under tracing it is turned off, and that is said`() throws {
            let observation = try observatory.observe([path])
            #expect(observation.outcome == .exited(code: 0), "\(observation.standardError)")
            #expect(observation.standardError == [])
            #expect(observation.notes.contains { $0.contains("detect_leaks=0") })
            #expect(observation.notes.contains { $0.contains("--no-trace") })
        }

        @Test func `without tracing it works`() throws {
            let observation = try observatory.observe([path]) { $0.tracing = .off }
            #expect(observation.outcome != .exited(code: 0))
            let text = String(decoding: observation.standardError, as: UTF8.self)
            #expect(text.contains("LeakSanitizer: detected memory leaks"), "\(text)")
            #expect(!observation.notes.contains { $0.contains("detect_leaks") })
        }

        @Test func `who decides on it is left alone, and other options stay`() throws {
            let own = try observatory.observe(
                [path], environment: ["ASAN_OPTIONS": "detect_leaks=1"])
            #expect(own.outcome != .exited(code: 0), "LeakSanitizer's own refusal")
            #expect(!own.notes.contains { $0.contains("detect_leaks") })
            let other = try observatory.observe(
                [path], environment: ["ASAN_OPTIONS": "exitcode=7:help=1"])
            let text = String(decoding: other.standardError, as: UTF8.self)
            #expect(text.contains("Available flags"), "the option help is still there: \(text)")
            #expect(other.outcome == .exited(code: 0))
        }

        @Test func `a program without it is left alone`() throws {
            let observation = try observatory.observe(["/usr/bin/env"])
            let text = String(decoding: observation.standardOutput, as: UTF8.self)
            #expect(text.contains("PATH=") && !text.contains("ASAN_OPTIONS"))
            #expect(observation.notes.isEmpty, "\(observation.notes)")
        }
    }
}
