#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>

#include "wringer.h"
#include "wringer_intercept.h"

uint64_t wringer_trace_options(void) {
    return PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
           PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXIT | PTRACE_O_TRACESECCOMP |
           PTRACE_O_TRACESYSGOOD;
}

static int64_t nanoseconds(struct timeval time) {
    return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL;
}

static void classify_stop(struct wringer_child_change *change, int status) {
    int event = status >> 16;
    change->value = WSTOPSIG(status);
    if (event == PTRACE_EVENT_STOP) {
        // SIGTRAP marks the first stop of a new tracee, any other signal a group stop (ptrace(2)).
        change->kind = change->value == SIGTRAP ? WRINGER_EVENT_STOP : WRINGER_GROUP_STOP;
        if (change->kind == WRINGER_EVENT_STOP) change->value = event;
    } else if (event != 0) {
        change->kind = WRINGER_EVENT_STOP;
        change->value = event;
    } else if (change->value == (SIGTRAP | 0x80)) {
        change->kind = WRINGER_CALL_STOP;
    } else {
        change->kind = WRINGER_SIGNAL_STOP;
    }
}

void wringer_next_change(struct wringer_child_change *change) {
    *change = (struct wringer_child_change){0};
    int status;
    struct rusage usage;
    pid_t pid;
    do pid = wait4(-1, &status, __WALL | WNOHANG, &usage);
    while (pid < 0 && errno == EINTR);
    if (pid <= 0) {
        change->kind = pid == 0 ? WRINGER_NOTHING : WRINGER_NO_CHILDREN;
        return;
    }
    change->pid = pid;
    if (WIFSTOPPED(status)) {
        classify_stop(change, status);
        return;
    }
    change->kind = WIFEXITED(status) ? WRINGER_EXITED : WRINGER_SIGNALLED;
    change->value = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
    change->user_ns = nanoseconds(usage.ru_utime);
    change->system_ns = nanoseconds(usage.ru_stime);
    change->minor_faults = usage.ru_minflt;
    change->major_faults = usage.ru_majflt;
}

void wringer_resume(pid_t pid, int signal) {
    ptrace(PTRACE_CONT, pid, NULL, (long)signal);
}

void wringer_resume_to_call(pid_t pid, int signal) {
    ptrace(PTRACE_SYSCALL, pid, NULL, (long)signal);
}

void wringer_listen(pid_t pid) {
    ptrace(PTRACE_LISTEN, pid, NULL, NULL);
}

int wringer_signal_detail(pid_t pid, struct wringer_signal_detail *detail) {
    *detail = (struct wringer_signal_detail){0};
    siginfo_t information;
    if (ptrace(PTRACE_GETSIGINFO, pid, NULL, &information) != 0) return -1;
    detail->code = information.si_code;
    if (information.si_code <= 0) detail->sender = information.si_pid;
    else detail->address = (uint64_t)(uintptr_t)information.si_addr;
    struct user_regs_struct registers;
    struct iovec window = {&registers, sizeof registers};
    if (ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &window) != 0) return -1;
#if defined(__x86_64__)
    detail->stack_pointer = registers.rsp;
    detail->instruction_pointer = registers.rip;
#elif defined(__aarch64__)
    detail->stack_pointer = registers.sp;
    detail->instruction_pointer = registers.pc;
#endif
    return 0;
}
