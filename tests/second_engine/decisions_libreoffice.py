#!/usr/bin/env python3
"""Exception workbooks, filled in by a real spreadsheet program and read back.

In: the zhibu binary (first argument or $ZHIBU). For fixtures/mini and for the
demo's county it makes a run, has headless LibreOffice open each township's exception workbook, write 处理意见,
更正值, 经办人 and 日期 into it (the date as a date cell) and save it as xlsx and as
ods, lays what comes back into decisions/, runs again, and checks for every decision
that it ended as it must and did to its row what it says. Then next year's lists are
written and run: no finding that a decision had settled is there.

Needs LibreOffice Calc with its Python bridge (Debian: libreoffice-calc,
python3-uno) and the Python that the bridge is made for. Everybody is invented.
"""

import csv
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}


def prop(name, value):
    """A property of a document."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Office:
    """A headless LibreOffice with a profile of its own."""

    def __init__(self, profile):
        pipe = f"zhibu{os.getpid()}"
        self.process = subprocess.Popen(
            [
                "soffice", "--headless", "--norestore", "--nolockcheck",
                f"-env:UserInstallation={profile.as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        context = uno.getComponentContext()
        resolver = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", context
        )
        for _ in range(120):
            try:
                remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.5)
        else:
            sys.exit("LibreOffice did not start")
        self.desktop = remote.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", remote
        )

    def fill_in(self, source, target, decide):
        """Opens a workbook, fills in what `decide` says of each row, saves it."""
        book = self.desktop.loadComponentFromURL(
            source.as_uri(), "_blank", 0, (prop("Hidden", True),)
        )
        decided = []
        for sheet in book.Sheets:
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            rows, columns = cursor.RangeAddress.EndRow, cursor.RangeAddress.EndColumn
            cells = sheet.getCellRangeByPosition(0, 0, columns, rows).getDataArray()
            heads = {str(head): column for column, head in enumerate(cells[0])}
            if "处理意见" not in heads:
                continue
            for row in range(1, rows + 1):
                said = {head: str(cells[row][column]) for head, column in heads.items()}
                if not said["编号"]:
                    continue
                answer = decide(said)
                if answer is None:
                    continue
                verdict, correction = answer
                write = lambda head, text: setattr(
                    sheet.getCellByPosition(heads[head], row), "String", text
                )
                write("处理意见", verdict)
                write("更正值", correction)
                write("经办人", "王经办")
                # As somebody types it: the program makes a date of it.
                sheet.getCellByPosition(heads["日期"], row).Formula = "2020-12-05"
                decided.append((said["编号"], said["代码"], verdict, correction))
        book.storeToURL(target.as_uri(), (prop("FilterName", FILTERS[target.suffix[1:]]),))
        book.close(True)
        return decided

    def close(self):
        """Ends the program."""
        try:
            self.desktop.terminate()
        except Exception:  # it answers by going away
            pass
        self.process.wait(timeout=60)


def table(path):
    """The rows of a CSV."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def zhibu(binary, *arguments):
    """Runs the program; a refusal or an error ends the check."""
    done = subprocess.run(
        [binary, *map(str, arguments), "--quiet", "--lang", "zh"], capture_output=True, text=True
    )
    if done.returncode != 0:
        sys.exit(f"zhibu {arguments[0]}: {done.returncode}\n{done.stdout}{done.stderr}")


def decide(said):
    """A township's answer: proposals are taken, the rest by turns."""
    level, proposal = said["级别"], said["建议值"]
    if level != "暂缓":
        return None
    if proposal:
        return "更正", proposal
    return ("同意发放", "") if int(said["编号"], 16) % 2 else ("不予发放", "")


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else os.environ["ZHIBU"]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        mini, demo = folder / "mini", folder / "demo"
        shutil.copytree(ROOT / "fixtures" / "mini", mini, ignore=shutil.ignore_patterns("out"))
        zhibu(binary, "demo", demo)
        office = Office(folder / "profile")
        try:
            wrong = round_trip(binary, office, mini, 10) + round_trip(binary, office, demo, 100)
        finally:
            office.close()
        for line in wrong:
            print(line)
        sys.exit(1 if wrong else 0)


