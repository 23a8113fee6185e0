import Testing
import WringerModel

@Suite struct TargetIdentityTests {
    private func file(_ path: String, _ digest: String) -> TargetIdentity.File {
        TargetIdentity.File(path: path, sha256: digest, buildID: nil)
    }

    private func identity(
        _ binary: String = "b", libraries: [String] = ["l1", "l2"], scripts: [String] = [],
        path: String = "/usr/bin/lua"
    ) -> TargetIdentity {
        TargetIdentity(
            command: [path], binary: file(path, binary),
            libraries: libraries.map { file("/lib/\($0)", $0) },
            scripts: scripts.map { file("/s/\($0)", $0) })
    }

    @Test func `the same files elsewhere are the same build`() {
        #expect(identity().isSameBuild(as: identity(path: "/opt/lua")))
        #expect(identity().isSameBuild(as: identity(libraries: ["l2", "l1"])))
        #expect(identity(scripts: ["a", "b"]).isSameBuild(as: identity(scripts: ["b", "a"])))
    }

    @Test func `another binary, library or script is another build`() {
        #expect(!identity().isSameBuild(as: identity("c")))
        #expect(!identity().isSameBuild(as: identity(libraries: ["l1", "l3"])))
        #expect(!identity().isSameBuild(as: identity(libraries: ["l1"])))
        #expect(!identity().isSameBuild(as: identity(libraries: ["l1", "l2", "l2"])))
        #expect(!identity().isSameBuild(as: identity(scripts: ["a"])))
    }

    @Test func `an identity is encoded and read back`() throws {
        let identity = TargetIdentity(
            command: ["/bin/x", "@@"],
            binary: TargetIdentity.File(path: "/bin/x", sha256: "00", buildID: "ff"),
            libraries: [file("/lib/y", "11")], scripts: [])
        #expect(
            try JSON.text(identity)
                == #"{"binary":{"buildID":"ff","path":"/bin/x","sha256":"00"},"#
                + #""command":["/bin/x","@@"],"#
                + #""libraries":[{"path":"/lib/y","sha256":"11"}],"scripts":[]}"#)
        #expect(try JSON.roundTrip(identity) == identity)
    }
}
