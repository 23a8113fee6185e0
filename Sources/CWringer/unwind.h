// What the child knows of the process whose stacks it takes (stack.c): its memory, its modules, and
// what is at an address. It unwinds one process and ends: what is not given back goes with it.

#ifndef WRINGER_UNWIND_H
#define WRINGER_UNWIND_H

#include <elfutils/libdwfl.h>
#include <stdbool.h>

#include "stack.h"

enum { PAGE = 4096, PAGE_COUNT = 256, PLACE_COUNT = 4096, MAPS_BYTES = 4 << 20 };

#if defined(__x86_64__)
enum { STACK_POINTER = 7, MACHINE = EM_X86_64 }; // as DWARF numbers registers
#else
enum { STACK_POINTER = 31, MACHINE = EM_AARCH64 };
#endif

struct place { // what an address is, looked up once: recursion comes back to few of them
    uint64_t lookup;
    uint64_t offset;
    uint64_t symbol_offset;
    int32_t module, build_id, symbol;
    int32_t is_known;
};

struct module {
    int32_t path, build_id;
    GElf_Addr bias;
    Elf *elf;
    const Elf64_Sym *symbols;
    size_t symbol_count;
    size_t names; // the section that has them
};

struct unwinder {
    const struct wringer_unwinding *plan;
    Dwfl *dwfl;
    char *maps; // ends with NUL
    uint64_t vdso_start, vdso_end;
    uint64_t page_address[PAGE_COUNT];
    int8_t page_is_known[PAGE_COUNT]; // -1: cannot be read
    uint8_t pages[PAGE_COUNT][PAGE];
    struct place places[PLACE_COUNT];
    uint32_t text_used;
    // Of the thread in hand:
    int32_t index;
    uint64_t registers[33]; // by their DWARF numbers
    uint64_t counter;
    int begins_with_return; // the first frame was entered by a call to nowhere
    int end;                // enum wringer_stack_end, or -1
};

extern struct unwinder wringer_unwinder;

// Whether there is no time left.
int wringer_unwinder_is_late(void);
// A word of the target's memory; false where it cannot be read, or there is no time left.
bool wringer_unwinder_read(uint64_t address, uint64_t *word);
// Whether code can be executed there.
int wringer_unwinder_may_execute(uint64_t address);
// Finds out what is mapped. Returns 0, or -1.
int wringer_unwinder_begin(void);
const struct place *wringer_unwinder_place(uint64_t lookup);

#endif
