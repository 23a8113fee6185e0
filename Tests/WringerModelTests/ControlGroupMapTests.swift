import Testing
import WringerModel

@Suite struct ControlGroupMapTests {
    private static let unifiedMount =
        "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate"

    @Test func `without a mount there is nothing`() {
        let map = ControlGroupMap(
            mounts: "22 1 254:0 / / rw - ext4 /dev/vda rw\n", membership: "0::/\n")
        #expect(map.layout == .none)
        #expect(map.counting == nil)
        #expect(map.unified == nil)
    }

    @Test func `version 2 alone: our group is below its mount`() {
        let map = ControlGroupMap(
            mounts: Self.unifiedMount, membership: "0::/user.slice/user-1000.slice\n")
        #expect(map.layout == .v2)
        #expect(
            map.unified
                == ControlGroup(
                    folder: "/sys/fs/cgroup/user.slice/user-1000.slice", version: 2))
        #expect(map.legacyControllers == [])
    }

    @Test func `both versions: controllers of the old one, without the named hierarchy`() {
        let map = ControlGroupMap(
            mounts: """
                40 1 0:30 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
                41 1 0:31 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
                42 1 0:32 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd
                43 1 0:33 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                """,
            membership: "9:name=systemd:/\n8:pids:/a/b\n2:cpu,cpuacct:/\n0::/\n")
        #expect(map.layout == .hybrid)
        #expect(map.legacyControllers == ["cpu", "cpuacct", "pids"])
        #expect(map.counting == ControlGroup(folder: "/sys/fs/cgroup/pids/a/b", version: 1))
        #expect(map.unified == ControlGroup(folder: "/sys/fs/cgroup/unified", version: 2))
    }

    @Test func `the old version alone`() {
        let map = ControlGroupMap(
            mounts: "40 1 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
            membership: "4:memory:/\n")
        #expect(map.layout == .v1)
        #expect(map.counting == nil)
    }

    @Test(arguments: [
        ("/docker/1", "/docker/1", "/sys/fs/cgroup"),
        ("/docker/1", "/docker/1/a", "/sys/fs/cgroup/a"),
        ("/docker/1", "/docker/10", "/sys/fs/cgroup"), ("/docker/1", "/", "/sys/fs/cgroup"),
    ])
    func `in a container a part of the hierarchy is mounted`(
        _ root: String, _ place: String, _ folder: String
    ) {
        let map = ControlGroupMap(
            mounts: "30 23 0:26 \(root) /sys/fs/cgroup ro - cgroup2 cgroup rw",
            membership: "0::\(place)\n")
        #expect(map.unified?.folder == folder)
    }

    @Test func `an escaped path is read`() {
        let map = ControlGroupMap(
            mounts: #"30 23 0:26 / /mnt/a\040b\134 rw - cgroup2 none rw"#, membership: "0::/c:d\n")
        #expect(map.unified?.folder == #"/mnt/a b\/c:d"#)
    }

    @Test(arguments: ["", "\n\n", "a b c", "- - -", "1 2 3 4 5 -", ":::::", "0::"])
    func `nonsense is no group`(_ text: String) {
        let map = ControlGroupMap(mounts: text, membership: text)
        #expect(map.layout == .none)
    }
}
