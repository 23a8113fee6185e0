// Taking over a target before its first instruction, and the calls that it makes from then on.

#ifndef WRINGER_INTERCEPT_H
#define WRINGER_INTERCEPT_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "wringer.h"

#pragma clang assume_nonnull begin

// Lets a stopped tracee go on to the next entry or exit of a system call (PTRACE_SYSCALL).
void wringer_resume_to_call(pid_t pid, int signal);

// Where a stopped task is in a system call.
enum wringer_call_place {
    WRINGER_CALL_NONE,
    WRINGER_CALL_ENTRY,
    WRINGER_CALL_FILTERED, // at its entry, by a filter (SECCOMP_RET_TRACE)
    WRINGER_CALL_EXIT,
};

struct wringer_call {
    int32_t place;  // enum wringer_call_place
    int64_t number; // but for exits
    uint64_t arguments[6];
    int64_t result; // of exits; a negated errno where it failed
};

// Of a task that is stopped in a call (PTRACE_GET_SYSCALL_INFO, Linux 5.3). Returns 0 or -1.
int wringer_read_call(pid_t task, struct wringer_call *call);
// At the entry of a call: it is not made, and gives `result`. Returns 0 or -1.
int wringer_skip_call(pid_t task, int64_t result);
// At the entry of a call: it is made with another argument, which has to be given back at its
// exit, since the kernel leaves it in the register of the program.
int wringer_change_argument(pid_t task, int index, uint64_t value);
int wringer_restore_argument(pid_t task, int index, uint64_t value);
// At the exit of a call: what it gives.
int wringer_change_result(pid_t task, int64_t result);
// Of a task that is about to get a signal: the number of the call that the signal interrupted and
// that may fail with EINTR for it, or -1. It can be made again instead.
int64_t wringer_interrupted_call(pid_t task);
int wringer_restart_call(pid_t task);
// The memory of a task (process_vm_readv(2)). Return the number of bytes, or -1.
int64_t wringer_read_memory(pid_t task, uint64_t address, void *bytes, size_t count);
int64_t wringer_write_memory(pid_t task, uint64_t address, const void *bytes, size_t count);
// A text that ends with NUL, cut at `count`. Returns its length, or -1.
int64_t wringer_read_text(pid_t task, uint64_t address, char *text, size_t count);

// What a filter is, and what has to be known to put it in.
struct wringer_filter {
    const struct wringer_instruction *instructions;
    uint16_t length;
    int32_t wants_listener; // not 0: some calls are notified
    int32_t handles_close;  // not 0: close(2) is among the calls that it is about
};

// Where a program is stopped behind its dynamic loader: before its first instruction
// (getauxval(3), AT_ENTRY), or behind a call that was written over it and installs its filter.
struct wringer_break {
    uint64_t address;
    uint64_t words[2];      // what was there
    int32_t advance;        // of the stop from the address; 0: nothing was installed
    int64_t moves_stack;    // by how much what was written there moves the stack
    uint64_t way_back;      // where the program closes its copy of the listener and returns
    uint64_t registers[34]; // at the stop; of use to CWringer alone
};

// Makes a program that is stopped at its exec stop by SIGTRAP when its loader is done. With a
// filter that is installed at once where this can be: then `advance` is not 0, and what ends the
// break is wringer_end_installation. Returns 0, or -1.
int wringer_break_at_entry(pid_t task, const struct wringer_filter *_Nullable filter,
                           struct wringer_break *set);
// Whether a task that is stopped by SIGTRAP has come to it; only then it can be ended.
int wringer_has_reached(pid_t task, struct wringer_break *set);
// Puts back what was there, and the task before it.
int wringer_end_break(pid_t task, const struct wringer_break *set);
// The same for a program that has installed its filter. `process` is a pidfd of it. `listener` is
// close-on-exec, and -1 where there is none. Returns 0, or -1 with errno: of seccomp(2), of
// pidfd_getfd(2), or ESRCH where the task ended.
int wringer_end_installation(pid_t task, int process, const struct wringer_break *set,
                             const struct wringer_filter *filter, int32_t *listener);
// From the stop at exec to the end of that call: at the first instruction. Returns 0, or -1 where
// the task ended instead.
int wringer_leave_exec(pid_t task);

// Where a stopped task is, and from which address it makes the calls of wringer_insert_filter:
// those a filter has to let through.
uint64_t wringer_stopped_at(pid_t task);
uint64_t wringer_unfiltered_address(uint64_t program_counter);
// Makes a task that is stopped before an instruction, and is the only one of its process, install
// a filter; it then is as it was before. `process` is a pidfd of it. Where it is stopped by a
// break, that is `reached`, and is ended; else NULL. `listener` is close-on-exec,
// and -1 where there is none. Returns 0, or -1 with errno: of seccomp(2), of pidfd_getfd(2), or
// ESRCH where the task ended.
int wringer_insert_filter(pid_t task, int process, const struct wringer_break *_Nullable reached,
                          const struct wringer_filter *filter, int32_t *listener);

struct wringer_notification {
    uint64_t id;
    pid_t task;
    int32_t number;
    uint64_t arguments[6];
};

// Makes a listener wake who waits at it at once: without it an answer waits for the scheduler
// (SECCOMP_IOCTL_NOTIF_SET_FLAGS, Linux 6.6; older kernels refuse it).
void wringer_hasten(int listener);
// The next call that waits at a listener, which poll(2) has said is there. Returns 0, or -1 with
// errno: ENOENT where its task has ended.
int wringer_receive(int listener, struct wringer_notification *notification);
// The call is not made and fails with `error`, or for 0 gives `value`; or is made. Return 0, or -1
// with errno: ENOENT where its task has ended.
int wringer_answer(int listener, uint64_t id, int error, int64_t value);
int wringer_let_go_on(int listener, uint64_t id);
// Whether a call still waits: what was read of its task meanwhile is then that task's.
int wringer_is_waiting(int listener, uint64_t id);
int wringer_signal_task(pid_t process, pid_t task, int signal);

#pragma clang assume_nonnull end

#endif
