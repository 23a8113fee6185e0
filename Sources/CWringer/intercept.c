// Makes a stopped target install a filter, and answers the calls that the filter hands over.

#define _GNU_SOURCE
#include <errno.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "entry.h"
#include "tracee.h"
#include "wringer_intercept.h"

// Debian 12's headers are those of Linux 6.1.
#ifndef SECCOMP_IOCTL_NOTIF_SET_FLAGS
#define SECCOMP_IOCTL_NOTIF_SET_FLAGS SECCOMP_IOW(4, __u64)
#endif
enum { SYNCHRONOUS_WAKE_UP = 1 };

// -------------------------------------------------------------- calls in the name of a target

// Waits for a stop by this signal; what else the task does stays there to be waited for.
static int await_stop(pid_t task, int signal) {
    siginfo_t information = {0};
    int result;
    do result = waitid(P_PID, (id_t)task, &information, WEXITED | WSTOPPED | __WALL | WNOWAIT);
    while (result != 0 && errno == EINTR);
    if (result != 0) return -1;
    if (information.si_code != CLD_TRAPPED || information.si_status != signal) {
        errno = ESRCH;
        return -1;
    }
    int status;
    return waitpid(task, &status, __WALL) == task ? 0 : -1;
}

int wringer_leave_exec(pid_t task) {
    if (ptrace(PTRACE_SYSCALL, task, NULL, NULL) != 0) return -1;
    return await_stop(task, SIGTRAP | 0x80);
}

// Lets the task make one call at the place where it is, where a break follows the call, and gives
// what that returned: one stop, where PTRACE_SYSCALL has two.
static int make_call(pid_t task, const struct wringer_registers *before, int64_t number,
                     const uint64_t arguments[3], int64_t *result) {
    struct wringer_registers registers = *before;
    wringer_set_program_counter(&registers, wringer_program_counter(before));
#if defined(__x86_64__)
    registers.all.rax = (unsigned long long)number;
#elif defined(__aarch64__)
    registers.all.regs[8] = (unsigned long long)number;
#endif
    for (int index = 0; index < 3; index++) {
        *wringer_argument(&registers, index) = arguments[index];
    }
    if (wringer_write_registers(task, &registers) != 0) return -1;
    if (ptrace(PTRACE_CONT, task, NULL, NULL) != 0 || await_stop(task, SIGTRAP) != 0) return -1;
    struct wringer_registers after;
    if (wringer_read_registers(task, &after) != 0) return -1;
    uint64_t behind = wringer_program_counter(before) + CALL_SIZE + BREAK_ADVANCES;
    if (wringer_program_counter(&after) != behind) {
        errno = ESRCH;
        return -1;
    }
    *result = (int64_t)*wringer_result(&after);
    return 0;
}

int wringer_take_listener(int process, int number) {
    return (int)syscall(SYS_pidfd_getfd, process, number, 0);
}

struct target_filter {
    uint16_t length;
    uint64_t instructions;
};

int wringer_place_filter(pid_t task, const struct wringer_filter *filter, uint64_t end,
                         uint64_t *place) {
    size_t size = filter->length * sizeof *filter->instructions;
    uint64_t instructions = (end - size) & ~(uint64_t)15;
    struct target_filter program = {.length = filter->length, .instructions = instructions};
    *place = instructions - sizeof program;
    uint64_t call[WRINGER_CALL_WORDS] = {SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                                         wringer_filter_flags(filter), *place};
    struct iovec own[] = {{call, sizeof call},
                          {&program, sizeof program},
                          {(void *)(uintptr_t)filter->instructions, size}};
    struct iovec other = {(void *)(uintptr_t)(*place - sizeof call),
                          sizeof call + sizeof program + size};
    return process_vm_writev(task, own, 3, &other, 1, 0) == (ssize_t)other.iov_len ? 0 : -1;
}

uint64_t wringer_filter_flags(const struct wringer_filter *filter) {
    // Without the second, every signal interrupts a call that waits for its answer (Linux 5.19).
    return filter->wants_listener
               ? SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
               : 0;
}

