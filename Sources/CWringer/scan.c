#define _GNU_SOURCE
#include <dwarf.h>
#include <stdlib.h>
#include <string.h>

#include "chain.h"

#define state wringer_unwinder

// Callers of a frame that no table describes, such as of a library that was built without them:
// what lies on the stack and is the address behind a call may be where a function returns to.
// It may also be left from a call that is over; so these are guesses, and marked as such.

// The most of a stack that is looked at, in bytes, and the most guesses.
enum { SCAN_BYTES = 256 * 1024, SCAN_GUESSES = 2000 };

// -------------------------------------------------------------------------------------- tables

static int table_of(Dwarf_CFI *tables, uint64_t bias, struct place *place) {
    Dwarf_Frame *frame;
    if (!tables || dwarf_cfi_addrframe(tables, place->lookup - bias, &frame) != 0)
        return TABLE_NONE;
    Dwarf_Op *operations;
    size_t count;
    Dwarf_Addr start;
    int is_by_pointer = dwarf_frame_cfa(frame, &operations, &count) == 0 && count == 1
        && operations[0].atom == DW_OP_bregx && operations[0].number == STACK_POINTER;
    if (dwarf_frame_info(frame, &start, NULL, NULL) >= 0) place->start = start + bias;
    free(frame);
    return is_by_pointer ? TABLE_BY_STACK_POINTER : TABLE_BY_OTHERS;
}

static struct place *described_place(uint64_t lookup) {
    struct place *place = wringer_unwinder_place(lookup);
    if (place->table != TABLE_UNKNOWN) return place;
    Dwfl_Module *module = dwfl_addrmodule(state.dwfl, lookup);
    Dwarf_Addr bias = 0;
    Dwarf_CFI *tables = module ? dwfl_module_eh_cfi(module, &bias) : NULL;
    place->table = (int8_t)table_of(tables, bias, place);
    if (place->table != TABLE_NONE) return place;
    tables = module ? dwfl_module_dwarf_cfi(module, &bias) : NULL;
    place->table = (int8_t)table_of(tables, bias, place);
    return place;
}

int wringer_unwinder_table(uint64_t lookup) { return described_place(lookup)->table; }

uint64_t wringer_unwinder_start(uint64_t lookup) { return described_place(lookup)->start; }

int wringer_unwinder_is_described(const struct wringer_frame *frame) {
    uint64_t lookup = frame->is_interrupted ? frame->address : frame->address - 1;
    return wringer_unwinder_table(lookup) != TABLE_NONE;
}

// --------------------------------------------------------------------------------------- calls

#if defined(__x86_64__)

// The bytes of `call` (Intel SDM, volume 2: E8, and FF /2 with its forms of ModR/M and SIB).
static int ends_with_call(const uint8_t bytes[8], uint64_t address) {
    if (bytes[3] == 0xe8) {
        int32_t distance;
        memcpy(&distance, bytes + 4, sizeof distance);
        if (wringer_unwinder_may_execute(address + (uint64_t)(int64_t)distance)) return 1;
    }
    for (int length = 2; length <= 7; length++) {
        const uint8_t *code = bytes + 8 - length;
        if (code[0] != 0xff || (code[1] >> 3 & 7) != 2) continue;
        int mode = code[1] >> 6, base = code[1] & 7;
        int has_index = mode != 3 && base == 4;
        int displacement = mode == 1 ? 1 : mode == 2 ? 4 : 0;
        if (mode == 0 && (base == 5 || (has_index && (code[2] & 7) == 5))) displacement = 4;
        if (length == 2 + has_index + displacement) return 1;
    }
    return 0;
}

#else

// BL, BLR, and BLRA with its keys (Arm ARM, C6.2).
static int ends_with_call(const uint8_t bytes[8], uint64_t address) {
    uint32_t code;
    memcpy(&code, bytes + 4, sizeof code);
    if (address % 4 != 0) return 0;
    return (code & 0xfc000000) == 0x94000000 || (code & 0xfffffc1f) == 0xd63f0000
        || (code & 0xfefff800) == 0xd63f0800;
}

