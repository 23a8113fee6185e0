// Finding out what this kernel allows, by doing it.

#ifndef WRINGER_PROBE_PUBLIC_H
#define WRINGER_PROBE_PUBLIC_H

#include <stdint.h>

#pragma clang assume_nonnull begin

// What a kernel may allow. Each is tried for real in a child that is thrown away, and counts only
// where its effect was seen. The second half of the namespaces is in one of users as well.
enum wringer_probe {
    WRINGER_PROBE_LAUNCH,        // this program as a target is started, untraced
    WRINGER_PROBE_TRACED_LAUNCH, // the same, seized before it runs
    WRINGER_PROBE_SEIZE,         // ptrace(2) of an own child with PTRACE_O_EXITKILL
    WRINGER_PROBE_SECCOMP_FILTER,
    WRINGER_PROBE_SECCOMP_ERRNO, // this and the next four: SECCOMP_GET_ACTION_AVAIL
    WRINGER_PROBE_SECCOMP_TRACE,
    WRINGER_PROBE_SECCOMP_NOTIFY,
    WRINGER_PROBE_SECCOMP_KILL,
    WRINGER_PROBE_SECCOMP_LOG,
    WRINGER_PROBE_LISTENER, // a call that is notified and answered; EBUSY: somebody listens
    WRINGER_PROBE_LISTENER_WAIT_KILLABLE,
    WRINGER_PROBE_LISTENER_SYNC_WAKE_UP,
    WRINGER_PROBE_LISTENER_CONTINUE,
    WRINGER_PROBE_LISTENER_ADD_DESCRIPTOR,
    WRINGER_PROBE_PIDFD_OPEN,
    WRINGER_PROBE_PIDFD_GETFD,
    WRINGER_PROBE_CLONE_PIDFD,
    WRINGER_PROBE_CLONE3,
    WRINGER_PROBE_CLOSE_RANGE,
    WRINGER_PROBE_MEMORY_FILE,
    WRINGER_PROBE_LANDLOCK_FILES,
    WRINGER_PROBE_LANDLOCK_SIGNALS,
    WRINGER_PROBE_NAMESPACE_PID, // this and the next four: one kind alone
    WRINGER_PROBE_NAMESPACE_MOUNT,
    WRINGER_PROBE_NAMESPACE_NETWORK,
    WRINGER_PROBE_NAMESPACE_IPC,
    WRINGER_PROBE_NAMESPACE_USER,
    WRINGER_PROBE_ENCLOSURE,      // all that a worker has, at the same time
    WRINGER_PROBE_ENCLOSURE_PROC, // a /proc of its own
    WRINGER_PROBE_ENCLOSURE_VIEW, // all of it read-only: mount_setattr(2) with AT_RECURSIVE
    WRINGER_PROBE_ENCLOSURE_NETWORK,
    WRINGER_PROBE_ENCLOSURE_MEMORY, // a file system in memory of its own
    WRINGER_PROBE_USER_ENCLOSURE,
    WRINGER_PROBE_USER_ENCLOSURE_PROC,
    WRINGER_PROBE_USER_ENCLOSURE_VIEW,
    WRINGER_PROBE_USER_ENCLOSURE_NETWORK,
    WRINGER_PROBE_USER_ENCLOSURE_MEMORY,
    WRINGER_PROBE_FIXED_ADDRESSES, // personality(2) with ADDR_NO_RANDOMIZE, read back
    WRINGER_PROBE_CHANGE_USER,     // to the user that targets run as, without a way back
    WRINGER_PROBE_NO_NEW_PRIVILEGES,
    WRINGER_PROBE_DROP_CAPABILITIES,
    WRINGER_PROBE_PROCESS_LIMIT, // RLIMIT_NPROC 0: no child can be made
    WRINGER_PROBE_PROCESS_LIMIT_OF_OTHER_USER,
};

enum wringer_probe_result {
    WRINGER_PROBE_WORKS,
    WRINGER_PROBE_REFUSED,   // number: the errno
    WRINGER_PROBE_NO_EFFECT, // the kernel said yes and nothing changed
    WRINGER_PROBE_TIMED_OUT,
    WRINGER_PROBE_DIED, // number: the signal that ended the child, as of a seccomp filter
};

struct wringer_probed {
    int32_t result; // enum wringer_probe_result
    int32_t number;
};

// Tries one thing in a child, which is gone with all that it made when this returns. The caller
// has one thread. Sets the action of SIGCHLD to the default. Returns 0, or -1 with errno where no
// child can be made.
int wringer_probe(enum wringer_probe probe, int timeout_ms, struct wringer_probed *probed);
// The same for a control group that is made for this: a child joins it and finds that it can make
// no further process (pids.max of 1; Documentation/admin-guide/cgroup-v2.rst).
int wringer_probe_group(const char *folder, int timeout_ms, struct wringer_probed *probed);

// Whether a path is on a file system in memory (tmpfs); 0 also where that cannot be asked.
int wringer_is_in_memory(const char *path);
// The processors that this process may run on (sched_getaffinity(2)); 0 above 1024 of them.
int wringer_processor_count(void);

#pragma clang assume_nonnull end

#endif
