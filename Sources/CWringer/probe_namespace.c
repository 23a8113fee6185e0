#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "probe.h"
#include "wringer.h"

// Enters new namespaces; in one of users we stay who we are and have every capability there.
static int enter(int flags) {
    uid_t user = geteuid();
    gid_t group = getegid();
    if (unshare(flags) != 0) return errno;
    if (flags & CLONE_NEWUSER) {
        char text[64];
        int error = probe_write("/proc/self/setgroups", "deny");
        snprintf(text, sizeof text, "%u %u 1", user, user);
        if (error == 0) error = probe_write("/proc/self/uid_map", text);
        snprintf(text, sizeof text, "%u %u 1", group, group);
        if (error == 0) error = probe_write("/proc/self/gid_map", text);
        if (error != 0) return error;
        if (geteuid() != user) return PROBE_NO_EFFECT;
    }
    if (flags & CLONE_NEWNS) {
        // Without this what is mounted here would be mounted outside as well.
        if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return errno;
    }
    return 0;
}

static int is_first(void) {
    return getpid() == 1 ? 0 : PROBE_NO_EFFECT;
}

// Enters namespaces and does something there, as number 1 where process ids are new.
static int within(int flags, int (*body)(void)) {
    int error = enter(flags);
    return error != 0 ? error : probe_in_child(body);
}

static int nothing(void) {
    return 0;
}

int probe_namespace_pid(void) {
    return within(CLONE_NEWPID, is_first);
}

int probe_namespace_mount(void) {
    return within(CLONE_NEWNS, nothing);
}

int probe_namespace_network(void) {
    return within(CLONE_NEWNET, nothing);
}

int probe_namespace_ipc(void) {
    return within(CLONE_NEWIPC, nothing);
}

int probe_namespace_user(void) {
    return within(CLONE_NEWUSER, nothing);
}

// -------------------------------------------------- all that a worker wants, at the same time

static int mount_proc(void) {
    if (getpid() != 1) return PROBE_NO_EFFECT;
    unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    if (mount("proc", "/proc", "proc", flags, NULL) != 0) return errno;
    char own[16] = "";
    if (readlink("/proc/self", own, sizeof own - 1) < 0) return errno;
    return strcmp(own, "1") == 0 ? 0 : PROBE_NO_EFFECT;
}

static int make_view(void) {
    // The descriptor of the view is opened by way of a /proc of these namespaces.
    int error = mount_proc();
    if (error != 0) return error;
    const char *nothing[] = {NULL};
    int view = wringer_make_view(&(struct wringer_view_plan){nothing, nothing, 1});
    if (view < 0) return errno;
    if (setns(view, CLONE_NEWNS) != 0) return errno;
    struct statvfs status;
    if (statvfs("/", &status) != 0) return errno;
    return status.f_flag & ST_RDONLY ? 0 : PROBE_NO_EFFECT;
}

static int make_network(void) {
    int error = mount_proc();
    if (error != 0) return error;
    int network = wringer_make_network();
    if (network < 0) return errno;
    return setns(network, CLONE_NEWNET) == 0 ? 0 : errno;
}

static int mount_memory(void) {
    return wringer_mount_memory("/proc/fs", "mode=1777,size=64k") == 0 ? 0 : errno;
}

static int enclosed(int with_user, int (*body)(void)) {
    return within((int)wringer_worker_namespaces(with_user), body);
}

int probe_enclosure(void) {
    return enclosed(0, is_first);
}

int probe_enclosure_proc(void) {
    return enclosed(0, mount_proc);
}

int probe_enclosure_view(void) {
    return enclosed(0, make_view);
}

int probe_enclosure_network(void) {
    return enclosed(0, make_network);
}

int probe_enclosure_memory(void) {
    return enclosed(0, mount_memory);
}

int probe_user_enclosure(void) {
    return enclosed(1, is_first);
}

int probe_user_enclosure_proc(void) {
    return enclosed(1, mount_proc);
}

int probe_user_enclosure_view(void) {
    return enclosed(1, make_view);
}

int probe_user_enclosure_network(void) {
    return enclosed(1, make_network);
}

int probe_user_enclosure_memory(void) {
    return enclosed(1, mount_memory);
}
