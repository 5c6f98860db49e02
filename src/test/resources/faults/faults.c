/*
 * Preloaded into a program, lets one of its system calls on files below FAULT_FOLDER fail: the FAULT_CALL-th with
 * FAULT_ERROR as errno. Then it writes the call's name to FAULT_MARK, so that one can tell whether there were so many.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int calls;

static int below(const char *path) {
    const char *folder = getenv("FAULT_FOLDER");
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int open_below(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) {
        return 0;
    }
    path[length] = 0;
    return below(path);
}

static int fails(const char *name) {
    if (atomic_fetch_add(&calls, 1) + 1 != atoi(getenv("FAULT_CALL"))) {
        return 0;
    }
    int mark = syscall(SYS_openat, AT_FDCWD, getenv("FAULT_MARK"), O_CREAT | O_WRONLY, 0644);
    syscall(SYS_write, mark, name, strlen(name));
    syscall(SYS_close, mark);
    errno = atoi(getenv("FAULT_ERROR"));
    return 1;
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

/* Only opening to write: what is read may fail for other reasons and is tried elsewhere. */
#define OPEN(name)                                                                  \
    int name(const char *path, int flags, ...) {                                    \
        va_list rest;                                                               \
        va_start(rest, flags);                                                      \
        int mode = va_arg(rest, int);                                               \
        va_end(rest);                                                               \
        if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && below(path) && fails("open")) { \
            return -1;                                                              \
        }                                                                           \
        return REAL(name)(path, flags, mode);                                       \
    }
OPEN(open)
OPEN(open64)

ssize_t write(int fd, const void *bytes, size_t count) {
    return open_below(fd) && fails("write") ? -1 : REAL(write)(fd, bytes, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    return open_below(fd) && fails("pwrite") ? -1 : REAL(pwrite64)(fd, bytes, count, offset);
}

int fsync(int fd) {
    return open_below(fd) && fails("fsync") ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd) {
    return open_below(fd) && fails("fdatasync") ? -1 : REAL(fdatasync)(fd);
}

int rename(const char *from, const char *to) {
    return below(to) && fails("rename") ? -1 : REAL(rename)(from, to);
}

int unlink(const char *path) {
    return below(path) && fails("unlink") ? -1 : REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode) {
    return below(path) && fails("mkdir") ? -1 : REAL(mkdir)(path, mode);
}

/* As on network drives, where closing tells what writing did not. The file is closed all the same. */
int close(int fd) {
    int fault = open_below(fd) && (fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY && fails("close");
    int error = errno;
    int result = REAL(close)(fd);
    if (fault) {
        errno = error;
    }
    return fault ? -1 : result;
}
