// The half of the launch that runs in the child. Private to CWringer.

#ifndef WRINGER_CHILD_H
#define WRINGER_CHILD_H

#include <stdint.h>
#include <sys/types.h>

#include "wringer.h"

// Shared by parent and child, which have one memory until exec.
struct wringer_child {
    const struct wringer_plan *plan;
    struct wringer_launched *launched;
    pid_t parent;
    uint32_t may_go; // a futex: 1 when the parent has seized the child
};

// The body of the child; never returns. Uses raw system calls only: it shares the parent's memory
// and thread-local storage, so that errno, locks and allocation are out of bounds.
int wringer_child_main(void *argument);

// The top of the stack on which children run until exec or exit; NULL with errno where there is no
// memory for it. There is one, so that a child must be past it before the next is made.
char *wringer_child_stack(void);

#endif
