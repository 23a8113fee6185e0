#define _GNU_SOURCE
#include "baseline.h"

#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAXIMUM_ARGUMENTS = 64 };

static int64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

// How the output of the last run began, as a string.
static char beginning[64];

// Reads to the end of the stream; gives how many bytes came.
static int64_t drain(int stream) {
    static char piece[65536];
    int64_t total = 0;
    size_t kept = 0;
    ssize_t count;
    while ((count = read(stream, piece, sizeof piece)) > 0) {
        // A program may write the line of a number and its end one by one.
        size_t room = sizeof beginning - 1 - kept;
        size_t more = (size_t)count < room ? (size_t)count : room;
        memcpy(beginning + kept, piece, more);
        kept += more;
        total += count;
    }
    beginning[kept] = 0;
    return total;
}

// The number that the last run printed first; 0 where it printed none.
static double printed_number(void) {
    double number = strtod(beginning, NULL);
    return isfinite(number) ? number : 0;
}

// Runs the command once. Gives the bytes of its output, or -1 where it did not end with status 0.
static int64_t run_once(char **arguments, int null_device) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    pid_t process = vfork();
    if (process == 0) {
        dup2(null_device, 0);
        dup2(ends[1], 1);
        dup2(ends[1], 2);
        execv(arguments[0], arguments);
        _exit(127);
    }
    close(ends[1]);
    int64_t bytes = process < 0 ? 0 : drain(ends[0]);
    close(ends[0]);
    int status = -1;
    if (process > 0) wait4(process, &status, 0, NULL);
    return status == 0 ? bytes : -1;
}

static void answer(char **arguments, int null_device, int64_t milliseconds, int64_t most) {
    int64_t trials = 0, bytes = 0;
    int64_t start = now_ns(), deadline = start + milliseconds * 1000000, end = start;
    while (trials == 0 || (trials < most && end < deadline)) {
        int64_t count = run_once(arguments, null_device);
        if (count < 0) {
            printf("{\"failure\":\"the command does not end with status 0\"}\n");
            return;
        }
        bytes += count;
        trials += 1;
        end = now_ns();
    }
    printf("{\"nanoseconds\":%" PRId64 ",\"trials\":%" PRId64 ",\"outputBytes\":%" PRId64
           ",\"printed\":%.3f}\n",
           end - start, trials, bytes, printed_number());
}

// A line of standard input without its end, the caller's to free; NULL at the end of it all.
static char *next_line(void) {
    char *line = NULL;
    size_t size = 0;
    ssize_t length = getline(&line, &size, stdin);
    if (length <= 0) {
        free(line);
        return NULL;
    }
    if (line[length - 1] == '\n') line[length - 1] = 0;
    return line;
}

int32_t baseline_fix_addresses(void) {
    return personality(ADDR_NO_RANDOMIZE) < 0 ? -1 : 0;
}

int32_t baseline_serve(void) {
    char *arguments[MAXIMUM_ARGUMENTS + 1] = {NULL};
    int count = 0;
    char *line;
    while ((line = next_line()) && *line) {
        if (count == MAXIMUM_ARGUMENTS) return 2;
        arguments[count++] = line;
    }
    free(line);
    int null_device = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (count == 0 || null_device < 0) return 2;
    while ((line = next_line())) {
        int64_t milliseconds = 0, most = 0;
        if (sscanf(line, "%" SCNd64 " %" SCNd64, &milliseconds, &most) != 2) return 2;
        free(line);
        answer(arguments, null_device, milliseconds, most);
        fflush(stdout);
    }
    return 0;
}
