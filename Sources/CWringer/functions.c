#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "chain.h"

#define state wringer_unwinder

// Where no table says where functions start, the calls in the code do.

// The most code of one mapping that is searched, and the most mappings.
enum { CODE_BYTES = 4 << 20, CODE_COUNT = 8 };

struct jump { // from a function to the start of another, which then returns in its stead
    uint64_t from, to; // to 0: to where a register or memory says
};

// The functions of a mapping without tables, as the calls in it tell.
struct code {
    struct range range;
    uint64_t *starts; // in order, none twice
    size_t start_count;
    struct jump *jumps; // in order
    size_t jump_count;
};

static struct code codes[CODE_COUNT];
static size_t code_count;

// -------------------------------------------------------------------------------------- starts

static int compare_addresses(const void *left, const void *right) {
    uint64_t one = *(const uint64_t *)left, other = *(const uint64_t *)right;
    return (one > other) - (one < other);
}

static int compare_jumps(const void *left, const void *right) {
    const struct jump *one = left, *other = right;
    int order = compare_addresses(&one->from, &other->from);
    return order != 0 ? order : compare_addresses(&one->to, &other->to);
}

static uint64_t start_in(const struct code *code, uint64_t address) {
    size_t low = 0, high = code->start_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code->starts[middle] <= address) low = middle + 1;
        else high = middle;
    }
    return low > 0 ? code->starts[low - 1] : 0;
}

static uint64_t relative(const uint8_t *bytes, uint64_t behind) {
    int32_t distance;
    memcpy(&distance, bytes, sizeof distance);
    return behind + (uint64_t)(int64_t)distance;
}

static int is_in(const struct code *code, uint64_t address) {
    return address >= code->range.start && address < code->range.end;
}

static int add_symbols(struct code *code) {
    void **data = NULL;
    Dwfl_Module *found = dwfl_addrmodule(state.dwfl, code->range.start);
    if (found) dwfl_module_info(found, &data, NULL, NULL, NULL, NULL, NULL, NULL);
    const struct module *module = data ? *data : NULL;
    if (!module || module->symbol_count == 0) return 0;
    size_t count = code->start_count + module->symbol_count;
    uint64_t *starts = realloc(code->starts, count * sizeof *starts);
    if (!starts) return -1;
    code->starts = starts;
    for (size_t i = 0; i < module->symbol_count; i++) {
        const Elf64_Sym *symbol = &module->symbols[i];
        uint64_t start = symbol->st_value + module->bias;
        if (ELF64_ST_TYPE(symbol->st_info) == STT_FUNC && symbol->st_shndx != SHN_UNDEF
            && is_in(code, start))
            code->starts[code->start_count++] = start;
    }
    return 0;
}

static void sort_starts(struct code *code) {
    qsort(code->starts, code->start_count, sizeof *code->starts, compare_addresses);
    size_t kept = 0;
    for (size_t i = 0; i < code->start_count; i++)
        if (kept == 0 || code->starts[kept - 1] != code->starts[i])
            code->starts[kept++] = code->starts[i];
    code->start_count = kept;
}

#if defined(__x86_64__)

// Every E8 with a distance to inside the mapping is taken for a call: another byte of that value
// is seldom followed by such a distance.
static void read_calls(struct code *code, const uint8_t *bytes, size_t size, size_t room) {
    for (size_t i = 0; i + 5 <= size && code->start_count < room; i++) {
        if (bytes[i] != 0xe8) continue;
        uint64_t target = relative(bytes + i + 1, code->range.start + i + 5);
        if (is_in(code, target)) code->starts[code->start_count++] = target;
    }
}

// JMP through a register or memory (FF /4), but for the forms that the end of a negative distance
// often makes with the instruction behind it.
static int is_indirect(const uint8_t *bytes) {
    if (bytes[0] != 0xff || (bytes[1] >> 3 & 7) != 4) return 0;
    int base = bytes[1] & 7;
    return bytes[1] >> 6 == 3 || (base != 4 && base != 5 && base != 6);
}

