#!/usr/bin/env python3
"""A hundred runs in a row on one project folder leave nothing behind.

    python3 tests/load/again.py target/release/zhibu [--runs 100]

After each: the same output, byte for byte; in the project folder no file that was not
there after the first; in the temporary folder nothing at all; no process of ours that
is still there, ended and not waited for or otherwise. Between them the other commands
that write: changes, verify, pay status, a run that is refused, a run that is killed.
Exit code 1 where something is left. Needs Linux and Python 3.9.
"""

import argparse
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

MINI = pathlib.Path(__file__).resolve().parents[2] / "fixtures/mini"


def contents(folder):
    """Every file below a folder with the hash of its bytes."""
    paths = sorted(path for path in folder.rglob("*") if not path.is_dir())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def folders(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_dir())


def of_ours(zhibu):
    """Processes of that program, whatever has become of them."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            status = (entry / "status").read_text()
            program = os.readlink(entry / "exe")
        except OSError:
            # Gone meanwhile; or ended, and nobody waited: it has no program any more.
            program = None
            try:
                status = (entry / "status").read_text()
            except OSError:
                continue
        zombie = "State:\tZ" in status and f"Name:\t{pathlib.Path(zhibu).name[:15]}\n" in status
        if program == zhibu or zombie:
            found.append(f"{entry.name} {status.splitlines()[0]}")
    return found


class Office:
    """A project folder with a temporary folder of its own."""

    def __init__(self, zhibu, place):
        self.zhibu, self.project, self.temporary = zhibu, place / "project", place / "tmp"
        shutil.copytree(MINI, self.project)
        shutil.rmtree(self.project / "out", ignore_errors=True)
        self.temporary.mkdir()
        self.environment = dict(os.environ, TMPDIR=str(self.temporary), LC_ALL="C")

    def does(self, *args, exits=(0,)):
        done = subprocess.run([self.zhibu, *args], cwd=self.project, env=self.environment,
                              capture_output=True, text=True)
        if done.returncode not in exits:
            sys.exit(f"zhibu {' '.join(args)}: exit {done.returncode}\n{done.stdout}{done.stderr}")

    def killed(self, after):
        """A run that is killed; the child that does its work goes with it."""
        child = subprocess.Popen([self.zhibu, "run", "-q"], cwd=self.project, env=self.environment,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        child.send_signal(signal.SIGKILL)
        child.wait()
        for _ in range(200):
            if not of_ours(self.zhibu):
                return
            time.sleep(0.01)

    def refused(self):
        """A run that is refused for a list that cannot be read, and the list taken away."""
        roster = next(path for path in sorted((self.project / "roster").iterdir()))
        broken = roster.with_name("zz.xlsx")
        broken.write_bytes(b"PK\x03\x04 and no end")
        self.does("run", "-q", exits=(3,))
        broken.unlink()


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("zhibu")
    asked.add_argument("--runs", type=int, default=100)
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        # A name of its own, so that no other zhibu of this machine is taken for ours.
        zhibu = pathlib.Path(place).resolve() / "zhibu-load"
        shutil.copy(asked.zhibu, zhibu)
        office = Office(str(zhibu), pathlib.Path(place))
        office.does("run", "-q")
        first, made = contents(office.project), folders(office.project)
        left = []
        for number in range(2, asked.runs + 1):
            if number % 10 == 0:
                office.refused()
            if number % 10 == 5:
                office.killed(number / 2_000)
            office.does("run", "-q")
            if number % 20 == 0:
                office.does("verify", "out/2020")
            now = contents(office.project)
            left += [f"run {number}: {name} is new" for name in sorted(now.keys() - first.keys())]
            left += [f"run {number}: {name} is gone" for name in sorted(first.keys() - now.keys())]
            left += [f"run {number}: {name} differs" for name in sorted(now.keys() & first.keys())
                     if now[name] != first[name]]
            left += [f"run {number}: the folder {name} is new" for name in folders(office.project)
                     if name not in made]
            left += [f"run {number}: {name} in the temporary folder" for name in contents(office.temporary)]
            left += [f"run {number}: {name} in the temporary folder" for name in folders(office.temporary)]
            left += [f"run {number}: a process is left: {one}" for one in of_ours(str(zhibu))]
            if left:
                break
        for line in left:
            print(line)
        print(f"{asked.runs} runs of {len(first)} files: {'nothing is left' if not left else 'SOMETHING IS LEFT'}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
