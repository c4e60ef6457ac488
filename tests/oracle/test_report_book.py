#!/usr/bin/env python3
"""The workbooks of par-report hold the numbers of the files that they were made from.

    test_report_book.py BIN SOURCE

Every number of every sheet is read back by openpyxl (not our writer's author) and compared with the CSV that the other
programs wrote, digit by digit, with the decimals that its format shows. Texts come back as texts, hostile ones too. What
sums over rows is summed here anew, in Decimal. The sample years 2023 to 2025 and years made up here.
"""
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import openpyxl

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SAMPLES = SOURCE / "samples"
YEAR = SAMPLES / "nam-mau-2025" / "nam.json"
ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
DIGITS = re.compile(r"-?\d+(\.\d+)?")
passed = failed = numbers = 0


def check(what, faults, detail=""):
    """faults: a list, or True where it went wrong."""
    global passed, failed
    if not faults:
        passed += 1
        return
    failed += 1
    shown = faults[:6] if isinstance(faults, list) else [detail]
    print(f"FAILED {what}", *(f"    {str(fault)[:400]}" for fault in shown), sep="\n")
    if isinstance(faults, list) and len(faults) > 6:
        print(f"    and {len(faults) - 6} more")


def run(program, *arguments, cwd=None, good=(0,)):
    done = subprocess.run([BIN / program, *map(str, arguments)], cwd=cwd, capture_output=True, env=ENV, check=False)
    if done.returncode not in good:
        check(f"{program} {' '.join(map(str, arguments))[:200]}", True, done.stderr.decode("utf-8", "replace"))
    return done


