#define _GNU_SOURCE
#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "wringer.h"

int wringer_open_terminal(uint16_t columns, uint16_t rows, int32_t *controller, int32_t *terminal) {
    struct winsize size = {.ws_col = columns, .ws_row = rows};
    if (openpty(controller, terminal, NULL, NULL, &size) != 0) return -1;
    if (fcntl(*controller, F_SETFD, FD_CLOEXEC) == 0 && fcntl(*terminal, F_SETFD, FD_CLOEXEC) == 0)
        return 0;
    close(*controller);
    close(*terminal);
    return -1;
}

int wringer_terminal_size(int descriptor, uint16_t *columns, uint16_t *rows) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -1;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}

int wringer_set_terminal_size(int descriptor, uint16_t columns, uint16_t rows) {
    struct winsize size = {.ws_col = columns, .ws_row = rows};
    return ioctl(descriptor, TIOCSWINSZ, &size);
}

// The state before raw mode. There is one controlling terminal, so one is enough.
static struct termios former;

int wringer_keep_terminal(int descriptor) {
    return tcgetattr(descriptor, &former);
}

int wringer_make_raw(int descriptor) {
    if (tcgetattr(descriptor, &former) != 0) return -1;
    struct termios raw = former;
    cfmakeraw(&raw);
    return tcsetattr(descriptor, TCSANOW, &raw);
}

int wringer_restore_terminal(int descriptor) {
    return tcsetattr(descriptor, TCSANOW, &former);
}
