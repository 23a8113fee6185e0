#define _GNU_SOURCE
#include "baseline.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct baseline_lane baseline_start_lane(int32_t in_worker) {
    struct baseline_lane lane = {.input = -1, .output = -1};
    int input[2], output[2];
    if (pipe2(input, O_CLOEXEC) != 0) {
        lane.error = errno;
        return lane;
    }
    if (pipe2(output, O_CLOEXEC) != 0) {
        lane.error = errno;
        close(input[0]);
        close(input[1]);
        return lane;
    }
    // A lane that has died is told by its answer that does not come, and must not end us.
    signal(SIGPIPE, SIG_IGN);
    char *arguments[] = {"wringer-bench", "lane", in_worker ? "--in-worker" : NULL, NULL};
    // The child has our memory until it executes, so that it can say why it could not.
    volatile int error = 0;
    pid_t process = vfork();
    if (process == 0) {
        signal(SIGPIPE, SIG_DFL);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(input[0], 0);
        dup2(output[1], 1);
        execv("/proc/self/exe", arguments);
        error = errno;
        _exit(127);
    }
    if (process < 0) error = errno;
    close(input[0]);
    close(output[1]);
    if (error == 0) {
        lane.process = process;
        lane.input = input[1];
        lane.output = output[0];
        return lane;
    }
    if (process > 0) waitpid(process, NULL, 0);
    close(input[1]);
    close(output[0]);
    lane.error = error;
    return lane;
}

int32_t baseline_end_lane(int32_t process) {
    int status;
    pid_t ended;
    do ended = waitpid(process, &status, 0);
    while (ended < 0 && errno == EINTR);
    if (ended < 0) return -1;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int32_t baseline_last_processor(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return -1;
    int32_t last = CPU_SETSIZE - 1;
    while (last >= 0 && !CPU_ISSET(last, &set)) last--;
    return last;
}

int32_t baseline_pin(int32_t processor) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    return sched_setaffinity(0, sizeof set, &set);
}
