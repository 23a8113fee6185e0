#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"

// Our own names: Debian 12's headers are of Linux 6.1.
enum {
    FLAG_WAIT_KILLABLE = 1 << 5,          // Linux 5.19
    SYNC_WAKE_UP = 1,                     // Linux 6.6
    ANSWER = 4711,                        // what no session has as its number in a probe
    UNUSUAL_ERROR = ENOTTY,               // what getsid(2) never gives
};
#define SET_LISTENER_FLAGS SECCOMP_IOW(4, uint64_t)

// Loads a filter that does `action` to getsid(2), which nothing else in a probe calls.
static int load(unsigned int action, unsigned int flags) {
    struct sock_filter instructions[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getsid, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, action),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof instructions / sizeof *instructions, instructions};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

int probe_seccomp_filter(void) {
    if (load(SECCOMP_RET_ERRNO | UNUSUAL_ERROR, 0) != 0) return errno;
    return getsid(0) == -1 && errno == UNUSUAL_ERROR ? 0 : PROBE_NO_EFFECT;
}

static int ask(unsigned int action) {
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0 ? 0 : errno;
}

int probe_seccomp_errno(void) {
    return ask(SECCOMP_RET_ERRNO);
}

int probe_seccomp_trace(void) {
    return ask(SECCOMP_RET_TRACE);
}

int probe_seccomp_notify(void) {
    return ask(SECCOMP_RET_USER_NOTIF);
}

int probe_seccomp_kill(void) {
    return ask(SECCOMP_RET_KILL_PROCESS);
}

int probe_seccomp_log(void) {
    return ask(SECCOMP_RET_LOG);
}

// ------------------------------------------------------------------------------- notification

enum reply { REPLY_VALUE, REPLY_CONTINUE, REPLY_DESCRIPTOR };

// What the kernel writes may grow: it says how large its structures are.
union notice {
    struct seccomp_notif value;
    char room[512];
};
union response {
    struct seccomp_notif_resp value;
    char room[512];
};

// Puts descriptor 0 into the process that waits for its answer.
static int add_descriptor(int listener, uint64_t notice) {
    struct seccomp_notif_addfd request = {.id = notice, .srcfd = 0};
    int added = ioctl(listener, SECCOMP_IOCTL_NOTIF_ADDFD, &request);
    if (added < 0) return errno;
    return added > 2 ? 0 : PROBE_NO_EFFECT;
}

static int reply(int listener, enum reply kind) {
    union notice notice = {.room = {0}};
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &notice) != 0) return errno;
    if (notice.value.data.nr != SYS_getsid) return PROBE_NO_EFFECT;
    int result = 0;
    if (kind == REPLY_DESCRIPTOR) result = add_descriptor(listener, notice.value.id);
    union response response = {.room = {0}};
    response.value.id = notice.value.id;
    response.value.val = ANSWER;
    if (kind == REPLY_CONTINUE) {
        response.value.val = 0;
        response.value.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    }
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response) != 0 && result == 0) return errno;
    return result;
}

// A child calls, its parent listens and answers, as a target and its worker do.
static int listen(unsigned int flags, enum reply kind) {
    // Asked before the filter is there.
    pid_t session = getsid(0);
    int listener = load(SECCOMP_RET_USER_NOTIF, SECCOMP_FILTER_FLAG_NEW_LISTENER | flags);
    if (listener < 0) return errno;
    pid_t caller = probe_fork();
    if (caller < 0) return errno;
    if (caller == 0) {
        pid_t expected = kind == REPLY_CONTINUE ? session : ANSWER;
        _exit(getsid(0) == expected ? 0 : PROBE_NO_EFFECT);
    }
    int result = reply(listener, kind);
    // Without an answer it would wait for ever.
    if (result != 0) {
        probe_end(caller);
        return result;
    }
    return probe_reap(caller);
}

int probe_listener(void) {
    return listen(0, REPLY_VALUE);
}

int probe_listener_wait_killable(void) {
    return listen(FLAG_WAIT_KILLABLE, REPLY_VALUE);
}

int probe_listener_continue(void) {
    return listen(0, REPLY_CONTINUE);
}

int probe_listener_add_descriptor(void) {
    return listen(0, REPLY_DESCRIPTOR);
}

int probe_listener_sync_wake_up(void) {
    int listener = load(SECCOMP_RET_USER_NOTIF, SECCOMP_FILTER_FLAG_NEW_LISTENER);
    if (listener < 0) return errno;
    return ioctl(listener, SET_LISTENER_FLAGS, SYNC_WAKE_UP) == 0 ? 0 : errno;
}
