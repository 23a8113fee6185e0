#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "wringer.h"

int wringer_install_filter(const struct wringer_instruction *filter, uint16_t length) {
    struct sock_fprog program = {length, (struct sock_filter *)filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

// Each kind is listed by its index, up to the highest one in use (shmctl(2), SHM_STAT).
void wringer_remove_ipc(void) {
    struct shm_info memory;
    int last = shmctl(0, SHM_INFO, (struct shmid_ds *)&memory);
    for (int i = 0; memory.used_ids > 0 && i <= last; i++) {
        struct shmid_ds entry;
        shmctl(shmctl(i, SHM_STAT, &entry), IPC_RMID, NULL);
    }
    struct seminfo semaphores;
    last = semctl(0, 0, SEM_INFO, &semaphores);
    for (int i = 0; semaphores.semusz > 0 && i <= last; i++) {
        struct semid_ds entry;
        semctl(semctl(i, 0, SEM_STAT, &entry), 0, IPC_RMID);
    }
    struct msginfo queues;
    last = msgctl(0, MSG_INFO, (struct msqid_ds *)&queues);
    for (int i = 0; queues.msgpool > 0 && i <= last; i++) {
        struct msqid_ds entry;
        msgctl(msgctl(i, MSG_STAT, &entry), IPC_RMID, NULL);
    }
}

int wringer_pidfd_kill(int pidfd, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0);
}

int wringer_become_subreaper(void) {
    return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

int wringer_block_signals(void) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    // Fails for the two that cannot be changed, and for those of the C library.
    for (int signal = 1; signal < NSIG; signal++) sigaction(signal, &action, NULL);
    sigset_t set;
    sigfillset(&set);
    int synchronous[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS, SIGABRT};
    for (size_t i = 0; i < sizeof synchronous / sizeof *synchronous; i++) {
        sigdelset(&set, synchronous[i]);
    }
    return sigprocmask(SIG_SETMASK, &set, NULL);
}

void wringer_end_by_signal(int signal) {
    // SIGQUIT would leave a core of ours; nobody wants it.
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigaction(signal, &action, NULL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal);
    raise(signal);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    _exit(128 + signal);
}

int wringer_signal_descriptor(void) {
    // A child's signal must not be ignored, or the kernel drops it and reaps children itself.
    struct sigaction action = {.sa_handler = SIG_DFL};
    if (sigaction(SIGCHLD, &action, NULL) != 0) return -1;
    sigset_t set;
    sigemptyset(&set);
    int wanted[] = {SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) sigaddset(&set, wanted[i]);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int wringer_worker_signal_descriptor(void) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    if (sigaction(SIGCHLD, &action, NULL) != 0) return -1;
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGRTMIN);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int wringer_next_signals(int descriptor, int32_t *signals) {
    struct signalfd_siginfo records[WRINGER_SIGNAL_COUNT];
    ssize_t size = read(descriptor, records, sizeof records);
    int count = size > 0 ? (int)(size / (ssize_t)sizeof *records) : 0;
    int taken = 0;
    for (int i = 0; i < count; i++) {
        int is_forwarded = (int)records[i].ssi_signo == SIGRTMIN;
        // Both are 0 where the starter is outside of our process namespace; nobody inside can be.
        if (is_forwarded && (pid_t)records[i].ssi_pid != getppid()) continue;
        signals[taken++] = is_forwarded ? records[i].ssi_int : (int32_t)records[i].ssi_signo;
    }
    return taken;
}

int wringer_await_child(int64_t nanoseconds) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    struct timespec timeout = {.tv_sec = nanoseconds / 1000000000,
                               .tv_nsec = nanoseconds % 1000000000};
    return sigtimedwait(&set, NULL, &timeout) == SIGCHLD;
}

int wringer_pipe(int32_t *read_end, int32_t *write_end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    *read_end = ends[0];
    *write_end = ends[1];
    return 0;
}

int wringer_memory_file(void) {
    return memfd_create("wringer", MFD_CLOEXEC);
}

int wringer_poll(struct pollfd *descriptors, size_t count, int64_t timeout_ns) {
    struct timespec timeout = {timeout_ns / 1000000000, timeout_ns % 1000000000};
    return ppoll(descriptors, count, timeout_ns < 0 ? NULL : &timeout, NULL);
}

int wringer_exchange(const char *left, const char *right) {
    return renameat2(AT_FDCWD, left, AT_FDCWD, right, RENAME_EXCHANGE);
}

int wringer_set_pipe_size(int descriptor, int bytes) {
    return fcntl(descriptor, F_SETPIPE_SZ, bytes);
}

int wringer_set_nonblocking(int descriptor) {
    return fcntl(descriptor, F_SETFL, O_NONBLOCK);
}

int wringer_own_limit(int resource, uint64_t *soft, uint64_t *hard) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return -1;
    *soft = limit.rlim_cur;
    *hard = limit.rlim_max;
    return 0;
}

const char *wringer_error_text(int error) {
    return strerrordesc_np(error);
}

int64_t wringer_now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}
