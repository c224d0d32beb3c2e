#!/usr/bin/env python3
"""The crosscheck's statements on a second engine.

In: the zhibu binary (first argument or $ZHIBU), how many people (second
argument, 200,000 by default). It invents a nation of counties, and a handful of
small ones in which nearly everything is shared, in two periods, with every
disposition and with keys left out. It lets `zhibu crosscheck -o` compare them,
executes the very same rules/crosscheck/*.sql in DuckDB over a view of the very
same Parquet files, and compares every row of every statement. Then it does the
same with keyed copies of the small counties, after making every hash in them
again by Python's own hmac. Any difference ends it with 1 and the first rows that
differ.

Needs the Python package duckdb. Everybody in a nation is invented.
"""

import csv
import hashlib
import hmac
import json
import os
import pathlib
import random
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


def write_county(folder, county, period, rows):
    """A county's output folder, its table written by DuckDB."""
    table = folder / "data" / "dispositions.parquet"
    table.parent.mkdir(parents=True)
    engine = duckdb.connect()
    engine.execute(
        """CREATE TABLE t("table" VARCHAR, file VARCHAR, sheet VARCHAR, "row" UINTEGER,
           township VARCHAR, village VARCHAR, name VARCHAR, id_number VARCHAR,
           disposition VARCHAR, codes VARCHAR, amount_fen BIGINT, id_key VARCHAR,
           name_key VARCHAR, account_key VARCHAR)"""
    )
    engine.executemany(f"INSERT INTO t VALUES ({', '.join('?' * 14)})", rows)
    engine.execute(f"COPY t TO '{table}' (FORMAT parquet)")
    paying = [row for row in rows if row[0] == "pay_list"]
    yuan = lambda end: "%d.%02d" % divmod(sum(r[10] for r in paying if r[8] == end), 100)
    manifest = {
        "zhibu": "0",
        "refused": False,
        "rules": {"version": "", "programme": "", "bank": "", "overlays": {}},
        "settings": {"county": county, "period": period},
        "inputs": [],
        "outputs": [
            {
                "path": "data/dispositions.parquet",
                "bytes": table.stat().st_size,
                "sha256": hashlib.sha256(table.read_bytes()).hexdigest(),
            }
        ],
        "totals": {
            "roster_rows": len(rows) - len(paying),
            "pay_list_rows": len(paying),
            "paid_people": sum(row[8] == "paid" for row in paying),
            "paid_amount": yuan("paid"),
            "held_amount": yuan("held"),
        },
        "self_sha256": "0" * 64,
    }
    text = json.dumps(manifest, ensure_ascii=False)
    own = hashlib.sha256(text.encode()).hexdigest()
    head, zeros, tail = text.rpartition("0" * 64)
    (folder / "manifest.json").write_text(head + own + tail, encoding="utf-8")


def write_dense(nation):
    """Small counties in which nearly every key is shared."""
    chance = random.Random(2020)
    pick = lambda values: chance.choice([*values, None])
    for at in range(12):
        rows = []
        for line in range(2, 62):
            listed = chance.choice(["roster", "pay_list"])
            end = chance.choice(["paid", "paid", "held", "already_paid", "merged", "not_listed"])
            keys = (pick("12345678"), pick("甲乙丙丁A"), pick("abcdefgh"))
            file = f"{listed}/{chance.choice('甲乙')}镇.csv"
            rows.append(
                (listed, file, chance.choice(["", "村"]), line, "甲镇", "", "", "", end, "")
                + (chance.randrange(100_000), *keys)
            )
        write_county(nation / f"dense{at}", f"县{at % 9}", f"202{at // 9}", rows)


def keyed(zhibu, counties, copies, key):
    """A keyed copy of each county; ends it where a hash is not what it should be."""
    run(zhibu, "crosscheck", "key", key)
    secret = bytes.fromhex(key.read_text(encoding="ascii"))
    code = lambda key, text: hmac.new(key, text.encode(), hashlib.sha256)
    columns = {"id_key": "number", "name_key": "name", "account_key": "account"}
    engine = duckdb.connect()
    hashes = 0
    for county in sorted(counties.iterdir()):
        copy = copies / county.name
        run(zhibu, "crosscheck", "prepare", county, "--key", key, "-o", copy)
        settings = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))["settings"]
        rows = lambda folder: engine.execute(
            f"""SELECT "table", disposition, amount_fen, {', '.join(columns)}
                FROM read_parquet('{folder}/data/dispositions.parquet')"""
        ).fetchall()
        expected = []
        for row in rows(county):
            row = list(row)
            for at, domain in enumerate(columns.values(), start=3):
                if row[at] is not None:
                    label = f"zhibu crosscheck 1\0{domain}\0{settings['period']}"
                    row[at] = code(code(secret, label).digest(), row[at]).hexdigest()[:32]
                    hashes += 1
            expected.append(tuple(map(str, row)))
        if sorted(expected) != sorted(tuple(map(str, row)) for row in rows(copy)):
            sys.exit(f"{copy}: not the hashes that Python makes")
    print(f"{hashes:,} hashes, the same in Python")


def check(zhibu, nation, found):
    """Compares the counties on both engines; how many rows, and whether alike."""
    run(zhibu, "crosscheck", nation, "-o", found)
    engine = duckdb.connect()
    engine.execute(view(nation))
    same, compared = True, 0
    for file in sorted(STATEMENTS.glob("*.sql")):
        result = engine.execute(file.read_text(encoding="utf-8"))
        theirs = ([column[0] for column in result.description], texts(result.fetchall()))
        name = "totals" if file.stem == "totals_by_county" else file.stem
        with open(found / f"{name}.csv", encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        if not rows:
            sys.exit(f"{name}: nothing was found, so nothing was compared")
        compared += len(rows)
        same &= compare(name, (header, [tuple(row) for row in rows]), theirs)
    return compared, same


def run(zhibu, *args):
    subprocess.run(
        [zhibu, *map(str, args), "--quiet"], check=True, stdout=subprocess.DEVNULL
    )


def main():
    zhibu = (sys.argv[1:2] or [os.environ.get("ZHIBU", "target/release/zhibu")])[0]
    people = (sys.argv[2:3] or ["200000"])[0]
    if len(list(STATEMENTS.glob("*.sql"))) < 5:
        sys.exit(f"{STATEMENTS}: statements are missing")
    with tempfile.TemporaryDirectory() as folder:
        nation, dense = pathlib.Path(folder, "nation"), pathlib.Path(folder, "dense")
        copies = pathlib.Path(folder, "copies")
        run(zhibu, "demo", "--people", people, "--parquet", nation)
        write_dense(dense)
        keyed(zhibu, dense, copies, pathlib.Path(folder, "key"))
        results = []
        for counties in (nation, dense, copies):
            print(f"{counties.name}:")
            results.append(check(zhibu, counties, pathlib.Path(folder, counties.name + "-found")))
    if not all(same for _, same in results):
        sys.exit("the two engines differ")
    print(f"{sum(rows for rows, _ in results):,} rows, the same on both engines")


if __name__ == "__main__":
    main()
