/// A C program that ends in ways known from its text: `victim MODE`.
enum Victim {
    static let source = #"""
        #define _GNU_SOURCE
        #include <pthread.h>
        #include <setjmp.h>
        #include <signal.h>
        #include <stdint.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <sys/prctl.h>
        #include <unistd.h>

        #define ALONE __attribute__((noinline, noclone))

        volatile int zero;
        static void (*volatile nowhere)(void);
        static sigjmp_buf back;

        ALONE int touch(uintptr_t address) { return *(volatile int *)address; }

        ALONE int deeper(long rest) {
            volatile long keep = rest;
            if (rest == 0) return touch(0x10);
            return deeper(rest - 1) + (int)keep;
        }

        ALONE int divide(int by) { return 7 / by; }

        ALONE int call_nowhere(void) { nowhere(); return 1 + zero; }

        ALONE void give_up(void) { abort(); }

        ALONE void smash(int count) {
            volatile char small[16];
            for (int i = 0; i < count; i++) ((volatile char *)small)[i] = 0x41;
        }

        static void jump_back(int signal) { (void)signal; siglongjmp(back, 1); }

        static void raise_again(int number) {
            signal(number, SIG_DFL);
            raise(number);
        }

        static void *sleep_named(void *name) {
            prctl(PR_SET_NAME, name);
            for (;;) pause();
        }

        ALONE void *crash_named(void *name) {
            prctl(PR_SET_NAME, name);
            usleep(20000);
            return (void *)(intptr_t)touch(8);
        }

        static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER;
        static pthread_mutex_t second = PTHREAD_MUTEX_INITIALIZER;

        ALONE void *lock_both(void *swapped) {
            prctl(PR_SET_NAME, swapped ? "locker-b" : "locker-a");
            pthread_mutex_lock(swapped ? &second : &first);
            usleep(50000);
            pthread_mutex_lock(swapped ? &first : &second);
            return NULL;
        }

        ALONE void *spin(void *unused) {
            prctl(PR_SET_NAME, "spinner");
            volatile long count = 0;
            for (;;) count++;
            return unused;
        }

        int main(int count, char **words) {
            const char *mode = words[1];
            pthread_t thread;
            if (strcmp(mode, "deep") == 0) return deeper(atol(words[2]));
            if (strcmp(mode, "divide") == 0) return divide(zero);
            if (strcmp(mode, "nowhere") == 0) return call_nowhere();
            if (strcmp(mode, "abort") == 0) give_up();
            if (strcmp(mode, "smash") == 0) smash(400);
            if (strcmp(mode, "survive") == 0) {
                signal(SIGSEGV, jump_back);
                if (sigsetjmp(back, 1) == 0) return touch(0x20);
                return 42;
            }
            if (strcmp(mode, "again") == 0) {
                signal(SIGSEGV, raise_again);
                return touch(0x30);
            }
            if (strcmp(mode, "crowd") == 0) {
                // Neighbours of other permissions are not merged.
                for (int i = 0; i < 20000; i++) {
                    int protection = i % 2 ? PROT_READ : PROT_NONE;
                    mmap(NULL, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                }
                while (dup(0) >= 0) {}
                return touch(0x10);
            }
            if (strcmp(mode, "threads") == 0) {
                pthread_create(&thread, NULL, sleep_named, "sleeper");
                pthread_create(&thread, NULL, crash_named, "crasher");
                pause();
            }
            if (strcmp(mode, "hang") == 0) {
                pthread_create(&thread, NULL, lock_both, NULL);
                pthread_create(&thread, NULL, lock_both, &first);
                spin(NULL);
            }
            return count > 90;
        }
        """#
}
