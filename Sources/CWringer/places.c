#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unwind.h"
#include "wringer.h"

struct unwinder wringer_unwinder;
#define state wringer_unwinder

// ------------------------------------------------------------------------------------- memory

static const uint8_t *page_at(uint64_t address) {
    uint64_t start = address & ~(uint64_t)(PAGE - 1);
    size_t slot = start / PAGE % PAGE_COUNT;
    if (!state.page_is_known[slot] || state.page_address[slot] != start) {
        if (wringer_now_ns() > state.plan->deadline_ns) return NULL;
        ssize_t count = pread(state.plan->memory, state.pages[slot], PAGE, (off_t)start);
        state.page_address[slot] = start;
        state.page_is_known[slot] = count == PAGE ? 1 : -1;
    }
    return state.page_is_known[slot] > 0 ? state.pages[slot] : NULL;
}

bool wringer_unwinder_read(uint64_t address, uint64_t *word) {
    for (unsigned i = 0; i < 8; i++) {
        const uint8_t *page = page_at(address + i);
        if (!page) return false;
        size_t offset = (address + i) % PAGE;
        if (i == 0 && offset <= PAGE - 8) {
            memcpy(word, page + offset, 8);
            return true;
        }
        ((uint8_t *)word)[i] = page[offset];
    }
    return true;
}

// ------------------------------------------------------------------------------------ modules

static void read_maps(void) {
    state.maps = malloc(MAPS_BYTES);
    if (!state.maps) _exit(1);
    size_t used = 0;
    ssize_t count = 0;
    while (used < MAPS_BYTES - 1
           && (count = read(state.plan->maps, state.maps + used, MAPS_BYTES - 1 - used)) > 0)
        used += (size_t)count;
    state.maps[used] = 0;
    const char *vdso = strstr(state.maps, "[vdso]\n");
    if (!vdso) return;
    while (vdso > state.maps && vdso[-1] != '\n') vdso--;
    sscanf(vdso, "%lx-%lx", &state.vdso_start, &state.vdso_end);
}

int wringer_unwinder_may_execute(uint64_t address) {
    for (const char *line = state.maps; line && *line; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        char *rest;
        uint64_t start = strtoul(line, &rest, 16);
        if (*rest != '-') return 0;
        uint64_t end = strtoul(rest + 1, &rest, 16);
        if (address >= start && address < end) return strlen(rest) > 4 && rest[3] == 'x';
    }
    return 0;
}

static Elf *vdso_file(void) {
    size_t size = state.vdso_end - state.vdso_start;
    char *image = size <= 1 << 20 ? malloc(size) : NULL;
    if (!image) return NULL;
    if (pread(state.plan->memory, image, size, (off_t)state.vdso_start) != (ssize_t)size)
        return NULL;
    return elf_memory(image, size);
}

// The file is opened by its name, behind which the target may have put something else: no link is
// followed, and nothing is waited for.
static int find_file(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
                     char **file_name, Elf **elf) {
    (void)module, (void)data;
    if (base == state.vdso_start && base != 0) {
        *elf = vdso_file();
        return -1;
    }
    int file = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY);
    struct stat status;
    if (file >= 0 && (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))) {
        close(file);
        file = -1;
    }
    if (file >= 0) *file_name = strdup(name);
    return file;
}

static int find_no_more(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
                        const char *file_name, const char *link, GElf_Word checksum,
                        char **debug_file_name) {
    (void)module, (void)data, (void)name, (void)base, (void)file_name, (void)link;
    (void)checksum, (void)debug_file_name;
    return -1;
}

int wringer_unwinder_begin(void) {
    read_maps();
    static const Dwfl_Callbacks callbacks = {
        .find_elf = find_file, .find_debuginfo = find_no_more};
    state.dwfl = dwfl_begin(&callbacks);
    size_t length = strlen(state.maps);
    FILE *maps = length > 0 ? fmemopen(state.maps, length, "r") : NULL;
    if (!state.dwfl || !maps) return -1;
    dwfl_report_begin(state.dwfl);
    int result = dwfl_linux_proc_maps_report(state.dwfl, maps);
    fclose(maps);
    if (state.vdso_start)
        dwfl_report_module(state.dwfl, "[vdso]", state.vdso_start, state.vdso_end);
    dwfl_report_end(state.dwfl, NULL, NULL);
    return result == 0 ? 0 : -1;
}

// -------------------------------------------------------------------------------------- places

static int32_t keep_text(const char *text) {
    size_t size = strlen(text) + 1;
    if (size > STACK_TEXT_BYTES - state.text_used) return -1;
    int32_t at = (int32_t)state.text_used;
    memcpy(stack_texts(state.plan->result) + at, text, size);
    state.text_used += (uint32_t)size;
    return at;
}

static int32_t keep_build_id(Dwfl_Module *module) {
    const unsigned char *bits;
    GElf_Addr address;
    int count = dwfl_module_build_id(module, &bits, &address);
    char text[129];
    if (count <= 0 || count > 64) return -1;
    for (int i = 0; i < count; i++) snprintf(text + 2 * i, 3, "%02x", bits[i]);
    return keep_text(text);
}

// A name counts only where the symbol is code that covers the address; one without a size covers
// just its own address.
static void find_symbol(Dwfl_Module *module, struct place *place) {
    GElf_Off offset;
    GElf_Sym symbol;
    const char *name = dwfl_module_addrinfo(
        module, place->lookup, &offset, &symbol, NULL, NULL, NULL);
    if (!name || !*name) return;
    int type = GELF_ST_TYPE(symbol.st_info);
    if (type != STT_FUNC && type != STT_GNU_IFUNC && type != STT_NOTYPE) return;
    if (symbol.st_size > 0 ? offset >= symbol.st_size : offset != 0) return;
    place->symbol = keep_text(name);
    place->symbol_offset = offset;
}

static void find_module(struct place *place) {
    Dwfl_Module *module = dwfl_addrmodule(state.dwfl, place->lookup);
    if (!module) return;
    void **data;
    Dwarf_Addr start;
    const char *name = dwfl_module_info(module, &data, &start, NULL, NULL, NULL, NULL, NULL);
    GElf_Addr bias = start;
    int has_file = dwfl_module_getelf(module, &bias) != NULL;
    if (!*data) {
        struct module_texts *texts = malloc(sizeof *texts);
        if (!texts) return;
        *texts = (struct module_texts){keep_text(name), has_file ? keep_build_id(module) : -1};
        *data = texts;
    }
    const struct module_texts *texts = *data;
    place->module = texts->path;
    place->build_id = texts->build_id;
    place->offset = place->lookup - (has_file ? bias : start);
    if (has_file) find_symbol(module, place);
}

const struct place *wringer_unwinder_place(uint64_t lookup) {
    uint64_t slot = lookup * 0x9e3779b97f4a7c15u >> 32;
    struct place *place = NULL;
    for (unsigned tries = 0; tries < 8; tries++) {
        place = &state.places[(slot + tries) % PLACE_COUNT];
        if (!place->is_known) break;
        if (place->lookup == lookup) return place;
    }
    *place = (struct place){
        .lookup = lookup, .offset = lookup, .module = -1, .build_id = -1, .symbol = -1,
        .is_known = 1};
    find_module(place);
    return place;
}