def round_trip(binary, office, county, fewest):
    """What went wrong with a county's decisions, of which there are enough."""
    settings = county / "zhibu.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("[inputs]", '[inputs]\ndecisions = "decisions/*"', 1)
    settings.write_text(text, encoding="utf-8")
    zhibu(binary, "run", "-p", county)
    before = {row["key"]: row for row in table(county / "out/2020/data/findings.csv")}
    (county / "decisions").mkdir()
    made = {}
    books = sorted((county / "out/2020/exceptions").glob("*.xlsx"))
    for at, book in enumerate(book for book in books if book.stem != "county"):
        kind = ["xlsx", "ods"][at % 2]
        target = county / "decisions" / f"{book.stem}.{kind}"
        for key, code, verdict, correction in office.fill_in(book, target, decide):
            made[key] = (code, verdict, correction)
    if len(made) < fewest or len({verdict for _, verdict, _ in made.values()}) < 3:
        sys.exit(f"too little was decided to prove anything: {len(made)}")
    zhibu(binary, "run", "-p", county)
    zhibu(binary, "verify", county / "out/2020")
    wrong = check(county, before, made)
    following = county.parent / f"{county.name}-next"
    zhibu(binary, "next", "-p", county, "-o", following)
    zhibu(binary, "run", "-p", following)
    wrong += settled(county, following)
    print(f"{county.name}: {len(made)} decisions through LibreOffice {'WRONG' if wrong else 'followed'}")
    return wrong


def check(county, before, made):
    """What did not become of the decisions what must."""
    out = county / "out/2020"
    wrong = []
    rows = {row["key"]: row for row in table(out / "data/decisions.csv") if row["verdict"]}
    ends = {(row["file"], row["sheet"], row["row"]): row for row in table(out / "data/dispositions.csv")}
    words = {"同意发放": "approve", "不予发放": "reject", "更正": "correct"}
    for key, (code, verdict, correction) in made.items():
        row = rows.get(key)
        if row is None:
            wrong.append(f"{code} {key}: the decision did not come back")
            continue
        said = (row["code"], row["verdict"], row["correction"], row["by"], row["on"])
        if said != (code, words[verdict], correction, "王经办", "2020-12-05"):
            wrong.append(f"{code} {key}: read back as {said}")
        if row["end"] not in ("applied", "refused", "settled", "stale"):
            wrong.append(f"{code} {key}: ended as {row['end']}")
        place = before[key]
        end = ends.get((place["file"], place["sheet"], place["row"]))
        if row["end"] == "applied" and verdict == "不予发放" and place["table"] == "pay_list":
            if end["disposition"] not in ("held", "merged"):
                wrong.append(f"{code} {key}: rejected and {end['disposition']}")
    applied = sum(row["end"] == "applied" for row in rows.values())
    if applied * 2 < len(made):
        wrong.append(f"only {applied} of {len(made)} were followed")
    decisions = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["decisions"]
    if len(decisions) != len(made) or any(one["by"] != "王经办" for one in decisions):
        wrong.append("the manifest does not have every decision with who made it")
    return wrong


def settled(county, following):
    """Findings of next year's lists that a decision had settled."""
    keyed = table(county / "out/2020/data/dispositions.csv")
    people = {(r["file"], r["sheet"], r["row"]): (r["table"], r["name"], r["id_number"]) for r in keyed}
    decided = set()
    for row in table(county / "out/2020/data/decisions.csv"):
        place = (row["at_file"], row["at_sheet"], row["at_cell"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        if row["end"] == "applied" and place in people:
            decided.add((row["code"], *people[place]))
    carried = following / "out/2021/data/decisions.csv"
    waived = {r["key"] for r in table(carried)} if carried.exists() else set()
    now = table(following / "out/2021/data/dispositions.csv")
    people = {(r["file"], r["sheet"], r["row"]): (r["table"], r["name"], r["id_number"]) for r in now}
    wrong = []
    for row in table(following / "out/2021/data/findings.csv"):
        place = (row["file"], row["sheet"], row["row"])
        if row["severity"] in ("hold", "advise") and place in people and row["key"] not in waived:
            if (row["code"], *people[place]) in decided:
                wrong.append(f"{row['code']} {place}: settled, and told again next year")
    return wrong


if __name__ == "__main__":
    main()
