#!/usr/bin/env python3
"""The memory that commands take on the reference county stays under 256 MiB.

    python3 tests/load/memory.py target/release/zhibu [--tenfold]

Each command is run in a control group that may have no more than that and no swap,
where the machine lets us have one (cgroup v2 or v1, as root or with a delegated
group), so that a command that asks for more is killed. In any case its largest
resident set is looked at: of the process that the clerk began and of the child that
does its work (the system accounts both to who waited for them), added up. --tenfold
measures ten counties in one as well, without a limit: memory there is counted a row.

Exit code 1 where a command takes more, or fails. Needs Linux and Python 3.9.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

LIMIT_MIB = 256
MIB = 1 << 20
KEYS = {"王会计": "maker", "李主任": "checker"}


def group_folder():
    """A folder in which a control group with a memory limit can be made, and its kind."""
    for line in pathlib.Path("/proc/self/cgroup").read_text().splitlines():
        number, kinds, path = line.split(":", 2)
        if number == "0":
            for root in ("/sys/fs/cgroup", "/sys/fs/cgroup/unified"):
                place = pathlib.Path(root + path)
                held = place / "cgroup.subtree_control"
                if held.is_file() and "memory" in held.read_text().split():
                    return place, 2
        elif "memory" in kinds.split(","):
            return pathlib.Path("/sys/fs/cgroup/memory" + path), 1
    return None, 0


class Group:
    """A control group of its own with that limit; none where the machine has none."""

    def __init__(self, mib):
        place, self.version = group_folder()
        self.folder = place / f"zhibu-load-{os.getpid()}" if place else None
        try:
            if self.folder is None:
                raise OSError("no memory controller")
            self.folder.mkdir()
        except OSError as error:
            self.folder, self.why_not = None, str(error)
            return
        limit = str(mib * MIB)
        names = ["memory.max"] if self.version == 2 else ["memory.limit_in_bytes", "memory.memsw.limit_in_bytes"]
        names += ["memory.swap.max"] if self.version == 2 else []
        for name in names:
            file = self.folder / name
            # A system that counts no swap has no file to forbid it by.
            if file.is_file():
                file.write_text("0" if "swap" in name else limit)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for _ in range(100):
            try:
                return self.folder and self.folder.rmdir()
            except OSError:
                time.sleep(0.02)

    def join(self):
        if self.folder:
            (self.folder / "cgroup.procs").write_text(str(os.getpid()))


def peak_of(command, group=None, exits=(0,)):
    """Runs a command; the largest resident set of one of its processes, in MiB."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             preexec_fn=group.join if group else None)
    errors = child.stderr.read()
    # What wait4 tells is of the child and of those that it waited for.
    _, status, usage = os.wait4(child.pid, 0)
    code = child.returncode = os.waitstatus_to_exitcode(status)
    if code not in exits:
        print(f"FAILED: {' '.join(command)}: exit {code}\n{errors.decode(errors='replace')}")
        return None
    return usage.ru_maxrss / 1024


