// The C that must be C: what Swift cannot express (clone, ptrace, raw system calls between clone
// and exec) or cannot import (variadic calls, function-like macros). No policy lives here.

#ifndef WRINGER_H
#define WRINGER_H

#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

// ---------------------------------------------------------------------------------- launching

// The steps of the child between clone and exec, in their order.
enum wringer_step {
    WRINGER_STEP_NONE,
    WRINGER_STEP_SESSION,
    WRINGER_STEP_PERSONALITY,
    WRINGER_STEP_NAMESPACES,
    WRINGER_STEP_WORKING_FOLDER,
    WRINGER_STEP_CONTAINMENT,
    WRINGER_STEP_DESCRIPTORS,
    WRINGER_STEP_TERMINAL,
    WRINGER_STEP_PARENT_DEATH, // twice: a change of user undoes it
    WRINGER_STEP_LIMIT,        // wringer_launched.limit_index says which
    WRINGER_STEP_PRIVILEGES,
    WRINGER_STEP_FILTER,
    WRINGER_STEP_EXECUTE,
};

struct wringer_limit {
    int32_t resource; // RLIMIT_*
    uint64_t soft;
    uint64_t hard;
};

// One instruction of a seccomp filter; the layout of struct sock_filter (linux/filter.h).
struct wringer_instruction {
    uint16_t code;
    uint8_t jt;
    uint8_t jf;
    uint32_t k;
};

// Everything the child needs, flat; it allocates nothing. All pointers stay the caller's and must
// be valid until wringer_launch returns.
struct wringer_plan {
    const char *executable;                       // absolute path
    const char *_Nullable const *_Nonnull argv;   // ends with NULL
    const char *_Nullable const *_Nonnull envp;   // ends with NULL
    const char *working_folder;                   // absolute path
    int32_t descriptors[3];                       // become 0, 1 and 2; above 2, or -1 for closed
    int32_t controls_terminal;                    // not 0: descriptor 0 becomes its terminal
    int32_t view;                                 // a mount namespace to enter, or -1 for none
    int32_t network;                              // a network namespace to enter, or -1
    int32_t ruleset;                              // a Landlock ruleset, or -1 for none
    int32_t changes_user;                         // not 0: runs as `user` and `group`
    uint32_t user;
    uint32_t group;
    int32_t stays_root;                           // not 0: keeps uid 0, without its capabilities
    int32_t randomizes_addresses;                 // 0: ADDR_NO_RANDOMIZE
    int32_t traced;                               // not 0: seized by ptrace before it runs
    uint64_t trace_options;                       // PTRACE_O_*, where traced
    const struct wringer_limit *_Nullable limits; // applied in order
    size_t limit_count;
    const struct wringer_instruction *_Nullable filter; // NULL for none
    uint16_t filter_length;                             // in instructions
};

struct wringer_launched {
    pid_t pid;           // 0 when the child is gone again: nothing is left to reap
    int32_t pidfd;       // close-on-exec; the caller's to close; -1 when pid is 0
    int32_t step;        // the step that failed, or WRINGER_STEP_EXECUTE after success
    int32_t error;       // its errno; 0 after success, and where exec itself was fatal
    int32_t limit_index; // the limit that failed, where step is WRINGER_STEP_LIMIT
    int32_t died_of;     // the signal that ended the child inside exec, or 0
};

// Starts a child by clone(CLONE_VM | CLONE_PIDFD), which costs the same however large the caller
// is. All signals must be blocked, and the calling thread must be the one that traces and waits.
//
// Traced, the child is left stopped at PTRACE_EVENT_EXEC: the program is mapped and has not run.
// Untraced, it runs when this returns.
//
// Returns 0 when a child was made, whatever became of it (see `launched`); else -1 with errno of
// clone(2), mmap(2) or ptrace(2), and no child is left.
int wringer_launch(const struct wringer_plan *plan, struct wringer_launched *launched);

// ------------------------------------------------------------------------- the worker process

// The steps of a worker between clone and exec, in their order.
enum wringer_worker_step {
    WRINGER_WORKER_CLONE,
    WRINGER_WORKER_PARENT_DEATH,
    WRINGER_WORKER_USER,
    WRINGER_WORKER_MOUNTS,
    WRINGER_WORKER_PROC,
    WRINGER_WORKER_CAPABILITIES,
    WRINGER_WORKER_EXECUTE,
};

struct wringer_worker_plan {
    uint64_t namespaces;                        // CLONE_NEW*, 0 for none
    const char *_Nullable const *_Nonnull argv; // ends with NULL
};

struct wringer_worker_started {
    pid_t pid;
    int32_t pidfd; // close-on-exec; the caller's to close
    int32_t step;  // the step that failed
    int32_t error; // its errno
};

