#!/usr/bin/env python3
"""Turns a list of force-new attributes into a Swift table.

usage: generate-force-new.py NAME FACTS.json > ForceNewNAME.swift

FACTS.json: {"provider": "hashicorp/aws 5.100.0", "origin": "how it was found", "types": {"aws_vpc": ["cidr_block"]}}
The index of a nested block (`a.0.b`) is left out: a path names attributes, not instances.
"""
import json
import sys

COLUMNS = 108


def wrapped(line):
    """One logical line as lines of source; a backslash at the end joins the next one."""
    while len(line) > COLUMNS:
        cut = line.rfind(",", 0, COLUMNS) + 1 or COLUMNS
        yield line[:cut] + "\\"
        line = line[cut:]
    yield line


def main():
    name, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        facts = json.load(file)
    lines = []
    for resource_type in facts["types"]:
        paths = {".".join(part for part in attribute.split(".") if not part.isdigit())
                 for attribute in facts["types"][resource_type]}
        lines.append(f"{resource_type}:{','.join(sorted(paths))}")
    # In the order of bytes: the reader searches the text by bisection.
    lines.sort(key=lambda line: line.split(":")[0].encode() + b":")
    print("// Made by generate-force-new.py; do not edit.\n")
    print("extension ForceNewTable {")
    print(f"  /// {facts['provider']}: {len(lines)} types.")
    print(f"  static let {name.lower()} = ForceNewTable(")
    print(f"    provider: \"{facts['provider']}\",")
    print(f"    origin: \"{facts['origin']}\",")
    print('    text: """')
    for line in lines:
        for piece in wrapped(line):
            print("      " + piece)
    print('      """)')
    print("}")


main()
