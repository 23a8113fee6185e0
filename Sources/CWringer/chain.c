#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "chain.h"

// How many guesses further out a caller is looked for to learn the sizes of frames.
enum { SIZE_REACH = 12 };

struct frame_size { // of a function, as it calls and returns to an address
    uint64_t address, size;
};

struct guess wringer_unwinder_guess(uint64_t slot, uint64_t address) {
    return (struct guess){
        .slot = slot, .address = address, .target = wringer_unwinder_called(address),
        .start = wringer_unwinder_function(address - 1)};
}

// What a caller is worth behind a frame: one whose call names the function of the frame is proven,
// but for one that is over; one that calls through a pointer may be; another may only be where
// something was not understood, which is seldom.
enum { NAMED = 4, POSSIBLE = 1, OTHER = -200, OF_ODD_SIZE = -5, REACH = 32 };

static int worth(const struct guess *caller, uint64_t start) {
    if (caller->target == 0 || start == 0) return POSSIBLE;
    if (caller->target == start || wringer_unwinder_jumps(caller->target, start)) return NAMED;
    return wringer_unwinder_jumps(caller->target, 0) ? POSSIBLE : OTHER;
}

static int worth_behind(const struct guess *caller, const struct guess *inner) {
    int is_odd = inner->size != 0 && caller->slot - inner->slot != inner->size;
    return worth(caller, inner->start) + (is_odd ? OF_ODD_SIZE : 0);
}

static int compare_sizes(const void *left, const void *right) {
    const struct frame_size *one = left, *other = right;
    if (one->address != other->address) return one->address > other->address ? 1 : -1;
    return (one->size > other->size) - (one->size < other->size);
}

// Where a function is when it calls, its frame has the same size each time, but for what it makes
// room for as it goes. So the distance to a possible caller that comes most often is that size,
// if it comes most of the time: what is left of another call lies elsewhere.
//
// Of sizes in order, leaves one for each address, 0 for none. Gives how many those are.
static size_t leave_usual(struct frame_size *sizes, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count;) {
        uint64_t address = sizes[i].address, usual = 0;
        size_t times = 0, most = 0, run = 0;
        for (uint64_t last = 0; i < count && sizes[i].address == address; i++) {
            run = sizes[i].size == last ? run + 1 : 1;
            last = sizes[i].size;
            if (last == 0) {
                times = run; // size 0 counts how often the address is there
            } else if (run > most) {
                most = run;
                usual = last;
            }
        }
        int is_usual = most >= 3 && most * 5 >= times * 2;
        sizes[kept++] = (struct frame_size){address, is_usual ? usual : 0};
    }
    return kept;
}

static int compare_size_addresses(const void *left, const void *right) {
    const struct frame_size *one = left, *other = right;
    return (one->address > other->address) - (one->address < other->address);
}

static void find_sizes(struct guess *guesses, size_t count) {
    struct frame_size *sizes = malloc(count * (SIZE_REACH + 1) * sizeof *sizes);
    if (!sizes) return;
    size_t size_count = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t address = guesses[i].address;
        sizes[size_count++] = (struct frame_size){address, 0};
        for (size_t k = i + 1; k < count && k <= i + SIZE_REACH; k++)
            if (worth(&guesses[k], guesses[i].start) > 0)
                sizes[size_count++] = (struct frame_size){
                    address, guesses[k].slot - guesses[i].slot};
    }
    qsort(sizes, size_count, sizeof *sizes, compare_sizes);
    size_count = leave_usual(sizes, size_count);
    for (size_t i = 0; i < count; i++) {
        struct frame_size key = {guesses[i].address, 0};
        const struct frame_size *found =
            bsearch(&key, sizes, size_count, sizeof key, compare_size_addresses);
        guesses[i].size = found ? found->size : 0;
    }
    free(sizes);
}

// Whether a chain goes through most of what was looked at. One that breaks off shows that calls
// were not understood.
static int is_long(const struct guess *guesses, size_t count, ssize_t best) {
    uint64_t first = guesses[0].slot;
    return guesses[best].slot - first >= (guesses[count - 1].slot - first) / 2;
}

size_t wringer_unwinder_choose(struct guess *guesses, size_t count, uint64_t lookup) {
    if (count == 0) return 0;
    find_sizes(guesses, count);
    uint64_t start = wringer_unwinder_function(lookup);
    ssize_t best = -1;
    for (ssize_t i = 0; i < (ssize_t)count; i++) {
        struct guess *guess = &guesses[i];
        guess->inner = -1;
        guess->score = i < REACH ? worth(guess, start) : INT32_MIN / 2;
        for (ssize_t k = i - 1; k >= 0 && k >= i - REACH; k--) {
            int32_t score = guesses[k].score + worth_behind(guess, &guesses[k]);
            // Of equals the one with more frames, which is the nearer one.
            if (score < guess->score || (score == guess->score && guess->inner >= 0)) continue;
            guess->score = score;
            guess->inner = (int32_t)k;
        }
        if (best < 0 || guess->score >= guesses[best].score) best = i;
    }
    if (!is_long(guesses, count, best)) return count;
    // Turned round, so that a guess is only ever moved to the place of one before it.
    ssize_t outer = -1;
    for (ssize_t i = best; i >= 0;) {
        ssize_t inner = guesses[i].inner;
        guesses[i].inner = (int32_t)outer;
        outer = i;
        i = inner;
    }
    size_t kept = 0;
    for (ssize_t i = outer; i >= 0;) {
        ssize_t next = guesses[i].inner;
        guesses[kept++] = guesses[i];
        i = next;
    }
    return kept;
}
