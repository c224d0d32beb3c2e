#!/usr/bin/env python3
"""What a good Python user would do instead: polars, fastexcel and xlsxwriter.

    python3 benches/peers/polars_fastexcel.py COUNTY OUT

Reads the workbooks of a county that `zhibu demo` wrote, joins the pay list to
the roster by identity number, looks for wrong check digits, copies, people who
are not registered, other names and missing accounts, and writes a payout CSV a
township and one small exception workbook. Far less than zhibu checks; it is
here for the side-by-side of benches/README.md.
"""

import pathlib
import sys

import fastexcel
import polars as pl
import xlsxwriter

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
NAMES = {"姓名", "移民姓名", "享受人员姓名"}
NUMBERS = {"身份证号", "身份证号码", "公民身份号码", "证件号码"}
ACCOUNTS = {"银行账号", "社保卡号", "一卡通账号", "银行卡号", "账号"}
AMOUNTS = {"金额", "发放金额", "补贴金额", "金额(元)", "金额（元）", "发放金额（元）"}


def squeeze(text):
    return "".join(str(text).split()).lstrip("*")


def heading_at(rows):
    for at, row in enumerate(rows):
        texts = {squeeze(cell) for cell in row if cell is not None}
        if texts & NAMES and texts & NUMBERS:
            return at
    return None


def sheets(path):
    """The tables of a file: name, number, account, amount as text."""
    if path.suffix == ".xlsx":
        book = fastexcel.read_excel(str(path))
        for name in book.sheet_names:
            yield book.load_sheet(name, header_row=None, dtypes="string").to_polars()
    elif path.suffix == ".csv":
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
        yield pl.read_csv(text.encode(), has_header=False, infer_schema=False, truncate_ragged_lines=True)


def read(folder):
    parts = []
    for path in sorted(folder.iterdir()):
        for frame in sheets(path):
            at = heading_at(frame.head(20).rows())
            if at is None:
                continue
            heads = [squeeze(cell) if cell is not None else "" for cell in frame.row(at)]
            pick = {}
            for field, known in {"name": NAMES, "id": NUMBERS, "account": ACCOUNTS, "amount": AMOUNTS}.items():
                column = next((i for i, head in enumerate(heads) if head in known), None)
                pick[field] = pl.lit(None, pl.String) if column is None else pl.col(frame.columns[column])
            table = frame.slice(at + 1).with_row_index("row", at + 2).select(
                pl.lit(path.name).alias("file"), "row", *[expr.alias(field) for field, expr in pick.items()])
            parts.append(table.filter(pl.col("id").is_not_null() | pl.col("account").is_not_null()))
    return pl.concat(parts).with_columns(
        pl.col("name").str.replace_all(r"\s", "").alias("name_key"),
        pl.col("id").str.replace_all(r"\s", "").str.to_uppercase().alias("id_key"))


def main():
    county, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    roster, pay = read(county / "roster"), read(county / "pay-list")
    digits = sum(pl.col("id_key").str.slice(i, 1).cast(pl.Int32, strict=False) * w for i, w in enumerate(WEIGHTS)) % 11
    check = digits.replace_strict(list(range(11)), list("10X98765432"), default=None, return_dtype=pl.String)
    registered = roster.unique("id_key", keep="first").select("id_key", registered_name="name_key")
    pay = pay.with_columns(check.alias("check")).join(registered, on="id_key", how="left")
    pay = pay.with_columns(
        pl.when(pl.col("id_key").str.len_chars() != 18).then(pl.lit("length"))
        .when(pl.col("check").is_null() | (pl.col("check") != pl.col("id_key").str.slice(17, 1))).then(pl.lit("check digit"))
        .when(pl.col("id_key").is_duplicated()).then(pl.lit("copy"))
        .when(pl.col("registered_name").is_null()).then(pl.lit("not registered"))
        .when(pl.col("registered_name") != pl.col("name_key")).then(pl.lit("another name"))
        .when(pl.col("account").is_null()).then(pl.lit("no account"))
        .alias("trouble"))
    for (file,), group in pay.filter(pl.col("trouble").is_null()).group_by("file", maintain_order=True):
        group.select("name", "account", "amount", "id").write_csv(out / f"{pathlib.Path(file).stem}.csv")
    book = xlsxwriter.Workbook(str(out / "exceptions.xlsx"))
    sheet = book.add_worksheet()
    rows = pay.filter(pl.col("trouble").is_not_null()).select("file", "row", "name", "id", "account", "trouble")
    for at, row in enumerate([tuple(rows.columns), *rows.rows()]):
        sheet.write_row(at, 0, ["" if cell is None else cell for cell in row])
    book.close()
    print(f"{roster.height} registered, {pay.height} listed, {rows.height} held")


if __name__ == "__main__":
    main()
