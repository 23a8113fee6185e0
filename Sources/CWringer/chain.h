// Which of the words on a stack that may be return addresses are (chain.c), by what the calls and
// jumps in the code say of its functions (functions.c).

#ifndef WRINGER_CHAIN_H
#define WRINGER_CHAIN_H

#include "unwind.h"

// A word on the stack that is the address behind a call.
struct guess {
    uint64_t slot;    // where it lies
    uint64_t address; // what it says
    uint64_t target;  // what the call calls; 0 where that is not known
    uint64_t start;   // of the function that contains the call; 0 where that is not known
    uint64_t size;    // to the slot of its caller, in bytes; 0 where that is not known
    int32_t score;    // of the best chain that ends with it
    int32_t inner;    // its place before it there, -1 for none
};

// What the call before an address calls; 0 where that is not known.
uint64_t wringer_unwinder_called(uint64_t address);
// The start of the function that contains an address; 0 where that is not known.
uint64_t wringer_unwinder_function(uint64_t lookup);
// Whether a function jumps to the start of another; `to` 0: to where a register or memory says.
int wringer_unwinder_jumps(uint64_t from, uint64_t to);

struct guess wringer_unwinder_guess(uint64_t slot, uint64_t address);

// Leaves the guesses that are likely to be callers of one another, the innermost first, the first
// of them of what is at `lookup`. Gives how many they are.
//
// A call names the function that it calls: so a return address belongs to the frame inside of it
// where that is a frame of the function, or of one to which the function jumps at its end.
size_t wringer_unwinder_choose(struct guess *guesses, size_t count, uint64_t lookup);

#endif
