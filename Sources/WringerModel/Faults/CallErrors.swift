extension CallFacts {
    /// The errors that this call can give a correct caller on Linux, the likeliest in real life
    /// first; empty for a call without an entry, and for one that cannot fail.
    ///
    /// From the ERRORS sections of section 2 of the manual (man-pages 6.03). Left out are the
    /// errors that only a wrong argument brings, which no weather of the machine does: EFAULT,
    /// EBADF, ENOTSOCK, and EINVAL where it says no more than that. ENOSYS and EPERM stand, last,
    /// where an older kernel or the filter of a container gives them in practice.
    package var errors: [ErrorNumber] { CallFacts.errorTable[name] ?? [] }

    /// Whether this call can give this error in real life; false also where nothing is known.
    package func canGive(_ error: ErrorNumber) -> Bool { errors.contains(error) }

    /// The calls that have an entry in the table of errors.
    package static var namesWithErrors: [String] { errorTable.keys.sorted() }

    private static let errorTable: [String: [ErrorNumber]] = {
        var table: [String: [ErrorNumber]] = [:]
        for row in errorRows.split(separator: "\n") {
            let parts = row.split(separator: ":")
            guard parts.count == 2 else { preconditionFailure("a row of errors: \(row)") }
            let errors = parts[1].split(separator: " ").map { name in
                guard let error = ErrorNumber(name: String(name)) else {
                    preconditionFailure("an error of the table: \(name)")
                }
                return error
            }
            for name in parts[0].split(separator: " ") { table[String(name)] = errors }
        }
        return table
    }()

    /// Calls that fail alike on the left, their errors on the right.
    private static let errorRows = """
        open openat creat: ENOENT EACCES EMFILE ENOTDIR EISDIR ENFILE ENOMEM ENOSPC EROFS EEXIST \
        EPERM EINTR ELOOP ENAMETOOLONG ETXTBSY EDQUOT EIO EBUSY ENXIO ENODEV EFBIG EOVERFLOW \
        EAGAIN EOPNOTSUPP
        openat2: ENOENT EACCES EMFILE ENOTDIR EISDIR ENFILE ENOMEM ENOSPC EROFS EEXIST EPERM \
        EINTR ELOOP ENAMETOOLONG ETXTBSY EDQUOT EIO EBUSY EXDEV EAGAIN ENOSYS
        open_by_handle_at: ESTALE EPERM EMFILE ENFILE ENOMEM ELOOP
        name_to_handle_at: EOPNOTSUPP ENOENT EACCES ENOTDIR EOVERFLOW ELOOP ENOMEM
        stat lstat newfstatat: ENOENT EACCES ENOTDIR ELOOP ENAMETOOLONG ENOMEM EIO EOVERFLOW
        statx: ENOENT EACCES ENOTDIR ELOOP ENAMETOOLONG ENOMEM EIO ENOSYS EPERM
        fstat: ENOMEM EIO EOVERFLOW
        access faccessat: ENOENT EACCES ENOTDIR EROFS ELOOP ENAMETOOLONG ENOMEM EIO EPERM ETXTBSY
        faccessat2: ENOENT EACCES ENOTDIR EROFS ELOOP ENAMETOOLONG ENOMEM EIO ETXTBSY ENOSYS EPERM
        readlink readlinkat: ENOENT EINVAL EACCES ENOTDIR ELOOP ENAMETOOLONG ENOMEM EIO
        chdir chroot: ENOENT EACCES ENOTDIR ELOOP ENAMETOOLONG ENOMEM EIO EPERM
        fchdir: EACCES ENOTDIR EIO
        getcwd: ENOENT ERANGE ENAMETOOLONG EACCES ENOMEM
        mkdir mkdirat: EEXIST ENOENT EACCES ENOSPC EROFS ENOTDIR EPERM EDQUOT EMLINK ELOOP \
        ENAMETOOLONG ENOMEM EIO
        mknod mknodat: EEXIST ENOENT EACCES EPERM ENOSPC EROFS ENOTDIR EDQUOT ELOOP ENAMETOOLONG \
        ENOMEM EIO
        symlink symlinkat: EEXIST ENOENT EACCES ENOSPC EROFS EPERM ENOTDIR EDQUOT ELOOP \
        ENAMETOOLONG ENOMEM EIO
        link linkat: EEXIST ENOENT EACCES EXDEV EPERM ENOSPC EROFS EMLINK ENOTDIR EDQUOT ELOOP \
        ENAMETOOLONG ENOMEM EIO
        unlink unlinkat: ENOENT EACCES EPERM EBUSY EROFS EISDIR ENOTDIR ENOTEMPTY ELOOP \
        ENAMETOOLONG ENOMEM EIO
        rmdir: ENOTEMPTY ENOENT EACCES EBUSY EPERM EROFS ENOTDIR ELOOP ENAMETOOLONG ENOMEM EIO
        rename renameat renameat2: ENOENT EACCES EXDEV ENOSPC EPERM EBUSY EROFS ENOTEMPTY EEXIST \
        EISDIR ENOTDIR EDQUOT EMLINK ELOOP ENAMETOOLONG ENOMEM EIO
        chmod fchmodat fchmodat2: EPERM ENOENT EACCES EROFS ENOTDIR EOPNOTSUPP ELOOP ENAMETOOLONG \
        ENOMEM EIO
        fchmod: EPERM EROFS EIO
        chown lchown fchownat: EPERM ENOENT EACCES EROFS ENOTDIR EDQUOT ELOOP ENAMETOOLONG \
        ENOMEM EIO
        fchown: EPERM EROFS EDQUOT EIO
        utime utimes futimesat utimensat: EACCES EPERM ENOENT EROFS ENOTDIR ELOOP ENAMETOOLONG
        truncate: ENOENT EACCES EPERM EROFS EFBIG EISDIR ETXTBSY ENOTDIR EINTR ELOOP ENAMETOOLONG \
        EIO ENOSPC
        ftruncate: EFBIG EPERM EINTR EIO ENOSPC ETXTBSY
        statfs: ENOENT EACCES ENOTDIR ENOSYS ELOOP ENAMETOOLONG ENOMEM EINTR EIO EOVERFLOW
        fstatfs: ENOSYS EINTR EIO ENOMEM EOVERFLOW
        getxattr lgetxattr: ENODATA EOPNOTSUPP ERANGE ENOENT EACCES E2BIG ENOTDIR ELOOP ENOMEM EIO
        fgetxattr: ENODATA EOPNOTSUPP ERANGE E2BIG ENOMEM EIO
        listxattr llistxattr: EOPNOTSUPP ERANGE ENOENT EACCES E2BIG ENOTDIR ELOOP ENOMEM EIO
        flistxattr: EOPNOTSUPP ERANGE E2BIG ENOMEM EIO
        setxattr lsetxattr: EOPNOTSUPP EPERM ENOSPC EDQUOT EEXIST ENODATA ERANGE ENOENT EACCES \
        EROFS ENOTDIR ELOOP EIO
        fsetxattr: EOPNOTSUPP EPERM ENOSPC EDQUOT EEXIST ENODATA ERANGE EROFS EIO
        removexattr lremovexattr: ENODATA EOPNOTSUPP EPERM ENOENT EACCES EROFS ENOTDIR ELOOP EIO
        fremovexattr: ENODATA EOPNOTSUPP EPERM EROFS EIO
        inotify_add_watch: ENOSPC ENOENT EACCES ENOTDIR ENAMETOOLONG ENOMEM
        execve execveat: ENOENT EACCES ENOMEM E2BIG ENOEXEC EAGAIN ETXTBSY ENOTDIR EPERM EMFILE \
        ENFILE EISDIR ELOOP ENAMETOOLONG EIO ELIBBAD EINVAL

        read readv preadv preadv2: EINTR EAGAIN EIO EISDIR EINVAL ENOMEM ECONNRESET
        pread64: EINTR EAGAIN EIO EISDIR EINVAL ENOMEM ESPIPE EOVERFLOW
        write writev: EPIPE ENOSPC EAGAIN EINTR EIO EFBIG EDQUOT EPERM ECONNRESET EDESTADDRREQ
        pwrite64 pwritev pwritev2: ENOSPC EINTR EIO EFBIG EDQUOT EAGAIN EPERM ESPIPE
        lseek: ESPIPE EINVAL ENXIO EOVERFLOW
        getdents getdents64: ENOENT EIO ENOTDIR EINVAL ENOMEM
        close: EIO EINTR ENOSPC EDQUOT
        close_range: ENOMEM EMFILE ENOSYS EPERM
        fsync fdatasync: EIO ENOSPC EDQUOT EROFS EINVAL EINTR
        syncfs: EIO ENOSPC EDQUOT
        sync_file_range: EIO ENOSPC ENOMEM ESPIPE EINVAL
        fallocate: EOPNOTSUPP ENOSPC EINTR EFBIG EIO EPERM ENODEV ESPIPE ETXTBSY ENOSYS
        fadvise64: ESPIPE EINVAL
        readahead: EINVAL
        copy_file_range: EXDEV EOPNOTSUPP EINVAL ENOSPC EIO EFBIG EISDIR ENOMEM EPERM ETXTBSY \
        EOVERFLOW ENOSYS
        sendfile: EINVAL EAGAIN EPIPE ENOSPC EIO ENOMEM EOVERFLOW ESPIPE EINTR
        splice: EINVAL EAGAIN EPIPE ENOMEM ESPIPE EINTR EIO ENOSPC
        tee vmsplice: EAGAIN EINVAL ENOMEM EPIPE EINTR
        dup: EMFILE
        dup2 dup3: EMFILE EBUSY EINTR
        fcntl: EAGAIN EACCES EMFILE EINVAL EINTR ENOLCK EDEADLK EPERM EBUSY
        flock: EAGAIN EINTR ENOLCK
        ioctl: ENOTTY EINVAL EAGAIN EINTR EIO EPERM ENODEV ENOMEM
        pipe pipe2: EMFILE ENFILE ENOMEM
        poll ppoll select pselect6: EINTR ENOMEM
        epoll_create epoll_create1: EMFILE ENFILE ENOMEM
        epoll_ctl: ENOSPC ENOMEM EPERM EEXIST ENOENT ELOOP
        epoll_wait epoll_pwait: EINTR
        epoll_pwait2: EINTR ENOSYS EPERM
        eventfd eventfd2 inotify_init inotify_init1 signalfd signalfd4 timerfd_create: EMFILE \
        ENFILE ENOMEM ENODEV
        timerfd_settime: ECANCELED
        memfd_create: EMFILE ENFILE ENOMEM ENOSYS EPERM
        userfaultfd: EPERM EMFILE ENFILE ENOMEM ENOSYS
        pidfd_open: ESRCH EMFILE ENFILE ENOMEM ENODEV ENOSYS EPERM
        pidfd_getfd: ESRCH EPERM EMFILE ENFILE ENOSYS
        pidfd_send_signal: ESRCH EPERM ENOSYS
        io_uring_setup: EPERM ENOMEM EMFILE ENFILE ENOSYS
        io_uring_enter: EINTR EAGAIN EBUSY ENXIO
        io_setup: EAGAIN ENOMEM ENOSYS
        io_submit: EAGAIN
        io_getevents: EINTR

        mmap: ENOMEM EACCES EAGAIN ENODEV ENFILE EPERM EEXIST EOVERFLOW ETXTBSY
        brk: ENOMEM
        mremap: ENOMEM EAGAIN
        mprotect pkey_mprotect: ENOMEM EACCES
        munmap: ENOMEM
        madvise: ENOMEM EAGAIN EINVAL EIO EPERM EBUSY EACCES
        process_madvise: ESRCH EPERM ENOMEM EINVAL
        mlock mlock2 mlockall: ENOMEM EAGAIN EPERM
        munlock munlockall: ENOMEM
        msync: EIO ENOMEM EBUSY
        mincore: ENOMEM EAGAIN
        mbind set_mempolicy: ENOMEM EIO EPERM EINVAL ENOSYS
        get_mempolicy: ENOSYS EPERM EINVAL
        memfd_secret: ENOSYS ENOMEM EMFILE ENFILE
        pkey_alloc: ENOSPC ENOSYS
        shmget: EEXIST ENOENT ENOSPC ENOMEM EACCES ENFILE EPERM
        shmat: ENOMEM EACCES EIDRM
        shmctl: EIDRM EACCES EPERM ENOMEM EOVERFLOW

        fork vfork: EAGAIN ENOMEM
        clone: EAGAIN ENOMEM EPERM ENOSPC EUSERS
        clone3: EAGAIN ENOMEM EPERM ENOSPC ENOSYS
        wait4: ECHILD EINTR
        waitid: ECHILD EINTR EAGAIN
        kill tgkill tkill rt_sigqueueinfo rt_tgsigqueueinfo: ESRCH EPERM EAGAIN
        unshare: EPERM ENOMEM ENOSPC EUSERS
        setns: EPERM ENOMEM ESRCH
        setpgid: EPERM EACCES ESRCH
        setsid: EPERM
        getpgid getsid getpriority: ESRCH EPERM
        setpriority: EACCES EPERM ESRCH
        sched_setaffinity sched_setscheduler sched_setparam: EPERM EINVAL ESRCH
        sched_getaffinity sched_getscheduler sched_getparam: ESRCH EINVAL EPERM
        setuid setreuid setresuid: EPERM EAGAIN
        setgid setregid setresgid: EPERM
        setgroups: EPERM ENOMEM
        setrlimit prlimit64: EPERM EINVAL ESRCH
        prctl: EINVAL EPERM EBUSY EACCES
        arch_prctl: EPERM ENODEV EINVAL
        ptrace: EPERM ESRCH EIO EBUSY
        seccomp: EACCES EINVAL ENOMEM ESRCH
        futex: EAGAIN EINTR ETIMEDOUT ENOMEM EDEADLK EPERM ESRCH
        futex_waitv: EAGAIN EINTR ETIMEDOUT ENOSYS
        nanosleep clock_nanosleep pause rt_sigsuspend: EINTR
        rt_sigtimedwait: EAGAIN EINTR
        sigaltstack: ENOMEM EPERM
        timer_create: EAGAIN ENOMEM
        getrandom: EAGAIN EINTR ENOSYS
        rseq: ENOSYS EPERM
        membarrier: ENOSYS EPERM
        clock_gettime clock_getres: EINVAL EPERM
        clock_settime settimeofday: EPERM EINVAL
        sethostname setdomainname: EPERM

        socket: EMFILE ENFILE ENOBUFS ENOMEM EACCES EAFNOSUPPORT EPROTONOSUPPORT EPERM
        socketpair: EMFILE ENFILE ENOBUFS ENOMEM EOPNOTSUPP EAFNOSUPPORT EPROTONOSUPPORT
        connect: ECONNREFUSED ETIMEDOUT EINPROGRESS ENETUNREACH EHOSTUNREACH EINTR EAGAIN EACCES \
        EPERM EADDRNOTAVAIL EADDRINUSE ECONNRESET EALREADY EISCONN ENOENT EAFNOSUPPORT EPROTOTYPE
        accept accept4: EAGAIN EINTR EMFILE ECONNABORTED ENFILE ENOBUFS ENOMEM EPERM EPROTO
        bind: EADDRINUSE EACCES EADDRNOTAVAIL ENOENT ENOTDIR EROFS ELOOP ENAMETOOLONG ENOMEM
        listen: EADDRINUSE EOPNOTSUPP
        recvfrom recvmsg recvmmsg: EAGAIN EINTR ECONNRESET ECONNREFUSED ETIMEDOUT ENOTCONN ENOMEM
        sendto sendmsg sendmmsg: EPIPE ECONNRESET EAGAIN EINTR ENOBUFS ENOMEM EMSGSIZE ENOTCONN \
        ENETUNREACH EHOSTUNREACH EACCES EPERM ECONNREFUSED EISCONN EDESTADDRREQ EALREADY \
        EOPNOTSUPP
        shutdown: ENOTCONN
        getsockname: ENOBUFS
        getpeername: ENOTCONN ENOBUFS
        getsockopt setsockopt: ENOPROTOOPT EOPNOTSUPP EPERM ENOMEM ENOBUFS

        mq_open: ENOENT EEXIST EACCES EMFILE ENFILE ENOSPC ENOMEM ENAMETOOLONG
        mq_timedsend mq_timedreceive: EAGAIN EINTR ETIMEDOUT EMSGSIZE
        mq_unlink: ENOENT EACCES ENAMETOOLONG
        msgget semget: EEXIST ENOENT ENOSPC ENOMEM EACCES
        msgsnd: EAGAIN EINTR EIDRM ENOMEM EACCES
        msgrcv: ENOMSG EINTR EIDRM E2BIG EACCES
        semop semtimedop: EAGAIN EINTR EIDRM ENOMEM EACCES ERANGE

        acct: EPERM ENOSYS ENOENT EACCES EROFS EISDIR ENOTDIR EIO
        mount: EPERM ENODEV EBUSY ENOENT EACCES EROFS ENOTBLK ENOTDIR ENXIO EMFILE ELOOP \
        ENAMETOOLONG ENOMEM
        umount2: EPERM EBUSY ENOENT EINVAL EAGAIN ENAMETOOLONG ENOMEM
        pivot_root: EPERM EBUSY EINVAL ENOTDIR
        fsopen fsconfig fsmount fspick open_tree move_mount mount_setattr: EPERM EBUSY ENOMEM \
        ENOSYS
        quotactl quotactl_fd: EPERM ESRCH ENOSYS EACCES EBUSY ENOENT ENOTBLK
        swapon swapoff: EPERM EBUSY EINVAL ENOENT ENOMEM ENFILE
        fanotify_init: EPERM ENOSYS EMFILE ENOMEM
        fanotify_mark: EPERM ENOSPC ENOENT ENODEV EXDEV EOPNOTSUPP ENOMEM ENOTDIR ENOSYS
        inotify_rm_watch shmdt: EINVAL
        io_uring_register: ENOMEM EBUSY EOPNOTSUPP ENXIO ENOSYS
        io_destroy io_cancel: EINVAL EAGAIN ENOSYS
        migrate_pages move_pages: EPERM ESRCH ENODEV EACCES ENOSYS
        remap_file_pages: EINVAL ENOMEM
        map_shadow_stack: EOPNOTSUPP ENOMEM ENOSYS
        set_mempolicy_home_node: EOPNOTSUPP ENOENT ENOSYS
        mq_notify: EBUSY ENOMEM
        msgctl semctl: EIDRM EACCES EPERM ERANGE
        bpf: EPERM ENOMEM EACCES E2BIG ENOENT ENOSYS
        perf_event_open: EACCES EPERM ENOENT EMFILE EOPNOTSUPP ENODEV ENOSPC ESRCH ENOSYS
        landlock_create_ruleset landlock_add_rule landlock_restrict_self: EOPNOTSUPP EPERM E2BIG \
        ENOSYS
        process_mrelease: ESRCH EINTR ENOSYS
        finit_module init_module delete_module: EPERM EBUSY ENOKEY ENOMEM EEXIST ENOEXEC ENOENT
        kexec_load kexec_file_load reboot: EPERM EBUSY ENOMEM
        _sysctl afs_syscall create_module get_kernel_syms getpmsg nfsservctl putpmsg \
        query_module security tuxcall uselib vserver epoll_ctl_old epoll_wait_old: ENOSYS
        """
}
