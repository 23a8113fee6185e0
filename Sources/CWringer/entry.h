// Code that is written into a stopped task. Private to CWringer.

#ifndef WRINGER_ENTRY_H
#define WRINGER_ENTRY_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "wringer_intercept.h"

// A call, and a break behind it.
extern const uint8_t wringer_call_and_break[];
#if defined(__x86_64__)
enum { CALL_SIZE = 2, BREAK_SIZE = 1, BREAK_ADVANCES = 1, RED_ZONE = 128 };
#elif defined(__aarch64__)
enum { CALL_SIZE = 4, BREAK_SIZE = 4, BREAK_ADVANCES = 0, RED_ZONE = 0 };
#endif

// Replaces up to 8 bytes; `old` is the word that was there. Return 0 or -1.
int wringer_replace_text(pid_t task, uint64_t address, const uint8_t *bytes, size_t count,
                         uint64_t *old);
int wringer_restore_text(pid_t task, uint64_t address, uint64_t word);

// Writes a filter into the stack of a task, below `end`; `place` is what seccomp(2) wants to know.
// Before that place is the call in words: its number, and its three arguments. Returns 0 or -1.
enum { WRINGER_CALL_WORDS = 4 };
int wringer_place_filter(pid_t task, const struct wringer_filter *filter, uint64_t end,
                         uint64_t *place);
uint64_t wringer_filter_flags(const struct wringer_filter *filter);
// The listener that a process has under this number, or -1.
int wringer_take_listener(int process, int number);

#endif
