// One timed run of a program as a process of its own.
#ifndef BENCH_COMMAND_H
#define BENCH_COMMAND_H

// A program with its arguments, and what its runs are given.
typedef struct {
  char *const *arguments;  // Ends with NULL; the first is the program, looked up on the PATH.
  const char *directory;   // The working directory; ours when NULL.
  const char *input;       // The file that is its standard input; /dev/null when NULL.
} Command;

// What one run took.
typedef struct {
  double milliseconds;      // From before the start until the process is waited for.
  double cpu_milliseconds;  // User and system time of the program and of every child that it waited for.
  long peak_kibibytes;      // The largest process of the run: the program, or a child that it waited for.
  int status;               // The exit status; 128 + signal when a signal ended it.
} Run;

// Runs a command once; its outputs go to /dev/null. Ends the program with a message when it cannot be started.
Run run_once(const Command *command);

#endif
