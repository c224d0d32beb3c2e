#!/usr/bin/env python3
"""Breaks each guard on purpose, and sees its test fail.

    python3 tests/faults/broken/try.py [--record] [--list] [NUMBER …]

What is broken stands in the .toml files beside this one, an entry a guard:

    [[guard]]
    fault = 44                # the fault's number
    what = "quotes are paired before a parser sees them"
    file = "src/…"            # where the guard stands
    find = '''…«…»…'''        # its text, there exactly once: else the record has rotted;
                              # the part in « », else all of it, is what is broken
    into = '''…'''            # what stands in its place while it is broken
    test = "…"                # the test that must fail; else the fault's own case

All edits are made in one copy of the tree, each so that it is switched on by a
variable of the environment: `if broken(7) { into } else { find }`. The copy is built
once, incrementally and without optimisation. With nothing switched on every test must
pass; then each guard is broken by itself, its one test run, which must fail by an
assertion of its own. What does not compile, hangs, passes, or fails by something else is
a trial that failed. The work tree is never touched.

--record writes what was seen to tried.tsv, from which docs/faults.md is made.
The copy and its build lie in $ZHIBU_BROKEN_DIR, else ~/.cache/zhibu/broken; the first
build there takes as long as any first build. Exit code 1 where a trial failed.
"""

import argparse
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
TREE = HERE.parents[2]
AREAS = ["container", "structure", "cells", "encoding", "run", "batch"]
PLACE = Path(os.environ.get("ZHIBU_BROKEN_DIR") or Path.home() / ".cache/zhibu/broken")
COPY = PLACE / "tree"
# Our crate unoptimised and in parts, on dependencies as a release has them.
BUILD = ["cargo", "test", "--no-run", "--release", "--locked", "--test", "faults"]
BUILD += ["--config", "profile.release.package.zhibu.opt-level=0"]
BUILD += ["--config", "profile.release.package.zhibu.codegen-units=64"]
BUILD += ["--message-format", "json-render-diagnostics"]
LONGEST_SECONDS = 900
VARIABLE = "ZHIBU_BROKEN"
# Whether a guard is broken, for the whole of a process and its children.
SWITCH = f"""
#[allow(missing_docs)]
pub fn broken(guard: u32) -> bool {{
    static ON: std::sync::OnceLock<Option<u32>> = std::sync::OnceLock::new();
    *ON.get_or_init(|| std::env::var("{VARIABLE}").ok()?.parse().ok()) == Some(guard)
}}
"""
COLUMNS = ["fault", "what", "edit", "outcome", "on", "by"]


def cases():
    """The name of each fault's own case, by its number."""
    text = (TREE / "tests/faults/main.rs").read_text()
    return {int(n): f"case::{test}" for n, test in re.findall(r'^    (\d+) \w+ "[^"]*" (f\d+_\w+)$', text, re.M)}


def entries():
    """Every guard, in the order of the faults."""
    own, found = cases(), []
    for area in AREAS:
        with open(HERE / f"{area}.toml", "rb") as file:
            for guard in tomllib.load(file)["guard"]:
                guard.setdefault("test", own[guard["fault"]])
                found.append(guard)
    return found


