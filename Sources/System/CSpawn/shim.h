// glibc declares these two only under _GNU_SOURCE, which the Swift importer does not set.
#include <spawn.h>

extern int pipe2(int descriptors[2], int flags);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *directory);
