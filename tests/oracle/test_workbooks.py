#!/usr/bin/env python3
"""Workbooks and documents as people make them, and as nobody should: what Excel and Word do to tables comes out right, or
is refused or warned of with the cell; what is broken or hostile ends soon, with one message.

    test_workbooks.py BIN SOURCE

Workbooks are written by openpyxl (not our reader's author) or by hand with zipfile; the expected points stand in the test.
Hostile files run under limits of time and memory.
"""
import csv
import io
import json
import re
import resource
import subprocess
import sys
import tempfile
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path

import openpyxl

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SECONDS, MEMORY = 60, 300 * 1024 * 1024  # a guard against hanging, not a measure of speed
passed = failed = 0

SET = json.dumps({
    "format": "parindex-criteria/1", "id": "thu", "year": 2025, "level": "so", "title": {"vi": "Thử"},
    "source": {"status": "sample"}, "max": 7, "rounds": [{"id": "self"}],
    "inputs": {"von": {"kind": "number"}, "von_kh": {"kind": "number"}, "han": {"kind": "date"}, "nop": {"kind": "date"}},
    "nodes": [{"id": "1", "name": {"vi": "Chung"}, "max": 7, "nodes": [
        {"id": "1.1", "name": {"vi": "Kế hoạch"}, "max": 2, "rule": {"type": "manual", "step": 0.01}},
        {"id": "1.10", "name": {"vi": "Giải ngân"}, "max": 3, "rule": {"type": "linear", "of": {"percent": ["von", "von_kh"]}}},
        {"id": "1.2", "name": {"vi": "Đúng hạn"}, "max": 2, "rule": {
            "type": "bands", "of": {"days": ["nop", "han"]},
            "bands": [{"to": 0, "points": 2}, {"from": 1, "to": 10, "points": 1}, {"above": 10, "points": 0}]}}]}]})
UNITS = "unit,name\n01,Sở Nội vụ\n02,Sở Tài chính\n03,Sở Y tế\n"


def check(what, fault, detail=""):
    global passed, failed
    if not fault:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}: {fault}")
    if detail:
        print("    " + detail.strip()[:1200].replace("\n", "\n    "))


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


SANITIZED = b"__asan_init" in (BIN / "par-score").read_bytes()  # its shadow memory is larger than any limit


