#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "unwind.h"
#include "wringer.h"

struct unwinder wringer_unwinder;
#define state wringer_unwinder

// ------------------------------------------------------------------------------------- memory

int wringer_unwinder_is_late(void) {
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return used.tv_sec * 1000000000LL + used.tv_nsec > state.plan->time_ns;
}

static const uint8_t *page_at(uint64_t address) {
    uint64_t start = address & ~(uint64_t)(PAGE - 1);
    size_t slot = start / PAGE % PAGE_COUNT;
    if (!state.page_is_known[slot] || state.page_address[slot] != start) {
        if (wringer_unwinder_is_late()) return NULL;
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

static void read_code(void) {
    size_t room = 0;
    for (const char *line = state.maps; line && *line; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        char *rest;
        struct range range = {.start = strtoul(line, &rest, 16)};
        if (*rest != '-') return;
        range.end = strtoul(rest + 1, &rest, 16);
        if (strnlen(rest, 5) < 5 || rest[3] != 'x') continue;
        if (state.code_count == room) {
            room = room ? 2 * room : 64;
            state.code = realloc(state.code, room * sizeof *state.code);
            if (!state.code) _exit(1);
        }
        state.code[state.code_count++] = range;
    }
}

int wringer_unwinder_may_execute(uint64_t address) {
    size_t low = 0, high = state.code_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (address >= state.code[middle].end) low = middle + 1;
        else high = middle;
    }
    return low < state.code_count && address >= state.code[low].start;
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
    read_code();
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

static void find_symbol_table(Elf *elf, struct module *module) {
    Elf_Scn *section = NULL;
    while ((section = elf_nextscn(elf, section))) {
        GElf_Shdr header;
        if (!gelf_getshdr(section, &header)) continue;
        // The dynamic symbols are some of the others, where those were not stripped.
        int is_whole = header.sh_type == SHT_SYMTAB;
        if (!is_whole && (header.sh_type != SHT_DYNSYM || module->symbols)) continue;
        Elf_Data *data = elf_getdata(section, NULL);
        if (!data || !data->d_buf) continue;
        module->elf = elf;
        module->symbols = data->d_buf;
        module->symbol_count = data->d_size / sizeof *module->symbols;
        module->names = header.sh_link;
        if (is_whole) return;
    }
}

static int is_code_at(const Elf64_Sym *symbol, uint64_t offset) {
    int type = ELF64_ST_TYPE(symbol->st_info);
    if (type != STT_FUNC && type != STT_GNU_IFUNC && type != STT_NOTYPE) return 0;
    if (symbol->st_shndx == SHN_UNDEF || symbol->st_name == 0) return 0;
    // One without a size covers just its own address.
    return symbol->st_value <= offset && offset - symbol->st_value < (symbol->st_size ?: 1);
}

// Global names before weak ones before those of a file.
static int rank(const Elf64_Sym *symbol) {
    int binding = ELF64_ST_BIND(symbol->st_info);
    return binding == STB_GLOBAL ? 2 : binding == STB_WEAK ? 1 : 0;
}

// The innermost symbol that covers the address, never the nearest one that does not: libdw's own
// search also takes such, and needs milliseconds in a table of a hundred thousand.
static void find_symbol(const struct module *module, struct place *place) {
    const Elf64_Sym *best = NULL;
    for (size_t i = 0; i < module->symbol_count; i++) {
        const Elf64_Sym *symbol = &module->symbols[i];
        if (!is_code_at(symbol, place->offset)) continue;
        if (!best || symbol->st_value > best->st_value
            || (symbol->st_value == best->st_value && rank(symbol) > rank(best)))
            best = symbol;
    }
    const char *name = best ? elf_strptr(module->elf, module->names, best->st_name) : NULL;
    if (!name || !*name) return;
    place->symbol = keep_text(name);
    place->symbol_offset = place->offset - best->st_value;
}

static struct module *make_module(Dwfl_Module *of, const char *name) {
    struct module *module = calloc(1, sizeof *module);
    if (!module) return NULL;
    module->path = keep_text(name);
    module->build_id = -1;
    Elf *elf = dwfl_module_getelf(of, &module->bias);
    if (!elf) {
        dwfl_module_info(of, NULL, &module->bias, NULL, NULL, NULL, NULL, NULL);
        return module;
    }
    module->build_id = keep_build_id(of);
    if (gelf_getclass(elf) == ELFCLASS64) find_symbol_table(elf, module);
    return module;
}

static void find_module(struct place *place) {
    Dwfl_Module *found = dwfl_addrmodule(state.dwfl, place->lookup);
    if (!found) return;
    void **data;
    const char *name = dwfl_module_info(found, &data, NULL, NULL, NULL, NULL, NULL, NULL);
    if (!*data) *data = make_module(found, name);
    const struct module *module = *data;
    if (!module) return;
    place->module = module->path;
    place->build_id = module->build_id;
    place->offset = place->lookup - module->bias;
    find_symbol(module, place);
}

struct place *wringer_unwinder_place(uint64_t lookup) {
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
