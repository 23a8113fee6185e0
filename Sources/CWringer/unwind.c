#define _GNU_SOURCE
#include <string.h>
#include <sys/user.h>

#include "unwind.h"

#define state wringer_unwinder

// -------------------------------------------------------------------------------------- frames

void wringer_unwinder_keep(
    uint64_t address, uint64_t lookup, uint64_t stack_pointer, int interrupted) {
    struct wringer_stacks *result = state.plan->result;
    struct wringer_stack *stack = &result->stacks[state.index];
    const struct place *place = wringer_unwinder_place(lookup);
    uint64_t behind = address - lookup;
    stack_frames(result, state.index)[stack->frame_count] = (struct wringer_frame){
        .address = address, .stack_pointer = stack_pointer, .offset = place->offset + behind,
        .symbol_offset = place->symbol < 0 ? 0 : place->symbol_offset + behind,
        .module = place->module, .build_id = place->build_id, .symbol = place->symbol,
        .is_interrupted = interrupted, .is_guess = state.is_guessing};
    stack->frame_count++;
}

const struct wringer_frame *wringer_unwinder_last(void) {
    int32_t count = state.plan->result->stacks[state.index].frame_count;
    return count > 0 ? &stack_frames(state.plan->result, state.index)[count - 1] : NULL;
}

// Where no table describes a frame, libdw takes what the frame pointer points to for the caller:
// a guess, too, and none where it is not the address behind a call.
static int is_credible(const struct wringer_frame *last, uint64_t counter, int interrupted) {
    if (wringer_unwinder_is_described(last) && !state.is_guessing) return 1;
    if (!interrupted && !wringer_unwinder_is_behind_call(counter)) return 0;
    state.is_guessing = 1;
    return 1;
}

static int take_frame(Dwfl_Frame *frame, void *argument) {
    (void)argument;
    struct wringer_stack *stack = &state.plan->result->stacks[state.index];
    Dwarf_Addr counter;
    bool interrupted;
    Dwarf_Word stack_pointer = 0;
    // Before the frame is kept, so that a stack of exactly as many frames as may be is complete.
    if (stack->frame_count == state.plan->result->maximum_frames) {
        state.end = WRINGER_STACK_FRAME_LIMIT;
    } else if (wringer_unwinder_is_late()) {
        state.end = WRINGER_STACK_TIME_LIMIT;
    } else if (!dwfl_frame_pc(frame, &counter, &interrupted)) {
        state.end = WRINGER_STACK_LOST;
    }
    if (state.end >= 0) return DWARF_CB_ABORT;
    if (dwfl_frame_reg(frame, STACK_POINTER, &stack_pointer) != 0) stack_pointer = 0;
    if (state.begins_with_return) {
        state.begins_with_return = 0;
        wringer_unwinder_keep(counter + 1, counter, stack_pointer, 0);
        return DWARF_CB_OK;
    }
    if (stack->frame_count > 0) {
        const struct wringer_frame *last = wringer_unwinder_last();
        // It goes round without getting anywhere, or somewhere else.
        if ((last->address == counter && last->stack_pointer == stack_pointer)
            || !is_credible(last, counter, interrupted)) {
            state.end = WRINGER_STACK_LOST;
            return DWARF_CB_ABORT;
        }
    }
    wringer_unwinder_keep(counter, interrupted ? counter : counter - 1, stack_pointer, interrupted);
    return DWARF_CB_OK;
}

// ------------------------------------------------------------------------------------- threads

static void take_registers(const uint64_t values[WRINGER_MAXIMUM_REGISTERS]) {
    struct user_regs_struct from;
    memcpy(&from, values, sizeof from);
#if defined(__x86_64__)
    const uint64_t ordered[] = {
        from.rax, from.rdx, from.rcx, from.rbx, from.rsi, from.rdi, from.rbp, from.rsp, from.r8,
        from.r9, from.r10, from.r11, from.r12, from.r13, from.r14, from.r15, from.rip};
    memcpy(state.registers, ordered, sizeof ordered);
    state.counter = from.rip;
#else
    memcpy(state.registers, from.regs, sizeof from.regs);
    state.registers[STACK_POINTER] = from.sp;
    state.counter = from.pc;
#endif
}

static void set_counter(uint64_t counter) {
    state.counter = counter;
#if defined(__x86_64__)
    state.registers[16] = counter;
#endif
}