def steps(zhibu, folder, county, years, fund):
    """What is measured, in order: a name, and a command that does it."""
    out = str(county / "out/2020")
    project = ["-p", str(county)]

    def by(name):
        return project + ["--by", name, "--key", str(folder / f"{KEYS[name]}.key")]

    approval = ["--people", "42198", "--amount", "25318800.00"]
    return [
        ("run, every output", [zhibu, "run", *project, "-q"]),
        ("run --only payout,exceptions", [zhibu, "run", *project, "-q", "-o", str(folder / "part"),
                                          "--only", "payout,exceptions"]),
        ("verify", [zhibu, "verify", out]),
        ("inspect, every file", [zhibu, "inspect", *sorted(map(str, county.glob("*/*.xlsx")))]),
        ("changes, two years", [zhibu, "changes", "-p", str(years), "-q"]),
        ("next", [zhibu, "next", *project, "-o", str(folder / "next"), "-q"]),
        ("crosscheck, two counties", [zhibu, "crosscheck", out, str(years / "out/2021"),
                                      "-o", str(folder / "crosscheck"), "-q"]),
        ("query", [zhibu, "query", *project,
                   "SELECT township, sum(amount) FROM dispositions GROUP BY township"]),
        ("evaluate", [zhibu, "evaluate", "-p", str(fund), "-q"]),
        ("pay prepare", [zhibu, "pay", "prepare", *by("王会计")]),
        ("pay approve", [zhibu, "pay", "approve", "2020-001", *approval, *by("李主任")]),
        ("pay export", [zhibu, "pay", "export", "2020-001", *by("王会计")]),
        ("pay simulate", [zhibu, "pay", "simulate", "2020-001", *project]),
        ("pay return", None),
        ("pay status", [zhibu, "pay", "status", *project]),
        ("ledger verify", [zhibu, "ledger", "verify", *project]),
        ("run, with the ledger", [zhibu, "run", *project, "-q"]),
    ]


def enrolled(zhibu, folder, county):
    for name, key in KEYS.items():
        command = [zhibu, "ledger", "enrol", name, "-p", str(county), "--new-key", str(folder / f"{key}.key")]
        if key != "maker":
            command += ["--by", "王会计", "--by-key", str(folder / "maker.key")]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def demo(zhibu, folder, *more):
    subprocess.run([zhibu, "demo", *more, str(folder), "-q"], check=True, stdout=subprocess.DEVNULL)
    return folder


def measured(zhibu, folder, group):
    """Every step's peak; None where it failed."""
    county = demo(zhibu, folder / "county")
    years = demo(zhibu, folder / "years", "--years", "2")
    fund = demo(zhibu, folder / "fund", "--evaluation")
    enrolled(zhibu, folder, county)
    # What the process that waits takes: as much as one that does nothing.
    waiting = peak_of([zhibu, "--version"])
    rows = []
    for name, command in steps(zhibu, folder, county, years, fund):
        if name == "pay return":
            by = ["-p", str(county), "--by", "王会计", "--key", str(folder / "maker.key")]
            answers = sorted(map(str, (county / "pay/2020-001-answers").iterdir()))
            command = [zhibu, "pay", "return", *answers, *by]
        # The demo's files have faults on purpose: `inspect` tells of them by 3.
        peak = peak_of(command, group, (0, 3) if name.startswith("inspect") else (0,))
        rows.append((name, None if peak is None else peak + waiting))
    return rows


def tenfold(zhibu, folder):
    county = demo(zhibu, folder / "tenfold", "--scale", "10")
    waiting = peak_of([zhibu, "--version"])
    return [("run, ten counties in one", peak_of([zhibu, "run", "-p", str(county), "-q"]) + waiting),
            ("verify, ten counties in one", peak_of([zhibu, "verify", str(county / "out/2020")]) + waiting)]


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("zhibu")
    asked.add_argument("--tenfold", action="store_true")
    asked.add_argument("--limit", type=int, default=LIMIT_MIB, metavar="MIB")
    asked = asked.parse_args()
    zhibu = os.path.abspath(asked.zhibu)
    with tempfile.TemporaryDirectory() as folder, Group(asked.limit) as group:
        folder = pathlib.Path(folder)
        if group.folder:
            print(f"in a control group (v{group.version}) of {asked.limit} MiB without swap")
        else:
            print(f"no control group here ({group.why_not}); by what the system accounts alone")
        rows = measured(zhibu, folder, group)
        for name, peak in rows:
            shown = "failed" if peak is None else f"{peak:,.0f} MiB"
            over = peak is None or peak > asked.limit
            print(f"  {name:<42} {shown:>9}{'  OVER THE LIMIT' if over else ''}")
        if asked.tenfold:
            for name, peak in tenfold(zhibu, folder):
                print(f"  {name:<42} {peak:>5,.0f} MiB  (no limit)")
    return 1 if any(peak is None or peak > asked.limit for _, peak in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