// The namespaces that a worker wants: process ids, mounts and IPC, and a user namespace for a
// caller that is not privileged to make the others.
uint64_t wringer_worker_namespaces(int with_user);
// Starts this same program again in new namespaces, of whose process ids it is number 1, with a
// /proc of its own. It is ended when the caller ends. Returns 0, or -1 with errno and `started`.
int wringer_start_worker(const struct wringer_worker_plan *plan,
                         struct wringer_worker_started *started);
// Sends `signal` to a worker in such a way that it knows it is from us. Returns 0, or -1.
int wringer_forward_signal(pid_t worker, int signal);
// What a worker does first: a name of its own, and an end when its parent ends. Returns 0 or -1.
int wringer_begin_worker(void);
// A signalfd of SIGCHLD and of signals that are forwarded; close-on-exec, non-blocking.
int wringer_worker_signal_descriptor(void);

// --------------------------------------------------------------------------------- containment

struct wringer_view_plan {
    const char *_Nullable const *_Nonnull writable; // folders; ends with NULL
    const char *_Nullable const *_Nonnull hidden;   // folders; ends with NULL
    int32_t replaces_devices;                       // not 0: /dev has harmless devices only
};

// Puts this process, and all that it starts, under a filter and without new privileges
// (seccomp(2)). Returns 0, or -1 with errno.
int wringer_install_filter(const struct wringer_instruction *filter, uint16_t length);
// A mount namespace in which everything can be read, only some folders can be written, and some
// paths are hidden; for the plan of a launch. Returns a descriptor of it, or -1 with errno.
int wringer_make_view(const struct wringer_view_plan *plan);
// A network namespace with a loopback device that is up. Returns a descriptor, or -1 with errno.
int wringer_make_network(void);
// Mounts an empty file system in memory. Returns 0, or -1 with errno.
int wringer_mount_memory(const char *path, const char *options);
// Whether a user may access a path: `mode` as for access(2). The caller is root.
int wringer_may_access(const char *path, int mode, uid_t user, gid_t group);

// The version of Landlock that this kernel has (landlock(7)), 0 for none.
int wringer_landlock_version(void);
// A ruleset under which files can be written, made and removed nowhere, no TCP port can be bound
// or connected to (from version 4 on, unless it keeps the network), and signals and abstract
// sockets reach only processes under it (from version 6 on); close-on-exec. Returns it, or -1 with
// errno.
int wringer_make_ruleset(int keeps_network);
// Allows all of that below a folder, or writing to a file that exists. Returns 0, or -1.
int wringer_allow_writing(int ruleset, const char *path, int is_folder);

// ------------------------------------------------------------------------ waiting and tracing

enum wringer_change {
    WRINGER_NOTHING,     // no child has changed
    WRINGER_NO_CHILDREN, // there is no child, tracee or adopted orphan at all
    WRINGER_EXITED,      // value: exit code
    WRINGER_SIGNALLED,   // value: signal
    WRINGER_SIGNAL_STOP, // a traced task is about to get a signal; value: signal
    WRINGER_GROUP_STOP,  // a traced task was stopped by job control
    WRINGER_EVENT_STOP,  // value: PTRACE_EVENT_*
    WRINGER_CALL_STOP,   // a traced task enters a system call or returns from one
};

struct wringer_child_change {
    int32_t kind; // enum wringer_change
    pid_t pid;
    int32_t value;
    // Of the reaped task and its reaped children; zero for stops.
    int64_t user_ns;
    int64_t system_ns;
    int64_t minor_faults;
    int64_t major_faults;
};

// The next change of any child, without waiting (wait4(-1, __WALL | WNOHANG)).
void wringer_next_change(struct wringer_child_change *change);
// Waits for one, or for so long; SIGCHLD must be blocked. Returns whether one came.
int wringer_await_child(int64_t nanoseconds);

// Lets a stopped tracee go on, delivering `signal` (0 for none). A tracee that is gone is no error.
void wringer_resume(pid_t pid, int signal);
// Leaves a tracee in its group stop until SIGCONT (PTRACE_LISTEN).
void wringer_listen(pid_t pid);

struct wringer_signal_detail {
    int32_t code; // si_code
    pid_t sender; // si_pid where a process sent it, else 0
    uint64_t address;
    uint64_t stack_pointer;
    uint64_t instruction_pointer;
};

// What the kernel says of the signal at which a tracee is stopped. Returns 0, or -1 with errno.
int wringer_signal_detail(pid_t pid, struct wringer_signal_detail *detail);

// The trace options that a runner wants: EXITKILL, to follow exec, fork, vfork and clone, and a
// stop before the memory of a task is given back.
uint64_t wringer_trace_options(void);

// ---------------------------------------------------------------------------------- resources

