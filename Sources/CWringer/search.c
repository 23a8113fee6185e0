#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wringer_search.h"

// OVERLAP: a text may begin in one piece and end in the next.
enum { PIECE = 1 << 20, OVERLAP = 256 };

int wringer_file_contains(int file, const char *const *texts) {
    char *piece = malloc(PIECE);
    if (!piece) return 0;
    int found = 0;
    off_t offset = 0;
    ssize_t count;
    while (!found && (count = pread(file, piece, PIECE, offset)) > 0) {
        for (const char *const *text = texts; *text && !found; text++)
            found = memmem(piece, (size_t)count, *text, strlen(*text)) != NULL;
        if (count <= OVERLAP) break;
        offset += count - OVERLAP;
    }
    free(piece);
    return found;
}