class Place:
    """A folder with a set and a unit list, and the programs in it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        (self.folder / "set.json").write_text(SET)
        (self.folder / "ds.csv").write_text(UNITS)

    def run(self, *arguments, lang="en"):
        try:
            done = subprocess.run([BIN / "par-score", "-c", "set.json", "-o", "-", "--lang", lang, *arguments], cwd=self.folder,
                                  capture_output=True, check=False, timeout=SECONDS, env={"PATH": "/usr/bin:/bin"},
                                  preexec_fn=None if SANITIZED else limit)
        except subprocess.TimeoutExpired:
            return "too slow", "", f"did not end within {SECONDS} seconds"
        return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")

    def score(self, name, *more, lang="en"):
        return self.run("-u", "ds.csv", "--round", f"self={name}", *more, lang=lang)

    def expect(self, what, name, points, *says, options=(), silent=()):
        """Exit 0, these points ("01 1.1" -> "1.75"), and these words among the findings."""
        code, out, err = self.score(name, *options)
        if code != 0:
            check(what, f"exit {code}", err)
            return
        found = {f"{r['unit']} {r['node']}": r["points"] for r in csv.DictReader(io.StringIO(out))}
        faults = [f"{k} is {found.get(k)}, expected {v}" for k, v in points.items() if not same(found.get(k), v)]
        faults += [f"\"{s}\" is not said" for s in says if s not in err]
        faults += [f"\"{s}\" is said" for s in silent if s in err]
        check(what, "; ".join(faults), err)

    def refuse(self, what, name, *says, codes=(1,), options=(), count=None):
        """Refused, with these words, and without output; as many errors as told."""
        code, out, err = self.score(name, *options)
        faults = [] if code in codes else [f"exit {code}, expected {codes}"]
        faults += ["there is output"] if out else []
        faults += [f"\"{s}\" is not said" for s in says if s not in err]
        errors = err.count(": error[")
        if count is not None and errors != count:
            faults.append(f"{errors} errors, expected {count}")
        check(what, "; ".join(faults), err)

    def book(self, name, rows, change=None, title="Phiếu"):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = title
        for row in rows:
            sheet.append(list(row))
        if change:
            change(book, sheet)
        book.save(self.folder / name)
        return name


def same(found, wanted):
    return found == wanted or (found and wanted and float(found) == float(wanted))


HEAD = ("unit", "criterion", "score")
VALUE = ("unit", "criterion", "value")
DATES = ("unit", "criterion", "han", "nop")


# --- What Excel makes of numbers ------------------------------------------------------------------------------------------

def formatted(cells):
    def change(_, sheet):
        for name, form in cells.items():
            sheet[name].number_format = form
    return change


def numbers(place):
    rows = [VALUE, ("01", "1.10", 0.95), ("02", "1.10", 0.5), ("03", "1.10", 0.333333333333333)]
    place.expect("percent cells", place.book("pc.xlsx", rows, formatted({"C2": "0%", "C3": "0.00%", "C4": "0%"})),
                 {"01 1.10": "2.85", "02 1.10": "1.5", "03 1.10": "1"}, silent=["percent-fraction"])
    rows = [VALUE, ("01", "1.10", 0.95), ("02", "1.10", 95), ("03", "1.10", "95%")]
    place.expect("a fraction without a percent format", place.book("pf.xlsx", rows), {"02 1.10": "2.85", "03 1.10": "2.85"},
                 "pf.xlsx:Phiếu!C2: warning[percent-fraction]")
    rows = [VALUE, ("01", "1.10", "0,95"), ("02", "1.10", "95,5"), ("03", "1.10", "95,5 %")]
    place.expect("percentages as text", place.book("pt.xlsx", rows), {"02 1.10": "2.87", "03 1.10": "2.87"}, "C2: warning[percent-fraction]")
    rows = [HEAD, ("01", "1.1", "1,75"), ("02", "1.1", 1.25), ("03", "1.1", 0.1 + 0.2)]
    place.expect("a text with a comma beside number cells", place.book("mix.xlsx", rows),
                 {"01 1.1": "1.75", "02 1.1": "1.25", "03 1.1": "0.30"})
    rows = [("unit", "criterion", "num", "den"), ("01", "1.10", "1.234,5", 2469), ("02", "1.10", 1234.5, "2.469,0"), ("03", "1.10", 1e6, 2e6)]
    place.expect("thousands in texts beside number cells", place.book("th.xlsx", rows), {"01 1.10": "1.5", "02 1.10": "1.5", "03 1.10": "1.5"})
    rows = [("unit", "criterion", "num", "den"), ("01", "1.10", "1.234", 2468)]
    place.refuse("a text that can be read in two ways", place.book("amb.xlsx", rows), "amb.xlsx:Phiếu!C2: error[number-ambiguous]")
    rows = [("unit", "criterion", "num", "den"), ("01", "1.10", "1.234", 2468), ("02", "1.10", "0,5", 1)]
    place.expect("the same, settled by another", place.book("amb2.xlsx", rows), {"01 1.10": "1.5", "02 1.10": "1.5"})
    for text in ("-", "//", "x", "–"):
        place.refuse(f"a mark {text}", place.book("mark.xlsx", [HEAD, ("01", "1.1", text)]), "mark.xlsx:Phiếu!C2: error[number-mark]")
    rows = [HEAD, (1, "1.1", 1), (2, "1.1", 1.5), (3, "1.1", 2)]
    place.expect("codes formatted 00", place.book("code.xlsx", rows, formatted({f"A{i}": "00" for i in (2, 3, 4)})),
                 {"01 1.1": "1", "02 1.1": "1.5", "03 1.1": "2"})
    place.refuse("codes that lost their zeros", place.book("zeros.xlsx", rows), "A2: error[unit-zeros]", "A4: error[unit-zeros]", count=3)
    rows = [HEAD, ("01", 1.1, 1), ("02", 1.1, 1.5)]
    place.expect("an id as a number", place.book("id.xlsx", rows), {"01 1.1": "1", "02 1.1": "1.5"})
    code, out, err = place.score(place.book("id3.xlsx", [HEAD, ("01", 1.1, 1.5)]))
    check("an id as a number, and 1.10 is one too: Excel makes 1.1 of both", "" if code or "1.10" in re.sub(".*no-row.*", "", err) else
          "read as 1.1 without a word", err)
    rows = [VALUE, ("01", 1.1, 95), ("02", 1.1, 50)]
    place.expect("ids formatted 0.00: 1.10", place.book("id2.xlsx", rows, formatted({"B2": "0.00", "B3": "0.00"})),
                 {"01 1.10": "2.85", "02 1.10": "1.5"})
    rows = [("unit", "criterion", "score", "applies"), ("01", "1.1", 1, True), ("02", "1.1", True, None)]
    place.refuse("a truth value where a number belongs", place.book("bool.xlsx", rows), "bool.xlsx:Phiếu!C3: error[number-", count=1)
    rows = [("unit", "criterion", "score", "applies"), ("01", "1.1", 1, True)]
    place.expect("a truth value where yes or no belongs", place.book("bool2.xlsx", rows), {"01 1.1": "1"})
    rows = [HEAD, ("01", "1.1", datetime(2025, 1, 2))]
    place.refuse("a score that Excel took for a date (1.2 -> 1 February)", place.book("sd.xlsx", rows), "sd.xlsx:Phiếu!C2: error[")
    rows = [HEAD, ("01", "1.1", 0.5), ("02", "1.1", 1.75)]
    place.refuse("a score with a percent format", place.book("sp.xlsx", rows, formatted({"C2": "0%"})), "sp.xlsx:Phiếu!C2: error[number-", count=1)
    place.expect("formats that show less or more", place.book("sf.xlsx", rows, formatted({"C2": "0", "C3": '#,##0.000 "điểm"'})),
                 {"01 1.1": "0.5", "02 1.1": "1.75"})
    place.refuse("a huge number", place.book("sh.xlsx", [HEAD, ("01", "1.1", 1e20)]), "sh.xlsx:Phiếu!C2: error[", count=1)
    rows = [HEAD, ("01", datetime(2025, 1, 1), 1)]
    place.refuse("an id that Excel took for a date", place.book("idd.xlsx", rows), "idd.xlsx:Phiếu!B2: error[")


def dates(place):
    rows = [DATES, ("01", "1.2", date(2025, 12, 31), date(2025, 12, 31)), ("02", "1.2", date(2025, 12, 31), date(2026, 1, 5)),
            ("03", "1.2", date(2025, 12, 31), date(2026, 2, 1))]
    place.expect("real dates", place.book("d1.xlsx", rows), {"01 1.2": "2", "02 1.2": "1", "03 1.2": "0"})
    texts = [DATES, ("01", "1.2", "31/12/2025", "31/12/2025"), ("02", "1.2", "31/12/2025", "5/1/2026"), ("03", "1.2", "2025-12-31", "1/2/2026")]
    place.expect("dates as text", place.book("d2.xlsx", texts), {"01 1.2": "2", "02 1.2": "1", "03 1.2": "0"})
    mixed = [DATES, ("01", "1.2", "31/12/2025", "31/12/2025"), ("02", "1.2", "31/12/2025", date(2026, 5, 1)), ("03", "1.2", "31/12/2025", "13/1/2026")]
    place.refuse("real dates and texts in one column", place.book("d3.xlsx", mixed), "error[date-mixed]", "D3", "D2")
    either = [DATES, ("01", "1.2", date(2025, 12, 31), "31/12/2025"), ("02", "1.2", date(2025, 12, 31), "5/1/2026")]
    place.expect("one column of dates, one of texts", place.book("d4.xlsx", either), {"01 1.2": "2", "02 1.2": "1"})
    serial = [DATES, ("01", "1.2", 46022, 46022)]
    place.refuse("dates as bare numbers", place.book("d5.xlsx", serial), "d5.xlsx:Phiếu!C2: error[date-syntax]")

    def mac(book, _):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    place.expect("the calendar of 1904", place.book("d6.xlsx", rows, mac), {"01 1.2": "2", "02 1.2": "1", "03 1.2": "0"})


# --- Cells, rows and sheets ------------------------------------------------------------------------------------------------

def merged(place):
    rows = [HEAD, ("01", "1.1", 1), (None, "1.10", None), ("02", "1.1", 1.5), (None, "1.10", None)]

    def units(_, sheet):
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("A4:A5")
    place.expect("merged unit cells", place.book("m1.xlsx", rows, units), {"01 1.1": "1", "02 1.1": "1.5"})
    rows = [HEAD, ("01", "1.1", 1), ("02", "1.1", None), ("03", "1.1", 1.5)]
    place.refuse("merged score cells", place.book("m2.xlsx", rows, lambda _, s: s.merge_cells("C2:C3")),
                 "m2.xlsx:Phiếu!C3: error[cell-spans]", count=1)
    rows = [HEAD + ("evidence",), ("01", "1.1", 1, "KH 01"), ("02", "1.1", 1.5, None)]
    place.expect("merged cells of evidence", place.book("m3.xlsx", rows, lambda _, s: s.merge_cells("D2:D3")), {"01 1.1": "1", "02 1.1": "1.5"})
    rows = [("PHIẾU CHẤM ĐIỂM", None, None), ("Sở Nội vụ", None, None), ("Mã đơn vị", "Mã tiêu chí", "Điểm"), ("(1)", "(2)", "(3)"),
            ("01", "1.1", 1), ("02", "1.1", 1.5)]
    rows[2] = ("Mã đơn vị", "Mã tiêu chí", "Điểm chấm")

    def titles(_, sheet):
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A2:C2")
    place.expect("merged titles", place.book("m4.xlsx", rows, titles), {"01 1.1": "1", "02 1.1": "1.5"}, "note[header-below]")
    rows = [("STT", "Mã đơn vị", "Mã tiêu chí", "Điểm chấm"), (1, "01", "1.1", 1)]
    place.expect("merged empty cells below the table", place.book("m5.xlsx", rows, lambda _, s: s.merge_cells("A5:D6")), {"01 1.1": "1"})


def hidden_and_sheets(place):
    rows = [HEAD, ("01", "1.1", 1), ("02", "1.1", 1.5), ("03", "1.1", 2)]

    def hide(_, sheet):
        sheet.row_dimensions[3].hidden = True
    place.expect("hidden rows", place.book("h1.xlsx", rows, hide), {"02 1.1": "1.5"}, "warning[rows-hidden]", "row 3")

    def filtered(_, sheet):
        sheet.auto_filter.ref = "A1:C4"
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[4].hidden = True
    place.expect("filtered rows", place.book("h2.xlsx", rows, filtered), {"01 1.1": "1", "03 1.1": "2"}, "warning[rows-hidden]: 2 ")

    def several(book, _):
        second = book.create_sheet("Sở Y tế (2)")
        for row in (HEAD, ("03", "1.1", 0.5)):
            second.append(row)
        secret = book.create_sheet("an")
        secret.sheet_state = "hidden"
        for row in (HEAD, ("03", "1.1", 0.25)):
            secret.append(row)
        book.create_sheet("trống")
    name = place.book("s1.xlsx", rows, several)
    place.expect("several sheets", name, {"01 1.1": "1"}, "warning[sheet-chosen]", "\"Phiếu\"", "Sở Y tế (2)")
    for choice, points in (("Sở Y tế (2)", "0.5"), ("2", "0.5"), ("an", "0.25"), ("3", "0.25"), ("1", "2"), ("Phiếu", "2")):
        place.expect(f"--sheet {choice}", name, {"03 1.1": points}, options=("--sheet", choice), silent=["sheet-chosen"])
    place.expect("--sheet in another letter case", name, {"03 1.1": "0.5"}, options=("--sheet", "sở y TẾ (2)"))
    for choice in ("Sheet9", "0", "9", "-1", "phieu"):
        place.refuse(f"--sheet {choice}", name, "error[sheet-unknown]", "Phiếu", "Sở Y tế (2)", codes=(1, 2, 3), options=("--sheet", choice), count=1)
    place.refuse("--sheet with an empty one", name, "s1.xlsx", "error[", codes=(1, 3), options=("--sheet", "trống"))

    def first_hidden(book, sheet):
        several(book, sheet)
        sheet.sheet_state = "hidden"
        book.active = 1
    place.expect("the first sheet hidden", place.book("s2.xlsx", rows, first_hidden), {"03 1.1": "0.5"})
    for title in ("A'B", "Tờ \"1\"", "a & b < c", "Tổng hợp; 2025", "x!y"):
        place.expect(f"a sheet named {title}", place.book("s3.xlsx", rows, title=title), {"01 1.1": "1"}, options=("--sheet", title))
        place.refuse(f"a place in a sheet named {title}", place.book("s4.xlsx", [HEAD, ("01", "1.1", 9)], title=title), f"s4.xlsx:{title}!C2:")
    chart = place.book("s6.xlsx", rows, lambda book, _: book.create_chartsheet("Biểu đồ", 0))
    place.expect("a sheet of a chart before the table", chart, {"02 1.1": "1.5"})
    empty = place.book("s5.xlsx", [])
    place.refuse("an empty workbook", empty, "s5.xlsx", "error[", codes=(1, 3), count=1)


def formulas(place):
    rows = [HEAD, ("01", "1.1", "=1+0.75"), ("02", "1.1", 1)]
    name = place.book("f1.xlsx", rows)
    place.refuse("a formula without a result", name, "f1.xlsx:Phiếu!C2: error[cell-no-value]", count=1)
    place.expect("a formula with its result", with_results(place, "f1.xlsx", "f2.xlsx", {"C2": "1.75"}), {"01 1.1": "1.75", "02 1.1": "1"})
    place.expect("a formula with an empty text", with_results(place, "f1.xlsx", "f3.xlsx", {"C2": ""}, "str"), {"01 1.1": "", "02 1.1": "1"})
    for error in ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?"):
        rows = [HEAD, ("01", "1.1", 1), ("02", "1.1", error)]
        place.refuse(f"the error {error}", place.book("f4.xlsx", rows), "f4.xlsx:Phiếu!C3: error[cell-fault]", error, count=1)
    rows = [HEAD + ("Ghi thêm",), ("01", "1.1", 1, "#N/A")]
    place.refuse("an error in a column that nobody knows", place.book("f5.xlsx", rows), "error[header-unknown]")
    rows = [HEAD, ("01", "1.1", 1), (None, None, None), ("Cộng", None, "#REF!")]
    place.refuse("an error in the row of a sum", place.book("f6.xlsx", rows), "C4")


def with_results(place, old, new, results, kind=None):
    """The stored results that openpyxl does not write, as Excel does."""
    with zipfile.ZipFile(place.folder / old) as source, zipfile.ZipFile(place.folder / new, "w") as target:
        for item in source.namelist():
            data = source.read(item).decode() if item.endswith(".xml") else source.read(item)
            if item == "xl/worksheets/sheet1.xml":
                for cell, result in results.items():
                    data, count = re.subn(rf'(<c r="{cell}")([^>]*><f>[^<]*</f>)<v ?/?>(</v>)?',
                                          rf'\1{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}\2<v>{result}</v>', data)
                    assert count == 1, data
            target.writestr(item, data)
    return new


def texts(place):
    old = [("§¬n vÞ", "Tiªu chÝ", "§iÓm chÊm"), ("Së Néi vô", "KÕ ho¹ch", 1), ("Së Tµi chÝnh", "KÕ ho¹ch", 1.5)]
    place.expect("a workbook typed in TCVN3", place.book("t1.xlsx", old), {"01 1.1": "1", "02 1.1": "1.5"}, "note[text-read-as]", "tcvn3")
    vni = [("Ñôn vò", "Tieâu chí", "Ñieåm chaám"), ("Sôû Noäi vuï", "Keá hoaïch", 1), ("Sôû Taøi chính", "Keá hoaïch", 1.5)]
    place.expect("a workbook typed in VNI", place.book("t2.xlsx", vni), {"01 1.1": "1", "02 1.1": "1.5"}, "vni")
    both = [("Đơn vị", "Tiêu chí", "Điểm chấm"), ("Sở Nội vụ", "Kế hoạch", 1), ("Së Tµi chÝnh", "KÕ ho¹ch", 1.5)]
    place.refuse("a workbook that mixes both", place.book("t3.xlsx", both), "error[", codes=(1, 3))
    names = [("Đơn vị", "Tiêu chí", "Điểm chấm"), ("SỞ NỘI VỤ", "kế hoạch", 1), ("so tai chinh", "1.1. Kế hoạch", 1.5), ("UBND Sở Y tế", "1.1", 2)]
    place.expect("names for codes", place.book("t4.xlsx", names), {"01 1.1": "1", "02 1.1": "1.5", "03 1.1": "2"}, "A3: note[unit-by-name]")
    place.refuse("a name with a wrong mark", place.book("t5.xlsx", [names[0], ("Sơ Nội vụ", "1.1", 1)]), "t5.xlsx:Phiếu!A2: error[unit-unknown]")
    rows = [HEAD, ("01\n", "1.1 ", " 1,5 "), ("02", "1.1", "1,25\n"), ("\u00a003", "1.1\u200b", 1)]
    place.expect("blanks and line breaks around", place.book("t6.xlsx", rows), {"01 1.1": "1.5", "02 1.1": "1.25", "03 1.1": "1"})
    # rich text in a shared string, and the phonetic text of a Japanese Excel that is none of it
    name = with_shared_strings(place, place.book("t7.xlsx", [HEAD, ("Sở Nội vụ", "1.1", 1)]), "t7s.xlsx")
    place.expect("shared strings", name, {"01 1.1": "1"})
    for number, rows in (("t1", old), ("t2", vni)):
        place.expect(f"shared strings in an old font, {number}", with_shared_strings(place, number + ".xlsx", number + "s.xlsx"),
                     {"01 1.1": "1", "02 1.1": "1.5"}, "note[text-read-as]")
    edit(place, name, "t8.xlsx", "xl/sharedStrings.xml", lambda x: x.replace(
        "<t>Sở Nội vụ</t>", '<r><t xml:space="preserve">Sở </t></r><r><rPr><b/></rPr><t>Nội vụ</t></r><rPh sb="0" eb="1"><t>xx</t></rPh>'))
    place.expect("rich text", "t8.xlsx", {"01 1.1": "1"})


def with_shared_strings(place, old, new):
    """The texts as Excel keeps them: in a part of their own, with a number in the cell. openpyxl here writes them inline."""
    parts, strings = parts_of(place, old), []

    def number(match):
        strings.append(match[2])
        return f'{match[1]} t="s"><v>{len(strings) - 1}</v></c>'
    for item in [p for p in parts if p.startswith("xl/worksheets/sheet")]:
        parts[item] = re.sub(r'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="inlineStr"><is>(.*?)</is></c>', number, parts[item].decode(),
                             flags=re.S).encode()
        assert b"inlineStr" not in parts[item]
    parts["xl/sharedStrings.xml"] = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst {MAIN} count="{len(strings)}" '
                                     f'uniqueCount="{len(strings)}">' + "".join(f"<si>{t}</si>" for t in strings) + "</sst>").encode()
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType='
                                                 b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>')
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", b'<Relationship Id="rId99" Target="sharedStrings.xml" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>')
    return write_parts(place, new, parts)


def edit(place, old, new, part, change):
    with zipfile.ZipFile(place.folder / old) as source, zipfile.ZipFile(place.folder / new, "w") as target:
        for item in source.namelist():
            data = source.read(item)
            target.writestr(item, change(data.decode()) if item == part else data)
    return new


def unit_lists(place):
    rows = [("Mã đơn vị", "Tên đơn vị"), (1, "Sở Nội vụ"), (2, "Sở Tài chính"), (3, "Sở Y tế")]
    place.book("ds.xlsx", rows, formatted({f"A{i}": "00" for i in (2, 3, 4)}))
    (place.folder / "diem.csv").write_text("unit;criterion;score\n01;1.1;1,5\nSở Y tế;1.1;1\n")
    code, out, err = place.run("-u", "ds.xlsx", "--round", "self=diem.csv", "--wide")
    check("a unit list as a workbook", "" if code == 0 and ",01,Sở Nội vụ," in out and ",03,Sở Y tế," in out else f"exit {code}", out + err)
    (place.folder / "phieu").mkdir()
    for number, name in ((1, "01"), (2, "02")):
        place.book(f"phieu/{name}.xlsx", [HEAD, (name, "1.1", number)])
    (place.folder / "phieu" / "~$01.xlsx").write_bytes(b"\x02me")
    (place.folder / "phieu" / "ghi chu.txt").write_text("abc")
    code, out, err = place.run("-u", "ds.csv", "--round", "self=phieu", "--wide")
    check("a folder of workbooks", "" if code == 0 and "Sở Nội vụ" in out else f"exit {code}", err)
    check("a note of Excel in the folder", "" if "~$01" not in err else "was remarked on or read", err)
    check("a text in the folder", "" if "[file-skipped]" in err and "ghi chu.txt" in err else "was passed over in silence", err)


# --- Documents ---------------------------------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def table(rows):
    return "<w:tbl>" + "".join("<w:tr>" + "".join(c if c.startswith("<w:tc") else cell(c) for c in row) + "</w:tr>" for row in rows) + "</w:tbl>"


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>" + "".join(f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in text.split("\n")) + "</w:tc>"


def document(place, name, body):
    with zipfile.ZipFile(place.folder / name, "w") as target:
        target.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                        '<Override PartName="/word/document.xml" ContentType='
                        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        target.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
                        'Target="word/document.xml"/></Relationships>')
        target.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>')
    return name


def footers(place):
    """What stands below a printed table: sums and signatures. Refused with the cell, or passed over; never scored."""
    rows = [("STT", "Mã đơn vị", "Mã tiêu chí", "Điểm chấm"), (1, "01", "1.1", 1), (2, "02", "1.1", 1.5)]
    for what, more in {"a sum": [("Cộng", None, None, 2.5)], "signatures": [(), ("", "Người lập biểu", "", "Giám đốc")],
                       "a remark": [(), ("Ghi chú: số liệu đến 31/12/2025",)]}.items():
        place.refuse(f"{what} below the table", place.book("foot.xlsx", rows + more), "foot.xlsx:Phiếu!", "error[", count=1)


def rankings(place):
    """The scores file, made a workbook by other hands, is ranked as the CSV is."""
    code, out, err = place.score(place.book("r0.xlsx", [
        HEAD, ("01", "1.1", 1), ("02", "1.1", 1.5), ("03", "1.1", 2), ("01", "1.10", 0), ("02", "1.10", 0)]))
    (place.folder / "scores.csv").write_text(out)
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(out)):
        book.active.append([float(c) if i in (7, 8, 9, 10, 12) and re.fullmatch(r"[0-9.]+", c) else c for i, c in enumerate(row)])
    book.save(place.folder / "scores.xlsx")
    found = []
    for name in ("scores.csv", "scores.xlsx"):
        done = subprocess.run([BIN / "par-rank", "-c", "set.json", "-u", "ds.csv", "-q", "-o", "-", name], cwd=place.folder, check=False,
                              capture_output=True, env={"PATH": "/usr/bin:/bin"})
        found.append((done.returncode, done.stdout, done.stderr))
    check("scores as a workbook are ranked", "" if found[0] == found[1] and found[0][0] == 0 else "differs", str(found))


def documents(place):
    head = ("Đơn vị", "Mã tiêu chí", "Điểm chấm")
    body = "<w:p><w:r><w:t>BÁO CÁO</w:t></w:r></w:p>" + table([head, ("Sở Nội vụ", "1.1", "1,75"), ("Sở Tài chính", "1.1", "1,5đ")])
    place.expect("a document", document(place, "w1.docx", body), {"01 1.1": "1.75", "02 1.1": "1.5"})
    split = body.replace("Sở Nội vụ", "Sở </w:t></w:r><w:proofErr/><w:r><w:t>Nội vụ").replace("<w:t>", '<w:t xml:space="preserve">')
    place.expect("a document with a text in pieces", document(place, "w2.docx", split), {"01 1.1": "1.75", "02 1.1": "1.5"})
    rows = [head, (cell("Sở Nội vụ", '<w:vMerge w:val="restart"/>'), "1.1", "1,75"), (cell("", "<w:vMerge/>"), "1.10", "")]
    place.expect("a document with merged units", document(place, "w3.docx", table(rows)), {"01 1.1": "1.75"})
    rows = [head, ("Sở Nội vụ", "1.1", cell("1,75", '<w:vMerge w:val="restart"/>')), ("Sở Tài chính", "1.1", cell("", "<w:vMerge/>"))]
    place.refuse("a document with merged scores", document(place, "w4.docx", table(rows)), "error[cell-spans]", count=1)
    deleted = body.replace("<w:t>1,75</w:t>", '<w:t>1,75</w:t></w:r><w:del><w:r><w:delText>0,5</w:delText></w:r></w:del><w:r><w:t></w:t>')
    place.expect("a document with a deletion that is tracked", document(place, "w5.docx", deleted), {"01 1.1": "1.75"})
    place.refuse("a document without a table", document(place, "w6.docx", "<w:p><w:r><w:t>abc</w:t></w:r></w:p>"), "w6.docx", "error[",
                 codes=(1, 3), count=1)
    two = table([head, ("Sở Nội vụ", "1.1", "1,75")]) + "<w:p/>" + table([("Sở Tài chính", "1.1", "1,5")])
    place.expect("a table that goes on behind a paragraph", document(place, "w7.docx", two), {"01 1.1": "1.75", "02 1.1": "1.5"})
    place.refuse("a place in a document", document(place, "w8.docx", table([head, ("Sở Nội vụ", "1.1", "9")])), "w8.docx:1!C2:")
    header = table([("Đơn vị", "Tiêu", "Điểm"), ("a", "b", "c")]) + body
    place.expect("the second table by its number", document(place, "w9.docx", header), {"01 1.1": "1.75"}, options=("--sheet", "2"))


# --- Hostile -----------------------------------------------------------------------------------------------------------------

def parts_of(place, name):
    with zipfile.ZipFile(place.folder / name) as source:
        return {item: source.read(item) for item in source.namelist()}


class Huge:
    """A part of a gigabyte: `filler` over and over. Packed once and repeated, so that it is made in no time."""
    BLOCK = 1024 * 1024

    def __init__(self, before=b"", after=b"", filler=b"0", size=1024 ** 3):
        block = filler * (self.BLOCK // len(filler))
        count = size // len(block)
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        first = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
        middle = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
        self.packed = first + middle * count + packer.compress(after) + packer.flush()
        self.size = len(before) + len(block) * count + len(after)
        self.crc = zlib.crc32(before)
        for _ in range(count):
            self.crc = zlib.crc32(block, self.crc)
        self.crc = zlib.crc32(after, self.crc)

    def write(self, archive, name):
        info = zipfile.ZipInfo(name)
        info.compress_type, info.CRC = zipfile.ZIP_DEFLATED, self.crc
        info.compress_size, info.file_size, info.header_offset = len(self.packed), self.size, archive.fp.tell()
        archive.fp.write(info.FileHeader(False) + self.packed)
        archive.filelist.append(info)
        archive.NameToInfo[name] = info
        archive.start_dir, archive._didModify = archive.fp.tell(), True


def write_parts(place, name, parts, packed=True):
    with zipfile.ZipFile(place.folder / name, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as target:
        for item, data in parts.items():
            if isinstance(data, Huge):
                data.write(target, item)
            elif data is not None:
                target.writestr(item, data)
    return name


def hostile(place, what, name, *says, langs=("en", "vi")):
    """Ends with 3 (or 1), soon and in little memory, with one error that names the file, in both languages."""
    for lang in langs:
        word = {"en": ": error[", "vi": ": lỗi["}[lang]
        code, out, err = place.score(name, lang=lang)
        faults = [] if code in (1, 3) else [f"exit {code}"]
        faults += ["there is output"] if out else []
        lines = [line for line in err.splitlines() if word in line]
        if len(lines) != 1 or not lines[0].startswith(name):
            faults.append(f"{len(lines)} errors, expected one that names the file")
        faults += [f"\"{s}\" is not said" for s in says if lang == "en" and s not in err]
        check(f"{what}, {lang}", "; ".join(faults), err)


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"


def sheet_of(body):
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet {MAIN}><sheetData>{body}</sheetData></worksheet>'.encode()


def bombs(place, parts):
    """Files of a megabyte or two that unpack to a gigabyte."""
    def bomb(what, part, *huge, base=parts, suffix=".xlsx"):
        hostile(place, what, write_parts(place, "bomb" + suffix, {**base, part: Huge(*huge)}), langs=("en",))

    before, after = sheet_of("@").split(b"@")
    strings, styles = f"<sst {MAIN}>".encode(), f"<styleSheet {MAIN}><cellXfs>".encode()
    bomb("a gigabyte of zeros as a sheet", SHEET)
    bomb("a gigabyte in one cell", SHEET, before + b'<row r="1"><c r="A1" t="inlineStr"><is><t>', b"</t></is></c></row>" + after)
    bomb("a gigabyte of blanks between rows", SHEET, before, after, b" ")
    bomb("a gigabyte of empty rows", SHEET, before, after, b"<row/>")
    bomb("a gigabyte of merged areas", SHEET, f"<worksheet {MAIN}><sheetData/><mergeCells>".encode(), b"</mergeCells></worksheet>",
         b'<mergeCell ref="A1:B2"/>')
    bomb("a gigabyte in a shared string", "xl/sharedStrings.xml", strings + b"<si><t>", b"</t></si></sst>")
    bomb("a gigabyte of shared strings", "xl/sharedStrings.xml", strings, b"</sst>", b"<si><t>a</t></si>")
    bomb("a gigabyte of zeros as styles", "xl/styles.xml")
    bomb("a gigabyte of styles", "xl/styles.xml", styles, b"</cellXfs></styleSheet>", b'<xf numFmtId="0"/>')
    bomb("a gigabyte in the list of sheets", "xl/workbook.xml")
    bomb("a gigabyte in the relationships", "_rels/.rels")
    word = parts_of(place, document(place, "w.docx", table([HEAD, ("01", "1.1", "1")])))
    head, tail = f"<w:document {W}><w:body><w:tbl>".encode(), b"</w:tbl></w:body></w:document>"
    for what, *huge in (("a document of zeros",), ("a document of endless rows", head, tail, b"<w:tr><w:tc/></w:tr>"),
                        ("a document with an endless row", head + b"<w:tr>", b"</w:tr>" + tail, b"<w:tc/>"),
                        ("a document with an endless text", head + b"<w:tr><w:tc><w:p><w:r><w:t>", b"</w:t></w:r></w:p></w:tc></w:tr>" + tail)):
        bomb(what, "word/document.xml", *huge, base=word, suffix=".docx")


def xml_faults(place, parts):
    deep = 10 ** 6
    for name, opening, closing in (("elements", b"<a>", b"</a>"), ("rows", b"<row>", b"</row>"), ("groups", b"<extLst>", b"</extLst>")):
        before, after = sheet_of("@").split(b"@")
        hostile(place, f"a million nested {name}", write_parts(place, "x1.xlsx", {**parts, SHEET: before + opening * deep + closing * deep + after}))
    laughs = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12)) + "]>"
    for part, body in ((SHEET, sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>&m;</t></is></c></row>')),
                       ("xl/sharedStrings.xml", f"<sst {MAIN}><si><t>&m;</t></si></sst>".encode()),
                       ("xl/workbook.xml", parts["xl/workbook.xml"])):
        text = re.sub(rb"^<\?xml[^>]*\?>", b"", body)
        hostile(place, f"a billion laughs in {part}", write_parts(place, "x2.xlsx", {**parts, part: laughs.encode() + text}))
    outside = b'<!DOCTYPE l [<!ENTITY m SYSTEM "file:///etc/passwd">]>' + sheet_of(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&m;</t></is></c></row>').split(b"?>", 1)[1]
    hostile(place, "an entity from outside", write_parts(place, "x3.xlsx", {**parts, SHEET: outside}))
    for part in (SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", "xl/styles.xml"):
        data = parts[part]
        hostile(place, f"{part} cut off", write_parts(place, "x4.xlsx", {**parts, part: data[:len(data) // 2]}))
        hostile(place, f"{part} empty", write_parts(place, "x5.xlsx", {**parts, part: b""}))
        hostile(place, f"{part} is not XML", write_parts(place, "x6.xlsx", {**parts, part: b"\x00\xff" * 99}))
        if part in (SHEET, "xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"):
            hostile(place, f"{part} missing", write_parts(place, "x7.xlsx", {**parts, part: None}))
    hostile(place, "a sheet that leads out of the file", write_parts(place, "x8.xlsx", {**parts, "xl/_rels/workbook.xml.rels": parts[
        "xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1.xml", b"../../../../etc/passwd")}))
    hostile(place, "a sheet somewhere on the net", write_parts(place, "x9.xlsx", {**parts, "xl/_rels/workbook.xml.rels": parts[
        "xl/_rels/workbook.xml.rels"].replace(b'Target="/xl/worksheets/sheet1.xml"', b'Target="http://a.b/c" TargetMode="External"')}))


def cell_faults(place, parts):
    for what, body in {
            "r=99999999 of a row": '<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
            "r=99999999999999999999 of a row": '<row r="99999999999999999999"/>',
            "r=0 of a row": '<row r="0"/>', "r=-1 of a row": '<row r="-1"/>', "r=x of a row": '<row r="x"/>',
            "a column beyond XFD": '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
            "a very long column": '<row r="1"><c r="' + "A" * 5000 + '1"><v>1</v></c></row>',
            "a cell without a number": '<row r="1"><c r="A"><v>1</v></c></row>',
            "a cell of another row": '<row r="1"><c r="A2"><v>1</v></c></row>',
            "rows that go back": '<row r="5"/><row r="2"/>', "the same row twice": '<row r="2"/><row r="2"/>',
            "cells that go back": '<row r="1"><c r="C1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
            "a string that is not there": '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>',
            "a string of a negative number": '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
            "a number that is none": '<row r="1"><c r="A1"><v>1e</v></c></row>',
            "not a number": '<row r="1"><c r="A1"><v>NaN</v></c></row>',
            "an infinite number": '<row r="1"><c r="A1"><v>1e999</v></c></row>',
            "a type that is none": '<row r="1"><c r="A1" t="zz"><v>1</v></c></row>'}.items():
        hostile(place, what, write_parts(place, "c1.xlsx", {**parts, SHEET: sheet_of(body)}))
    for what, area in {"backwards": "C3:A1", "endless": "A1:XFD1048576", "beyond the sheet": "A1:ZZZZ99999999", "empty": "", "text": "abc"}.items():
        data = parts[SHEET].replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="' + area.encode() + b'"/></mergeCells>')
        code, out, err = place.score(write_parts(place, "c2.xlsx", {**parts, SHEET: data}))
        check(f"a merged area: {what}", "" if code in (0, 1, 3) and (code == 0 or "error[" in err) else f"exit {code}", err)


def zip_faults(place, parts):
    whole = (place.folder / "good.xlsx").read_bytes()
    for i in range(20):
        name = f"z{i}.xlsx"
        (place.folder / name).write_bytes(whole[:len(whole) * i // 20])
        hostile(place, f"cut off at {i}/20", name)
    for i in range(20):
        at = len(whole) * i // 20 + 7
        damaged = whole[:at] + bytes(b ^ 0x55 for b in whole[at:at + 8]) + whole[at + 8:]
        (place.folder / "zz.xlsx").write_bytes(damaged)
        code, out, err = place.score("zz.xlsx")
        fine = code == 0 or (code in (1, 3) and "zz.xlsx" in err and ": error[" in err)
        check(f"eight bytes damaged at {i}/20", "" if fine else f"exit {code}", err)
    hostile(place, "a ZIP without a workbook", write_parts(place, "z.xlsx", {"a.txt": b"abc"}))
    hostile(place, "an empty ZIP", write_parts(place, "z.xlsx", {}))
    hostile(place, "many files in a ZIP", write_parts(place, "z.xlsx", {f"a{i}": b"" for i in range(20000)}))
    (place.folder / "z.xlsx").write_bytes(b"PK\x03\x04" + bytes(2000))
    hostile(place, "a head of a ZIP only", "z.xlsx")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    (place.folder / "z.xls").write_bytes(ole)
    hostile(place, "an old file of Office", "z.xls")
    (place.folder / "z.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le") + bytes(512) + "EncryptionInfo".encode("utf-16-le") + bytes(480))
    hostile(place, "a workbook with a password", "z.xlsx", "password")
    (place.folder / "z.xls").write_bytes(ole + "Workbook".encode("utf-16-le") + bytes(1000))
    hostile(place, "an .xls", "z.xls", ".xls", "save it as .xlsx")
    for suffix, kind in ((".ods", "application/vnd.oasis.opendocument.spreadsheet"), (".odt", "application/vnd.oasis.opendocument.text")):
        hostile(place, f"an {suffix}", write_parts(place, "z" + suffix, {"mimetype": kind.encode(), "content.xml": b"<a/>"}, packed=False), suffix, "save it as")
    hostile(place, "a presentation", write_parts(place, "z.pptx", {"[Content_Types].xml": parts["[Content_Types].xml"], "ppt/presentation.xml": b"<a/>"}))
    binary = {**parts, "xl/workbook.bin": b"\x83\x01\x00", "xl/workbook.xml": None,
              "_rels/.rels": parts["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin"), "[Content_Types].xml": parts[
                  "[Content_Types].xml"].replace(b"workbook.xml", b"workbook.bin").replace(
                      b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                      b"application/vnd.ms-excel.sheet.binary.macroEnabled.main")}
    hostile(place, "an .xlsb", write_parts(place, "z.xlsb", binary), "save it as .xlsx")


def other_writers(place):
    """What other programs write is the same table."""
    place.book("o.xlsx", [HEAD, ("01", "1.1", 1), ("Sở Tài chính", "1.1", 1.5)])
    points = {"01 1.1": "1", "02 1.1": "1.5"}
    parts = parts_of(place, with_shared_strings(place, "o.xlsx", "o1.xlsx"))
    place.expect("stored, not packed", write_parts(place, "o2.xlsx", parts, packed=False), points)
    prefixed = {n: d if n not in (SHEET, "xl/workbook.xml", "xl/sharedStrings.xml") else re.sub(
        rb"<(/?)([a-zA-Z]+)(?=[ />])", rb"<\1x:\2", d).replace(MAIN.encode(), MAIN.replace("xmlns", "xmlns:x").encode()) for n, d in parts.items()}
    place.expect("elements with a prefix", write_parts(place, "o3.xlsx", prefixed), points)
    strict = {n: d.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for n, d in parts.items()}
    place.expect("Strict Open XML", write_parts(place, "o4.xlsx", strict), points)
    wide = {n: d if n != SHEET else b"\xff\xfe" + d.decode().replace('<?xml version="1.0" encoding="UTF-8"?>', "").encode("utf-16-le") for n, d in parts.items()}
    place.expect("XML in UTF-16", write_parts(place, "o5.xlsx", wide), points)
    bare = {n: d if n != SHEET else re.sub(rb' r="[A-Z]*[0-9]+"', b"", d) for n, d in parts.items()}
    place.expect("cells without references", write_parts(place, "o6.xlsx", bare), points)
    moved = {n.replace("worksheets/sheet1", "tables/Sheet-1"): d.replace(b"/xl/worksheets/sheet1.xml", b"tables/Sheet-1.xml") for n, d in parts.items()}
    place.expect("a part of another name", write_parts(place, "o7.xlsx", moved), points)
    spaced = {n: d if n != SHEET else d.replace(b"<v>", b"<v> ").replace(b"<row", b"\n  <!-- x --><row") for n, d in parts.items()}
    place.expect("blanks and comments between elements", write_parts(place, "o8.xlsx", spaced), points)
    (place.folder / "o9.csv").write_bytes((place.folder / "o1.xlsx").read_bytes())
    place.expect("a workbook named .csv", "o9.csv", points)
    (place.folder / "o10.xlsx").write_text("unit;criterion;score\n01;1.1;1\n02;1.1;1,5\n")
    place.expect("a CSV named .xlsx", "o10.xlsx", points)


def bad_files(place):
    place.book("first.xlsx", [HEAD, ("01", "1.1", 1), ("Sở Tài chính", "1.1", 1.5)])
    with_shared_strings(place, "first.xlsx", "good.xlsx")
    place.expect("the file that is damaged below", "good.xlsx", {"01 1.1": "1", "02 1.1": "1.5"})
    parts = parts_of(place, "good.xlsx")
    for part in (cell_faults, xml_faults, zip_faults, bombs):
        part(place, parts)


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder)
        for part in (numbers, dates, merged, hidden_and_sheets, formulas, texts, unit_lists, footers, rankings, documents, other_writers, bad_files):
            part(place)
    print(f"{passed} checks passed, {failed} failed")
    sys.exit(failed != 0)


main()
