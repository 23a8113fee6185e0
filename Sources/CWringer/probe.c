#define _GNU_SOURCE
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "wringer.h"
#include "wringer_probe.h"

pid_t probe_caller;

pid_t probe_fork(void) {
    pid_t pid = fork();
    // Whoever made us may be number 0 to us, in another process namespace: it is not checked.
    if (pid == 0) prctl(PR_SET_PDEATHSIG, SIGKILL);
    return pid;
}

int probe_reap(pid_t pid) {
    int status;
    while (waitpid(pid, &status, __WALL) < 0) {
        if (errno != EINTR) return errno;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
}

int probe_in_child(int (*body)(void)) {
    pid_t pid = probe_fork();
    if (pid < 0) return errno;
    if (pid == 0) _exit(body());
    return probe_reap(pid);
}

void probe_end(pid_t pid) {
    // 0, 1 and -1 would name processes that are not ours (kill(2)).
    if (pid > 1) kill(pid, SIGKILL);
    probe_reap(pid);
}

int probe_write(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return errno;
    size_t length = strlen(text);
    ssize_t count = write(file, text, length);
    int error = count < 0 ? errno : 0;
    close(file);
    if (error == 0 && (size_t)count != length) return EIO;
    return error;
}

typedef int (*probe_body)(void);

static const probe_body BODIES[] = {
    [WRINGER_PROBE_LAUNCH] = probe_launch,
    [WRINGER_PROBE_TRACED_LAUNCH] = probe_traced_launch,
    [WRINGER_PROBE_SEIZE] = probe_seize,
    [WRINGER_PROBE_SECCOMP_FILTER] = probe_seccomp_filter,
    [WRINGER_PROBE_SECCOMP_ERRNO] = probe_seccomp_errno,
    [WRINGER_PROBE_SECCOMP_TRACE] = probe_seccomp_trace,
    [WRINGER_PROBE_SECCOMP_NOTIFY] = probe_seccomp_notify,
    [WRINGER_PROBE_SECCOMP_KILL] = probe_seccomp_kill,
    [WRINGER_PROBE_SECCOMP_LOG] = probe_seccomp_log,
    [WRINGER_PROBE_LISTENER] = probe_listener,
    [WRINGER_PROBE_LISTENER_WAIT_KILLABLE] = probe_listener_wait_killable,
    [WRINGER_PROBE_LISTENER_SYNC_WAKE_UP] = probe_listener_sync_wake_up,
    [WRINGER_PROBE_LISTENER_CONTINUE] = probe_listener_continue,
    [WRINGER_PROBE_LISTENER_ADD_DESCRIPTOR] = probe_listener_add_descriptor,
    [WRINGER_PROBE_PIDFD_OPEN] = probe_pidfd_open,
    [WRINGER_PROBE_PIDFD_GETFD] = probe_pidfd_getfd,
    [WRINGER_PROBE_CLONE_PIDFD] = probe_clone_pidfd,
    [WRINGER_PROBE_CLONE3] = probe_clone3,
    [WRINGER_PROBE_CLOSE_RANGE] = probe_close_range,
    [WRINGER_PROBE_MEMORY_FILE] = probe_memory_file,
    [WRINGER_PROBE_LANDLOCK_FILES] = probe_landlock_files,
    [WRINGER_PROBE_LANDLOCK_SIGNALS] = probe_landlock_signals,
    [WRINGER_PROBE_NAMESPACE_PID] = probe_namespace_pid,
    [WRINGER_PROBE_NAMESPACE_MOUNT] = probe_namespace_mount,
    [WRINGER_PROBE_NAMESPACE_NETWORK] = probe_namespace_network,
    [WRINGER_PROBE_NAMESPACE_IPC] = probe_namespace_ipc,
    [WRINGER_PROBE_NAMESPACE_USER] = probe_namespace_user,
    [WRINGER_PROBE_ENCLOSURE] = probe_enclosure,
    [WRINGER_PROBE_ENCLOSURE_PROC] = probe_enclosure_proc,
    [WRINGER_PROBE_ENCLOSURE_VIEW] = probe_enclosure_view,
    [WRINGER_PROBE_ENCLOSURE_NETWORK] = probe_enclosure_network,
    [WRINGER_PROBE_ENCLOSURE_MEMORY] = probe_enclosure_memory,
    [WRINGER_PROBE_USER_ENCLOSURE] = probe_user_enclosure,
    [WRINGER_PROBE_USER_ENCLOSURE_PROC] = probe_user_enclosure_proc,
    [WRINGER_PROBE_USER_ENCLOSURE_VIEW] = probe_user_enclosure_view,
    [WRINGER_PROBE_USER_ENCLOSURE_NETWORK] = probe_user_enclosure_network,
    [WRINGER_PROBE_USER_ENCLOSURE_MEMORY] = probe_user_enclosure_memory,
    [WRINGER_PROBE_FIXED_ADDRESSES] = probe_fixed_addresses,
    [WRINGER_PROBE_CHANGE_USER] = probe_change_user,
    [WRINGER_PROBE_NO_NEW_PRIVILEGES] = probe_no_new_privileges,
    [WRINGER_PROBE_DROP_CAPABILITIES] = probe_drop_capabilities,
    [WRINGER_PROBE_PROCESS_LIMIT] = probe_process_limit,
    [WRINGER_PROBE_PROCESS_LIMIT_OF_OTHER_USER] = probe_process_limit_of_other_user,
};

// A group that holds one process: the one that joins it can make no other.
static int probe_group(const char *folder) {
    char path[4096];
    snprintf(path, sizeof path, "%s/pids.max", folder);
    int error = probe_write(path, "1");
    if (error != 0) return error;
    snprintf(path, sizeof path, "%s/cgroup.procs", folder);
    error = probe_write(path, "0");
    if (error != 0) return error;
    pid_t pid = probe_fork();
    if (pid == 0) _exit(0);
    if (pid < 0) return errno == EAGAIN ? 0 : errno;
    probe_reap(pid);
    return PROBE_NO_EFFECT;
}

// Becomes the leader of a group of its own, which ends together when time is over.
static _Noreturn void run(int32_t probe, const char *_Nullable folder) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The caller may have died before the call; then nobody would ever end this child.
    if (getppid() != probe_caller) _exit(EINTR);
    _exit(folder ? probe_group(folder) : BODIES[probe]());
}

