#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"
#include "wringer.h"

// A child that does nothing until it is ended.
static pid_t start_waiting(void) {
    pid_t pid = probe_fork();
    if (pid == 0) {
        for (;;) pause();
    }
    return pid;
}

static pid_t wait_for(pid_t pid, int *status) {
    pid_t found;
    do found = waitpid(pid, status, __WALL);
    while (found < 0 && errno == EINTR);
    return found;
}

// Ends a child whose every stop is ours to answer.
static void end_tracee(pid_t pid) {
    if (pid > 1) kill(pid, SIGKILL);
    int status;
    while (wait_for(pid, &status) == pid && WIFSTOPPED(status)) {
        ptrace(PTRACE_CONT, pid, NULL, NULL);
    }
}

// ---------------------------------------------------------------------------------- launching

// Starts this same program as a target is started, all steps included, and ends it at once.
// Addresses stay random: whether they can be fixed is a question of its own.
static int launch(int traced) {
    const char *argv[] = {"wringer", "--version", NULL};
    const char *envp[] = {NULL};
    struct wringer_limit limits[] = {{RLIMIT_CORE, 0, 0}};
    int ruleset = wringer_landlock_version() > 0 ? wringer_make_ruleset(0) : -1;
    struct wringer_plan plan = {
        .executable = "/proc/self/exe",
        .argv = argv,
        .envp = envp,
        .working_folder = "/",
        .descriptors = {-1, -1, -1},
        .view = -1,
        .network = -1,
        .ruleset = ruleset,
        .randomizes_addresses = 1,
        .traced = traced,
        .trace_options = wringer_trace_options(),
        .limits = limits,
        .limit_count = 1,
    };
    if (wringer_block_signals() != 0) return errno;
    struct wringer_launched launched;
    if (wringer_launch(&plan, &launched) != 0) return errno;
    if (launched.pid == 0) return launched.error != 0 ? launched.error : EINTR;
    end_tracee(launched.pid);
    return 0;
}

int probe_launch(void) {
    return launch(0);
}

int probe_traced_launch(void) {
    return launch(1);
}

int probe_seize(void) {
    pid_t pid = start_waiting();
    if (pid < 0) return errno;
    int result = 0;
    if (ptrace(PTRACE_SEIZE, pid, NULL, PTRACE_O_EXITKILL) != 0 ||
        ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) != 0) {
        result = errno;
    } else {
        int status;
        if (wait_for(pid, &status) != pid || status >> 16 != PTRACE_EVENT_STOP) {
            result = PROBE_NO_EFFECT;
        }
    }
    end_tracee(pid);
    return result;
}

// -------------------------------------------------------------------------------- descriptors

int probe_pidfd_open(void) {
    return syscall(SYS_pidfd_open, getpid(), 0) >= 0 ? 0 : errno;
}

int probe_pidfd_getfd(void) {
    pid_t pid = start_waiting();
    if (pid < 0) return errno;
    int result = 0;
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (pidfd < 0 || syscall(SYS_pidfd_getfd, pidfd, 0, 0) < 0) result = errno;
    probe_end(pid);
    return result;
}

int probe_clone_pidfd(void) {
    int pidfd = -1;
    long pid = syscall(SYS_clone, CLONE_PIDFD | SIGCHLD, NULL, &pidfd, NULL, NULL);
    if (pid < 0) return errno;
    if (pid == 0) _exit(0);
    probe_reap((pid_t)pid);
    return pidfd >= 0 ? 0 : PROBE_NO_EFFECT;
}

int probe_clone3(void) {
    int pidfd = -1;
    struct clone_args arguments = {
        .flags = CLONE_PIDFD, .pidfd = (uintptr_t)&pidfd, .exit_signal = SIGCHLD};
    long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (pid < 0) return errno;
    if (pid == 0) _exit(0);
    probe_reap((pid_t)pid);
    return pidfd >= 0 ? 0 : PROBE_NO_EFFECT;
}

int probe_close_range(void) {
    int number = dup(0);
    if (number < 0) return errno;
    if (syscall(SYS_close_range, number, number, 0) != 0) return errno;
    return fcntl(number, F_GETFD) == -1 ? 0 : PROBE_NO_EFFECT;
}

int probe_memory_file(void) {
    return wringer_memory_file() >= 0 ? 0 : errno;
}