#endif

int wringer_unwinder_is_behind_call(uint64_t address) {
    uint64_t word;
    uint8_t bytes[8];
    if (address < PAGE || !wringer_unwinder_may_execute(address - 1)) return 0;
    if (!wringer_unwinder_read(address - 8, &word)) return 0;
    memcpy(bytes, &word, sizeof bytes);
    return ends_with_call(bytes, address);
}

// ---------------------------------------------------------------------------------------- scan

// Unwinds from a guess on, where its table needs nothing but the stack pointer. What is reached so
// is kept where it leads to the outermost frame, which proves the guess, or to another frame
// without a table. Gives an end, or -1 with where to look on.
static int go_on(uint64_t address, uint64_t *at) {
    struct wringer_stack *stack = &state.plan->result->stacks[state.index];
    int32_t before = stack->frame_count;
    *at += 8;
    state.is_guessing = 1;
    if (wringer_unwinder_table(address - 1) != TABLE_BY_STACK_POINTER) {
        wringer_unwinder_keep(address, address - 1, *at, 0);
        return -1;
    }
    int end = wringer_unwinder_follow(address, *at);
    if (end == WRINGER_STACK_TIME_LIMIT || end == WRINGER_STACK_FRAME_LIMIT) return end;
    if (end == WRINGER_STACK_COMPLETE) {
        struct wringer_frame *frames = stack_frames(state.plan->result, state.index);
        for (int32_t i = before; i < stack->frame_count; i++) frames[i].is_guess = 0;
        return end;
    }
    const struct wringer_frame *last = wringer_unwinder_last();
    int has_moved = stack->frame_count > before + 1 && last->stack_pointer > *at;
    if (has_moved && !wringer_unwinder_is_described(last)) *at = last->stack_pointer;
    else stack->frame_count = before + 1;
    return -1;
}

// All words that may be return addresses, from a stack pointer on.
static size_t collect(uint64_t at, struct guess *guesses) {
    uint64_t end = at + SCAN_BYTES;
    int was_readable = 0;
    size_t count = 0;
    while (at < end && count < SCAN_GUESSES) {
        uint64_t word;
        if (wringer_unwinder_read(at, &word)) {
            was_readable = 1;
            if (wringer_unwinder_is_behind_call(word))
                guesses[count++] = wringer_unwinder_guess(at, word);
            at += 8;
        } else {
            // The stack pointer of one that is used up is below what there is of it.
            if (was_readable || wringer_unwinder_is_late()) break;
            at = (at + PAGE) & ~(uint64_t)(PAGE - 1);
        }
    }
    return count;
}

int wringer_unwinder_scan(void) {
    static struct guess guesses[SCAN_GUESSES];
    struct wringer_stack *stack = &state.plan->result->stacks[state.index];
    const struct wringer_frame *last = wringer_unwinder_last();
    if (!last || last->stack_pointer == 0 || wringer_unwinder_is_described(last))
        return WRINGER_STACK_LOST;
    uint64_t at = (last->stack_pointer + 7) & ~(uint64_t)7;
    size_t count = collect(at, guesses);
    uint64_t lookup = last->is_interrupted ? last->address : last->address - 1;
    count = wringer_unwinder_choose(guesses, count, lookup);
    for (size_t i = 0; i < count; i++) {
        if (guesses[i].slot < at) continue;
        if (stack->frame_count == state.plan->result->maximum_frames)
            return WRINGER_STACK_FRAME_LIMIT;
        at = guesses[i].slot;
        int ended = go_on(guesses[i].address, &at);
        if (ended >= 0) return ended;
    }
    return wringer_unwinder_is_late() ? WRINGER_STACK_TIME_LIMIT : WRINGER_STACK_LOST;
}
