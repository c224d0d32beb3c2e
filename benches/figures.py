#!/usr/bin/env python3
"""Measures zhibu as a whole process and prints the tables of benches/README.md.

    python3 benches/figures.py target/release/zhibu               # the county, and ten of them
    python3 benches/figures.py target/release/zhibu --hundred     # 6 million people: 4 GiB, minutes
    python3 benches/figures.py target/release/zhibu --nation 25000000
    python3 benches/figures.py target/release/zhibu --peer        # side by side with polars + fastexcel
    python3 benches/figures.py target/release/zhibu --instructions   # valgrind's counts, where noise hurts

CPU seconds are user + system of the process, peak is its largest resident set,
both as the operating system accounts them. A figure is the median of --runs
runs after one that is not counted; with --peer the two programs take turns.
Everything is invented by `zhibu demo` into --dir, and made again only where it
is not there. Needs Linux and Python 3.9 or newer; the peer needs polars,
fastexcel and xlsxwriter from PyPI.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent


def once(command):
    """Runs a command; its CPU seconds, wall seconds, peak MiB."""
    started = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - started
    if child.returncode != 0:
        sys.exit(f"{command}: exit {child.returncode}\n{errors.decode(errors='replace')}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def medians(commands, runs):
    """Runs commands in turns; for each, the medians of what `once` tells."""
    seen = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            figures = once(command)
            if turn > 0:
                seen[name].append(figures)
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in seen.items()}


def table(rows):
    print("| what | CPU s | wall s | peak MiB |\n|---|---|---|---|")
    for name, (cpu, wall, peak) in rows.items():
        print(f"| {name} | {cpu:.2f} | {wall:.2f} | {peak:,.0f} |")
    print()


def county(zhibu, folder, scale):
    if not (folder / "zhibu.toml").is_file():
        command = [zhibu, "demo", str(folder), "--scale", str(scale), "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder / "out", ignore_errors=True)
    return folder


def run_command(zhibu, folder, only=None):
    out = folder.parent / f"{folder.name}-{'part' if only else 'out'}"
    command = [zhibu, "run", "-p", str(folder), "-o", str(out), "--quiet"]
    return command + (["--only", only] if only else [])


def instructions(zhibu, folder):
    """Where the instructions go, one thread, by valgrind."""
    profile = folder.parent / "callgrind.out"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}"]
    command += run_command(zhibu, folder, "payout,exceptions") + ["--threads", "1"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    listing = ["callgrind_annotate", "--inclusive=yes", str(profile)]
    lines = subprocess.run(listing, check=True, capture_output=True, text=True).stdout.splitlines()
    print("| instructions, with what it calls | million | share |\n|---|---|---|")
    kept = 0
    for line in lines:
        found = re.match(r"\s*([\d,]+) \(\s*([\d.]+)%\)\s+(.*)", line)
        if not found:
            continue
        name = re.sub(r" \[.*", "", found[3]).removeprefix("???:")
        if name == "PROGRAM TOTALS" or ("zhibu::" in name and "closure" not in name and "<" not in name):
            print(f"| `{name}` | {int(found[1].replace(',', '')) // 1_000_000:,} | {found[2]} % |")
            kept += 1
            if kept == 40:
                break


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("zhibu")
    parser.add_argument("--dir", type=pathlib.Path, default=pathlib.Path("/tmp/zhibu-figures"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hundred", action="store_true")
    parser.add_argument("--nation", type=int)
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--instructions", action="store_true")
    args = parser.parse_args()
    zhibu = str(pathlib.Path(args.zhibu).resolve())
    args.dir.mkdir(parents=True, exist_ok=True)
    one = county(zhibu, args.dir / "county", 1)
    if args.instructions:
        return instructions(zhibu, one)
    if args.peer:
        out = args.dir / "peer-out"
        peer = [sys.executable, str(HERE / "peers" / "polars_fastexcel.py"), str(one), str(out)]
        ours = run_command(zhibu, one, "payout,exceptions")
        found = medians({"polars + fastexcel + xlsxwriter": peer, "zhibu run --only payout,exceptions": ours}, args.runs)
        table(found)
        theirs, own = (rows[0] for rows in found.values())
        print(f"ratio of CPU seconds: {theirs / own:.1f}")
        return None
    if args.nation:
        nation = args.dir / f"nation-{args.nation}"
        rows = {}
        if not nation.is_dir():
            rows["zhibu demo --people"] = once([zhibu, "demo", "--people", str(args.nation), "--parquet", str(nation), "--quiet"])
        out = args.dir / "nation-out"
        rows["zhibu crosscheck"] = once([zhibu, "crosscheck", str(nation), "-o", str(out), "--quiet"])
        return table(rows)
    if args.hundred:
        return table({"×100, every output": once(run_command(zhibu, county(zhibu, args.dir / "hundred", 100)))})
    ten = county(zhibu, args.dir / "ten", 10)
    found = medians({
        "the county, every output": run_command(zhibu, one),
        "the county, `--only payout,exceptions`": run_command(zhibu, one, "payout,exceptions"),
        "ten counties in one, every output": run_command(zhibu, ten),
    }, args.runs)
    query = "SELECT township, sum(amount) FROM dispositions GROUP BY township"
    out = str(args.dir / "county-out")
    found |= medians({"`zhibu query`, a sum by township": [zhibu, "query", "--out", out, query]}, args.runs)
    table(found)
    rows = list(found.values())
    print(f"growth of CPU from ×1 to ×10: {rows[2][0] / rows[0][0]:.1f}")
    return None


if __name__ == "__main__":
    main()