// JMP and Jcc with a distance of 32 bits (E9, 0F 80 to 0F 8F) to where a function starts.
static void read_jumps(struct code *code, const uint8_t *bytes, size_t size, size_t room) {
    for (size_t i = 1; i + 5 <= size && code->jump_count + 2 < room; i++) {
        uint64_t from = start_in(code, code->range.start + i);
        if (is_indirect(bytes + i)) code->jumps[code->jump_count++] = (struct jump){from, 0};
        int is_conditional = bytes[i - 1] == 0x0f && (bytes[i] & 0xf0) == 0x80;
        if (bytes[i] != 0xe9 && !is_conditional) continue;
        uint64_t to = relative(bytes + i + 1, code->range.start + i + 5);
        if (is_in(code, to) && from != to && start_in(code, to) == to)
            code->jumps[code->jump_count++] = (struct jump){from, to};
    }
    qsort(code->jumps, code->jump_count, sizeof *code->jumps, compare_jumps);
}

static int read_functions(struct code *code) {
    size_t size = code->range.end - code->range.start;
    if (size > CODE_BYTES) return -1;
    uint8_t *bytes = malloc(size);
    size_t room = size / 2 + 1;
    code->starts = malloc(room * sizeof *code->starts);
    code->jumps = malloc(room * sizeof *code->jumps);
    if (!bytes || !code->starts || !code->jumps) return -1;
    if (pread(state.plan->memory, bytes, size, (off_t)code->range.start) != (ssize_t)size)
        return -1;
    read_calls(code, bytes, size, room);
    if (add_symbols(code) != 0) return -1;
    sort_starts(code);
    read_jumps(code, bytes, size, room);
    free(bytes);
    return 0;
}

// Through a stub of the procedure linkage table, which jumps to where a word of memory says
// (FF /4 relative to RIP, behind an ENDBR64 and with a BND prefix or not).
static uint64_t behind_stub(uint64_t target) {
    uint64_t words[2], address;
    uint8_t bytes[16];
    if (!wringer_unwinder_read(target, &words[0])) return target;
    if (!wringer_unwinder_read(target + 8, &words[1])) return target;
    memcpy(bytes, words, sizeof bytes);
    const uint8_t barrier[] = {0xf3, 0x0f, 0x1e, 0xfa};
    size_t at = memcmp(bytes, barrier, sizeof barrier) == 0 ? sizeof barrier : 0;
    if (bytes[at] == 0xf2) at++;
    if (bytes[at] != 0xff || bytes[at + 1] != 0x25) return target;
    uint64_t slot = relative(bytes + at + 2, target + at + 6);
    return wringer_unwinder_read(slot, &address) ? address : 0;
}

uint64_t wringer_unwinder_called(uint64_t address) {
    uint64_t word;
    uint8_t bytes[8];
    if (!wringer_unwinder_read(address - 8, &word)) return 0;
    memcpy(bytes, &word, sizeof bytes);
    if (bytes[3] != 0xe8) return 0;
    uint64_t target = relative(bytes + 4, address);
    return wringer_unwinder_may_execute(target) ? behind_stub(target) : 0;
}

#else

static int read_functions(struct code *code) {
    (void)code, (void)add_symbols, (void)sort_starts, (void)relative, (void)compare_jumps;
    return -1;
}

uint64_t wringer_unwinder_called(uint64_t address) {
    (void)address;
    return 0;
}

#endif

static const struct code *known_code(uint64_t address) {
    for (size_t i = 0; i < code_count; i++)
        if (is_in(&codes[i], address)) return &codes[i];
    return NULL;
}

static const struct code *code_of(uint64_t address) {
    const struct code *known = known_code(address);
    if (known) return known;
    for (size_t i = 0; i < state.code_count && code_count < CODE_COUNT; i++) {
        if (address < state.code[i].start || address >= state.code[i].end) continue;
        struct code *code = &codes[code_count++];
        *code = (struct code){.range = state.code[i]};
        if (read_functions(code) != 0) code->start_count = code->jump_count = 0;
        return code;
    }
    return NULL;
}

uint64_t wringer_unwinder_function(uint64_t lookup) {
    if (wringer_unwinder_table(lookup) != TABLE_NONE) return wringer_unwinder_start(lookup);
    const struct code *code = code_of(lookup);
    return code ? start_in(code, lookup) : 0;
}

int wringer_unwinder_jumps(uint64_t from, uint64_t to) {
    const struct code *code = known_code(from); // that of libc is large, and never needed
    struct jump jump = {from, to};
    return code && code->jump_count > 0
        && bsearch(&jump, code->jumps, code->jump_count, sizeof jump, compare_jumps);
}
