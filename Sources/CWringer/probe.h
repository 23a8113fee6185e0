// What the probes of a kernel share. Private to CWringer.
//
// A probe is a function that runs in a throw-away child and gives 0 where the thing was done and
// its effect was seen, the errno of the call that was refused, or PROBE_NO_EFFECT.

#ifndef WRINGER_PROBE_H
#define WRINGER_PROBE_H

#include <sys/types.h>

// What a probe gives where the kernel said yes and nothing changed; above every errno.
enum { PROBE_NO_EFFECT = 200 };

// The process id of the caller of wringer_probe, for probes whose own parent is another.
extern pid_t probe_caller;

// Makes a child that dies with its parent; as fork(2). It stays in the process group that is
// killed when time is over.
pid_t probe_fork(void);
// Waits for a child and gives its exit code, or EINTR where a signal ended it.
int probe_reap(pid_t pid);
// Runs `body` in a further child; gives what it gave.
int probe_in_child(int (*body)(void));
// Ends a child that only waits.
void probe_end(pid_t pid);
// Writes a text to a file that exists. Gives 0 or an errno.
int probe_write(const char *path, const char *text);

int probe_seccomp_filter(void);
int probe_seccomp_errno(void);
int probe_seccomp_trace(void);
int probe_seccomp_notify(void);
int probe_seccomp_kill(void);
int probe_seccomp_log(void);
int probe_listener(void);
int probe_listener_wait_killable(void);
int probe_listener_sync_wake_up(void);
int probe_listener_continue(void);
int probe_listener_add_descriptor(void);

int probe_namespace_pid(void);
int probe_namespace_mount(void);
int probe_namespace_network(void);
int probe_namespace_ipc(void);
int probe_namespace_user(void);
int probe_enclosure(void);
int probe_enclosure_proc(void);
int probe_enclosure_view(void);
int probe_enclosure_network(void);
int probe_enclosure_memory(void);
int probe_user_enclosure(void);
int probe_user_enclosure_proc(void);
int probe_user_enclosure_view(void);
int probe_user_enclosure_network(void);
int probe_user_enclosure_memory(void);

int probe_launch(void);
int probe_traced_launch(void);
int probe_seize(void);
int probe_pidfd_open(void);
int probe_pidfd_getfd(void);
int probe_clone_pidfd(void);
int probe_clone3(void);
int probe_close_range(void);
int probe_memory_file(void);

int probe_fixed_addresses(void);
int probe_change_user(void);
int probe_no_new_privileges(void);
int probe_drop_capabilities(void);
int probe_process_limit(void);
int probe_process_limit_of_other_user(void);
int probe_landlock_files(void);
int probe_landlock_signals(void);

#endif
