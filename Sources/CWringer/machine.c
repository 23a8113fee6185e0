#define _GNU_SOURCE
#include <linux/magic.h>
#include <sched.h>
#include <sys/vfs.h>

#include "wringer_probe.h"

int wringer_is_in_memory(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 && status.f_type == TMPFS_MAGIC;
}

int wringer_processor_count(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
}
