#!/usr/bin/env python3
"""The crosscheck's statements on a second engine.

In: the zhibu binary (first argument or $ZHIBU), how many people (second
argument, 200,000 by default). It invents a nation of counties, lets
`zhibu crosscheck -o` compare them, executes the very same rules/crosscheck/*.sql
in DuckDB over a view of the very same Parquet files, and compares every row of
every statement. Any difference ends it with 1 and the first rows that differ.

Needs the Python package duckdb. Everybody in a nation is invented.
"""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import duckdb

STATEMENTS = pathlib.Path(__file__).resolve().parents[2] / "rules" / "crosscheck"


def view(nation: pathlib.Path) -> str:
    """The rows of all counties, with county and period from the manifests."""
    counties = []
    for manifest in sorted(nation.glob("*/manifest.json")):
        settings = json.loads(manifest.read_text(encoding="utf-8"))["settings"]
        counties.append((str(manifest.parent), settings["county"], settings["period"]))
    if not counties:
        sys.exit(f"{nation}: no county")
    names = ", ".join("('%s', '%s', '%s')" % county for county in counties)
    return f"""
        CREATE VIEW rows_of_counties AS
        SELECT c.county, c.period, p."table" AS list, p.file, p.sheet, p."row" AS line,
               p.township, p.disposition, p.amount_fen, p.id_key, p.name_key, p.account_key
        FROM read_parquet('{nation}/*/data/dispositions.parquet', filename = true) AS p
        JOIN (VALUES {names}) AS c(folder, county, period)
          ON p.filename = c.folder || '/data/dispositions.parquet'
    """


def texts(rows):
    """Rows as texts; nothing is an empty text, as in a CSV."""
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]


def compare(name, ours, theirs):
    """Says whether both engines give the same columns and rows, in order too."""
    same = ours == theirs
    print(f"{name:<28} {len(ours[1]):>8,} rows  {'the same' if same else 'DIFFERENT'}")
    if same:
        return True
    if ours[0] != theirs[0]:
        print("  columns:", ours[0], theirs[0])
    for which, rows in (
        ("zhibu alone", sorted(set(ours[1]) - set(theirs[1]))),
        ("duckdb alone", sorted(set(theirs[1]) - set(ours[1]))),
    ):
        print(f"  {which}: {len(rows)}")
        for row in rows[:3]:
            print("   ", row)
    if sorted(ours[1]) == sorted(theirs[1]):
        print("  the rows are the same, in another order")
    return False


def main():
    zhibu = (sys.argv[1:2] or [os.environ.get("ZHIBU", "target/release/zhibu")])[0]
    people = (sys.argv[2:3] or ["200000"])[0]
    with tempfile.TemporaryDirectory() as folder:
        nation, found = pathlib.Path(folder, "nation"), pathlib.Path(folder, "found")
        run = lambda *args: subprocess.run(
            [zhibu, *map(str, args), "--quiet"], check=True, stdout=subprocess.DEVNULL
        )
        run("demo", "--people", people, "--parquet", nation)
        run("crosscheck", nation, "-o", found)
        engine = duckdb.connect()
        engine.execute(view(nation))
        files = sorted(STATEMENTS.glob("*.sql"))
        same, compared = True, 0
        for file in files:
            result = engine.execute(file.read_text(encoding="utf-8"))
            theirs = ([column[0] for column in result.description], texts(result.fetchall()))
            name = "totals" if file.stem == "totals_by_county" else file.stem
            with open(found / f"{name}.csv", encoding="utf-8", newline="") as lines:
                header, *rows = csv.reader(lines)
            compared += len(rows)
            same &= compare(name, (header, [tuple(row) for row in rows]), theirs)
    if len(files) < 5 or compared < 50:
        sys.exit("too little was compared to say anything")
    if not same:
        sys.exit("the two engines differ")


if __name__ == "__main__":
    main()
