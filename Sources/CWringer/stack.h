// What the two halves of taking stacks share: the caller (stack.c) and the child (unwind.c).

#ifndef WRINGER_STACK_H
#define WRINGER_STACK_H

#include "wringer_stack.h"

enum { STACK_TEXT_BYTES = 256 * 1024 };

// In memory that both have. Frames follow the header, and texts the frames.
struct wringer_stacks {
    size_t size;
    int32_t maximum_frames;
    int32_t thread_count;
    struct wringer_stack stacks[WRINGER_MAXIMUM_STACKS];
    int32_t is_done[WRINGER_MAXIMUM_STACKS];
    struct wringer_frame frames[];
};

static inline struct wringer_frame *stack_frames(struct wringer_stacks *stacks, int32_t index) {
    return stacks->frames + (size_t)index * (size_t)stacks->maximum_frames;
}

static inline char *stack_texts(struct wringer_stacks *stacks) {
    return (char *)stack_frames(stacks, stacks->thread_count);
}

struct wringer_thread_registers {
    pid_t thread;
    int32_t count; // 0 where there are none
    uint64_t values[WRINGER_MAXIMUM_REGISTERS];
};

struct wringer_unwinding {
    pid_t process;
    int maps;   // /proc/PID/maps
    int memory; // /proc/PID/mem
    int64_t time_ns; // of the processor: how busy the machine is must not cut a stack
    const struct wringer_thread_registers *threads;
    struct wringer_stacks *result;
};

void wringer_unwind(const struct wringer_unwinding *unwinding);

#endif