static int64_t milliseconds_now(void) {
    return wringer_now_ns() / 1000000;
}

// Waits at most that long, then ends the child and its whole group; gives its wait status.
static int await(pid_t pid, int timeout_ms, int *timed_out) {
    int64_t deadline = milliseconds_now() + timeout_ms;
    struct timespec pause = {.tv_nsec = 100000};
    siginfo_t ended = {.si_pid = 0};
    // Not reaped yet, its id is nobody else's.
    while (waitid(P_PID, pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0 &&
           milliseconds_now() < deadline) {
        nanosleep(&pause, NULL);
    }
    *timed_out = ended.si_pid == 0;
    // 0, 1 and -1 would name processes that are not ours (kill(2)).
    if (pid > 1) {
        kill(-pid, SIGKILL);
        kill(pid, SIGKILL);
    }
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    return status;
}

static int start(int32_t probe, const char *_Nullable folder, int timeout_ms,
                 struct wringer_probed *probed) {
    *probed = (struct wringer_probed){.result = WRINGER_PROBE_WORKS};
    // Ignored, children would be reaped by the kernel and their codes lost (waitpid(2)).
    struct sigaction action = {.sa_handler = SIG_DFL};
    if (sigaction(SIGCHLD, &action, NULL) != 0) return -1;
    probe_caller = getpid();
    pid_t pid = fork();
    if (pid < 0) return -1;
    if (pid == 0) run(probe, folder);
    int timed_out = 0;
    int status = await(pid, timeout_ms, &timed_out);
    if (timed_out) {
        probed->result = WRINGER_PROBE_TIMED_OUT;
    } else if (WIFSIGNALED(status)) {
        probed->result = WRINGER_PROBE_DIED;
        probed->number = WTERMSIG(status);
    } else if (WEXITSTATUS(status) == PROBE_NO_EFFECT) {
        probed->result = WRINGER_PROBE_NO_EFFECT;
    } else if (WEXITSTATUS(status) != 0) {
        probed->result = WRINGER_PROBE_REFUSED;
        probed->number = WEXITSTATUS(status);
    }
    return 0;
}

int wringer_probe(enum wringer_probe probe, int timeout_ms, struct wringer_probed *probed) {
    return start((int32_t)probe, NULL, timeout_ms, probed);
}

int wringer_probe_group(const char *folder, int timeout_ms, struct wringer_probed *probed) {
    return start(0, folder, timeout_ms, probed);
}
