// Takes a program over where its dynamic loader is done: at its first own instruction.

#define _GNU_SOURCE
#include "entry.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "tracee.h"

#if defined(__x86_64__)
const uint8_t wringer_call_and_break[] = {0x0f, 0x05, 0xcc};
#elif defined(__aarch64__)
const uint8_t wringer_call_and_break[] = {0x01, 0x00, 0x00, 0xd4, 0x00, 0x00, 0x20, 0xd4};
#endif
static const uint8_t *const break_instruction = wringer_call_and_break + CALL_SIZE;

int wringer_replace_text(pid_t task, uint64_t address, const uint8_t *bytes, size_t count,
                         uint64_t *old) {
    errno = 0;
    long word = ptrace(PTRACE_PEEKTEXT, task, (void *)(uintptr_t)address, NULL);
    if (word == -1 && errno != 0) return -1;
    *old = (uint64_t)word;
    memcpy(&word, bytes, count);
    return (int)ptrace(PTRACE_POKETEXT, task, (void *)(uintptr_t)address, (void *)word);
}

int wringer_restore_text(pid_t task, uint64_t address, uint64_t word) {
    return (int)ptrace(PTRACE_POKETEXT, task, (void *)(uintptr_t)address, (void *)word);
}

// What the registers were when the break was reached.
static struct wringer_registers found_registers(const struct wringer_break *set) {
    struct wringer_registers registers;
    _Static_assert(sizeof registers <= sizeof set->registers, "they fit");
    memcpy(&registers, set->registers, sizeof registers);
    return registers;
}

// ------------------------------------------------------------------------ where that is

// What the kernel tells a new program of itself (getauxval(3)).
struct start {
    uint64_t entry;
    uint64_t loader; // 0 for a program without
    uint64_t stack_pointer;
};

static int read_vector(const uint64_t *vector, const uint64_t *end, struct start *start) {
    for (; end - vector >= 2 && vector[0] != AT_NULL; vector += 2) {
        if (vector[0] == AT_ENTRY) start->entry = vector[1];
        if (vector[0] == AT_BASE) start->loader = vector[1];
    }
    return start->entry != 0 ? 0 : -1;
}

// The stack of a new program has the arguments, the environment and the auxiliary vector (System V
// ABI): to look there costs a fifth of what its file in /proc does.
static int find_on_stack(pid_t process, struct start *start) {
    // More seldom has to be read, and would lie in another page.
    uint64_t words[160];
    int64_t got = wringer_read_memory(process, start->stack_pointer, words, sizeof words);
    if (got < (int64_t)sizeof words[0]) return -1;
    const uint64_t *end = words + (size_t)got / sizeof words[0];
    if (words[0] >= sizeof words / sizeof words[0] - 2) return -1;
    const uint64_t *place = words + 1 + words[0] + 1;
    while (place < end && *place != 0) place++;
    return place < end ? read_vector(place + 1, end, start) : -1;
}