def edit(guard):
    """What stands for the edit in the record, so that another edit is tried anew."""
    parts = [guard[part] for part in ("file", "find", "into", "test")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def refreshed(edited):
    """Makes the copy what the tree is, but for what is edited: what is the same keeps its time."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=TREE,
                            check=True, capture_output=True).stdout.decode().split("\0")
    wanted = {name for name in listed if name and (TREE / name).is_file()}
    for name in sorted(wanted):
        content = edited[name].encode() if name in edited else (TREE / name).read_bytes()
        target = COPY / name
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    for path in COPY.rglob("*"):
        if path.is_file() and path.relative_to(COPY).as_posix() not in wanted:
            path.unlink()


def built():
    """Builds the copy: the test program, or None and why not."""
    environment = dict(os.environ, CARGO_TARGET_DIR=str(PLACE / "target"),
                       CARGO_PROFILE_RELEASE_INCREMENTAL="true")
    done = subprocess.run(BUILD, cwd=COPY, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        return None, done.stderr[-6000:]
    for line in done.stdout.splitlines():
        message = json.loads(line)
        if message.get("executable") and message["target"]["name"] == "faults":
            return message["executable"], ""
    return None, "no test program was built"


def ran(program, test, number=0):
    """Runs one test with a guard broken: its exit code (None where it hangs), what it said."""
    command = [program, "--exact", test, "--test-threads=1"]
    child = subprocess.Popen(command, cwd=COPY, env=dict(os.environ, **{VARIABLE: str(number)}),
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True, errors="replace", start_new_session=True)
    try:
        said, _ = child.communicate(timeout=LONGEST_SECONDS)
        return child.returncode, said
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, 9)
        child.communicate()
        return None, ""


def judged(code, said):
    """What a broken guard's test showed: an outcome, and by what."""
    if code is None:
        return "hangs", ""
    if "running 1 test" not in said:
        return "no such test", ""
    if code == 0:
        return "NOT NOTICED", ""
    panics = re.findall(r"panicked at ([^\s:]+):(\d+):\d+:\n(.*)", said)
    own = [panic for panic in panics if panic[0].startswith("tests/")]
    if "test result: FAILED" not in said or not own:
        return "fails otherwise", (said.strip().splitlines() or [""])[-1][:90]
    file, line, words = own[0]
    return "noticed", f"{file}:{line} {words}"


def parts(guard):
    """What stands before the guard, the guard, and what stands behind it."""
    find = guard["find"]
    if "«" not in find:
        return "", find, ""
    before, rest = find.split("«")
    broken, after = rest.split("»")
    return before, broken, after


def switched(of, find):
    """The code that breaks each of these guards where it is switched on."""
    chain = " else ".join(f"if crate::broken({number}) {{ {into} }}" for number, into in of)
    code = f"{chain} else {{ {find} }}"
    # A statement stands by itself; a value may stand among others.
    return code if find.rstrip().endswith(";") else f"({code})"


def broken_tree(guards):
    """Every file that has a guard, with every edit made; and what has rotted."""
    edited, places, rotted = {}, {}, {}
    for number, guard in enumerate(guards, 1):
        file = guard["file"]
        text = edited.setdefault(file, (TREE / file).read_text())
        before, find, after = parts(guard)
        whole = before + find + after
        if text.count(whole) != 1:
            rotted[number] = f"its text is there {text.count(whole)} times"
            continue
        start = text.index(whole) + len(before)
        place = (start, start + len(find))
        places.setdefault(file, {}).setdefault(place, []).append((number, guard["into"]))
    for file, of_file in places.items():
        last = len(edited[file])
        for (start, end), of in sorted(of_file.items(), reverse=True):
            if end > last:
                sys.exit(f"{file}: guards' texts overlap: {[number for number, _ in of]}")
            text = edited[file]
            edited[file] = text[:start] + switched(of, text[start:end]) + text[end:]
            last = start
    edited["src/lib.rs"] = edited.get("src/lib.rs", (TREE / "src/lib.rs").read_text()) + SWITCH
    return edited, rotted


def baseline(program, guards):
    """With nothing broken the tests pass, or nothing that follows says anything."""
    for test in sorted({guard["test"] for guard in guards}):
        code, said = ran(program, test)
        if code != 0 or "1 passed" not in said:
            sys.exit(f"{test} does not pass with nothing broken:\n{said}")


def known():
    """What was recorded before, by fault and guard."""
    path = HERE / "tried.tsv"
    rows = path.read_text().splitlines()[1:] if path.is_file() else []
    rows = [dict(zip(COLUMNS, row.split("\t"))) for row in rows]
    return {(row["fault"], row["what"]): row for row in rows}


def record(results):
    """Writes what was seen into tried.tsv, in the order of the entries."""
    rows = known() | {(row["fault"], row["what"]): row for row in results}
    order = [(str(guard["fault"]), guard["what"]) for guard in entries()]
    lines = ["\t".join(rows[key][column] for column in COLUMNS) for key in order if key in rows]
    (HERE / "tried.tsv").write_text("\n".join(["\t".join(COLUMNS)] + lines) + "\n")


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("numbers", nargs="*", type=int, metavar="NUMBER")
    asked.add_argument("--record", action="store_true", help="write tried.tsv")
    asked.add_argument("--list", action="store_true", help="say what would be broken")
    asked.add_argument("--unsound", action="store_true", help="do not run the tests with nothing broken first")
    asked = asked.parse_args()
    guards = [guard for guard in entries() if not asked.numbers or guard["fault"] in asked.numbers]
    if asked.list:
        for guard in guards:
            print(f"{guard['fault']:>3}  {guard['what']}  ({guard['file']})")
        return 0
    everything = entries()
    edited, rotted = broken_tree(everything)
    refreshed(edited)
    program, why_not = built()
    if program is None:
        sys.exit(f"the edits do not compile:\n{why_not}")
    if not asked.unsound:
        baseline(program, guards)
    today, results = datetime.date.today().isoformat(), []
    for number, guard in enumerate(everything, 1):
        if guard not in guards:
            continue
        began = time.monotonic()
        if number in rotted:
            outcome, by = "ROTTED", rotted[number]
        else:
            outcome, by = judged(*ran(program, guard["test"], number))
        seconds = f"{time.monotonic() - began:.0f}"
        print(f"{guard['fault']:>3}  {outcome:<16} {seconds:>4} s  {guard['what']}\n     {by}", flush=True)
        # No path of this machine and no people's numbers go on record.
        by = by.split(" ")[0] if outcome == "noticed" else by
        results.append({"fault": str(guard["fault"]), "what": guard["what"], "edit": edit(guard),
                        "outcome": outcome, "on": today, "by": by})
        if asked.record:
            record(results)
    failed = [row for row in results if row["outcome"] != "noticed"]
    faults = {row["fault"] for row in results}
    print(f"\n{len(results)} guards of {len(faults)} faults broken: "
          f"{len(results) - len(failed)} noticed, {len(failed)} not")
    for row in failed:
        print(f"  {row['fault']:>3}  {row['outcome']}: {row['what']}  {row['by']}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