// Installs the filter, and takes its listener away from the task.
static int install(pid_t task, int process, const struct wringer_registers *before,
                   const struct wringer_filter *filter, int32_t *listener) {
    uint64_t place;
    // Below its stack, where nothing is yet.
    if (wringer_place_filter(task, filter, wringer_stack_pointer(before) - RED_ZONE, &place) != 0)
        return -1;
    int64_t result;
    uint64_t flags = wringer_filter_flags(filter);
    uint64_t arguments[3] = {SECCOMP_SET_MODE_FILTER, flags, place};
    if (make_call(task, before, SYS_seccomp, arguments, &result) != 0) return -1;
    if (result < 0) {
        errno = (int)-result;
        return -1;
    }
    if (!filter->wants_listener) return 0;
    int theirs = (int)result;
    *listener = wringer_take_listener(process, theirs);
    if (*listener < 0) return -1;
    uint64_t descriptor[3] = {(uint64_t)theirs, 0, 0};
    if (make_call(task, before, SYS_close, descriptor, &result) != 0) return -1;
    if (result != 0) {
        errno = EBADF;
        return -1;
    }
    return 0;
}

int wringer_insert_filter(pid_t task, int process, const struct wringer_break *_Nullable reached,
                          const struct wringer_filter *filter, int32_t *listener) {
    *listener = -1;
    struct wringer_registers before;
    if (wringer_read_registers(task, &before) != 0) return -1;
    // A signal in the middle would be delivered to code that is not the target's.
    // The trap of the break must get through: the kernel forces it on a task that blocks it, and
    // takes its action away for that (signal.c, force_sig_info_to_task).
    uint64_t mask, all = ~((uint64_t)1 << (SIGTRAP - 1));
    if (ptrace(PTRACE_GETSIGMASK, task, (void *)sizeof mask, &mask) != 0) return -1;
    if (ptrace(PTRACE_SETSIGMASK, task, (void *)sizeof all, &all) != 0) return -1;
    uint64_t address = wringer_program_counter(&before), word;
    if (reached) {
        address = reached->address;
        wringer_set_program_counter(&before, address);
    }
    if (wringer_replace_text(task, address, wringer_call_and_break, CALL_SIZE + BREAK_SIZE, &word)
        != 0)
        return -1;
    if (reached) word = reached->words[0];
    int result = install(task, process, &before, filter, listener);
    int error = errno;
    wringer_restore_text(task, address, word);
    wringer_set_program_counter(&before, address);
    wringer_write_registers(task, &before);
    ptrace(PTRACE_SETSIGMASK, task, (void *)sizeof mask, &mask);
    if (result != 0 && *listener >= 0) {
        close(*listener);
        *listener = -1;
    }
    errno = error;
    return result;
}

uint64_t wringer_unfiltered_address(uint64_t program_counter) {
    return program_counter + CALL_SIZE;
}

uint64_t wringer_stopped_at(pid_t task) {
    struct wringer_registers registers;
    return wringer_read_registers(task, &registers) == 0 ? wringer_program_counter(&registers) : 0;
}

// --------------------------------------------------------------------------- notifications

void wringer_hasten(int listener) {
    ioctl(listener, SECCOMP_IOCTL_NOTIF_SET_FLAGS, SYNCHRONOUS_WAKE_UP);
}

int wringer_receive(int listener, struct wringer_notification *notification) {
    struct seccomp_notif request;
    // The kernel refuses one that is not empty.
    memset(&request, 0, sizeof request);
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &request) != 0) return -1;
    notification->id = request.id;
    notification->task = (pid_t)request.pid;
    notification->number = request.data.nr;
    memcpy(notification->arguments, request.data.args, sizeof notification->arguments);
    return 0;
}

int wringer_answer(int listener, uint64_t id, int error, int64_t value) {
    struct seccomp_notif_resp answer = {.id = id, .error = -error, .val = value};
    return ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

int wringer_let_go_on(int listener, uint64_t id) {
    struct seccomp_notif_resp answer = {.id = id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
    return ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

int wringer_is_waiting(int listener, uint64_t id) {
    return ioctl(listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &id) == 0;
}

int wringer_signal_task(pid_t process, pid_t task, int signal) {
    return (int)syscall(SYS_tgkill, process, task, signal);
}