// What one task has used, from /proc/TID/status and /proc/TID/task/TID/io, and some of the memory
// of its process, in bytes: zero where it has been given back (proc(5)).
struct wringer_task_sample {
    pid_t process;                 // Tgid
    uint64_t peak_resident;        // VmHWM
    uint64_t stack;                // VmStk: the mapping of the first thread's stack
    uint64_t voluntary_switches;   // of the task alone
    uint64_t involuntary_switches; // of the task alone
    uint64_t read_bytes;           // rchar of the task alone: what read(2) and its like gave
    uint64_t written_bytes;        // wchar of the task alone
};

// What a process with all its threads has and has used, those that have ended included, from
// /proc/TID/stat (proc(5)).
struct wringer_process_sample {
    int64_t cpu_ns;         // user and system, from its processor clock (clock_getcpuclockid(3))
    uint64_t minor_faults;  // field 10
    uint64_t major_faults;  // field 12
    int32_t threads;        // field 20
    uint64_t address_space; // field 23, in bytes; zero where it has been given back
    uint64_t resident;      // field 24, in bytes
};

// Allocate nothing. Return 0, or -1 where the task or process is gone.
// A task that is_alone has had no other thread and no child, which makes reading it cheaper.
int wringer_sample_task(pid_t task, int is_alone, struct wringer_task_sample *sample);
// The memory is read through `task`, a thread of the process: the first one may have ended.
int wringer_sample_process(pid_t process, pid_t task, struct wringer_process_sample *sample);
// The open descriptors of a process and how many of them are sockets, one readlink(2) each.
int wringer_count_descriptors(pid_t process, int32_t *descriptors, int32_t *sockets);

// -------------------------------------------------------------- calls that Swift cannot import

int wringer_pidfd_kill(int pidfd, int signal);
// Removes all shared memory, semaphores and message queues of System V in our IPC namespace, which
// no other process may be using.
void wringer_remove_ipc(void);
int wringer_become_subreaper(void);
// Blocks every signal that the kernel lets a thread block, but the synchronous ones, and gives each
// its default action: one that is ignored would be ignored by every target (execve(2)).
int wringer_block_signals(void);
// Restores the default action of `signal`, unblocks it and raises it: ends the process.
void wringer_end_by_signal(int signal);
// A signalfd of SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM and SIGWINCH; close-on-exec,
// non-blocking.
int wringer_signal_descriptor(void);
// Takes the signals of such a descriptor that are there, at most WRINGER_SIGNAL_COUNT at once;
// gives how many.
enum { WRINGER_SIGNAL_COUNT = 16 };
int wringer_next_signals(int descriptor, int32_t *signals);
// A pipe, both ends close-on-exec. Returns 0, or -1 with errno.
int wringer_pipe(int32_t *read_end, int32_t *write_end);
// An empty file in memory, close-on-exec; -1 with errno.
int wringer_memory_file(void);
// Waits with ppoll(2), timeout in nanoseconds, negative for none.
int wringer_poll(struct pollfd *descriptors, size_t count, int64_t timeout_ns);
// Removes all that is in a folder, whatever its names, permissions and depth; links are not
// followed. Returns 0 when it is empty, else -1 with errno.
int wringer_empty_folder(const char *path);
int wringer_empty_open_folder(int folder);
// Removes the only file of a folder, where it has just this one, of this name and with these bytes,
// and nothing else: the usual end of a trial. Returns 1 when the folder is empty then, else 0 and
// has removed nothing. `name` is NULL for a folder that should be empty as it is.
int wringer_take_only_file(int folder, const char *_Nullable name,
                           const uint8_t *_Nullable bytes, size_t count);
int wringer_exchange(const char *left, const char *right);
int wringer_set_pipe_size(int descriptor, int bytes);
int wringer_set_nonblocking(int descriptor); // and takes all other status flags away
// The limits of this process (getrlimit(2)). Returns 0, or -1 with errno.
int wringer_own_limit(int resource, uint64_t *soft, uint64_t *hard);
// A name for an errno in the C locale; NULL where it has none.
const char *_Nullable wringer_error_text(int error);
int64_t wringer_now_ns(void); // CLOCK_MONOTONIC

// ----------------------------------------------------------------------------------- terminals

// Opens a pseudo-terminal of the given size. Returns 0, or -1 with errno.
int wringer_open_terminal(uint16_t columns, uint16_t rows, int32_t *controller, int32_t *terminal);
// The size of the terminal behind a descriptor. Returns 0, or -1 where it is no terminal.
int wringer_terminal_size(int descriptor, uint16_t *columns, uint16_t *rows);
int wringer_set_terminal_size(int descriptor, uint16_t columns, uint16_t rows);
// Makes a terminal raw and keeps its former state, once; restore gives it back. Return 0 or -1.
int wringer_make_raw(int descriptor);
int wringer_keep_terminal(int descriptor);
int wringer_restore_terminal(int descriptor);

#pragma clang assume_nonnull end

#endif
