// The cheapest loop in C that runs a command and reads its output, and the processes in which the
// benchmark runs. All values are numbers, so that no Swift needs a pointer.

#ifndef BASELINE_H
#define BASELINE_H

#include <stdint.h>

// A process of the benchmark with a pipe to each of its standard streams but standard error.
struct baseline_lane {
    int32_t process; // its id, or 0 where there is none
    int32_t input;   // writes to its standard input; the caller's to close
    int32_t output;  // reads from its standard output; the caller's to close
    int32_t error;   // errno where there is no process
};

// Starts this same program as `wringer-bench lane`, with `--in-worker` where that is not 0. Its
// descriptors close on exec, so that no later lane keeps an earlier one alive. It is killed when
// its starter ends.
struct baseline_lane baseline_start_lane(int32_t in_worker);

// Waits until a lane has ended. Returns its exit status, 128 and its signal, or -1 with errno.
int32_t baseline_end_lane(int32_t process);

// Starts commands from now on without address space randomisation, as Wringer does. Returns 0, or
// -1 where that is not permitted.
int32_t baseline_fix_addresses(void);

// The last processor that this process may run on; -1 where that cannot be told.
int32_t baseline_last_processor(void);

// Keeps this process, and all that it starts, on one processor. Returns 0, or -1 with errno.
int32_t baseline_pin(int32_t processor);

// Serves turns from standard input until its end. The arguments of the command come first, a line
// each, and an empty line; then a line for each turn: the most milliseconds and the most trials
// that it may take, at least one. Each turn is answered by a line of JSON, which has the number
// that the last run printed. Returns an exit status.
int32_t baseline_serve(void);

#endif
