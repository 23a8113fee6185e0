#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"
#include "wringer.h"

// Our own names: Debian 12's libc has mount_setattr, its kernel headers may not (Linux 5.12).
struct mount_attributes {
    uint64_t set, clear, propagation, user_namespace;
};
enum { MOUNT_READ_ONLY = 1, AT_WHOLE_TREE = 0x8000 };

static int make_read_only(void) {
    struct mount_attributes attributes = {.set = MOUNT_READ_ONLY};
    return (int)syscall(SYS_mount_setattr, AT_FDCWD, "/", AT_WHOLE_TREE, &attributes,
                        sizeof attributes);
}

// Of this one mount: what is mounted below it may have been read-only before.
static int make_writable(const char *path) {
    struct mount_attributes attributes = {.clear = MOUNT_READ_ONLY};
    return (int)syscall(SYS_mount_setattr, AT_FDCWD, path, 0, &attributes, sizeof attributes);
}

// What is mounted over a folder keeps others from what is below it.
static int hide_folders(const struct wringer_view_plan *plan) {
    unsigned long flags = MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC;
    for (const char *const *path = plan->hidden; *path; path++) {
        if (mount("none", *path, "tmpfs", flags, "size=4k,mode=755") == 0) continue;
        // Gone meanwhile, or behind a closed folder: out of reach of a target as well.
        if (errno != ENOENT && errno != EACCES) return -1;
    }
    return 0;
}

static int raise_loopback(void) {
    int socket_number = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket_number < 0) return -1;
    struct ifreq request = {.ifr_name = "lo"};
    int result = ioctl(socket_number, SIOCGIFFLAGS, &request);
    request.ifr_flags |= IFF_UP;
    if (result == 0) result = ioctl(socket_number, SIOCSIFFLAGS, &request);
    close(socket_number);
    return result;
}

// The devices that a program may want and that harm nobody. All others are not there: a terminal
// of the person's own, whose input could be read, or a device that acts when it is opened.
static int replace_devices(void) {
    static const char *const names[] = {"null", "zero",   "full",   "random", "urandom", "tty"};
    enum { COUNT = sizeof names / sizeof *names };
    int originals[COUNT];
    char path[64];
    for (int i = 0; i < COUNT; i++) {
        snprintf(path, sizeof path, "/dev/%s", names[i]);
        originals[i] = open(path, O_PATH | O_CLOEXEC);
    }
    if (mount("none", "/dev", "tmpfs", MS_NOSUID | MS_NOEXEC, "size=64k,mode=755") != 0) return -1;
    for (int i = 0; i < COUNT; i++) {
        if (originals[i] < 0) continue;
        char source[64];
        snprintf(path, sizeof path, "/dev/%s", names[i]);
        snprintf(source, sizeof source, "/proc/self/fd/%d", originals[i]);
        int place = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
        if (place < 0) return -1;
        close(place);
        if (mount(source, path, NULL, MS_BIND, NULL) != 0) return -1;
        close(originals[i]);
    }
    mkdir("/dev/shm", 0755);
    return symlink("/proc/self/fd", "/dev/fd") | symlink("/proc/self/fd/0", "/dev/stdin") |
           symlink("/proc/self/fd/1", "/dev/stdout") | symlink("/proc/self/fd/2", "/dev/stderr");
}

struct maker {
    const struct wringer_view_plan *plan;
    int32_t descriptor; // -1 until the namespace is ready
    int32_t error;
};

static int make_mounts(void *argument) {
    struct maker *maker = argument;
    const struct wringer_view_plan *plan = maker->plan;
    for (const char *const *path = plan->writable; *path; path++) {
        // A mount of its own, which can be written while all around it cannot.
        if (mount(*path, *path, NULL, MS_BIND | MS_REC, NULL) != 0) goto failed;
    }
    if (plan->replaces_devices && replace_devices() != 0) goto failed;
    if (hide_folders(plan) != 0) goto failed;
    if (make_read_only() != 0) goto failed;
    for (const char *const *path = plan->writable; *path; path++) {
        if (make_writable(*path) != 0) goto failed;
    }
    maker->descriptor = open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC);
    if (maker->descriptor >= 0) _exit(0);
failed:
    maker->error = errno;
    _exit(1);
}

static int make_network(void *argument) {
    struct maker *maker = argument;
    if (raise_loopback() == 0) {
        maker->descriptor = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
        if (maker->descriptor >= 0) _exit(0);
    }
    maker->error = errno;
    _exit(1);
}

// A namespace lives as long as a descriptor of it: a child enters it, prepares it, opens it into
// the table that both share, and ends.
static int make_namespace(int (*body)(void *), int flag, struct maker *maker) {
    maker->descriptor = -1;
    char *stack = wringer_child_stack();
    if (!stack) return -1;
    int flags = CLONE_VM | CLONE_VFORK | CLONE_FILES | SIGCHLD | flag;
    pid_t pid = clone(body, stack, flags, maker);
    if (pid < 0) return -1;
    int status;
    while (waitpid(pid, &status, __WALL) < 0 && errno == EINTR) {}
    if (maker->descriptor >= 0) return maker->descriptor;
    errno = maker->error != 0 ? maker->error : ECHILD;
    return -1;
}

int wringer_make_view(const struct wringer_view_plan *plan) {
    return make_namespace(make_mounts, CLONE_NEWNS, &(struct maker){.plan = plan});
}

int wringer_make_network(void) {
    return make_namespace(make_network, CLONE_NEWNET, &(struct maker){0});
}

int wringer_mount_memory(const char *path, const char *options) {
    return mount("wringer", path, "tmpfs", MS_NOSUID | MS_NODEV, options);
}

struct question {
    const char *path;
    int mode;
    uid_t user;
    gid_t group;
    int is_allowed;
};

static int ask(void *argument) {
    struct question *question = argument;
    // libc's calls would change every thread, and those of our memory are not ours to change.
    if (syscall(SYS_setgroups, 0, NULL) == 0 &&
        syscall(SYS_setresgid, question->group, question->group, question->group) == 0 &&
        syscall(SYS_setresuid, question->user, question->user, question->user) == 0) {
        question->is_allowed = access(question->path, question->mode) == 0;
    }
    _exit(0);
}

// Asks in a child: a change of user, even back again, takes away the death signal of the caller
// (prctl(2), PR_SET_PDEATHSIG).
int wringer_may_access(const char *path, int mode, uid_t user, gid_t group) {
    char *stack = wringer_child_stack();
    if (!stack) return 0;
    struct question question = {path, mode, user, group, 0};
    pid_t pid = clone(ask, stack, CLONE_VM | CLONE_VFORK | SIGCHLD, &question);
    if (pid < 0) return 0;
    int status;
    while (waitpid(pid, &status, __WALL) < 0 && errno == EINTR) {}
    return question.is_allowed;
}
