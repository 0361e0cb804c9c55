#!/usr/bin/env python3
"""Makes a copy of the static Swift runtime from which the linker may leave out what nothing calls.

    unretain.py <folder>

The archives of Swift 6.3 mark nearly every function SHF_GNU_RETAIN, which `--gc-sections` obeys: a program gets all of
FoundationEssentials for the three functions that the argument parser takes from it. The copy has the mark on the records
alone (`swift5_*`), which the runtime finds by walking them. The folder is a resource directory for `swiftc -resource-dir`:
everything but the archives is a link to the toolchain's own.
"""
import json
import pathlib
import struct
import subprocess
import sys

RETAIN = 0x200000  # SHF_GNU_RETAIN, System V ABI, GNU extensions


def clear_marks(data, start):
    """Clears the mark in the section headers of the 64-bit ELF file at `start`; leaves other members alone."""
    if data[start : start + 5] != b"\x7fELF\x02":
        return
    headers = start + struct.unpack_from("<Q", data, start + 0x28)[0]
    size, count, names = struct.unpack_from("<HHH", data, start + 0x3A)
    # Of more sections than fit, the first header tells the number, and where the names are.
    if count == 0:
        count = struct.unpack_from("<Q", data, headers + 0x20)[0]
    if names == 0xFFFF:
        names = struct.unpack_from("<I", data, headers + 0x28)[0]
    strings = start + struct.unpack_from("<Q", data, headers + names * size + 0x18)[0]
    for header in range(headers, headers + count * size, size):
        name, flags = struct.unpack_from("<I4xQ", data, header)
        if flags & RETAIN and not data.startswith(b"swift5_", strings + name):
            struct.pack_into("<Q", data, header + 8, flags & ~RETAIN)


def copy_archive(source, target):
    data = bytearray(source.read_bytes())
    if data[:8] != b"!<arch>\n":
        sys.exit(f"error: {source} is no archive")
    position = 8
    while position + 60 <= len(data):
        size = int(data[position + 48 : position + 58])
        clear_marks(data, position + 60)
        position += 60 + size + size % 2
    target.write_bytes(data)


def copy(source, target):
    target.mkdir(parents=True, exist_ok=True)
    for entry in source.iterdir():
        place = target / entry.name
        if entry.name == "linux":
            copy(entry, place)
        elif entry.suffix == ".a":
            copy_archive(entry, place)
        elif not place.is_symlink():
            place.symlink_to(entry)


information = json.loads(subprocess.check_output(["swiftc", "-static-stdlib", "-print-target-info"]))
copy(pathlib.Path(information["paths"]["runtimeResourcePath"]), pathlib.Path(sys.argv[1]))