def records(path):
    with open(path, encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


# ---------------------------------------------------------------- cells

def plain(text):
    """What Excel makes of an escape."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text) if isinstance(text, str) else text


def decimals_of(number_format):
    first = number_format.split(";")[0]
    return len(first.split(".")[1]) if "." in first else 0


def fault_of(cell, wanted, what):
    """The cell shows the number as the CSV prints it; an empty one is no number (a word may stand there)."""
    global numbers
    if not wanted:
        return [f"{what}: {cell.value!r}, expected no number"] if isinstance(cell.value, (int, float)) else []
    numbers += 1
    if not isinstance(cell.value, (int, float)) or isinstance(cell.value, bool):
        return [f"{what}: {cell.value!r}, expected {wanted}"]
    if Decimal(repr(cell.value)) != Decimal(wanted):
        return [f"{what}: {cell.value!r}, expected {wanted}"]
    printed = len(wanted.split(".")[1]) if "." in wanted else 0
    shown = decimals_of(cell.number_format)
    return [f"{what}: shows {shown} decimals ({cell.number_format}), expected {wanted}"] if shown != printed else []


class Sheet:
    """A sheet of one table: its headings and rows."""

    def __init__(self, sheet):
        self.sheet = sheet
        top, bottom = re.findall(r"\d+", sheet.auto_filter.ref) if sheet.auto_filter.ref else (0, 0)
        self.header, self.last = int(top), int(bottom)
        self.columns = [plain(cell.value) for cell in sheet[self.header]]

    def rows(self):
        for number in range(self.header + 1, self.last + 1):
            yield self.sheet[number]

    def at(self, row, heading, nth=0):
        found = [i for i, name in enumerate(self.columns) if name == heading]
        return row[found[nth]] if nth < len(found) else None


def keyed(sheet, *headings):
    """{values of these columns: row}"""
    return {tuple(str(plain(sheet.at(row, h).value) or "") for h in headings): row for row in sheet.rows()}


def compare(what, sheet, row, wanted, columns):
    """columns: (heading, nth, column of the CSV); a heading that is not there must have nothing to show."""
    faults = []
    for heading, nth, name in columns:
        cell = sheet.at(row, heading, nth)
        text = wanted.get(name, "")
        if cell is None:
            faults += [f"{what}: no column {heading}, expected {text}"] if text else []
        else:
            faults += fault_of(cell, text, f"{what} {heading}")
    return faults


# ---------------------------------------------------------------- the outputs of a year

def make(folder):
    """The outputs of the sample years, by the programs themselves."""
    for year in ("2023", "2024", "2025"):
        path = SAMPLES / f"nam-mau-{year}" / "nam.json"
        run("par-score", "-q", "--year", path, "-o", folder / f"scores-{year}.csv")
        earlier = ["--previous", folder / f"ranking-{int(year) - 1}.csv"] if year != "2023" else []
        run("par-rank", "-q", "--year", path, *earlier, folder / f"scores-{year}.csv", "-o", folder / f"ranking-{year}.csv",
            "--summary", folder / f"summary-{year}.csv")
    history = [v for y in ("2024", "2023") for v in ("--history", folder / f"scores-{y}.csv")]
    run("par-audit", "lost", "-q", "--year", YEAR, *history, "-o", folder / "lost.csv")
    run("par-audit", "plan-table", "-q", "--year", YEAR, "-o", folder / "plan.csv")
    years = [SAMPLES / f"nam-mau-{year}" / "nam.json" for year in ("2023", "2024", "2025")]
    run("par-trend", "-q", *years, "-o", folder / "trend.csv")
    run("par-trend", "-q", *years[1:], "--by", "criterion", "-o", folder / "trend-criteria.csv")
    survey = SAMPLES / "khao-sat"
    run("sipas-score", "-q", "--form", survey / "phieu.json", "--design", survey / "mau.json", "--by", "tinh", "--rank",
        folder / "places.csv", "-o", folder / "figures.csv", survey / "tra-loi.csv")


FILES = ["ranking-2023.csv", "ranking-2024.csv", "ranking-2025.csv", "scores-2025.csv", "lost.csv", "plan.csv", "trend.csv",
         "trend-criteria.csv", "figures.csv", "places.csv"]


def report(folder, name, *more, files=None, lang="en", year=("--year", YEAR), good=(0,)):
    files = FILES if files is None else files
    return run("par-report", "-q", "--lang", lang, *year, *more, "-o", name, *files, cwd=folder, good=good)


# ---------------------------------------------------------------- ranking

RANKING = [("No.", 0, "stt"), ("Applicable maximum", 0, "applicable_max"), ("Points", 0, "points"), ("Index (%)", 0, "index"),
           ("Rescaled points", 0, "rescaled"), ("Rank", 0, "rank"), ("Previous rank", 0, "previous_rank"),
           ("Change of places", 0, "change_places"), ("Change of points", 0, "change_points"),
           ("Change of index", 0, "change_index"), ("Open maximum", 0, "open_max")]


def ranking_sheets(book):
    return [Sheet(s) for s in book if s.title.startswith("Ranking ") and s.auto_filter.ref]


def check_ranking(what, book, rows):
    found, faults = {}, []
    for sheet in ranking_sheets(book):
        for row in sheet.rows():
            found[sheet.at(row, "Unit code").value] = (sheet, row)
    for wanted in rows:
        if wanted["unit"] not in found:
            faults.append(f"{wanted['unit']} is on no sheet")
            continue
        sheet, row = found[wanted["unit"]]
        columns = list(RANKING)
        same_max = sheet.at(row, "Applicable maximum") is None
        if same_max:
            columns.remove(RANKING[1])
        for name in wanted:
            if name.startswith("index_"):
                heading = next((h for h in sheet.columns if h and h.split(". ")[0] == name[6:]), "(none)")
                columns.append((heading, 0, name))
        faults += compare(wanted["unit"], sheet, row, wanted, columns)
        cell = sheet.at(row, "Unit")
        if plain(cell.value) != (wanted["name"] or wanted["unit"]) or cell.data_type != "s":
            faults.append(f"{wanted['unit']}: is named {cell.value!r}, expected {wanted['name']!r}")
        if not wanted["rank"] and not isinstance(sheet.at(row, "Rank").value, str):
            faults.append(f"{wanted['unit']}: no word for why it has no rank")
        faults += ["a previous rank is hidden"] if wanted.get("previous_rank") and sheet.at(row, "Previous rank") is None else []
    if len(found) != len(rows):
        faults.append(f"{len(found)} units, expected {len(rows)}")
    check(f"{what}: ranking", faults)


def check_order(what, book, rows):
    """Rows stand bloc by bloc in the order of the file, so shared ranks and running numbers as published."""
    by_bloc = defaultdict(list)
    for row in rows:
        by_bloc[row["bloc"]].append(row["unit"])
    found = [[sheet.at(row, "Unit code").value for row in sheet.rows()] for sheet in ranking_sheets(book)]
    check(f"{what}: order of the ranking", sorted(found) != sorted(by_bloc.values()), f"{found}")


# ---------------------------------------------------------------- summary, scores

def check_summary(book, rows):
    """The first tables of the summary hold what par-rank --summary says."""
    sheet, faults = book["Summary"], []
    blocs = {"so": "Departments of the province", "nganh-doc": "Central agencies in the province", "xa": "Communes"}
    headings = {"mean": "Mean", "median": "Median", "highest": "Highest", "lowest": "Lowest", "spread": "Highest less lowest"}
    cells = {}
    header = None
    for row in sheet.iter_rows():
        if row[0].value == "Bloc":
            header = [c.value for c in row]
        elif header and row[0].value in blocs.values():
            for name, cell in zip(header, row):
                cells[header[1], row[0].value, row[1].value if header[1] in ("Class", "Domain") else "", name] = cell
    for row in rows:
        bloc, measure = blocs.get(row["bloc"]), row["measure"]
        if not bloc:  # all blocs together
            continue
        first = ("In the first place", bloc, "")
        if measure in headings and not row["name"]:
            faults += fault_of(cells[(*first, headings[measure])], row["value"], f"{bloc} {measure}")
        elif measure in ("units", "ranked"):
            heading = {"units": "Units", "ranked": "Ranked units"}[measure]
            faults += fault_of(cells[(*first, heading)], row["count"], f"{bloc} {measure}")
        elif measure == "class":
            english = {"Xuất sắc": "Excellent", "Tốt": "Good", "Khá": "Fair", "Trung bình": "Average", "Yếu": "Weak"}[row["name"]]
            faults += fault_of(cells["Class", bloc, english, "Count"], row["count"], f"{bloc} {english}")
            faults += fault_of(cells["Class", bloc, english, "Share (%)"], row["share"], f"{bloc} {english} share")
    check("summary as par-rank --summary has it", faults)


def check_scores(book, rows, names):
    faults, wanted = [], {(r["unit"], r["node"]): r for r in rows}
    codes, seen = {name: code for code, name in names.items()}, set()

    def compare_cell(cell, unit, node):
        row = wanted.get((unit, node))
        if not row:
            faults.extend([f"{unit} {node}: {cell.value!r}, expected nothing"] if cell.value is not None else [])
            return
        seen.add((unit, node))
        faults.extend(fault_of(cell, row["points"], f"{unit} {node}"))
        if not row["points"] and not isinstance(cell.value, str):
            faults.append(f"{unit} {node}: no word for {row['state']}")

    for page in book:
        if not page.title.startswith("Scores "):
            continue
        sheet = Sheet(page)
        if "Content" in sheet.columns:
            for row in sheet.rows():
                node = "total" if row[1].value == "TOTAL" else row[0].value
                for name, cell in list(zip(sheet.columns, row))[3:]:
                    compare_cell(cell, codes[name], node)
        else:
            headings = [cell.value for cell in page[sheet.header - 1]]
            for row in sheet.rows():
                for heading, cell in list(zip(headings, row))[3:]:
                    compare_cell(cell, row[1].value, "total" if heading == "TOTAL" else heading.split(". ")[0])
    missing = set(wanted) - seen
    check("scores of every criterion of every unit", faults + [f"{sorted(missing)[:5]} are nowhere"] * bool(missing))


# ---------------------------------------------------------------- lost points

LOST = [("Maximum", 0, "max"), ("Points", 0, "points"), ("Points lost", 0, "lost"), ("Points open", 0, "open"),
        ("Share of what the unit lost (%)", 0, "share"), ("Years in a row", 0, "years_lost")]


def check_lost(book, rows):
    """Row by row; of a unit that filed nothing the list has no component, and no row."""
    sheet, faults, found, wanted = Sheet(book["Lost points"]), [], defaultdict(list), defaultdict(list)
    for row in sheet.rows():
        found[sheet.at(row, "Unit code").value, sheet.at(row, "Criterion").value].append(row)
    for row in rows:
        if row["node"]:
            wanted[row["unit"], row["node"]].append(row)
    for key, here in wanted.items():  # a component that was cut and did not earn all has two rows, the larger first
        here.sort(key=lambda row: -Decimal(row["lost"] or 0))
        if len(found[key]) != len(here):
            faults.append(f"{key}: {len(found[key])} rows, expected {len(here)}")
            continue
        for cells, row in zip(found[key], here):
            faults += compare(" ".join(key), sheet, cells, row, LOST)
            text = sheet.at(cells, "Reason")
            if row["reason"] and (text is None or plain(text.value) != row["reason"]):
                faults.append(f"{key}: reason {text and text.value!r}, expected {row['reason']!r}")
    check("every lost component", faults + [f"{key} is not in the file" for key in set(found) - set(wanted)])


def check_sums(book, rows):
    """What a criterion, a domain or an agency cost is the sum of its rows."""
    for title, keys in (("Lost by criterion", ("set", "node")), ("Lost by domain", ("set", "domain")), ("Lost by agency", ("lead",))):
        sums, per_unit = defaultdict(Decimal), defaultdict(lambda: defaultdict(Decimal))
        for row in (r for r in rows if r["node"]):
            key = tuple(row[k] for k in keys)
            sums[key] += Decimal(row["lost"] or 0)
            per_unit[key][row["unit"]] += max(Decimal(row["lost"] or 0), 0)  # a bonus is no loss
        sheet = Sheet(book[title])
        found = sorted(Decimal(repr(sheet.at(row, "Points lost").value)) for row in sheet.rows())
        check(title, found != sorted(sums.values()), f"{found[-5:]} expected {sorted(sums.values())[-5:]}")
        worst = sorted(max(each.values()) for each in per_unit.values() if max(each.values()) > 0)
        named = sorted(Decimal(repr(v)) for v in (sheet.at(row, "Most lost").value for row in sheet.rows()) if v is not None)
        check(f"{title}: the unit that lost most", named != worst, f"{named[-5:]} expected {worst[-5:]}")
        check(f"{title}: all of it", sum(found) != sum(Decimal(r["lost"] or 0) for r in rows), sum(found))
        first = max(sums.items(), key=lambda item: item[1])
        top = next(iter(sheet.rows()))
        check(f"{title}: the costliest stands first", Decimal(repr(sheet.at(top, "Points lost").value)) != first[1],
              f"{sheet.at(top, 'Points lost').value}, expected {first}")


# ---------------------------------------------------------------- surveys, trends, fields

def check_survey(book, figures, places):
    sheet, faults = Sheet(book["Survey"]), []
    rows = list(sheet.rows())
    for row, wanted in zip(rows, figures):
        faults += compare(f"{wanted['group']} {wanted['node']}", sheet, row, wanted, [
            ("n", 0, "n"), ("Percentage (%)", 0, "percent"), ("Standard error", 0, "se"), ("Lower bound", 0, "low"),
            ("Upper bound", 0, "high"), ("Mean score", 0, "mean_score")])
    check("figures of the survey", faults + ["not as many"] * (len(rows) != len(figures)))
    sheet, faults = Sheet(book["Survey ranks"]), []
    rows = list(sheet.rows())
    for row, wanted in zip(rows, places):
        faults += compare(wanted["group"], sheet, row, wanted, [
            ("Rank", 0, "rank"), ("Percentage (%)", 0, "percent"), ("Lower bound", 0, "low"), ("Upper bound", 0, "high"),
            ("Best rank", 0, "best_rank"), ("Worst rank", 0, "worst_rank"), ("Following ones not told apart", 0, "alike_next"),
            ("n", 0, "n")])
    faults += [f"grouping of {w['group']}" for row, w in zip(rows, places) if plain(sheet.at(row, "Grouped by").value) != w["grouping"]]
    check("ranks of the survey", faults + ["not as many"] * (len(rows) != len(places)))
    machine = {str(cell.value) for row in book["Survey"].iter_rows() for cell in row} & {
        "total", "q1", "satisfied", "received", "valid"}
    check("no machine words among the figures of the survey", sorted(machine))


MOVES = [("in all", 0, "change_points"), ("by the unit itself", 0, "own_points"), ("by the criteria set", 0, "set_points"),
         ("in all", 1, "change_index"), ("by the unit itself", 1, "own_index"), ("by the criteria set", 1, "set_index"),
         ("in all", 2, "change_places"), ("by the unit itself", 2, "own_places"), ("by the others", 0, "other_places"),
         ("Best rank", 0, "best_rank"), ("Worst rank", 0, "worst_rank")]


def check_trend(book, years, moves, shifts):
    sheet, faults = Sheet(book["Trend"]), []
    periods = sorted(years)
    newest = {r["unit"] for r in years[periods[-1]]}
    found = keyed(sheet, "Unit code")
    for period in periods:
        known = {r["unit"]: r for r in years[period]}
        for unit in newest:
            row = known.get(unit, {"index": "", "rank": ""})
            faults += compare(f"{unit} {period}", sheet, found[(unit,)], row, [(period, 0, "index"), (period, 1, "rank")])
    check("index and rank over the years", faults)
    sheet, faults = Sheet(book["Why units moved"]), []
    found = keyed(sheet, "Unit code", "Period")
    wanted = [r for r in moves if r["unit"] in newest and r["comparison"] != "ended"]
    for row in wanted:
        faults += compare(f"{row['unit']} {row['period']}", sheet, found[row["unit"], row["period"]], row, MOVES)
    check("why units moved", faults + [f"{len(found)} rows, expected {len(wanted)}"] * (len(found) != len(wanted)))
    check_shifts(book, shifts)


def check_shifts(book, shifts):
    sheet, faults = Sheet(book["Changes by criterion"]), []
    above = {(r["unit"], r["node"].rpartition(".")[0]) for r in shifts if r["node"]}
    changed = [r for r in shifts if (not r["node"] or (r["unit"], r["node"]) not in above) and any(
        Decimal(r[c] or 0) for c in ("change_points", "own_points", "set_points"))]
    found = keyed(sheet, "Unit code", "Criterion", "Content")
    for row in changed:
        key = (row["unit"], row["node"], row["title"])
        if key not in found:
            faults.append(f"{key} is not there")
            continue
        faults += compare(" ".join(key), sheet, found[key], row, [
            ("Previous points", 0, "previous_points"), ("Points", 0, "points"), ("in all", 0, "change_points"),
            ("by the unit itself", 0, "own_points"), ("by the criteria set", 0, "set_points")])
    check("changes by criterion", faults + [f"{len(found)} rows, expected {len(changed)}"] * (len(found) != len(changed)))


def check_fields(folder, ranking):
    """Another field: the ranking upside down in the bloc xa, without one unit and with one that no other field has."""
    units = [r for r in ranking if r["bloc"] == "xa" and r["rank"]]
    upside = [dict(r, index=o["index"], points=o["points"], rank=o["rank"], stt=o["stt"]) for r, o in zip(units, reversed(units))]
    gone, upside = upside[0], upside[1:]
    with open(folder / "records.csv", "w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, ranking[0].keys())
        writer.writeheader()
        writer.writerows(upside)
    report(folder, "fields.xlsx", "--field", "Records & <archives>=records.csv", files=["ranking-2025.csv"])
    book = openpyxl.load_workbook(folder / "fields.xlsx")
    sheet = Sheet(book["Fields side by side"])
    found, other, faults = keyed(sheet, "Unit code"), {r["unit"]: r for r in upside}, []
    check("blocs that the field has not got are left out", {unit for unit, in found} != {r["unit"] for r in ranking if r["bloc"] == "xa"},
          f"{sorted(found)}")
    for row in (r for r in ranking if r["bloc"] == "xa"):
        here = found[(row["unit"],)]
        faults += compare(row["unit"], sheet, here, row, [("Index (%)", 0, "index"), ("Rank", 0, "rank")])
        if row["unit"] in other:
            faults += compare(row["unit"], sheet, here, other[row["unit"]], [("Index (%)", 1, "index"), ("Rank", 1, "rank")])
        elif sheet.at(here, "Rank", 1).value != "absent" or sheet.at(here, "Index (%)", 1).value != "absent":
            faults.append(f"{row['unit']} is not said to be absent")
    check("fields side by side", faults)
    groups = [c.value for c in book["Fields side by side"][sheet.header - 1]]
    check("the name of a field is a text", "Records & <archives>" not in groups, f"{groups}")
    ends = Sheet(book["Strong and weak"])
    named = {r[1].value for r in ends.rows()}
    quarter = len(units) // 4
    # In the field all but one are ranked in the opposite order: the best quarter here is the worst there.
    check("units that are good in one field and weak in another", not {r["name"] for r in units[1:quarter]} <= named,
          f"{sorted(named)}")
    check("one that the field has not got is no contrast", gone["name"] in named, gone["name"])


# ---------------------------------------------------------------- the file

def check_file(what, path):
    """No formula, well-formed parts, legal names, one typeface, a print set-up and headings that stay."""
    faults, names = [], []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
            if name.startswith("xl/worksheets/sheet"):
                text = package.read(name).decode("utf-8")
                faults += [f"{name}: a formula"] if "<f>" in text or "<f " in text else []
                faults += [f"{name}: no paper"] if 'paperSize="9"' not in text else []
        styles = package.read("xl/styles.xml").decode("utf-8")
        used = {int(x) for x in re.findall(r'fontId="(\d+)"', re.search(r"<cellXfs.*</cellXfs>", styles, re.S)[0])} - {0}
        fonts = re.findall(r"<font>.*?</font>", styles, re.S)
        faults += [f"font {fonts[i]}" for i in used if "Times New Roman" not in fonts[i]]
    for sheet in openpyxl.load_workbook(path):
        names.append(sheet.title.casefold())
        units = len(sheet.title.encode("utf-16-le")) // 2
        if units > 31 or re.search(r"[\[\]:*?/\\']", sheet.title):
            faults.append(f"name of a sheet: {sheet.title!r}")
        if sheet.auto_filter.ref and (not sheet.freeze_panes or not sheet.print_title_rows):
            faults.append(f"{sheet.title}: headings do not stay")
    faults += ["two sheets of one name"] * (len(set(names)) != len(names))
    check(f"{what}: the file", faults)


def check_heading(folder):
    report(folder, "annex.xlsx", "--annex", "PHỤ LỤC I", "--title", "KẾT QUẢ CHỈ SỐ", "--decision",
           "(Kèm theo Quyết định số 12/QĐ-UBND)", lang="vi")
    book = openpyxl.load_workbook(folder / "annex.xlsx")
    sheets = [s for s in book if s.title.startswith("Xếp hạng ") and s.auto_filter.ref and s.title != "Xếp hạng theo khảo sát"]
    lines = [[s.cell(i, 1).value for i in range(1, 5)] for s in sheets]
    check("lines above the ranking", [l for l in lines if l[0] != "PHỤ LỤC I" or l[1] != "KẾT QUẢ CHỈ SỐ" or not l[2].startswith("Khối: ")
                                      or l[3] != "(Kèm theo Quyết định số 12/QĐ-UBND)"] or not lines, lines)
    nation = [s.title for s in book for row in s.iter_rows(values_only=True) if "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in row]
    check("no national heading on an annex", nation)
    texts = {c for s in book for row in s.iter_rows(values_only=True) for c in row if isinstance(c, str)}
    check("no heading is left in English", [w for w in ("Unit", "Points", "Rank", "Note", "Cause") if w in texts])


def check_method(book, folder):
    texts = "\n".join(c for row in book["Method"].iter_rows(values_only=True) for c in row if isinstance(c, str))
    faults = [f"{name}: its digest is not there" for name in FILES
              if hashlib.sha256((folder / name).read_bytes()).hexdigest() not in texts]
    check("digests of the files", faults)


def check_letter(folder, rows):
    lost = records(folder / "lost.csv")
    unit = max({r["unit"] for r in lost}, key=lambda u: (sum(r["unit"] == u for r in lost), u))
    report(folder, "letter.xlsx", "--unit", unit, "--issuer", "SỞ <NỘI VỤ>", "--signer", "=cmd|A0", lang="vi")
    report(folder, "letter-en.xlsx", "--unit", unit)
    check_file("letter", folder / "letter.xlsx")
    book = openpyxl.load_workbook(folder / "letter.xlsx")
    texts = [c for row in book.worksheets[0].iter_rows(values_only=True) for c in row if c is not None]
    check("the national heading of a letter",
          [t for t in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "SỞ <NỘI VỤ>", "=cmd|A0") if t not in texts])
    row = next(r for r in rows if r["unit"] == unit)
    said = " ".join(t for t in texts if isinstance(t, str))
    check("the letter says points and index", [row[c] for c in ("points", "index") if row[c].replace(".", ",") not in said], said[:600])
    english = openpyxl.load_workbook(folder / "letter-en.xlsx")
    check_lost(english, [r for r in lost if r["unit"] == unit])
    own = [r for r in records(folder / "scores-2025.csv") if r["unit"] == unit]
    check_scores(english, own, {unit: row["name"] or unit})
    check_letter_table(english.worksheets[0], lost, unit)


def check_letter_table(sheet, lost, unit):
    """The table of the letter has the largest losses, ten at most."""
    wanted = {r["node"]: r for r in lost if r["unit"] == unit and Decimal(r["lost"] or 0) > 0}
    faults, at, count = [], None, 0
    for row in sheet.iter_rows():
        if row[1].value == "Criterion":
            at = [c.value for c in row]
        elif at and row[0].value in wanted and isinstance(row[4].value, (int, float)):
            count += 1
            for heading, name in (("Maximum", "applicable_max"), ("Points earned", "points"), ("Points lost", "lost")):
                faults += fault_of(row[at.index(heading)], wanted[row[0].value][name], f"{row[0].value} {heading}")
    check("the table of a letter", faults + [f"{count} rows"] * (count != min(10, len(wanted))))


# ---------------------------------------------------------------- years made up

HOSTILE = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "]]>", "\"Sở\" 'Nội' vụ & <b>", "dòng một\ndòng hai", "😀 Xã 🏳️‍🌈", "\u202eabc\u202c def",
           "_x0041_", "+1+1", "@SUM(A1)", "  đầu và cuối", "-2", "1e5", "TRUE", "#REF!", "a\tb", "{=1}", "x" * 400]


def check_hostile(folder):
    bloc = {"id": "a", "name": {"vi": "[Khối]: *?/\\' rất dài, dài hơn ba mươi mốt ký tự", "en": "[Bloc]: *?/\\' longer than thirty-one characters"}}
    again = {"id": "b", "name": {"vi": bloc["name"]["vi"].upper(), "en": bloc["name"]["en"].upper()}}
    form = {"format": "parindex-criteria/1", "id": "thu", "year": 2025, "level": "so", "title": {"vi": "Thử <b>"},
            "source": {"status": "sample"}, "max": 10, "rounds": [{"id": "self"}], "blocs": [bloc, again],
            "nodes": [{"id": "1", "name": {"vi": "]]> & <i>"}, "max": 10, "rule": {"type": "manual", "step": 0.01}}]}
    (folder / "set.json").write_text(json.dumps(form), encoding="utf-8")
    with open(folder / "units.csv", "w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["unit", "name", "bloc"])
        writer.writerows([f"u{i:02}", name, "a" if i else "b"] for i, name in enumerate(HOSTILE))
    with open(folder / "self.csv", "w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["unit", "criterion", "score", "reason"])
        writer.writerows([f"u{i:02}", "1", f"{i % 5}.5", name] for i, name in enumerate(HOSTILE[:-1]))
    given = ("-c", "set.json", "-u", "units.csv")
    run("par-score", "-q", *given, "--round", "self=self.csv", "-o", "scores.csv", cwd=folder)
    run("par-rank", "-q", *given, "scores.csv", "-o", "ranking.csv", cwd=folder)
    run("par-audit", "lost", "-q", *given, "--round", "self=self.csv", "-o", "lost.csv", cwd=folder)
    report(folder, "hostile.xlsx", files=["ranking.csv", "scores.csv", "lost.csv"], year=given)
    check_file("hostile names", folder / "hostile.xlsx")
    book = openpyxl.load_workbook(folder / "hostile.xlsx")
    rows = records(folder / "ranking.csv")
    check_ranking("hostile names", book, rows)
    cells = [(s.title, c) for s in book for row in s.iter_rows() for c in row if c.value is not None]
    named = {plain(c.value) for _, c in cells if c.data_type == "s"}
    check("hostile names come back as texts", [r["name"] for r in rows if r["name"] and r["name"] not in named])
    check("every cell is a text or a number", [(t, c.coordinate, c.data_type) for t, c in cells if c.data_type not in "sn"])
    check("what no file was given for has no sheet", [t for t in ("Survey", "Survey ranks", "Trend", "Why units moved", "Fields side by side")
                                                    if t in book.sheetnames])


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder)
        report(folder, "report.xlsx")
        report(folder, "again.xlsx")
        check("two runs give the same bytes", (folder / "report.xlsx").read_bytes() != (folder / "again.xlsx").read_bytes(), "they differ")
        check_file("report", folder / "report.xlsx")
        book = openpyxl.load_workbook(folder / "report.xlsx")
        years = {y: records(folder / f"ranking-{y}.csv") for y in ("2023", "2024", "2025")}
        check_ranking("report", book, years["2025"])
        check_order("report", book, years["2025"])
        check_summary(book, records(folder / "summary-2025.csv"))
        check_scores(book, records(folder / "scores-2025.csv"), {r["unit"]: r["name"] or r["unit"] for r in years["2025"]})
        check_lost(book, records(folder / "lost.csv"))
        check_sums(book, records(folder / "lost.csv"))
        check_survey(book, records(folder / "figures.csv"), records(folder / "places.csv"))
        check_trend(book, years, records(folder / "trend.csv"), records(folder / "trend-criteria.csv"))
        check_method(book, folder)
        check_heading(folder)
        check_fields(folder, years["2025"])
        check_letter(folder, years["2025"])
    with tempfile.TemporaryDirectory() as name:
        check_hostile(Path(name))
    print(f"{numbers} numbers compared; {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
