#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"
#include "wringer.h"

// The child makes a dozen system calls in shallow frames; one page would do.
enum { STACK_BYTES = 64 * 1024 };

// One stack serves all launches: a launch ends before the next one begins. The page below it
// stays closed.
char *wringer_child_stack(void) {
    static char *top;
    if (top) return top;
    long page = sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, STACK_BYTES + page, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED) return NULL;
    if (mprotect(memory, page, PROT_NONE) != 0) return NULL;
    top = memory + page + STACK_BYTES;
    return top;
}

static void forget(struct wringer_launched *launched) {
    close(launched->pidfd);
    launched->pidfd = -1;
    launched->pid = 0;
}

static pid_t wait_for(pid_t pid, int *status) {
    pid_t found;
    do found = waitpid(pid, status, __WALL);
    while (found < 0 && errno == EINTR);
    return found;
}

// Waits until a seized child has mapped its program or is gone. It ends: the child does nothing
// but the steps of its plan. A signal on the way is handed on: where exec fails after the old
// program is gone, the kernel ends the child by SIGSEGV or SIGKILL, and would do so for ever if
// the signal were held back.
static void await_exec(struct wringer_launched *launched) {
    int status;
    while (wait_for(launched->pid, &status) == launched->pid) {
        if (WIFSTOPPED(status)) {
            if (status >> 16 == PTRACE_EVENT_EXEC) return;
            int signal = status >> 16 == 0 ? WSTOPSIG(status) : 0;
            ptrace(PTRACE_CONT, launched->pid, NULL, (long)signal);
            continue;
        }
        if (WIFSIGNALED(status)) launched->died_of = WTERMSIG(status);
        break;
    }
    forget(launched);
}

static int seize(struct wringer_child *child, pid_t pid) {
    if (ptrace(PTRACE_SEIZE, pid, NULL, child->plan->trace_options) != 0) return -1;
    __atomic_store_n(&child->may_go, 1, __ATOMIC_RELEASE);
    syscall(SYS_futex, &child->may_go, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
    return 0;
}

int wringer_launch(const struct wringer_plan *plan, struct wringer_launched *launched) {
    *launched = (struct wringer_launched){.pidfd = -1};
    char *stack = wringer_child_stack();
    if (!stack) return -1;
    struct wringer_child child = {.plan = plan, .launched = launched, .parent = getpid()};
    // Untraced, CLONE_VFORK holds the caller until exec, for which the plan must stay valid.
    // Traced, it must not: a caller that waits in the kernel cannot seize.
    int flags = CLONE_VM | CLONE_PIDFD | SIGCHLD | (plan->traced ? 0 : CLONE_VFORK);
    pid_t pid = clone(wringer_child_main, stack, flags, &child, &launched->pidfd);
    if (pid < 0) return -1;
    launched->pid = pid;
    if (plan->traced) {
        if (seize(&child, pid) != 0) {
            int error = errno;
            int status;
            kill(pid, SIGKILL);
            wait_for(pid, &status);
            forget(launched);
            errno = error;
            return -1;
        }
        await_exec(launched);
    } else if (launched->error != 0) {
        int status;
        wait_for(pid, &status);
        forget(launched);
    }
    return 0;
}
