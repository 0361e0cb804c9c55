// Times two programs against each other: A B A B …, so that both meet the same machine.
//
//   bench [--runs N] [--directory D] [--input FILE] [--expect STATUS] ours… ::: peer…
//
// Prints one line of tab-separated figures: median milliseconds of ours and of the peer, the median of the ratios of
// neighbouring runs, the largest peak memory of each in MiB, and median milliseconds of processor time of each, which
// a busy machine lengthens less than the time on the wall. Ends with 1 when a status is not the expected one
// (0 for the peer): a program that fails fast would win every race.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

enum { default_runs = 100, most_runs = 100000, warm_up_runs = 3 };

typedef struct {
  Command ours;
  Command peer;
  int runs;
  int expected_status;
} Race;

static void usage(void) {
  fputs("usage: bench [--runs N] [--directory D] [--input FILE] [--expect STATUS] ours... ::: peer...\n", stderr);
  exit(2);
}

static long number(const char *text, long least, long most) {
  char *end;
  long value = strtol(text, &end, 10);
  if (*text == '\0' || *end != '\0' || value < least || value > most) usage();
  return value;
}

static Race parse(int count, char **arguments) {
  Race race = {.runs = default_runs};
  int next = 1;
  for (; next + 1 < count && strncmp(arguments[next], "--", 2) == 0; next += 2) {
    const char *option = arguments[next], *value = arguments[next + 1];
    if (strcmp(option, "--runs") == 0) race.runs = (int)number(value, 1, most_runs);
    else if (strcmp(option, "--expect") == 0) race.expected_status = (int)number(value, 0, 255);
    else if (strcmp(option, "--directory") == 0) race.ours.directory = race.peer.directory = value;
    else if (strcmp(option, "--input") == 0) race.ours.input = race.peer.input = value;
    else usage();
  }
  int border = next;
  while (border < count && strcmp(arguments[border], ":::") != 0) border++;
  if (border == next || border + 1 >= count) usage();
  arguments[border] = NULL;
  race.ours.arguments = arguments + next;
  race.peer.arguments = arguments + border + 1;
  return race;
}

static Run checked(const Command *command, int expected) {
  Run run = run_once(command);
  if (run.status == expected) return run;
  fprintf(stderr, "bench: %s ended with %d and not with %d\n", command->arguments[0], run.status, expected);
  exit(1);
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static double median(double *values, int count) {
  qsort(values, (size_t)count, sizeof *values, ascending);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

// The figures of one program over all runs.
typedef struct {
  double *milliseconds;
  double *cpu_milliseconds;
  long peak_kibibytes;
} Series;

static double *figures(int count) {
  double *values = calloc((size_t)count, sizeof *values);
  if (values) return values;
  fputs("bench: out of memory\n", stderr);
  exit(2);
}

static Series series(int count) { return (Series){figures(count), figures(count), 0}; }

static void note(Series *series, int index, Run run) {
  series->milliseconds[index] = run.milliseconds;
  series->cpu_milliseconds[index] = run.cpu_milliseconds;
  if (run.peak_kibibytes > series->peak_kibibytes) series->peak_kibibytes = run.peak_kibibytes;
}

int main(int count, char **arguments) {
  Race race = parse(count, arguments);
  Series ours = series(race.runs), peer = series(race.runs);
  double *ratios = figures(race.runs);
  for (int i = -warm_up_runs; i < race.runs; i++) {
    Run mine = checked(&race.ours, race.expected_status);
    Run theirs = checked(&race.peer, 0);
    if (i < 0) continue;
    note(&ours, i, mine);
    note(&peer, i, theirs);
    ratios[i] = mine.milliseconds / theirs.milliseconds;
  }
  printf("%.2f\t%.2f\t%.2f\t%.1f\t%.1f\t%.2f\t%.2f\n", median(ours.milliseconds, race.runs),
         median(peer.milliseconds, race.runs), median(ratios, race.runs), (double)ours.peak_kibibytes / 1024,
         (double)peer.peak_kibibytes / 1024, median(ours.cpu_milliseconds, race.runs),
         median(peer.cpu_milliseconds, race.runs));
  return 0;
}
