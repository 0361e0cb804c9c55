#!/usr/bin/env python3
"""Migrations beside squawk, in one run: Benchmarks/migrations.py GATEHOUSE SQUAWK

Whole processes, the least of several rounds that take turns; what counts are the ratios.
- one file: the file as it lies there, as squawk reads it; and the same file staged in a repository, judged as a change
- 600 migrations: one more is staged; squawk reads all of them. With the kept schema, and without it
- 1.5 MB of INSERTs in one staged migration: the most memory
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

GATEHOUSE, SQUAWK = (os.path.abspath(path) for path in sys.argv[1:3])
WORK = tempfile.mkdtemp(prefix="gatehouse-migrations-")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin", "HOME": WORK, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_AUTHOR_NAME": "b", "GIT_AUTHOR_EMAIL": "b@example.org", "GIT_COMMITTER_NAME": "b",
    "GIT_COMMITTER_EMAIL": "b@example.org",
}


def git(folder, *words):
    subprocess.run(["git", *words], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True)


def repository(name, count):
    folder = os.path.join(WORK, name)
    os.makedirs(folder + "/migrations")
    for number in range(count):
        kind = number % 3
        table = "t%d" % (number - kind)
        text = [
            "CREATE TABLE %s (id bigint PRIMARY KEY, name varchar(50), total int, at timestamptz DEFAULT now());\n"
            "CREATE INDEX %s_name ON %s (name);\n" % (table, table, table),
            "ALTER TABLE %s ADD COLUMN note text;\nCREATE INDEX CONCURRENTLY %s_at ON %s (at);\n" % (table, table, table),
            "ALTER TABLE %s ADD CONSTRAINT %s_ck CHECK (total > 0) NOT VALID;\n"
            "UPDATE %s SET note = 'x' WHERE id < 10;\n" % (table, table, table),
        ][kind]
        with open("%s/migrations/%05d_step.up.sql" % (folder, number), "w") as file:
            file.write(text)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=Start")
    return folder


def stage(folder, text):
    with open(folder + "/migrations/99999_next.up.sql", "w") as file:
        file.write(text)
    git(folder, "add", ".")


def run(command, folder):
    """Seconds on the clock, seconds of the processor, and the most memory in MiB."""
    before = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.monotonic() - before, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(title, contenders, rounds):
    best = {}
    for _ in range(rounds):
        for name, prepare, command, folder in contenders:
            prepare()
            measured = run(command, folder)
            best[name] = tuple(map(min, zip(best.get(name, measured), measured)))
    base = best["squawk"]
    print(title)
    for name, (clock, processor, memory) in best.items():
        print("  %-28s %7.1f ms (%.2f of squawk)  %7.1f ms of processor (%.2f)  %6.1f MiB" % (
            name, clock * 1000, clock / base[0], processor * 1000, processor / base[1], memory))


def main():
    change = "ALTER TABLE t0 ALTER COLUMN name TYPE varchar(20);\nDROP TABLE IF EXISTS other;\n"
    check = [GATEHOUSE, "check"]
    nothing = lambda: None

    one = repository("one", 1)
    stage(one, change)
    compare("one file", [
        ("squawk", nothing, [SQUAWK, "migrations/99999_next.up.sql"], one),
        ("gatehouse, of the file", nothing, [GATEHOUSE, "check", "--files", "migrations/99999_next.up.sql"], one),
        ("gatehouse, of the change", nothing, check, one),
    ], 15)

    many = repository("many", 600)
    stage(many, change)
    forget = lambda: shutil.rmtree(many + "/.git/gatehouse/cache", ignore_errors=True)
    files = ["migrations/" + name for name in sorted(os.listdir(many + "/migrations"))]
    compare("600 migrations, one more", [
        ("squawk", nothing, [SQUAWK, *files], many),
        ("gatehouse, nothing kept", forget, check, many),
        ("gatehouse, schema kept", nothing, check, many),
    ], 9)

    rows = "".join("INSERT INTO t0 (id, name, total) VALUES (%d, 'name of the row %d', %d);\n" % (n, n, n % 97)
                   for n in range(22000))
    large = repository("large", 1)
    stage(large, rows)
    compare("%.1f MB of INSERTs" % (len(rows) / 1e6), [
        ("squawk", nothing, [SQUAWK, "migrations/99999_next.up.sql"], large),
        ("gatehouse", nothing, check, large),
    ], 3)
    shutil.rmtree(WORK)


main()
