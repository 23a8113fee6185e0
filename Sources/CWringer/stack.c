#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "stack.h"
#include "wringer.h"

// How many times its time the child may take by the wall before it is ended. It looks at the clock
// between two frames, not while libdw reads a table; and on a busy machine it has to wait.
enum { PATIENCE = 12 };

int wringer_registers(pid_t thread, uint64_t values[WRINGER_MAXIMUM_REGISTERS]) {
    struct user_regs_struct registers;
    _Static_assert(sizeof registers <= WRINGER_MAXIMUM_REGISTERS * 8, "all of them fit");
    struct iovec window = {&registers, sizeof registers};
    if (ptrace(PTRACE_GETREGSET, thread, (void *)NT_PRSTATUS, &window) != 0) return 0;
    if (window.iov_len != sizeof registers) return 0;
    memcpy(values, &registers, sizeof registers);
    return sizeof registers / 8;
}

int wringer_interrupt(pid_t thread) {
    return ptrace(PTRACE_INTERRUPT, thread, NULL, NULL) == 0 ? 0 : -1;
}

int wringer_is_stopped(pid_t thread) {
    siginfo_t information = {0};
    int options = WSTOPPED | WNOWAIT | WNOHANG | __WALL;
    return waitid(P_PID, (id_t)thread, &information, options) == 0 && information.si_pid == thread;
}

static int open_of(pid_t process, const char *name) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", process, name);
    return open(path, O_RDONLY | O_CLOEXEC);
}

// The child has the caller's handlers and streams: it must not report its own crash by them.
__attribute__((noreturn)) static void run_child(
    const struct wringer_unwinding *unwinding, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) signal(fatal[i], SIG_DFL);
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing >= 0) {
        dup2(nothing, 1);
        dup2(nothing, 2);
    }
    unsetenv("DEBUGINFOD_URLS");
    wringer_unwind(unwinding);
    _exit(0);
}

// Waits for the end of the child, which closes `ended`; one that takes too long is killed.
static int await_child(pid_t child, int ended, int64_t deadline) {
    struct pollfd watched = {.fd = ended, .events = POLLIN};
    int is_late = 0;
    for (;;) {
        int64_t left = deadline - wringer_now_ns();
        int count = left > 0 ? poll(&watched, 1, (int)(left / 1000000) + 1) : 0;
        if (count < 0 && errno == EINTR) continue;
        is_late = count <= 0;
        break;
    }
    if (is_late) kill(child, SIGKILL);
    int status;
    while (waitpid(child, &status, __WALL) < 0 && errno == EINTR) {}
    return is_late;
}

static struct wringer_stacks *make_stacks(const struct wringer_stack_request *request) {
    size_t frames = (size_t)request->thread_count * (size_t)request->maximum_frames;
    size_t size = sizeof(struct wringer_stacks) + frames * sizeof(struct wringer_frame)
        + STACK_TEXT_BYTES;
    struct wringer_stacks *stacks =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (stacks == MAP_FAILED) return NULL;
    stacks->size = size;
    stacks->maximum_frames = request->maximum_frames;
    stacks->thread_count = request->thread_count;
    return stacks;
}

// Runs the child. Returns 0, or -1 where there is none.
static int take(const struct wringer_stack_request *request, struct wringer_unwinding *unwinding) {
    int32_t read_end, write_end;
    if (wringer_pipe(&read_end, &write_end) != 0) return -1;
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) run_child(unwinding, parent);
    int error = errno;
    close(write_end);
    if (child > 0) {
        int64_t deadline = wringer_now_ns() + PATIENCE * unwinding->time_ns;
        int is_late = await_child(child, read_end, deadline);
        struct wringer_stacks *stacks = unwinding->result;
        // A child gone astray may have written anything: all is checked where it is read.
        stacks->maximum_frames = request->maximum_frames;
        stacks->thread_count = request->thread_count;
        stack_texts(stacks)[STACK_TEXT_BYTES - 1] = 0;
        for (int32_t i = 0; i < request->thread_count; i++) {
            if (stacks->is_done[i]) continue;
            stacks->stacks[i].end = is_late ? WRINGER_STACK_TIME_LIMIT : WRINGER_STACK_LOST;
        }
    }
    close(read_end);
    errno = error;
    return child > 0 ? 0 : -1;
}

struct wringer_stacks *wringer_take_stacks(const struct wringer_stack_request *request) {
    struct wringer_stacks *stacks = make_stacks(request);
    if (!stacks) return NULL;
    size_t size = stacks->size;
    struct wringer_thread_registers threads[WRINGER_MAXIMUM_STACKS];
    for (int32_t i = 0; i < request->thread_count; i++) {
        threads[i].thread = request->threads[i];
        threads[i].count = wringer_registers(request->threads[i], threads[i].values);
    }
    struct wringer_unwinding unwinding = {
        .process = request->process, .threads = threads, .result = stacks,
        .time_ns = request->time_ns,
        // Opened here: the child is no tracer, and Yama may keep it from its siblings.
        .maps = open_of(request->process, "maps"), .memory = open_of(request->process, "mem"),
    };
    int result = unwinding.maps < 0 || unwinding.memory < 0 ? -1 : take(request, &unwinding);
    int error = errno;
    if (unwinding.maps >= 0) close(unwinding.maps);
    if (unwinding.memory >= 0) close(unwinding.memory);
    stacks->size = size;
    if (result == 0) return stacks;
    wringer_release_stacks(stacks);
    errno = error;
    return NULL;
}

void wringer_release_stacks(struct wringer_stacks *stacks) { munmap(stacks, stacks->size); }

struct wringer_stack wringer_stack_at(const struct wringer_stacks *stacks, int32_t index) {
    struct wringer_stack stack = stacks->stacks[index];
    if (stack.frame_count < 0) stack.frame_count = 0;
    if (stack.frame_count > stacks->maximum_frames) stack.frame_count = stacks->maximum_frames;
    if (stack.end < 0 || stack.end > WRINGER_STACK_LOST) stack.end = WRINGER_STACK_LOST;
    return stack;
}

struct wringer_frame wringer_frame_at(
    const struct wringer_stacks *stacks, int32_t index, int32_t frame) {
    return stack_frames((struct wringer_stacks *)stacks, index)[frame];
}

const char *wringer_stack_text(const struct wringer_stacks *stacks, int32_t text) {
    if (text < 0 || text >= STACK_TEXT_BYTES) return NULL;
    return stack_texts((struct wringer_stacks *)stacks) + text;
}
