#define _GNU_SOURCE
#include "child.h"

#include <errno.h>
#include <linux/capability.h>
#include <linux/close_range.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "raw_call.h"

_Static_assert(sizeof(struct wringer_instruction) == sizeof(struct sock_filter),
               "an instruction has the kernel's layout");

static void fail(struct wringer_child *child, long error) {
    child->launched->error = (int32_t)-error;
    for (;;) raw_call(SYS_exit_group, 127, 0, 0, 0, 0);
}

static void begin(struct wringer_child *child, enum wringer_step step) {
    child->launched->step = step;
}

static void check(struct wringer_child *child, long result) {
    if (result < 0) fail(child, result);
}

static void place_descriptors(struct wringer_child *child) {
    for (int number = 0; number < 3; number++) {
        int source = child->plan->descriptors[number];
        if (source >= 0) {
            check(child, raw_call(SYS_dup3, source, number, 0, 0, 0));
        } else {
            raw_call(SYS_close, number, 0, 0, 0, 0);
        }
    }
    check(child, raw_call(SYS_close_range, 3, ~0U, 0, 0, 0));
}

static void apply_limits(struct wringer_child *child) {
    for (size_t index = 0; index < child->plan->limit_count; index++) {
        const struct wringer_limit *limit = &child->plan->limits[index];
        struct {
            uint64_t soft, hard;
        } value = {limit->soft, limit->hard};
        child->launched->limit_index = (int32_t)index;
        check(child, raw_call(SYS_prlimit64, 0, limit->resource, (long)&value, 0, 0));
    }
}

static void install_filter(struct wringer_child *child) {
    struct {
        unsigned short length;
        const void *instructions;
    } program = {child->plan->filter_length, child->plan->filter};
    check(child, raw_call(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, (long)&program, 0, 0));
}

static void enter_namespaces(struct wringer_child *child) {
    const struct wringer_plan *plan = child->plan;
    if (plan->network >= 0) check(child, raw_call(SYS_setns, plan->network, CLONE_NEWNET, 0, 0, 0));
    if (plan->view >= 0) check(child, raw_call(SYS_setns, plan->view, CLONE_NEWNS, 0, 0, 0));
}

// Another user where that is wanted, and no capability in any case. The raw calls change this
// task alone, where libc's would change every thread.
static void drop_privileges(struct wringer_child *child) {
    const struct wringer_plan *plan = child->plan;
    if (plan->changes_user) {
        long user = plan->user, group = plan->group;
        check(child, raw_call(SYS_setgroups, 0, 0, 0, 0, 0));
        check(child, raw_call(SYS_setresgid, group, group, group, 0, 0));
        check(child, raw_call(SYS_setresuid, user, user, user, 0, 0));
    }
    if (plan->stays_root) {
        // Else exec gives a root user its capabilities back (no_new_privs then takes them away
        // again), and as for any program that gains some it undoes our personality: addresses
        // would be randomised (capabilities(7), personality(2)).
        long bits = SECBIT_NOROOT | SECBIT_NOROOT_LOCKED;
        check(child, raw_call(SYS_prctl, PR_SET_SECUREBITS, bits, 0, 0, 0));
    }
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {0};
    check(child, raw_call(SYS_capset, (long)&header, (long)none, 0, 0, 0));
}

static void die_with_parent(struct wringer_child *child) {
    check(child, raw_call(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0));
    // The parent may have died before the call; then nobody would ever end this child.
    if (raw_call(SYS_getppid, 0, 0, 0, 0, 0) != child->parent) fail(child, -ESRCH);
}

static void wait_for_parent(struct wringer_child *child) {
    while (!__atomic_load_n(&child->may_go, __ATOMIC_ACQUIRE)) {
        raw_call(SYS_futex, (long)&child->may_go, FUTEX_WAIT_PRIVATE, 0, 0, 0);
    }
}

int wringer_child_main(void *argument) {
    struct wringer_child *child = argument;
    const struct wringer_plan *plan = child->plan;

    // A session of its own: the target has no terminal of ours to write to or to be stopped by.
    begin(child, WRINGER_STEP_SESSION);
    check(child, raw_call(SYS_setsid, 0, 0, 0, 0, 0));
    if (!plan->randomizes_addresses) {
        begin(child, WRINGER_STEP_PERSONALITY);
        check(child, raw_call(SYS_personality, ADDR_NO_RANDOMIZE, 0, 0, 0, 0));
    }
    raw_call(SYS_umask, 022, 0, 0, 0, 0);
    begin(child, WRINGER_STEP_NAMESPACES);
    enter_namespaces(child);
    begin(child, WRINGER_STEP_WORKING_FOLDER);
    check(child, raw_call(SYS_chdir, (long)plan->working_folder, 0, 0, 0, 0));
    begin(child, WRINGER_STEP_CONTAINMENT);
    check(child, raw_call(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    if (plan->ruleset >= 0) {
        check(child, raw_call(SYS_landlock_restrict_self, plan->ruleset, 0, 0, 0, 0));
    }
    begin(child, WRINGER_STEP_DESCRIPTORS);
    place_descriptors(child);
    if (plan->controls_terminal) {
        begin(child, WRINGER_STEP_TERMINAL);
        check(child, raw_call(SYS_ioctl, 0, TIOCSCTTY, 0, 0, 0));
    }
    begin(child, WRINGER_STEP_PARENT_DEATH);
    die_with_parent(child);
    if (plan->traced) wait_for_parent(child);
    // Limits while we may still raise them, where we ever could.
    begin(child, WRINGER_STEP_LIMIT);
    apply_limits(child);
    begin(child, WRINGER_STEP_PRIVILEGES);
    drop_privileges(child);
    // A change of user takes the death signal away (prctl(2)).
    begin(child, WRINGER_STEP_PARENT_DEATH);
    die_with_parent(child);
    if (plan->filter) {
        begin(child, WRINGER_STEP_FILTER);
        install_filter(child);
    }
    uint64_t no_signals = 0;
    raw_call(SYS_rt_sigprocmask, SIG_SETMASK, (long)&no_signals, 0, sizeof no_signals, 0);
    begin(child, WRINGER_STEP_EXECUTE);
    fail(child, raw_call(SYS_execve, (long)plan->executable, (long)plan->argv, (long)plan->envp, 0,
                         0));
    return 0;
}
