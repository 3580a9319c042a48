/* Counts the calls that change files, over all processes of a command, and lets the Nth of them
 * fail: by killing the whole process group, or with an errno, once or from then on.
 *
 * Loaded with LD_PRELOAD; the file named by SHIM holds five longs: the calls so far, the call to
 * fail at (0: none), the errno (0: kill), whether the failure lasts, and the group of the command,
 * for ssh-keygen is started in a group of its own.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static volatile long *state;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("SHIM");
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    int fd = path ? real(path, O_RDWR) : -1;
    if (fd < 0) return;
    void *at = mmap(NULL, 5 * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (at != MAP_FAILED) state = at;
    if (state) __sync_bool_compare_and_swap(&state[4], 0, getpgrp());
    close(fd);
}

/* Whether this call must fail; errno is set. Does not return where the group is to be killed. */
static int fails(void) {
    if (!state) return 0;
    long call = __atomic_add_fetch(&state[0], 1, __ATOMIC_SEQ_CST);
    if (!state[1] || call < state[1] || (call > state[1] && !state[3])) return 0;
    if (!state[2]) {
        kill(-(pid_t)state[4], SIGKILL);
        kill(0, SIGKILL);
        for (;;) pause();
    }
    errno = (int)state[2];
    return 1;
}

static int regular(int fd) {
    struct stat found;
    return fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name)

#define OPENER(name)                                                                   \
    int name(const char *path, int flags, ...) {                                       \
        va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
        REAL(name);                                                                    \
        if ((flags & O_CREAT) && fails()) return -1;                                   \
        return real(path, flags, mode);                                                \
    }
OPENER(open)
OPENER(open64)

#define OPENER_AT(name)                                                                \
    int name(int dir, const char *path, int flags, ...) {                              \
        va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
        REAL(name);                                                                    \
        if ((flags & O_CREAT) && fails()) return -1;                                   \
        return real(dir, path, flags, mode);                                           \
    }
OPENER_AT(openat)
OPENER_AT(openat64)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    if (regular(fd) && fails()) return -1;
    return real(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL(pwrite);
    if (fails()) return -1;
    return real(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL(pwrite64);
    if (fails()) return -1;
    return real(fd, data, size, at);
}

#define CALL(type, name, params, args)             \
    type name params {                             \
        REAL(name);                                \
        if (fails()) return (type)-1;              \
        return real args;                          \
    }
CALL(int, rename, (const char *a, const char *b), (a, b))
CALL(int, renameat, (int d, const char *a, int e, const char *b), (d, a, e, b))
CALL(int, link, (const char *a, const char *b), (a, b))
CALL(int, linkat, (int d, const char *a, int e, const char *b, int f), (d, a, e, b, f))
CALL(int, unlink, (const char *a), (a))
CALL(int, unlinkat, (int d, const char *a, int f), (d, a, f))
CALL(int, mkdir, (const char *a, mode_t m), (a, m))
CALL(int, mkdirat, (int d, const char *a, mode_t m), (d, a, m))
CALL(int, rmdir, (const char *a), (a))
CALL(int, fsync, (int fd), (fd))
CALL(int, fdatasync, (int fd), (fd))
CALL(int, ftruncate, (int fd, off_t n), (fd, n))
CALL(int, ftruncate64, (int fd, off64_t n), (fd, n))
