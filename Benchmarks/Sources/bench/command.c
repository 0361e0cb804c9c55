#define _GNU_SOURCE
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static void require(int error, const char *what) {
  if (error == 0) return;
  fprintf(stderr, "bench: %s: %s\n", what, strerror(error));
  exit(2);
}

static double now_in_milliseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double in_milliseconds(struct timeval time) { return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3; }

Run run_once(const Command *command) {
  const char *program = command->arguments[0];
  posix_spawn_file_actions_t actions;
  require(posix_spawn_file_actions_init(&actions), "file actions");
  const char *input = command->input ? command->input : "/dev/null";
  require(posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0), input);
  require(posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0), "standard output");
  require(posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0), "standard error");
  if (command->directory)
    require(posix_spawn_file_actions_addchdir_np(&actions, command->directory), command->directory);

  double start = now_in_milliseconds();
  pid_t child;
  require(posix_spawnp(&child, program, &actions, NULL, command->arguments, environ), program);
  int status;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0)
    if (errno != EINTR) require(errno, "wait4");
  double end = now_in_milliseconds();

  posix_spawn_file_actions_destroy(&actions);
  return (Run){
      .milliseconds = end - start,
      .cpu_milliseconds = in_milliseconds(usage.ru_utime) + in_milliseconds(usage.ru_stime),
      .peak_kibibytes = usage.ru_maxrss,
      .status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
  };
}
