extension CallFacts {
    /// The calls of the sets `%file` and `%desc`, one on a line: name, number on x86-64,
    /// letters of its classes, and its arguments in order.
    ///
    /// Classes: `f`ile, `d`escriptor, `p`rocess, `n`etwork, `s`ignal, `i`pc, `m`emory,
    /// `c`redentials. Arguments: `/path`, `@descriptor` of the folder of the path that follows,
    /// `#descriptor`, `*buffer` where bytes are given, `+count` of bytes.
    ///
    /// Names and numbers are those of libseccomp 2.5.4; the sets are what strace 6.1 selects.
    static let fileRows = """
        access 21 f /path mode
        acct 163 f /path
        bpf 321 d cmd attr size
        cachestat 451 d #fd range cstat flags
        chdir 80 f /path
        chmod 90 f /path mode
        chown 92 f /path user group
        chroot 161 f /path
        close 3 d #fd
        copy_file_range 326 d #fd_in off_in #fd_out off_out +len flags
        creat 85 fd /path mode
        dup 32 d #fd
        dup2 33 d #oldfd #newfd
        dup3 292 d #oldfd #newfd flags
        epoll_create 213 d size
        epoll_create1 291 d flags
        epoll_ctl 233 d #epfd op #fd event
        epoll_pwait 281 d #epfd events maxevents timeout sigmask sigsetsize
        epoll_pwait2 441 d #epfd events maxevents timeout sigmask sigsetsize
        epoll_wait 232 d #epfd events maxevents timeout
        eventfd 284 d count
        eventfd2 290 d count flags
        execve 59 fp /path argv envp
        execveat 322 fdp @dirfd /path argv envp flags
        faccessat 269 fd @dirfd /path mode
        faccessat2 439 fd @dirfd /path mode flags
        fadvise64 221 d #fd offset len advice
        fallocate 285 d #fd mode offset len
        fanotify_init 300 d flags event_flags
        fanotify_mark 301 fd #fd flags mask @dirfd /path
        fchdir 81 d #fd
        fchmod 91 d #fd mode
        fchmodat 268 fd @dirfd /path mode
        fchmodat2 452 fd @dirfd /path mode flags
        fchown 93 d #fd user group
        fchownat 260 fd @dirfd /path user group flags
        fcntl 72 d #fd cmd arg
        fdatasync 75 d #fd
        fgetxattr 193 d #fd name *value size
        finit_module 313 d #fd params flags
        flistxattr 196 d #fd *list size
        flock 73 d #fd cmd
        fremovexattr 199 d #fd name
        fsconfig 431 fd #fd cmd key value aux
        fsetxattr 190 d #fd name value size flags
        fsmount 432 d #fd flags attr_flags
        fsopen 430 d fsname flags
        fspick 433 fd @dirfd /path flags
        fstat 5 d #fd statbuf
        fstatfs 138 d #fd buf
        fsync 74 d #fd
        ftruncate 77 d #fd length
        futimesat 261 fd @dirfd /path times
        getcwd 79 f *buf size
        getdents 78 d #fd *dirp +count
        getdents64 217 d #fd *dirp +count
        getxattr 191 f /path name *value size
        inotify_add_watch 254 fd #fd /path mask
        inotify_init 253 d
        inotify_init1 294 d flags
        inotify_rm_watch 255 d #fd wd
        io_uring_enter 426 ds #fd to_submit min_complete flags arg argsz
        io_uring_register 427 dm #fd opcode arg nr_args
        io_uring_setup 425 d entries params
        ioctl 16 d #fd request arg
        kexec_file_load 320 d #kernel_fd initrd_fd cmdline_len cmdline flags
        landlock_add_rule 445 d #fd rule_type rule_attr flags
        landlock_create_ruleset 444 d attr size flags
        landlock_restrict_self 446 d #fd flags
        lchown 94 f /path user group
        lgetxattr 192 f /path name *value size
        link 86 f /oldpath /newpath
        linkat 265 fd @olddirfd /oldpath @newdirfd /newpath flags
        listxattr 194 f /path *list size
        llistxattr 195 f /path *list size
        lremovexattr 198 f /path name
        lseek 8 d #fd offset whence
        lsetxattr 189 f /path name value size flags
        lstat 6 f /path statbuf
        memfd_create 319 d name flags
        memfd_secret 447 d flags
        mkdir 83 f /path mode
        mkdirat 258 fd @dirfd /path mode
        mknod 133 f /path mode dev
        mknodat 259 fd @dirfd /path mode dev
        mmap 9 dm addr len prot flags #fd offset
        mount 165 f /source /target type flags data
        mount_setattr 442 fd @dirfd /path flags attr size
        move_mount 429 fd @from_dirfd /from_path @to_dirfd /to_path flags
        mq_getsetattr 245 d #fd new old
        mq_notify 244 d #fd notification
        mq_open 240 d name flags mode attr
        mq_timedreceive 243 d #fd *msg len prio timeout
        mq_timedsend 242 d #fd msg len prio timeout
        name_to_handle_at 303 fd @dirfd /path handle mount_id flags
        newfstatat 262 fd @dirfd /path statbuf flags
        open 2 fd /path flags mode
        open_by_handle_at 304 d #mount_fd handle flags
        open_tree 428 fd @dirfd /path flags
        openat 257 fd @dirfd /path flags mode
        openat2 437 fd @dirfd /path how size
        perf_event_open 298 d attr pid cpu group_fd flags
        pidfd_getfd 438 d #pidfd targetfd flags
        pidfd_open 434 d pid flags
        pidfd_send_signal 424 dps #pidfd sig info flags
        pipe 22 d fds
        pipe2 293 d fds flags
        pivot_root 155 f /new_root /put_old
        poll 7 d fds nfds timeout
        ppoll 271 d fds nfds timeout sigmask sigsetsize
        pread64 17 d #fd *buf +count offset
        preadv 295 d #fd iov iovcnt offset offset_high
        preadv2 327 d #fd iov iovcnt offset offset_high flags
        process_madvise 440 d #pidfd iov iovcnt advice flags
        process_mrelease 448 d #pidfd flags
        pselect6 270 d nfds readfds writefds exceptfds timeout sigmask
        pwrite64 18 d #fd buf +count offset
        pwritev 296 d #fd iov iovcnt offset offset_high
        pwritev2 328 d #fd iov iovcnt offset offset_high flags
        quotactl 179 f cmd /path id addr
        quotactl_fd 443 d #fd cmd id addr
        read 0 d #fd *buf +count
        readahead 187 d #fd offset count
        readlink 89 f /path *buf size
        readlinkat 267 fd @dirfd /path *buf size
        readv 19 d #fd iov iovcnt
        removexattr 197 f /path name
        rename 82 f /oldpath /newpath
        renameat 264 fd @olddirfd /oldpath @newdirfd /newpath
        renameat2 316 fd @olddirfd /oldpath @newdirfd /newpath flags
        rmdir 84 f /path
        select 23 d nfds readfds writefds exceptfds timeout
        sendfile 40 dn #out_fd #in_fd offset +count
        setns 308 d #fd flags
        setxattr 188 f /path name value size flags
        signalfd 282 ds #fd mask size
        signalfd4 289 ds #fd mask size flags
        splice 275 d #fd_in off_in #fd_out off_out +len flags
        stat 4 f /path statbuf
        statfs 137 f /path buf
        statx 332 fd @dirfd /path flags mask statbuf
        swapoff 168 f /path
        swapon 167 f /path flags
        symlink 88 f target /path
        symlinkat 266 fd target @dirfd /path
        sync_file_range 277 d #fd offset nbytes flags
        syncfs 306 d #fd
        tee 276 d #fd_in #fd_out +len flags
        timerfd_create 283 d clockid flags
        timerfd_gettime 287 d #fd old
        timerfd_settime 286 d #fd flags new old
        truncate 76 f /path length
        umount2 166 f /target flags
        unlink 87 f /path
        unlinkat 263 fd @dirfd /path flags
        uselib 134 f /path
        userfaultfd 323 d flags
        utime 132 f /path times
        utimensat 280 fd @dirfd /path times flags
        utimes 235 f /path times
        vmsplice 278 d #fd iov iovcnt flags
        write 1 d #fd buf +count
        writev 20 d #fd iov iovcnt
        """
}
