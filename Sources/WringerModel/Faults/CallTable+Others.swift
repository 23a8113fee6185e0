extension CallFacts {
    /// The calls of neither `%file` nor `%desc`, one on a line: name, number on x86-64,
    /// letters of its classes, and its arguments in order.
    ///
    /// Classes: `f`ile, `d`escriptor, `p`rocess, `n`etwork, `s`ignal, `i`pc, `m`emory,
    /// `c`redentials. Arguments: `/path`, `@descriptor` of the folder of the path that follows,
    /// `#descriptor`, `*buffer` where bytes are given, `+count` of bytes.
    ///
    /// Names and numbers are those of libseccomp 2.5.4; the sets are what strace 6.1 selects.
    static let otherRows = """
        _sysctl 156 - args
        accept 43 n #fd addr addrlen
        accept4 288 n #fd addr addrlen flags
        add_key 248 - type description payload plen ringid
        adjtimex 159 - timex
        afs_syscall 183 -
        alarm 37 - seconds
        arch_prctl 158 - option addr
        bind 49 n #fd addr addrlen
        brk 12 m addr
        capget 125 c header dataptr
        capset 126 c header data
        clock_adjtime 305 - clockid timex
        clock_getres 229 - clockid time
        clock_gettime 228 - clockid time
        clock_nanosleep 230 - clockid flags request remain
        clock_settime 227 - clockid time
        clone 56 p flags stack parent_tid child_tid tls
        clone3 435 p args size
        close_range 436 - first last flags
        connect 42 n #fd addr addrlen
        create_module 174 -
        delete_module 176 - name flags
        epoll_ctl_old 214 -
        epoll_wait_old 215 -
        exit 60 p status
        exit_group 231 p status
        fork 57 p
        futex 202 - uaddr op val timeout uaddr2 val3
        futex_requeue 456 - waiters flags nr_wake nr_requeue
        futex_wait 455 - uaddr val mask flags timeout clockid
        futex_waitv 449 - waiters nr_futexes flags timeout clockid
        futex_wake 454 - uaddr mask nr flags
        get_kernel_syms 177 -
        get_mempolicy 239 m policy nmask maxnode addr flags
        get_robust_list 274 - pid head len
        get_thread_area 211 - info
        getcpu 309 - cpu node unused
        getegid 108 c
        geteuid 107 c
        getgid 104 c
        getgroups 115 c size list
        getitimer 36 - which value
        getpeername 52 n #fd addr addrlen
        getpgid 121 - pid
        getpgrp 111 -
        getpid 39 -
        getpmsg 181 n
        getppid 110 -
        getpriority 140 - which who
        getrandom 318 - *buf +count flags
        getresgid 120 c rgid egid sgid
        getresuid 118 c ruid euid suid
        getrlimit 97 - resource rlim
        getrusage 98 - who usage
        getsid 124 - pid
        getsockname 51 n #fd addr addrlen
        getsockopt 55 n #fd level optname optval optlen
        gettid 186 -
        gettimeofday 96 - tv tz
        getuid 102 c
        init_module 175 - image len params
        io_cancel 210 - ctx iocb result
        io_destroy 207 m ctx
        io_getevents 208 - ctx min_nr nr events timeout
        io_pgetevents 333 - ctx min_nr nr events timeout sigmask
        io_setup 206 m nr_events ctx
        io_submit 209 - ctx nr iocbs
        ioperm 173 - from num turn_on
        iopl 172 - level
        ioprio_get 252 - which who
        ioprio_set 251 - which who ioprio
        kcmp 312 - pid1 pid2 type idx1 idx2
        kexec_load 246 - entry segments_count segments flags
        keyctl 250 - option arg2 arg3 arg4 arg5
        kill 62 ps pid sig
        listen 50 n #fd backlog
        lookup_dcookie 212 - cookie buf len
        madvise 28 m addr len advice
        map_shadow_stack 453 m addr size flags
        mbind 237 m addr len mode nmask maxnode flags
        membarrier 324 - cmd flags cpu_id
        migrate_pages 256 m pid maxnode old_nodes new_nodes
        mincore 27 m addr len iov
        mlock 149 m addr len
        mlock2 325 m addr len flags
        mlockall 151 m flags
        modify_ldt 154 - func ptr count
        move_pages 279 m pid nr_pages pages nodes status flags
        mprotect 10 m addr len prot
        mq_unlink 241 - name
        mremap 25 m addr old_len len flags new_addr
        msgctl 71 i msqid cmd buf
        msgget 68 i key flags
        msgrcv 70 i msqid msgp msgsz msgtyp flags
        msgsnd 69 i msqid msgp msgsz flags
        msync 26 m addr len flags
        munlock 150 m addr len
        munlockall 152 m
        munmap 11 m addr len
        nanosleep 35 - request remain
        nfsservctl 180 -
        pause 34 s
        personality 135 - personality
        pkey_alloc 330 - flags init_val
        pkey_free 331 - pkey
        pkey_mprotect 329 m addr len prot pkey
        prctl 157 c option arg2 arg3 arg4 arg5
        prlimit64 302 - pid resource new_rlim old_rlim
        process_vm_readv 310 - pid lvec liovcnt rvec riovcnt flags
        process_vm_writev 311 - pid lvec liovcnt rvec riovcnt flags
        ptrace 101 - request pid addr data
        putpmsg 182 n
        query_module 178 -
        reboot 169 - magic1 magic2 cmd arg
        recvfrom 45 n #fd *buf +len flags addr addrlen
        recvmmsg 299 n #fd msgs vlen flags timeout
        recvmsg 47 n #fd msg flags
        remap_file_pages 216 m addr size prot pgoff flags
        request_key 249 - type description callout destringid
        restart_syscall 219 -
        rseq 334 - rseq len flags sig
        rt_sigaction 13 s sig act oldact sigsetsize
        rt_sigpending 127 s set sigsetsize
        rt_sigprocmask 14 s how set oldset sigsetsize
        rt_sigqueueinfo 129 ps pid sig info
        rt_sigreturn 15 s
        rt_sigsuspend 130 s set sigsetsize
        rt_sigtimedwait 128 s set info timeout sigsetsize
        rt_tgsigqueueinfo 297 ps tgid pid sig info
        sched_get_priority_max 146 - policy
        sched_get_priority_min 147 - policy
        sched_getaffinity 204 - pid len mask
        sched_getattr 315 - pid attr size flags
        sched_getparam 143 - pid param
        sched_getscheduler 145 - pid
        sched_rr_get_interval 148 - pid interval
        sched_setaffinity 203 - pid len mask
        sched_setattr 314 - pid attr flags
        sched_setparam 142 - pid param
        sched_setscheduler 144 - pid policy param
        sched_yield 24 -
        seccomp 317 - op flags args
        security 185 -
        semctl 66 i semid semnum cmd arg
        semget 64 i key nsems flags
        semop 65 i semid tsops nsops
        semtimedop 220 i semid tsops nsops timeout
        sendmmsg 307 n #fd msgs vlen flags
        sendmsg 46 n #fd msg flags
        sendto 44 n #fd buf +len flags addr addrlen
        set_mempolicy 238 m mode nmask maxnode
        set_mempolicy_home_node 450 m addr len home_node flags
        set_robust_list 273 - head len
        set_thread_area 205 - info
        set_tid_address 218 - tid
        setdomainname 171 - name len
        setfsgid 123 c gid
        setfsuid 122 c uid
        setgid 106 c gid
        setgroups 116 c size list
        sethostname 170 - name len
        setitimer 38 - which value ovalue
        setpgid 109 - pid pgid
        setpriority 141 - which who niceval
        setregid 114 c rgid egid
        setresgid 119 c rgid egid sgid
        setresuid 117 c ruid euid suid
        setreuid 113 c ruid euid
        setrlimit 160 - resource rlim
        setsid 112 -
        setsockopt 54 n #fd level optname optval optlen
        settimeofday 164 - tv tz
        setuid 105 c uid
        shmat 30 im shmid shmaddr flags
        shmctl 31 i shmid cmd buf
        shmdt 67 im shmaddr
        shmget 29 i key size flags
        shutdown 48 n #fd how
        sigaltstack 131 s stack oldstack
        socket 41 n domain type protocol
        socketpair 53 n domain type protocol fds
        sync 162 -
        sysfs 139 - option fsindex buf
        sysinfo 99 - info
        syslog 103 - type buf len
        tgkill 234 ps tgid pid sig
        time 201 - time
        timer_create 222 - clockid event timer_id
        timer_delete 226 - timer_id
        timer_getoverrun 225 - timer_id
        timer_gettime 224 - timer_id value
        timer_settime 223 - timer_id flags new old
        times 100 - buf
        tkill 200 ps pid sig
        tuxcall 184 -
        umask 95 - mask
        uname 63 - buf
        unshare 272 - flags
        ustat 136 - dev buf
        vfork 58 p
        vhangup 153 -
        vserver 236 -
        wait4 61 p pid status options usage
        waitid 247 p which pid info options usage
        """
}
