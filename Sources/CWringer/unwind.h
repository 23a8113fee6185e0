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
    uint64_t start; // of what the table describes, once that is known; 0 for nothing
    int8_t is_known;
    int8_t table; // enum table
};

// How the caller of what is at an address is found.
enum table {
    TABLE_UNKNOWN,
    TABLE_NONE,             // no table covers the address
    TABLE_BY_STACK_POINTER, // with the stack pointer alone
    TABLE_BY_OTHERS,        // with other registers
};

struct range { // the first address, and the one behind the last
    uint64_t start, end;
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
    struct range *code; // what may be executed, in order
    size_t code_count;
    uint64_t page_address[PAGE_COUNT];
    int8_t page_is_known[PAGE_COUNT]; // -1: cannot be read
    uint8_t pages[PAGE_COUNT][PAGE];
    struct place places[PLACE_COUNT];
    uint32_t text_used;
    // Of the thread in hand:
    int32_t index;
    uint64_t registers[33]; // by their DWARF numbers
    uint64_t counter;
    int begins_with_return; // the first frame was entered by a call to nowhere, or is a guess
    int is_guessing;        // of the registers only the stack pointer is known
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
struct place *wringer_unwinder_place(uint64_t lookup);
// Keeps a frame; there is room for it.
void wringer_unwinder_keep(
    uint64_t address, uint64_t lookup, uint64_t stack_pointer, int interrupted);
// The last frame that was kept; NULL for none.
const struct wringer_frame *wringer_unwinder_last(void);
// Unwinds from a guessed return address. Gives enum wringer_stack_end.
int wringer_unwinder_follow(uint64_t address, uint64_t stack_pointer);
// scan.c: the enum table of an address.
int wringer_unwinder_table(uint64_t lookup);
// Where the function starts, as its table says; 0 where there is none.
uint64_t wringer_unwinder_start(uint64_t lookup);
// Whether a table says how the caller of a frame is found.
int wringer_unwinder_is_described(const struct wringer_frame *frame);
// Whether the instruction before an address is a call.
int wringer_unwinder_is_behind_call(uint64_t address);
// Looks for the callers of a last frame that no table describes. Gives enum wringer_stack_end.
int wringer_unwinder_scan(void);

#endif
