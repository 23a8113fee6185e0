#define _GNU_SOURCE
#include "tracee.h"

#include <elf.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>

#include "wringer_intercept.h"

int wringer_read_registers(pid_t task, struct wringer_registers *registers) {
    struct iovec window = {&registers->all, sizeof registers->all};
    return (int)ptrace(PTRACE_GETREGSET, task, (void *)NT_PRSTATUS, &window);
}

int wringer_write_registers(pid_t task, const struct wringer_registers *registers) {
    struct wringer_registers copy = *registers;
    struct iovec window = {&copy.all, sizeof copy.all};
    return (int)ptrace(PTRACE_SETREGSET, task, (void *)NT_PRSTATUS, &window);
}

#if defined(__x86_64__)

uint64_t wringer_program_counter(const struct wringer_registers *registers) {
    return registers->all.rip;
}

void wringer_set_program_counter(struct wringer_registers *registers, uint64_t address) {
    registers->all.rip = address;
    // Else the kernel may take the task for one in a call, and move it back to restart that.
    registers->all.orig_rax = (unsigned long long)-1;
}

uint64_t wringer_stack_pointer(const struct wringer_registers *registers) {
    return registers->all.rsp;
}

uint64_t *wringer_argument(struct wringer_registers *registers, int index) {
    struct user_regs_struct *all = &registers->all;
    unsigned long long *places[6] = {&all->rdi, &all->rsi, &all->rdx,
                                     &all->r10, &all->r8,  &all->r9};
    return (uint64_t *)places[index];
}

uint64_t *wringer_result(struct wringer_registers *registers) {
    return (uint64_t *)&registers->all.rax;
}

int wringer_set_call_number(pid_t task, struct wringer_registers *registers, int64_t number) {
    registers->all.orig_rax = (unsigned long long)number;
    return wringer_write_registers(task, registers);
}

int64_t wringer_call_number(pid_t task, struct wringer_registers *registers) {
    (void)task;
    return (int64_t)registers->all.orig_rax;
}

#elif defined(__aarch64__)

uint64_t wringer_program_counter(const struct wringer_registers *registers) {
    return registers->all.pc;
}

void wringer_set_program_counter(struct wringer_registers *registers, uint64_t address) {
    registers->all.pc = address;
}

uint64_t wringer_stack_pointer(const struct wringer_registers *registers) {
    return registers->all.sp;
}

uint64_t *wringer_argument(struct wringer_registers *registers, int index) {
    return (uint64_t *)&registers->all.regs[index];
}

uint64_t *wringer_result(struct wringer_registers *registers) {
    return (uint64_t *)&registers->all.regs[0];
}

// The number is not among the general registers (ptrace(2), NT_ARM_SYSTEM_CALL).
int wringer_set_call_number(pid_t task, struct wringer_registers *registers, int64_t number) {
    int32_t value = (int32_t)number;
    struct iovec window = {&value, sizeof value};
    if (ptrace(PTRACE_SETREGSET, task, (void *)NT_ARM_SYSTEM_CALL, &window) != 0) return -1;
    return wringer_write_registers(task, registers);
}

int64_t wringer_call_number(pid_t task, struct wringer_registers *registers) {
    (void)registers;
    int32_t value = -1;
    struct iovec window = {&value, sizeof value};
    if (ptrace(PTRACE_GETREGSET, task, (void *)NT_ARM_SYSTEM_CALL, &window) != 0) return -1;
    return value;
}

#endif

int wringer_read_call(pid_t task, struct wringer_call *call) {
    *call = (struct wringer_call){0};
    struct __ptrace_syscall_info information;
    long size = ptrace(PTRACE_GET_SYSCALL_INFO, task, (void *)sizeof information, &information);
    if (size <= 0) return -1;
    switch (information.op) {
    case PTRACE_SYSCALL_INFO_ENTRY:
        call->place = WRINGER_CALL_ENTRY;
        call->number = (int64_t)information.entry.nr;
        memcpy(call->arguments, information.entry.args, sizeof call->arguments);
        return 0;
    case PTRACE_SYSCALL_INFO_SECCOMP:
        call->place = WRINGER_CALL_FILTERED;
        call->number = (int64_t)information.seccomp.nr;
        memcpy(call->arguments, information.seccomp.args, sizeof call->arguments);
        return 0;
    case PTRACE_SYSCALL_INFO_EXIT:
        call->place = WRINGER_CALL_EXIT;
        call->result = information.exit.rval;
        return 0;
    default:
        call->place = WRINGER_CALL_NONE;
        return 0;
    }
}

int wringer_skip_call(pid_t task, int64_t result) {
    struct wringer_registers registers;
    if (wringer_read_registers(task, &registers) != 0) return -1;
    *wringer_result(&registers) = (uint64_t)result;
    return wringer_set_call_number(task, &registers, -1);
}

int wringer_change_argument(pid_t task, int index, uint64_t value) {
    struct wringer_registers registers;
    if (wringer_read_registers(task, &registers) != 0) return -1;
    *wringer_argument(&registers, index) = value;
    return wringer_write_registers(task, &registers);
}

int wringer_change_result(pid_t task, int64_t result) {
    struct wringer_registers registers;
    if (wringer_read_registers(task, &registers) != 0) return -1;
    *wringer_result(&registers) = (uint64_t)result;
    return wringer_write_registers(task, &registers);
}

// What a call gives inside the kernel that a signal interrupted: it fails with EINTR where the
// handler of the signal wants that, or is made again; or is made again in any case
// (linux/errno.h).
enum { RESTART_UNLESS_WANTED = -512, RESTART_ALWAYS = -513 };

int64_t wringer_interrupted_call(pid_t task) {
    struct wringer_registers registers;
    if (wringer_read_registers(task, &registers) != 0) return -1;
    if ((int64_t)*wringer_result(&registers) != RESTART_UNLESS_WANTED) return -1;
    return wringer_call_number(task, &registers);
}

int wringer_restart_call(pid_t task) {
    return wringer_change_result(task, RESTART_ALWAYS);
}

int wringer_restore_argument(pid_t task, int index, uint64_t value) {
#if defined(__aarch64__)
    // The first argument shares its register with the result.
    if (index == 0) return 0;
#endif
    return wringer_change_argument(task, index, value);
}

int64_t wringer_read_memory(pid_t task, uint64_t address, void *bytes, size_t count) {
    struct iovec own = {bytes, count};
    struct iovec other = {(void *)(uintptr_t)address, count};
    return process_vm_readv(task, &own, 1, &other, 1, 0);
}

int64_t wringer_write_memory(pid_t task, uint64_t address, const void *bytes, size_t count) {
    struct iovec own = {(void *)(uintptr_t)bytes, count};
    struct iovec other = {(void *)(uintptr_t)address, count};
    return process_vm_writev(task, &own, 1, &other, 1, 0);
}

// Page by page: a string may end just before memory that is not there.
int64_t wringer_read_text(pid_t task, uint64_t address, char *text, size_t count) {
    size_t length = 0;
    while (length + 1 < count) {
        size_t to_page_end = 4096 - (address + length) % 4096;
        size_t room = count - 1 - length;
        size_t wanted = to_page_end < room ? to_page_end : room;
        int64_t got = wringer_read_memory(task, address + length, text + length, wanted);
        if (got <= 0) return -1;
        char *end = memchr(text + length, 0, (size_t)got);
        if (end) return end - text;
        length += (size_t)got;
        if ((size_t)got < wanted) return -1;
    }
    text[length] = 0;
    return (int64_t)length;
}
