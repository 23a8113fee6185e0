// Looking for bytes in a file.

#ifndef WRINGER_SEARCH_PUBLIC_H
#define WRINGER_SEARCH_PUBLIC_H

#pragma clang assume_nonnull begin

// Whether one of some texts (ends with NULL), each of less than 256 bytes, occurs in a file that is
// open; 0 also where it cannot be read. Reads it in pieces: somebody may be writing it.
int wringer_file_contains(int file, const char *_Nullable const *_Nonnull texts);

#pragma clang assume_nonnull end

#endif
