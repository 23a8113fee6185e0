#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "wringer.h"

// A target may have made a tree deeper than any path or any recursion of ours. So nothing is
// descended into: what lies in a folder is removed, and a folder in it is moved up to the top,
// where its turn comes.

static int open_folder(int parent, const char *name) {
    int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int folder = openat(parent, name, flags);
    if (folder >= 0 || errno != EACCES) return folder;
    // The target took the permissions away.
    fchmodat(parent, name, 0700, 0);
    return openat(parent, name, flags);
}

static int is_self_or_parent(const char *name) {
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

// Moves a folder to the top under a name that nothing has there.
static int move_up(int folder, const char *name, int top) {
    static unsigned long counter;
    char unique[64];
    do {
        snprintf(unique, sizeof unique, ".moved-%lu", counter++);
        if (renameat2(folder, name, top, unique, RENAME_NOREPLACE) == 0) return 0;
    } while (errno == EEXIST);
    return -1;
}

// Removes the files of the folder `name` of `top`, moves its folders up, and removes it.
static int flatten(int top, const char *name) {
    int folder = open_folder(top, name);
    if (folder < 0) return -1;
    fchmod(folder, 0700);
    DIR *stream = fdopendir(folder);
    if (!stream) {
        close(folder);
        return -1;
    }
    struct dirent *entry;
    while ((entry = readdir(stream))) {
        if (is_self_or_parent(entry->d_name)) continue;
        if (unlinkat(folder, entry->d_name, 0) == 0) continue;
        move_up(folder, entry->d_name, top);
    }
    closedir(stream);
    return unlinkat(top, name, AT_REMOVEDIR);
}

struct kernel_entry { // what getdents64(2) gives
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
};

// One pass over the top folder, without the allocation and the calls of opendir(3): this is done
// after every trial. Gives how many entries were found, or -1; `removed` counts those that went.
static long sweep(int top, long *removed) {
    _Alignas(struct kernel_entry) char buffer[4096];
    long found = 0;
    if (lseek(top, 0, SEEK_SET) < 0) return -1;
    for (;;) {
        long count = syscall(SYS_getdents64, top, buffer, sizeof buffer);
        if (count <= 0) return count < 0 ? -1 : found;
        for (long offset = 0; offset < count;) {
            struct kernel_entry *entry = (struct kernel_entry *)(buffer + offset);
            offset += entry->length;
            if (is_self_or_parent(entry->name)) continue;
            found++;
            if (unlinkat(top, entry->name, 0) == 0 || flatten(top, entry->name) == 0) {
                (*removed)++;
            }
        }
    }
}

int wringer_empty_open_folder(int top) {
    fchmod(top, 0755);
    for (;;) {
        long removed = 0;
        long found = sweep(top, &removed);
        if (found <= 0) return (int)found;
        // A pass that removes nothing cannot.
        if (removed == 0) break;
    }
    errno = ENOTEMPTY;
    return -1;
}

int wringer_empty_folder(const char *path) {
    int top = open_folder(AT_FDCWD, path);
    if (top < 0) return -1;
    int result = wringer_empty_open_folder(top);
    int error = errno;
    close(top);
    errno = error;
    return result;
}

// Whether the folder has no entry, or just `name`.
static int has_only(int folder, const char *name) {
    _Alignas(struct kernel_entry) char buffer[4096];
    if (lseek(folder, 0, SEEK_SET) < 0) return 0;
    long count;
    while ((count = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
        for (long offset = 0; offset < count;) {
            const struct kernel_entry *entry = (const struct kernel_entry *)(buffer + offset);
            offset += entry->length;
            if (is_self_or_parent(entry->name)) continue;
            if (!name || strcmp(entry->name, name) != 0) return 0;
        }
    }
    return count == 0;
}

static int has_bytes(int folder, const char *name, const uint8_t *bytes, size_t count) {
    // What lies there may be a pipe or a link by now.
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return 0;
    struct stat status;
    int is_same = fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
                  (uint64_t)status.st_size == count;
    static uint8_t buffer[64 * 1024];
    for (size_t offset = 0; is_same && offset < count;) {
        ssize_t got = read(file, buffer, sizeof buffer);
        is_same = got > 0 && (size_t)got <= count - offset &&
                  memcmp(buffer, bytes + offset, (size_t)got) == 0;
        if (is_same) offset += (size_t)got;
    }
    close(file);
    return is_same;
}

int wringer_take_only_file(int folder, const char *name, const uint8_t *bytes, size_t count) {
    if (!has_only(folder, name)) return 0;
    if (fchmod(folder, 0755) != 0) return 0;
    if (!name) return 1;
    return has_bytes(folder, name, bytes, count) && unlinkat(folder, name, 0) == 0;
}
