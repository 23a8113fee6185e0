#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
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

// One pass over the top folder; gives how many entries were removed, or -1.
static long sweep(int top) {
    int copy = openat(top, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = copy < 0 ? NULL : fdopendir(copy);
    if (!stream) {
        if (copy >= 0) close(copy);
        return -1;
    }
    long removed = 0;
    struct dirent *entry;
    while ((entry = readdir(stream))) {
        if (is_self_or_parent(entry->d_name)) continue;
        if (unlinkat(top, entry->d_name, 0) == 0 || flatten(top, entry->d_name) == 0) removed++;
    }
    closedir(stream);
    return removed;
}

int wringer_empty_folder(const char *path) {
    int top = open_folder(AT_FDCWD, path);
    if (top < 0) return -1;
    fchmod(top, 0755);
    // A pass that removes nothing has either nothing to remove, or cannot.
    long removed;
    do removed = sweep(top);
    while (removed > 0);
    DIR *stream = fdopendir(top);
    if (!stream) {
        close(top);
        return -1;
    }
    rewinddir(stream);
    int left = 0;
    struct dirent *entry;
    while ((entry = readdir(stream))) left += !is_self_or_parent(entry->d_name);
    closedir(stream);
    if (left == 0) return 0;
    errno = ENOTEMPTY;
    return -1;
}
