internal import WringerModel

/// What a person can do about what is missing; a command where there is one.
enum Advice {
    static let leaveContainer = "run outside of this container, or with docker run --privileged"

    /// A container covers parts of /proc, and then no whole one can be mounted.
    static let procStep = "docker run --security-opt systempaths=unconfined, or outside of it"

    /// Towards namespaces. The switches of distributions come before what containers forbid.
    static func namespaces(_ facts: KernelFacts) -> String {
        guard facts.user != 0 else { return leaveContainer }
        let settings = facts.settings
        if settings.unprivilegedUserNamespaces == 0 {
            return "sysctl kernel.unprivileged_userns_clone=1, or run as root"
        }
        if settings.maximumUserNamespaces == 0 {
            return "sysctl user.max_user_namespaces=10000, or run as root"
        }
        if settings.restrictedUserNamespaces == 1 {
            return "sysctl kernel.apparmor_restrict_unprivileged_userns=0, or run as root"
        }
        if [.invalid, .notImplemented].contains(facts[.userNamespace].error) {
            return "run as root, or a kernel with CONFIG_USER_NS"
        }
        return "run as root, outside of a container"
    }

    /// Towards Landlock (landlock(7)): ENOSYS, it is not compiled in; EOPNOTSUPP, it is not used.
    static func landlock(_ facts: KernelFacts) -> String {
        switch facts[.landlockFiles].error {
        case .notImplemented: "Linux 5.13 or later with CONFIG_SECURITY_LANDLOCK"
        case .notSupported: "boot with landlock among the names in lsm="
        default: leaveContainer
        }
    }

    /// Why nothing can be traced, and towards tracing (ptrace(2), Yama.rst).
    static func tracing(_ facts: KernelFacts) -> (reason: String, step: String) {
        let refusal = "tracing a child: \(facts[.tracedLaunch])"
        if let tracer = facts.tracer {
            return (
                "\(refusal); process \(tracer) traces us, and nobody has two tracers",
                "run without strace or a debugger"
            )
        }
        switch facts.settings.ptraceScope {
        case 2:
            return (
                "\(refusal) under kernel.yama.ptrace_scope=2",
                "sysctl kernel.yama.ptrace_scope=1, or run as root"
            )
        case .some(3...):
            return (
                "\(refusal) under kernel.yama.ptrace_scope=3, which stays until the next boot",
                "boot with kernel.yama.ptrace_scope=1"
            )
        default: return (refusal, "docker run --cap-add SYS_PTRACE, or outside of a container")
        }
    }

    /// Towards a control group of our own.
    static func group(_ groups: ControlGroupFacts) -> String {
        switch groups.child.error {
        case .readOnlyFiles: leaveContainer
        case .denied, .notPermitted:
            groups.own?.version == 2
                ? "systemd-run --user --scope -p Delegate=yes wringer ..., or run as root"
                : "run as root"
        default: leaveContainer
        }
    }
}
