/// Names of numbers that people give as arguments, for predicates of fault rules.
///
/// Only names with one number on x86-64 and arm64 (asm-generic and linux headers of Linux 6.1):
/// `O_DIRECT`, `O_DIRECTORY`, `O_NOFOLLOW` and `O_LARGEFILE` have two and are not here.
enum CallConstants {
    /// The number of a name; nil for an unknown one.
    static func value(of name: String) -> UInt64? { table[name] }

    static var names: [String] { Array(table.keys) }

    private static let table: [String: UInt64] = [
        // open(2)
        "O_RDONLY": 0, "O_WRONLY": 1, "O_RDWR": 2, "O_CREAT": 0o100, "O_EXCL": 0o200,
        "O_NOCTTY": 0o400, "O_TRUNC": 0o1000, "O_APPEND": 0o2000, "O_NONBLOCK": 0o4000,
        "O_DSYNC": 0o10000, "O_NOATIME": 0o1000000, "O_CLOEXEC": 0o2000000,
        "O_SYNC": 0o4010000, "O_PATH": 0o10000000,
        "AT_SYMLINK_NOFOLLOW": 0x100, "AT_REMOVEDIR": 0x200, "AT_SYMLINK_FOLLOW": 0x400,
        "AT_EMPTY_PATH": 0x1000,
        // access(2), lseek(2), fcntl(2), flock(2)
        "F_OK": 0, "X_OK": 1, "W_OK": 2, "R_OK": 4,
        "SEEK_SET": 0, "SEEK_CUR": 1, "SEEK_END": 2, "SEEK_DATA": 3, "SEEK_HOLE": 4,
        "F_DUPFD": 0, "F_GETFD": 1, "F_SETFD": 2, "F_GETFL": 3, "F_SETFL": 4, "F_GETLK": 5,
        "F_SETLK": 6, "F_SETLKW": 7, "F_OFD_GETLK": 36, "F_OFD_SETLK": 37, "F_OFD_SETLKW": 38,
        "F_DUPFD_CLOEXEC": 1030, "LOCK_SH": 1, "LOCK_EX": 2, "LOCK_NB": 4, "LOCK_UN": 8,
        // mmap(2), mremap(2), madvise(2)
        "PROT_NONE": 0, "PROT_READ": 1, "PROT_WRITE": 2, "PROT_EXEC": 4,
        "MAP_SHARED": 1, "MAP_PRIVATE": 2, "MAP_FIXED": 0x10, "MAP_ANONYMOUS": 0x20,
        "MAP_GROWSDOWN": 0x100, "MAP_LOCKED": 0x2000, "MAP_NORESERVE": 0x4000,
        "MAP_POPULATE": 0x8000, "MAP_STACK": 0x20000, "MAP_HUGETLB": 0x40000,
        "MAP_FIXED_NOREPLACE": 0x100000, "MREMAP_MAYMOVE": 1, "MREMAP_FIXED": 2,
        "MADV_NORMAL": 0, "MADV_WILLNEED": 3, "MADV_DONTNEED": 4, "MADV_FREE": 8,
        "MADV_HUGEPAGE": 14, "MADV_NOHUGEPAGE": 15, "MADV_DONTDUMP": 16,
        // clone(2)
        "CLONE_VM": 0x100, "CLONE_FS": 0x200, "CLONE_FILES": 0x400, "CLONE_SIGHAND": 0x800,
        "CLONE_VFORK": 0x4000, "CLONE_PARENT": 0x8000, "CLONE_THREAD": 0x10000,
        // socket(2), send(2), getrandom(2)
        "AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10, "AF_NETLINK": 16,
        "SOCK_STREAM": 1, "SOCK_DGRAM": 2, "SOCK_NONBLOCK": 0o4000, "SOCK_CLOEXEC": 0o2000000,
        "MSG_PEEK": 2, "MSG_DONTWAIT": 0x40, "MSG_NOSIGNAL": 0x4000,
        "GRND_NONBLOCK": 1, "GRND_RANDOM": 2,
        // ioctl(2), futex(2), clock_gettime(2), getrlimit(2)
        "TCGETS": 0x5401, "TIOCGWINSZ": 0x5413, "FIONREAD": 0x541b, "FIONBIO": 0x5421,
        "FIOCLEX": 0x5451, "FUTEX_PRIVATE_FLAG": 0x80, "FUTEX_CLOCK_REALTIME": 0x100,
        "FUTEX_WAIT_PRIVATE": 0x80, "FUTEX_WAKE_PRIVATE": 0x81,
        "CLOCK_REALTIME": 0, "CLOCK_MONOTONIC": 1, "CLOCK_PROCESS_CPUTIME_ID": 2,
        "CLOCK_THREAD_CPUTIME_ID": 3, "RLIMIT_CPU": 0, "RLIMIT_DATA": 2, "RLIMIT_STACK": 3,
        "RLIMIT_NOFILE": 7, "RLIMIT_AS": 9,
    ]
}
