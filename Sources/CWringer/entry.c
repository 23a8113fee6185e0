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
enum { CODE_WORDS = sizeof((struct wringer_break *)0)->words / sizeof(uint64_t) };

// What is written over the first instructions of the program:
//   mov r8, rdx; mov eax, SYS_seccomp; rdi = SECCOMP_SET_MODE_FILTER; rsi = flags;
//   mov rdx, place; syscall; int3
// Of the registers, a program may count on rdx, rsp and rbp alone (System V ABI, process
// initialization).
static size_t write_code(uint8_t *code, uint64_t flags, uint64_t place) {
    uint8_t start[] = {0x49, 0x89, 0xd0, 0xb8, SYS_seccomp & 0xff, SYS_seccomp >> 8, 0, 0,
                       0x6a, SECCOMP_SET_MODE_FILTER, 0x5f, 0x6a, (uint8_t)flags, 0x5e,
                       0x48, 0xba};
    memcpy(code, start, sizeof start);
    memcpy(code + sizeof start, &place, sizeof place);
    size_t size = sizeof start + sizeof place;
    memcpy(code + size, wringer_call_and_break, CALL_SIZE + BREAK_SIZE);
    return size + CALL_SIZE + BREAK_SIZE;
}

static int write_words(pid_t task, uint64_t address, const uint64_t words[CODE_WORDS]) {
    for (int index = 0; index < CODE_WORDS; index++) {
        uint64_t place = address + (uint64_t)index * sizeof words[0];
        if (wringer_restore_text(task, place, words[index]) != 0) return -1;
    }
    return 0;
}

// A call that is followed by a return, somewhere in the loader; 0 for none. Looked for once: the
// loader of the next trial is mostly the same. (A shadow stack would not let it return; glibc turns
// that on only where its tunables ask for it.)
static const uint8_t call_and_return[] = {0x0f, 0x05, 0xc3};
static uint64_t find_call_and_return(pid_t task, uint64_t loader) {
    static uint64_t known;
    uint8_t found[sizeof call_and_return];
    int64_t size = sizeof found;
    if (loader == 0) return 0;
    if (known != 0 && wringer_read_memory(task, loader + known, found, sizeof found) == size &&
        memcmp(found, call_and_return, sizeof found) == 0)
        return loader + known;
    static uint8_t window[256 << 10];
    int64_t got = wringer_read_memory(task, loader, window, sizeof window);
    const uint8_t *place =
        got <= 0 ? NULL : memmem(window, (size_t)got, call_and_return, sizeof call_and_return);
    known = place ? (uint64_t)(place - window) : 0;
    return place ? loader + known : 0;
}

static int write_installation(pid_t task, const struct start *start,
                              const struct wringer_filter *filter, struct wringer_break *set) {
    uint64_t place, flags = wringer_filter_flags(filter);
    // It would wait for an answer when it closes its copy.
    if (filter->handles_close || flags > 0x7f) return -1;
    set->way_back = filter->wants_listener ? find_call_and_return(task, start->loader) : 0;
    if (filter->wants_listener && set->way_back == 0) return -1;
    if (wringer_place_filter(task, filter, start->stack_pointer - FILTER_DISTANCE, &place) != 0)
        return -1;
    int64_t size = sizeof set->words;
    if (wringer_read_memory(task, start->entry, set->words, (size_t)size) != size) return -1;
    uint64_t code[CODE_WORDS];
    memcpy(code, set->words, sizeof code);
    set->advance = (int32_t)write_code((uint8_t *)code, flags, place);
    if (write_words(task, start->entry, code) == 0) return 0;
    write_words(task, start->entry, set->words);
    return -1;
}

int wringer_end_installation(pid_t task, int process, const struct wringer_break *set,
                             const struct wringer_filter *filter, int32_t *listener) {
    *listener = -1;
    struct wringer_registers registers;
    if (wringer_read_registers(task, &registers) != 0) return -1;
    struct user_regs_struct *all = &registers.all;
    int64_t result = (int64_t)all->rax;
    all->rdx = all->r8;
    all->rax = all->rdi = all->rsi = all->r8 = 0;
    wringer_set_program_counter(&registers, set->address);
    if (write_words(task, set->address, set->words) != 0) return -1;
    int error = result < 0 ? (int)-result : 0;
    if (error == 0 && filter->wants_listener) {
        *listener = wringer_take_listener(process, (int)result);
        if (*listener < 0) error = errno;
        // It closes its copy by itself, and returns to its first instruction.
        uint64_t back = set->address;
        all->rsp -= sizeof back;
        if (wringer_restore_text(task, all->rsp, back) != 0) error = EFAULT;
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

int wringer_has_reached(pid_t task, const struct wringer_break *set) {
    struct wringer_registers registers;
    if (wringer_read_registers(task, &registers) != 0) return 0;
    int32_t advance = set->advance != 0 ? set->advance : BREAK_ADVANCES;
    return wringer_program_counter(&registers) == set->address + (uint64_t)advance;
}

int wringer_end_break(pid_t task, const struct wringer_break *set) {
    struct wringer_registers registers;
    if (wringer_read_registers(task, &registers) != 0) return -1;
    if (wringer_restore_text(task, set->address, set->words[0]) != 0) return -1;
    wringer_set_program_counter(&registers, set->address);
    return wringer_write_registers(task, &registers);
}
