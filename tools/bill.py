#!/usr/bin/env python3
"""The bill of materials: which crates the program is made of.

In: the folder's Cargo.toml and Cargo.lock, $SOURCE_DATE_EPOCH, and
cargo-cyclonedx on the PATH. Out: the file that is named by the first argument,
CycloneDX 1.5 as JSON.

cargo-cyclonedx lists optional crates too that no feature of ours switches on (a
web client of polars' among them): what `cargo tree` does not build is taken out.
It ends with 1 where a crate that is built is missing, or has no hash or licence,
and where the lock file was changed on the way.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
NAME = "zhibu.cdx"


def cargo(*args):
    return subprocess.run(
        ["cargo", *args], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def host():
    version = subprocess.run(["rustc", "-vV"], check=True, stdout=subprocess.PIPE, text=True)
    return re.search(r"^host: (.+)$", version.stdout, re.MULTILINE).group(1)


def built(target):
    """Name and version of each crate that a build for this machine takes."""
    lines = cargo(
        *("tree", "--locked", "--edges", "normal,build", "--target", target),
        *("--prefix", "none", "--format", "{p}"),
    )
    return {tuple(line.split()[:2]) for line in lines.splitlines() if line.strip()}


def listed(target):
    """What cargo-cyclonedx says; its file goes beside Cargo.toml, and is taken away."""
    file = ROOT / f"{NAME}.json"
    try:
        cargo(
            *("cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5"),
            *("--target", target, "--override-filename", NAME),
        )
        # The folder of this machine is no part of what we are made of.
        return json.loads(file.read_text(encoding="utf-8").replace(f"file://{ROOT}", "file:///zhibu"))
    finally:
        file.unlink(missing_ok=True)


def main():
    lock = (ROOT / "Cargo.lock").read_bytes()
    target = host()
    crates = built(target)
    bill = listed(target)
    own = bill["metadata"]["component"]
    name = lambda one: (one["name"], "v" + one["version"])
    kept = [one for one in bill["components"] if name(one) in crates]
    missing = crates - {name(one) for one in [*kept, own]}
    bare = [one["name"] for one in kept if not one.get("hashes") or not one.get("licenses")]
    if missing or bare:
        sys.exit(f"built, and not in the bill: {sorted(missing)}; no hash or licence: {bare}")
    if (ROOT / "Cargo.lock").read_bytes() != lock:
        sys.exit("Cargo.lock was changed on the way")
    left_out = len(bill["components"]) - len(kept)
    refs = {one["bom-ref"] for one in [*kept, own]}
    bill["components"] = kept
    bill["dependencies"] = [
        {**one, "dependsOn": [ref for ref in one["dependsOn"] if ref in refs]}
        if "dependsOn" in one
        else one
        for one in bill["dependencies"]
        if one["ref"] in refs
    ]
    text = json.dumps(bill, ensure_ascii=False, indent=2) + "\n"
    pathlib.Path(sys.argv[1]).write_text(text, encoding="utf-8")
    print(f"{len(kept)} crates in the bill, {left_out} left out that are not built")


if __name__ == "__main__":
    main()
