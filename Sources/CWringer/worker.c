#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/keyctl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"
#include "wringer.h"

struct worker_start {
    const struct wringer_worker_plan *plan;
    struct wringer_worker_started *started;
    uid_t user;
    gid_t group;
};

static int write_text(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t count = write(file, text, strlen(text));
    int error = errno;
    close(file);
    errno = error;
    return count == (ssize_t)strlen(text) ? 0 : -1;
}

// The one mapping that a process without privilege may write (user_namespaces(7)): itself.
static int map_user(const struct worker_start *start) {
    char text[64];
    if (write_text("/proc/self/setgroups", "deny") != 0) return -1;
    snprintf(text, sizeof text, "%u %u 1", start->user, start->user);
    if (write_text("/proc/self/uid_map", text) != 0) return -1;
    snprintf(text, sizeof text, "%u %u 1", start->group, start->group);
    return write_text("/proc/self/gid_map", text);
}

// Keeps the capabilities of the new user namespace over exec: without uid 0 only ambient ones
// survive (capabilities(7)).
static int keep_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2];
    if (syscall(SYS_capget, &header, data) != 0) return -1;
    for (int half = 0; half < 2; half++) data[half].inheritable = data[half].permitted;
    if (syscall(SYS_capset, &header, data) != 0) return -1;
    for (int number = 0; number < 64; number++) {
        if (!(data[number / 32].permitted >> number % 32 & 1)) continue;
        if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, number, 0, 0) != 0) return -1;
    }
    return 0;
}

static int run_worker(void *argument) {
    struct worker_start *start = argument;
    struct wringer_worker_started *started = start->started;
    // The one that started us cannot have ended: it waits in the kernel until we exec.
    started->step = WRINGER_WORKER_PARENT_DEATH;
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) goto failed;
    if (start->plan->namespaces & CLONE_NEWUSER) {
        started->step = WRINGER_WORKER_USER;
        if (map_user(start) != 0) goto failed;
    }
    if (start->plan->namespaces & CLONE_NEWNS) {
        started->step = WRINGER_WORKER_MOUNTS;
        if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) goto failed;
        // Processes have other ids here, so that the old one would name the wrong ones.
        started->step = WRINGER_WORKER_PROC;
        unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
        if (mount("proc", "/proc", "proc", flags, NULL) != 0) goto failed;
    }
    if (start->plan->namespaces & CLONE_NEWUSER && start->user != 0) {
        started->step = WRINGER_WORKER_CAPABILITIES;
        if (keep_capabilities() != 0) goto failed;
    }
    started->step = WRINGER_WORKER_EXECUTE;
    execve("/proc/self/exe", (char **)start->plan->argv, environ);
failed:
    started->error = errno;
    _exit(127);
}

uint64_t wringer_worker_namespaces(int with_user) {
    return CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | (with_user ? CLONE_NEWUSER : 0);
}

int wringer_start_worker(const struct wringer_worker_plan *plan,
                         struct wringer_worker_started *started) {
    *started = (struct wringer_worker_started){.pidfd = -1};
    char *stack = wringer_child_stack();
    if (!stack) return -1;
    struct worker_start start = {
        .plan = plan, .started = started, .user = geteuid(), .group = getegid()};
    int flags = CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD | (int)plan->namespaces;
    pid_t pid = clone(run_worker, stack, flags, &start, &started->pidfd);
    if (pid < 0) {
        started->error = errno;
        return -1;
    }
    if (started->error == 0) {
        started->pid = pid;
        return 0;
    }
    int status;
    while (waitpid(pid, &status, __WALL) < 0 && errno == EINTR) {}
    close(started->pidfd);
    started->pidfd = -1;
    errno = started->error;
    return -1;
}

// A real-time signal is queued with its value: nothing that a terminal sends to the whole process
// group of both is taken for it.
int wringer_forward_signal(pid_t worker, int signal) {
    return sigqueue(worker, SIGRTMIN, (union sigval){.sival_int = signal});
}

int wringer_begin_worker(void) {
    if (prctl(PR_SET_NAME, "wringer-worker") != 0) return -1;
    // A keyring of our own: that of a person's session is not a target's to read or to clear. A
    // kernel without keyrings has none to keep.
    syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL);
    return prctl(PR_SET_PDEATHSIG, SIGKILL);
}
