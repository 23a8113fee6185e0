#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"
#include "wringer.h"

// The user that targets run as: in a container's user namespace not every number is one.
enum { TARGET_USER = 1900000000, ASK = -1 };

int probe_fixed_addresses(void) {
    if (personality(ADDR_NO_RANDOMIZE) == -1) return errno;
    int now = personality((unsigned long)ASK);
    if (now == -1) return errno;
    return now & ADDR_NO_RANDOMIZE ? 0 : PROBE_NO_EFFECT;
}

int probe_change_user(void) {
    if (setgroups(0, NULL) != 0) return errno;
    if (setresgid(TARGET_USER, TARGET_USER, TARGET_USER) != 0) return errno;
    if (setresuid(TARGET_USER, TARGET_USER, TARGET_USER) != 0) return errno;
    // There must be no way back.
    return geteuid() == TARGET_USER && setresuid(0, 0, 0) != 0 ? 0 : PROBE_NO_EFFECT;
}

int probe_no_new_privileges(void) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? 0 : PROBE_NO_EFFECT;
}

int probe_drop_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2] = {0};
    if (syscall(SYS_capset, &header, data) != 0) return errno;
    if (syscall(SYS_capget, &header, data) != 0) return errno;
    return data[0].permitted == 0 && data[1].permitted == 0 ? 0 : PROBE_NO_EFFECT;
}

// No process at all is allowed: where that binds, none can be made.
int probe_process_limit(void) {
    struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_NPROC, &none) != 0) return errno;
    pid_t pid = probe_fork();
    if (pid == 0) _exit(0);
    if (pid < 0) return errno == EAGAIN ? 0 : errno;
    probe_reap(pid);
    return PROBE_NO_EFFECT;
}

int probe_process_limit_of_other_user(void) {
    int error = probe_change_user();
    return error != 0 ? error : probe_process_limit();
}

static int restrict_self(void) {
    int ruleset = wringer_make_ruleset(0);
    if (ruleset < 0) return errno;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    return syscall(SYS_landlock_restrict_self, ruleset, 0) == 0 ? 0 : errno;
}

int probe_landlock_files(void) {
    int error = restrict_self();
    if (error != 0) return error;
    // Everybody may write there, but who may write nowhere.
    if (open("/dev/null", O_WRONLY | O_CLOEXEC) >= 0) return PROBE_NO_EFFECT;
    return errno == EACCES ? 0 : errno;
}

int probe_landlock_signals(void) {
    int error = restrict_self();
    if (error != 0) return error;
    // Signal 0 is sent to nobody, but it is checked whether it could be (kill(2)).
    if (probe_caller <= 1) return ESRCH;
    if (kill(probe_caller, 0) == 0) return PROBE_NO_EFFECT;
    return errno == EPERM ? 0 : errno;
}
