#define _GNU_SOURCE
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "wringer.h"

// Our own names: Debian 12's linux/landlock.h is of version 2 (kernel 5.19), and we go further.
enum {
    RULE_PATH_BENEATH = 1,
    CREATE_RULESET_VERSION = 1,
};

struct ruleset_attributes {
    uint64_t handled_files;
    uint64_t handled_network; // version 4
    uint64_t scoped;          // version 6
};

struct path_rule {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

static const uint64_t WRITE_FILE = 1 << 1;
static const uint64_t REMOVE_AND_MAKE = 0xff << 4 | 1 << 12; // rights 4 to 12
static const uint64_t REFER = 1 << 13;                       // version 2
static const uint64_t TRUNCATE = 1 << 14;                    // version 3
static const uint64_t BIND_AND_CONNECT = 1 << 0 | 1 << 1;
static const uint64_t SCOPE_SOCKETS_AND_SIGNALS = 1 << 0 | 1 << 1;

int wringer_landlock_version(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

static uint64_t known_rights(void) {
    int version = wringer_landlock_version();
    uint64_t rights = WRITE_FILE | REMOVE_AND_MAKE;
    if (version >= 2) rights |= REFER;
    if (version >= 3) rights |= TRUNCATE;
    return rights;
}

int wringer_make_ruleset(int keeps_network) {
    int version = wringer_landlock_version();
    struct ruleset_attributes attributes = {
        .handled_files = known_rights(),
        .handled_network = version >= 4 && !keeps_network ? BIND_AND_CONNECT : 0,
        .scoped = version >= 6 ? SCOPE_SOCKETS_AND_SIGNALS : 0,
    };
    // An older kernel refuses a structure with fields that it does not know.
    size_t size = sizeof attributes.handled_files;
    if (version >= 4) size = offsetof(struct ruleset_attributes, scoped);
    if (version >= 6) size = sizeof attributes;
    return (int)syscall(SYS_landlock_create_ruleset, &attributes, size, 0);
}

int wringer_allow_writing(int ruleset, const char *path, int is_folder) {
    struct path_rule rule = {
        .allowed = is_folder ? known_rights() : known_rights() & (WRITE_FILE | TRUNCATE),
        .parent = open(path, O_PATH | O_CLOEXEC),
    };
    if (rule.parent < 0) return -1;
    long result = syscall(SYS_landlock_add_rule, ruleset, RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent);
    return (int)result;
}
