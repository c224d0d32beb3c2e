#!/usr/bin/env python3
"""The field check's draw, made again in another language.

In: the zhibu binary (first argument or $ZHIBU). It invents the reference county,
runs it, and lets `zhibu sample` draw with several seeds and numbers. Then it draws
by itself, from the output's data/households.csv and rules/fieldcheck.toml alone, by
the method that docs/field-check.md tells, and compares every ticket, weight, chance
and drawn unit. The tickets must also stand in the workbook, no whole identity number
or account may, and nobody but its owner may read it. Any difference ends it with 1.

Needs nothing but Python 3.11. Everybody in the county is invented.
"""

import csv
import hashlib
import json
import os
import pathlib
import re
import stat
import subprocess
import sys
import tempfile
import tomllib
import zipfile

RULES = pathlib.Path(__file__).resolve().parents[2] / "rules" / "fieldcheck.toml"


def ticket(seed, kind, name):
    return hashlib.sha256(f"{seed}|{kind}|{name}".encode()).hexdigest()


def systematic(weights, wanted, start):
    """Of a list of weights: for each its chance as (of, whole), and whether drawn."""
    wanted = min(wanted, len(weights))
    drawn = [None] * len(weights)
    while True:
        whole = sum(w for w, known in zip(weights, drawn) if known is None)
        certain = [
            at
            for at, w in enumerate(weights)
            if drawn[at] is None and wanted > 0 and wanted * w >= whole
        ]
        if not certain:
            break
        wanted -= len(certain)
        for at in certain:
            drawn[at] = (1, 1, True)
    if whole and wanted:
        points = {int(start, 16) % whole + nth * whole for nth in range(wanted)}
    else:
        points = set()
    end = 0
    for at, weight in enumerate(weights):
        if drawn[at] is None:
            begin, end = end, end + wanted * weight
            drawn[at] = (wanted * weight, whole, any(begin <= point < end for point in points))
    return drawn


def population(path):
    households = {}
    with open(path, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            households.setdefault(line["household"], []).append(line)
    users = {}
    for name, people in households.items():
        for one in people:
            users.setdefault(one["account"], set()).add(name)
    shared = {name for account, of in users.items() if account and len(of) > 1 for name in of}
    return households, shared


def fits(factor, people, shared):
    if factor.get("shared_account") and shared:
        return True
    for one in people:
        codes = [code for code in one["codes"].split(";") if code]
        if one["disposition"] in factor.get("dispositions", []):
            return True
        if factor.get("changed") and one["changed"] == "1":
            return True
        for code in codes:
            if code not in factor.get("except", []) and code.startswith(
                tuple(factor.get("codes", []))
            ):
                return True
    return False


def draw(households, shared, rules, seed, townships, wanted):
    """All townships by ticket, and the households drawn."""
    lists = {}
    for name, people in households.items():
        points = [f["points"] for f in rules["factor"] if fits(f, people, name in shared)]
        weight = rules["base"] + rules["per_member"] * len(people) + sum(points)
        township, village = people[0]["township"], people[0]["village"]
        order = (
            ticket(seed, "village", f"{township}|{village}"),
            not points,
            ticket(seed, "household", name),
        )
        lists.setdefault(township, []).append((order, name, weight))
    ordered = sorted(lists, key=lambda township: ticket(seed, "township", township))
    weights = [sum(weight for *_, weight in lists[township]) for township in ordered]
    ends = systematic(weights, townships, ticket(seed, "start", ""))
    all_townships, all_households = [], []
    for township, weight, (of, whole, drawn) in zip(ordered, weights, ends):
        units = sorted(lists[township])
        all_townships.append(
            {
                "township": township,
                "ticket": ticket(seed, "township", township),
                "households": len(units),
                "weight": weight,
                "chance": [str(of), str(whole)],
                "drawn": drawn,
            }
        )
        if not drawn:
            continue
        own = systematic([u[2] for u in units], wanted, ticket(seed, "start", township))
        for (order, name, weight), (of, whole, taken) in zip(units, own):
            if taken:
                all_households.append(
                    {
                        "household": name,
                        "township": township,
                        "ticket": order[2],
                        "weight": weight,
                        "chance": [str(of), str(whole)],
                    }
                )
    return all_townships, all_households


def text_of(workbook):
    with zipfile.ZipFile(workbook) as file:
        names = [name for name in file.namelist() if name.endswith(".xml")]
        return "\n".join(file.read(name).decode("utf-8") for name in names)


def main():
    zhibu = sys.argv[1] if len(sys.argv) > 1 else os.environ["ZHIBU"]
    zhibu = str(pathlib.Path(zhibu).resolve())
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        county = pathlib.Path(folder) / "county"
        subprocess.run([zhibu, "demo", str(county), "--quiet"], check=True, stdout=subprocess.DEVNULL)
        (out,) = (county / "out").iterdir()
        table = out / "data" / "households.csv"
        households, shared = population(table)
        manifest = hashlib.sha256((out / "manifest.json").read_bytes()).hexdigest()
        asked = [("20210112", 5, 10), ("双色球 03 11 17 20 28 31 + 09", 5, 10), (None, 3, 7)]
        asked += [(f"seed {n}", 1 + n, 1 + 3 * n) for n in range(6)] + [("all", 99, 2)]
        for nth, (seed, townships, wanted) in enumerate(asked):
            workbook = pathlib.Path(folder) / f"{nth}.xlsx"
            command = [zhibu, "sample", "-p", str(county), "--format", "json", "-o", str(workbook)]
            command += ["--townships", str(townships), "--households", str(wanted)]
            command += ["--seed", seed] if seed else []
            said = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            seed = seed or said["seed"]
            ours = draw(households, shared, rules, seed, townships, wanted)
            text = text_of(workbook)
            whole = [one for people in households.values() for one in people]
            checks = {
                "townships": said["townships"] == ours[0],
                "households": said["households"] == ours[1],
                "population": said["manifest_sha256"] == manifest and manifest in text,
                "tickets": all(
                    one["ticket"][:16] in text for one in said["townships"] + said["households"]
                ),
                "masked": not set(re.findall(r"[0-9]{16,19}[0-9X]?", text))
                & {one[field] for one in whole for field in ("id_number", "account")},
                "owner": stat.S_IMODE(workbook.stat().st_mode) == 0o600,
            }
            failed = [name for name, holds in checks.items() if not holds]
            wrong += len(failed)
            verdict = f"DIFFERENT: {', '.join(failed)}" if failed else "the same"
            print(
                f"{seed[:24]:<26} {sum(t['drawn'] for t in ours[0]):>3} townships "
                f"{len(ours[1]):>4} households of {len(households):,}  {verdict}"
            )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
