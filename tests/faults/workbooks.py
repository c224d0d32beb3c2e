"""Workbooks that others' test suites are made of, through the binary.

    python3 tests/faults/workbooks.py target/release/zhibu FOLDER...

Looks at every file of a spreadsheet's kind below the folders (their copies of documents
and slides too: those are refused) with `zhibu inspect`. Each must be read or refused by a
finding: exit code 0 or 3, no panic, no signal, at most 512 MiB for each process and 60
seconds. The folders are your own; docs/faults.md says what was tried. Linux only.
"""

import collections
import os
import subprocess
import sys
import threading
import time

KINDS = (
    ".xls .xlsx .xlsm .xltx .xltm .xlt .xlsb .ods .ots .fods .et .csv .tsv .parquet "
    ".doc .docx .docm .ppt .pptx .pptm .gnumeric .sxc .slk .dif .dbf .wk1 .xml"
).split()
MOST_MEBIBYTES = 512
MOST_SECONDS = 60


def files_below(folders):
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                if name.lower().endswith(tuple(KINDS)):
                    yield os.path.join(place, name)


def looked_at(binary, path):
    """Exit code, mebibytes, seconds and what was said."""
    began = time.monotonic()
    child = subprocess.Popen(
        [binary, "inspect", os.path.abspath(path), "--lang", "en"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    timer = threading.Timer(MOST_SECONDS, child.kill)
    timer.start()
    said = child.stdout.read().decode("utf-8", "replace")
    # Of the child, and of the largest of those that it waited for.
    _, status, used = os.wait4(child.pid, 0)
    timer.cancel()
    seconds = time.monotonic() - began
    return os.waitstatus_to_exitcode(status), used.ru_maxrss // 1024, seconds, said


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    codes, kinds = collections.Counter(), collections.Counter()
    wrong, largest, slowest = [], (0, ""), (0.0, "")
    for path in sorted(files_below(sys.argv[2:])):
        code, mebibytes, seconds, said = looked_at(sys.argv[1], path)
        codes[code] += 1
        kinds[os.path.splitext(path)[1].lower()] += 1
        largest = max(largest, (mebibytes, path))
        slowest = max(slowest, (seconds, path))
        if code not in (0, 3) or "panicked" in said or mebibytes > MOST_MEBIBYTES:
            wrong.append((path, code, mebibytes, f"{seconds:.1f} s", said[-300:]))
    print(sum(codes.values()), "files:", dict(kinds.most_common()))
    print("exit codes:", dict(codes))
    print(f"largest: {largest[0]} MiB, {largest[1]}")
    print(f"slowest: {slowest[0]:.1f} s, {slowest[1]}")
    for one in wrong:
        print("WRONG", *one, sep="\n  ")
    passed = sum(codes.values()) - len(wrong)
    print(f"{passed} passed, {len(wrong)} failed")
    sys.exit(1 if wrong or not codes else 0)


if __name__ == "__main__":
    main()