// A call to where no code is, such as through a null pointer: the caller is behind the return
// address, which nothing has touched yet. Keeps the frame, and false where there is no caller.
static int step_out_of_nowhere(void) {
    uint64_t address;
    uint64_t stack_pointer = state.registers[STACK_POINTER];
    wringer_unwinder_keep(state.counter, state.counter, stack_pointer, 1);
#if defined(__x86_64__)
    if (!wringer_unwinder_read(stack_pointer, &address)) return 0;
    state.registers[STACK_POINTER] += 8;
#else
    address = state.registers[30];
#endif
    if (address == 0 || !wringer_unwinder_may_execute(address - 1)) return 0;
    state.begins_with_return = 1;
    set_counter(address - 1);
    return 1;
}

static bool read_memory(Dwfl *dwfl, Dwarf_Addr address, Dwarf_Word *result, void *argument) {
    (void)dwfl, (void)argument;
    uint64_t word;
    if (!wringer_unwinder_read(address, &word)) return false;
    *result = word;
    return true;
}

static pid_t next_thread(Dwfl *dwfl, void *argument, void **thread) {
    (void)dwfl, (void)argument;
    if (*thread) return 0;
    *thread = &state;
    return state.plan->threads[state.index].thread;
}

static bool get_thread(Dwfl *dwfl, pid_t id, void *argument, void **thread) {
    (void)dwfl, (void)id, (void)argument;
    *thread = &state;
    return true;
}

static bool set_registers(Dwfl_Thread *thread, void *argument) {
    (void)argument;
    dwfl_thread_state_register_pc(thread, state.counter);
    if (state.is_guessing) {
        const Dwarf_Word *pointer = &state.registers[STACK_POINTER];
        return dwfl_thread_state_registers(thread, STACK_POINTER, 1, pointer);
    }
    unsigned count = MACHINE == EM_X86_64 ? 17 : 32;
    return dwfl_thread_state_registers(thread, 0, count, state.registers);
}

static int follow(void) {
    state.end = -1;
    pid_t thread = state.plan->threads[state.index].thread;
    int result = dwfl_getthread_frames(state.dwfl, thread, take_frame, NULL);
    if (state.end >= 0) return state.end;
    // Where libdw went by the frame pointer, zero is no end that anybody wrote down.
    const struct wringer_frame *last = wringer_unwinder_last();
    if (result == 0 && last && wringer_unwinder_is_described(last))
        return WRINGER_STACK_COMPLETE;
    return wringer_unwinder_is_late() ? WRINGER_STACK_TIME_LIMIT : WRINGER_STACK_LOST;
}

int wringer_unwinder_follow(uint64_t address, uint64_t stack_pointer) {
    state.registers[STACK_POINTER] = stack_pointer;
    state.begins_with_return = 1;
    state.is_guessing = 1;
    set_counter(address - 1);
    return follow();
}

static int unwind_thread(const struct wringer_thread_registers *thread) {
    state.begins_with_return = 0;
    state.is_guessing = 0;
    take_registers(thread->values);
    if (!wringer_unwinder_may_execute(state.counter) && !step_out_of_nowhere())
        return WRINGER_STACK_LOST;
    int end = follow();
    return end == WRINGER_STACK_LOST ? wringer_unwinder_scan() : end;
}

// An ELF file of this machine, by which libdw chooses how to unwind.
static Elf *machine_file(void) {
    static Elf64_Ehdr header = {
        .e_ident = {0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT},
        .e_type = ET_EXEC, .e_machine = MACHINE, .e_version = EV_CURRENT,
        .e_ehsize = sizeof header};
    return elf_memory((char *)&header, sizeof header);
}

void wringer_unwind(const struct wringer_unwinding *unwinding) {
    static const Dwfl_Thread_Callbacks callbacks = {
        .next_thread = next_thread, .get_thread = get_thread, .memory_read = read_memory,
        .set_initial_registers = set_registers};
    state.plan = unwinding;
    elf_version(EV_CURRENT);
    Elf *machine = machine_file();
    if (wringer_unwinder_begin() != 0 || !machine) return;
    if (!dwfl_attach_state(state.dwfl, machine, unwinding->process, &callbacks, NULL)) return;
    struct wringer_stacks *result = unwinding->result;
    for (state.index = 0; state.index < result->thread_count; state.index++) {
        const struct wringer_thread_registers *thread = &unwinding->threads[state.index];
        int end = thread->count > 0 ? unwind_thread(thread) : WRINGER_STACK_LOST;
        result->stacks[state.index].end = end;
        __atomic_store_n(&result->is_done[state.index], 1, __ATOMIC_RELEASE);
    }
}
