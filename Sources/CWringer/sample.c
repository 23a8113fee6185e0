#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "wringer.h"

// `status` of a process in many groups or on many processors is the longest; 1.5 KiB is usual.
enum { BUFFER_BYTES = 16 * 1024, PATH_BYTES = 64 };

// Reads a file of proc(5) and ends it with NUL. Gives its length, or -1. These files give all
// that they have in one read where there is room for it; a second one would only find the end.
static ssize_t read_text(const char *path, char text[BUFFER_BYTES]) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t length = read(file, text, BUFFER_BYTES - 1);
    close(file);
    if (length >= 0) text[length] = 0;
    return length;
}

// The number after spaces and tabs; stops at what is no digit.
static uint64_t number(const char *text) {
    while (*text == ' ' || *text == '\t') text++;
    uint64_t value = 0;
    while (*text >= '0' && *text <= '9') value = value * 10 + (uint64_t)(*text++ - '0');
    return value;
}

struct line {
    const char *key;
    uint64_t *value;
};

// Takes the numbers of the lines `key value` of a text; what has no line stays as it is.
static void take_lines(const char *text, const struct line *lines, size_t count) {
    while (*text) {
        for (size_t i = 0; i < count; i++) {
            const char *key = lines[i].key;
            if (*text != *key) continue;
            size_t length = strlen(key);
            if (strncmp(text, key, length) == 0) *lines[i].value = number(text + length);
        }
        const char *end = strchr(text, '\n');
        if (!end) return;
        text = end + 1;
    }
}

static void take_transfers(
    pid_t task, int is_alone, char text[BUFFER_BYTES], struct wringer_task_sample *out) {
    char path[PATH_BYTES];
    // The file of the process adds threads, and children that it has waited for.
    if (is_alone) snprintf(path, sizeof path, "/proc/%d/io", task);
    else snprintf(path, sizeof path, "/proc/%d/task/%d/io", task, task);
    if (read_text(path, text) < 0) return;
    const struct line lines[] = {{"rchar:", &out->read_bytes}, {"wchar:", &out->written_bytes}};
    take_lines(text, lines, 2);
}

int wringer_sample_task(pid_t task, int is_alone, struct wringer_task_sample *out) {
    *out = (struct wringer_task_sample){0};
    char path[PATH_BYTES];
    char text[BUFFER_BYTES];
    snprintf(path, sizeof path, "/proc/%d/status", task);
    if (read_text(path, text) < 0) return -1;
    uint64_t process = 0;
    const struct line lines[] = {
        {"Tgid:", &process},
        {"VmHWM:", &out->peak_resident},
        {"VmStk:", &out->stack},
        {"voluntary_ctxt_switches:", &out->voluntary_switches},
        {"nonvoluntary_ctxt_switches:", &out->involuntary_switches},
    };
    take_lines(text, lines, sizeof lines / sizeof *lines);
    if (process == 0) return -1;
    out->process = (pid_t)process;
    out->peak_resident *= 1024;
    out->stack *= 1024;
    take_transfers(task, is_alone, text, out);
    return 0;
}

// The field `number` of /proc/PID/stat, counted as proc(5) does. The name in field 2 may hold
// spaces and brackets, so that `rest` begins after its last bracket, at field 3.
static uint64_t field(const char *rest, int wanted) {
    for (int at = 3; at < wanted; at++) {
        rest = strchr(rest, ' ');
        if (!rest) return 0;
        rest++;
    }
    return number(rest);
}

int wringer_sample_process(pid_t process, pid_t task, struct wringer_process_sample *out) {
    *out = (struct wringer_process_sample){0};
    char path[PATH_BYTES];
    char text[BUFFER_BYTES];
    snprintf(path, sizeof path, "/proc/%d/stat", task);
    if (read_text(path, text) < 0) return -1;
    const char *name_end = strrchr(text, ')');
    if (!name_end || name_end[1] != ' ') return -1;
    const char *rest = name_end + 2;
    out->minor_faults = field(rest, 10);
    out->major_faults = field(rest, 12);
    out->threads = (int32_t)field(rest, 20);
    out->address_space = field(rest, 23);
    out->resident = field(rest, 24) * (uint64_t)sysconf(_SC_PAGESIZE);
    clockid_t clock;
    struct timespec used;
    // To the nanosecond, where `stat` counts hundredths of a second.
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0) return -1;
    out->cpu_ns = used.tv_sec * 1000000000LL + used.tv_nsec;
    return 0;
}

struct entry { // struct linux_dirent64 of getdents64(2)
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
};

static int is_socket(int folder, const char *name) {
    char target[8];
    ssize_t length = readlinkat(folder, name, target, sizeof target);
    return length >= 7 && memcmp(target, "socket:", 7) == 0;
}

int wringer_count_descriptors(pid_t process, int32_t *descriptors, int32_t *sockets) {
    *descriptors = *sockets = 0;
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "/proc/%d/fd", process);
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -1;
    _Alignas(struct entry) char buffer[BUFFER_BYTES];
    long count;
    while ((count = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
        for (long at = 0; at < count;) {
            const struct entry *entry = (const struct entry *)(buffer + at);
            at += entry->length;
            if (entry->name[0] == '.') continue;
            ++*descriptors;
            if (is_socket(folder, entry->name)) ++*sockets;
        }
    }
    close(folder);
    return count < 0 ? -1 : 0;
}