static int find_start(pid_t process, struct start *start) {
    *start = (struct start){0};
    struct wringer_registers registers;
    if (wringer_read_registers(process, &registers) != 0) return -1;
    start->stack_pointer = wringer_stack_pointer(&registers);
    if (find_on_stack(process, start) == 0) return 0;
    char path[40];
    snprintf(path, sizeof path, "/proc/%d/auxv", process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    uint64_t words[128];
    ssize_t got = read(file, words, sizeof words);
    close(file);
    if (got > 0 && read_vector(words, words + (size_t)got / sizeof words[0], start) == 0) return 0;
    errno = ENOENT;
    return -1;
}

// ------------------------------------------------------------ a program that installs its filter

#if defined(__x86_64__)

// So far below the stack of a new program no loader gets; a new stack has 128 KiB (exec.c,
// setup_arg_pages), or what its limit allows.
enum { FILTER_DISTANCE = 96 << 10 };
enum { CODE_SIZE = sizeof((struct wringer_break *)0)->words };

// What is written over the first instructions of the program: no more than two words, since each
// costs two calls.
//   push rdx; lea rsp, [rsp + distance]; pop rax; pop rdi; pop rsi; pop rdx; syscall; int3
// Of the registers, a program may count on rdx, rsp and rbp alone, and its loader leaves rsp as the
// kernel set it (System V ABI, process initialization).
static void write_code(uint8_t code[CODE_SIZE], int32_t distance) {
    static const uint8_t start[] = {0x52, 0x48, 0x8d, 0xa4, 0x24};
    static const uint8_t pops[] = {0x58, 0x5f, 0x5e, 0x5a};
    _Static_assert(sizeof start + sizeof distance + sizeof pops + CALL_SIZE + BREAK_SIZE ==
                       CODE_SIZE, "the code fits");
    memcpy(code, start, sizeof start);
    memcpy(code += sizeof start, &distance, sizeof distance);
    memcpy(code += sizeof distance, pops, sizeof pops);
    memcpy(code + sizeof pops, wringer_call_and_break, CALL_SIZE + BREAK_SIZE);
}

static int write_words(pid_t task, uint64_t address, const uint64_t words[2]) {
    if (wringer_restore_text(task, address, words[0]) != 0) return -1;
    return wringer_restore_text(task, address + sizeof words[0], words[1]);
}

// A call that is followed by a return. (A shadow stack would not let it return; glibc turns that on
// only where its tunables ask for it.)
static const uint8_t call_and_return[] = {0x0f, 0x05, 0xc3};
// Where one is in the loader, from its start; 0 for not known. That of the next trial is mostly the
// same.
static uint64_t way_back;

static uint64_t find_way_back(pid_t task, uint64_t loader) {
    static uint8_t window[256 << 10];
    int64_t got = wringer_read_memory(task, loader, window, sizeof window);
    const uint8_t *place =
        got <= 0 ? NULL : memmem(window, (size_t)got, call_and_return, sizeof call_and_return);
    way_back = place ? (uint64_t)(place - window) : 0;
    return place ? loader + way_back : 0;
}

// Reads what the code is written over, and finds the way back where there has to be one.
static int read_texts(pid_t task, const struct start *start, int wants_way,
                      struct wringer_break *set) {
    uint8_t found[sizeof call_and_return];
    struct iovec own[] = {{set->words, sizeof set->words}, {found, sizeof found}};
    struct iovec other[] = {{(void *)(uintptr_t)start->entry, sizeof set->words},
                            {(void *)(uintptr_t)(start->loader + way_back), sizeof found}};
    size_t pieces = wants_way && way_back != 0 ? 2 : 1;
    ssize_t got = process_vm_readv(task, own, pieces, other, pieces, 0);
    if (got < (ssize_t)sizeof set->words) return -1;
    if (!wants_way) return 0;
    if (got == sizeof set->words + sizeof found &&
        memcmp(found, call_and_return, sizeof found) == 0)
        set->way_back = start->loader + way_back;
    else
        set->way_back = start->loader != 0 ? find_way_back(task, start->loader) : 0;
    return set->way_back != 0 ? 0 : -1;
}

static int write_installation(pid_t task, const struct start *start,
                              const struct wringer_filter *filter, struct wringer_break *set) {
    // It would wait for an answer when it closes its copy.
    if (filter->handles_close) return -1;
    if (read_texts(task, start, filter->wants_listener, set) != 0) return -1;
    uint64_t place, code[2];
    if (wringer_place_filter(task, filter, start->stack_pointer - FILTER_DISTANCE, &place) != 0)
        return -1;
    set->moves_stack = (int64_t)(place - start->stack_pointer);
    int64_t from_words = set->moves_stack - WRINGER_CALL_WORDS * (int64_t)sizeof code[0];
    write_code((uint8_t *)code, (int32_t)(from_words + (int64_t)sizeof code[0]));
    set->advance = CODE_SIZE;
    if (write_words(task, start->entry, code) == 0) return 0;
    write_words(task, start->entry, set->words);
    return -1;
}

int wringer_end_installation(pid_t task, int process, const struct wringer_break *set,
                             const struct wringer_filter *filter, int32_t *listener) {
    *listener = -1;
    struct wringer_registers registers = found_registers(set);
    struct user_regs_struct *all = &registers.all;
    int64_t result = (int64_t)all->rax;
    all->rsp -= (uint64_t)set->moves_stack;
    uint64_t slot = all->rsp - sizeof slot;
    errno = 0;
    all->rdx = (uint64_t)ptrace(PTRACE_PEEKTEXT, task, (void *)(uintptr_t)slot, NULL);
    if (errno != 0) return -1;
    all->rax = all->rdi = all->rsi = 0;
    wringer_set_program_counter(&registers, set->address);
    if (write_words(task, set->address, set->words) != 0) return -1;
    int error = result < 0 ? (int)-result : 0;
    if (error == 0 && filter->wants_listener) {
        *listener = wringer_take_listener(process, (int)result);
        if (*listener < 0) error = errno;
        // It closes its copy by itself, and returns to its first instruction.
        all->rsp = slot;
        if (wringer_restore_text(task, slot, set->address) != 0) error = EFAULT;
        wringer_set_program_counter(&registers, set->way_back);
        all->rax = SYS_close;
        all->rdi = (unsigned long long)result;
    }
    if (wringer_write_registers(task, &registers) != 0) error = ESRCH;
    if (error == 0) return 0;
    if (*listener >= 0) close(*listener);
    *listener = -1;
    errno = error;
    return -1;
}

#elif defined(__aarch64__)

// Such a program is stopped at its entry instead.
static int write_installation(pid_t task, const struct start *start,
                              const struct wringer_filter *filter, struct wringer_break *set) {
    (void)task, (void)start, (void)filter, (void)set;
    return -1;
}

int wringer_end_installation(pid_t task, int process, const struct wringer_break *set,
                             const struct wringer_filter *filter, int32_t *listener) {
    (void)task, (void)process, (void)set, (void)filter, (void)listener;
    errno = ENOSYS;
    return -1;
}

#endif

// ---------------------------------------------------------------------------------- the break

int wringer_break_at_entry(pid_t task, const struct wringer_filter *_Nullable filter,
                           struct wringer_break *set) {
    struct start start;
    *set = (struct wringer_break){0};
    if (find_start(task, &start) != 0) return -1;
    set->address = start.entry;
    if (filter && write_installation(task, &start, filter, set) == 0) return 0;
    set->advance = 0;
    return wringer_replace_text(task, start.entry, break_instruction, BREAK_SIZE, set->words);
}

int wringer_has_reached(pid_t task, struct wringer_break *set) {
    struct wringer_registers registers;
    if (wringer_read_registers(task, &registers) != 0) return 0;
    memcpy(set->registers, &registers, sizeof registers);
    int32_t advance = set->advance != 0 ? set->advance : BREAK_ADVANCES;
    return wringer_program_counter(&registers) == set->address + (uint64_t)advance;
}

int wringer_end_break(pid_t task, const struct wringer_break *set) {
    struct wringer_registers registers = found_registers(set);
    if (wringer_restore_text(task, set->address, set->words[0]) != 0) return -1;
    wringer_set_program_counter(&registers, set->address);
    return wringer_write_registers(task, &registers);
}
