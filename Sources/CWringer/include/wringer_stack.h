// The stacks of traced threads, as libdw (elfutils) unwinds them.

#ifndef WRINGER_STACK_PUBLIC_H
#define WRINGER_STACK_PUBLIC_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

enum { WRINGER_MAXIMUM_STACKS = 64, WRINGER_MAXIMUM_REGISTERS = 34 };

enum wringer_stack_end {
    WRINGER_STACK_COMPLETE,
    WRINGER_STACK_FRAME_LIMIT,
    WRINGER_STACK_TIME_LIMIT,
    WRINGER_STACK_LOST,
};

struct wringer_frame {
    uint64_t address;       // of a caller, the address to which the call returns
    uint64_t stack_pointer; // 0 where it is not known
    uint64_t offset;        // the address less the load bias of the module; itself without one
    uint64_t symbol_offset;
    int32_t module;   // texts, for wringer_stack_text: -1 for none
    int32_t build_id; // in hexadecimal
    int32_t symbol;
    int32_t is_interrupted; // not 0: an instruction that was interrupted, not a return address
    int32_t is_guess;       // not 0: found by looking through the stack, or behind such a frame
};

struct wringer_stack {
    int32_t end;         // enum wringer_stack_end
    int32_t frame_count; // the innermost first
};

struct wringer_stack_request {
    pid_t process;
    const pid_t *threads; // of this process, each in a ptrace stop of ours
    int32_t thread_count; // 1 to WRINGER_MAXIMUM_STACKS
    int32_t maximum_frames;
    // Of a processor, for all of them: a stack that takes longer is cut. By the wall it may be
    // twelve times as long.
    int64_t time_ns;
};

struct wringer_stacks;

// Takes the stacks of stopped threads. What is unwound is anybody's: damaged stacks, and files that
// the target may have written. So a child of ours does it, which may crash or take too long, and
// whose memory is given back with it; the caller has no other child that it waits for meanwhile.
// Nothing is downloaded, and no file but those that the target has mapped is read.
//
// Returns NULL with errno where there is nothing: no memory, no child, or no access.
struct wringer_stacks *_Nullable wringer_take_stacks(const struct wringer_stack_request *request);
void wringer_release_stacks(struct wringer_stacks *stacks);
// The stack of the thread at `index` of the request.
struct wringer_stack wringer_stack_at(const struct wringer_stacks *stacks, int32_t index);
// One of its frames; `frame` is below its frame_count.
struct wringer_frame wringer_frame_at(
    const struct wringer_stacks *stacks, int32_t index, int32_t frame);
// A text of a frame, valid until release; NULL for none.
const char *_Nullable wringer_stack_text(const struct wringer_stacks *stacks, int32_t text);

// The general registers of a stopped tracee in the order of struct user_regs_struct (sys/user.h).
// Gives how many, 0 where it is gone or a program of another architecture.
int wringer_registers(pid_t thread, uint64_t values[_Nonnull WRINGER_MAXIMUM_REGISTERS]);
// Asks a seized tracee to stop (PTRACE_INTERRUPT). Returns 0, or -1 where it is none.
int wringer_interrupt(pid_t thread);
// Whether a tracee is stopped in a way that nobody has waited for yet; it stays to be waited for.
int wringer_is_stopped(pid_t thread);

#pragma clang assume_nonnull end

#endif
