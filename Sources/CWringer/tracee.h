// The registers of a stopped task, alike for both architectures. Private to CWringer.

#ifndef WRINGER_TRACEE_H
#define WRINGER_TRACEE_H

#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

struct wringer_registers {
    struct user_regs_struct all;
};

int wringer_read_registers(pid_t task, struct wringer_registers *registers);
int wringer_write_registers(pid_t task, const struct wringer_registers *registers);
uint64_t wringer_program_counter(const struct wringer_registers *registers);
void wringer_set_program_counter(struct wringer_registers *registers, uint64_t address);
uint64_t wringer_stack_pointer(const struct wringer_registers *registers);
uint64_t *wringer_argument(struct wringer_registers *registers, int index);
uint64_t *wringer_result(struct wringer_registers *registers);
// The number of a call at its entry: of one that is to be made, or -1 for none.
int wringer_set_call_number(pid_t task, struct wringer_registers *registers, int64_t number);
// Of the call that a task is in, or -1.
int64_t wringer_call_number(pid_t task, struct wringer_registers *registers);

#endif
