#!/usr/bin/env python3
"""The sample year gives the same scores and ranking in whatever form its tables come.

    test_file_forms.py BIN SOURCE

Each CSV is written again as a workbook (numbers, dates and percentages as such, by openpyxl, a writer that is not ours),
as a printed one (title lines, STT, merged unit cells), and as text in every encoding and dialect that offices use.
"""
import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from datetime import date, datetime
from pathlib import Path

import openpyxl

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?$")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
TEXTS = {"unit", "criterion", "round", "name", "bloc", "level", "set", "groups", "parent", "predecessors", "appraiser"}
passed = failed = 0


def check(what, found, wanted):
    global passed, failed
    if found == wanted:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}")
    pairs = zip(found.splitlines(), wanted.splitlines())
    print("    found    %s\n    expected %s" % next((p for p in pairs if p[0] != p[1]), (found[-2000:], wanted[-200:])))
    if "ended with" in found:
        print(found[:1500])


def run(folder, program, *arguments):
    done = subprocess.run([BIN / program, *arguments], capture_output=True, cwd=folder, check=False,
                          env={"PATH": "/usr/bin:/bin", "PARINDEX_LANG": "en"})
    return done.stdout.decode(), done.stderr.decode(), done.returncode


def results(folder, *more):
    scores, errors, code = run(folder, "par-score", "--year", "nam.json", "-q", "-o", "-", *more)
    if code:
        return f"par-score ended with {code}\n{errors}"
    (folder / "diem.csv").write_text(scores)
    ranking, errors, code = run(folder, "par-rank", "--year", "nam.json", "-q", "-o", "-", "diem.csv")
    return scores + ranking if code == 0 else f"par-rank ended with {code}\n{errors}"


def year_in(folder):
    shutil.copytree(SOURCE / "criteria", folder / "criteria")
    year = folder / "samples" / "nam"
    shutil.copytree(SOURCE / "samples" / "nam-mau-2025", year, ignore=shutil.ignore_patterns("ket-qua*", "__pycache__"))
    return year


def tables(year):
    """The tables that par-score reads, but for the previous ranking."""
    return [year / "units.csv", year / "facts.csv", *sorted((year / "tu-danh-gia").glob("*.csv")),
            *sorted((year / "tham-dinh").glob("*.csv"))]


def rows_of(path):
    return list(csv.reader(io.StringIO(path.read_text())))


def cell_of(header, text):
    """The value that a person would have typed into Excel: a number, a date, or text."""
    if header in TEXTS or text == "":
        return text or None
    if DAY.match(text):
        return datetime.fromisoformat(text)
    if NUMBER.match(text):
        return float(text) if "." in text else int(text)
    return text


def write_workbook(path, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([cell_of(header, text) if row is not rows[0] else text for header, text in zip(rows[0], row)])
    book.save(path)


def write_printed(path, rows):
    """As offices print tables: titles above, a running number, one merged cell per unit, a row (1) (2) (3)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Phụ lục I"
    sheet["A1"], sheet["C1"] = "ỦY BAN NHÂN DÂN TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A2"] = "PHỤ LỤC (số liệu giả định)"
    sheet.merge_cells("A2:F2")
    sheet.append([])
    sheet.append(["STT", *rows[0]])
    sheet.append([f"({i})" for i in range(1, len(rows[0]) + 2)])
    first = None
    for number, row in enumerate(rows[1:], 1):
        sheet.append([number, *(cell_of(header, text) for header, text in zip(rows[0], row))])
        if first and row[0] == rows[number - 1][0]:
            sheet.cell(sheet.max_row, 2).value = None
        else:
            if first and sheet.max_row - 1 > first:
                sheet.merge_cells(start_row=first, end_row=sheet.max_row - 1, start_column=2, end_column=2)
            first = sheet.max_row
    if first and sheet.max_row > first:
        sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=2, end_column=2)
    book.save(path)


def with_comma(header, text):
    return text.replace(".", ",") if header not in TEXTS and NUMBER.match(text) else text


def write_text(path, rows, separator, encoding, comma, ending="\n", before=""):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=ending)
    for row in rows:
        writer.writerow([with_comma(header, text) if comma and row is not rows[0] else text for header, text in zip(rows[0], row)])
    path.write_bytes((before + out.getvalue()).encode(encoding))


def in_form(year, name, write, suffix):
    """All tables of the year written again; the year file names the new ones."""
    for path in tables(year):
        rows = rows_of(path)
        path.unlink()
        write(path.with_suffix(suffix), rows)
    settings = year / "nam.json"
    settings.write_text(settings.read_text().replace("units.csv", "units" + suffix).replace("facts.csv", "facts" + suffix))


def nfd(path, rows):
    write_text(path, [[unicodedata.normalize("NFD", text) for text in row] for row in rows], ",", "utf-8", False)


FORMS = {
    "workbook": (write_workbook, ".xlsx"),
    "printed workbook": (write_printed, ".xlsx"),
    "Excel-vi CSV": (lambda p, r: write_text(p, r, ";", "utf-8-sig", True, "\r\n"), ".csv"),
    "sep= line": (lambda p, r: write_text(p, r, ";", "utf-8-sig", True, "\r\n", "sep=;\r\n"), ".csv"),
    "Unicode text": (lambda p, r: write_text(p, r, "\t", "utf-16", True, "\r\n"), ".csv"),
    "UTF-16 big endian": (lambda p, r: write_text(p, r, ";", "utf-16-be", False), ".csv"),
    "NFD": (nfd, ".csv"),
    "CR line ends": (lambda p, r: write_text(p, r, ",", "utf-8", False, "\r"), ".csv"),
}


def main():
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "csv"
        wanted = results(year_in(folder))
        check("the year as it is", "ended with" in wanted, False)
        for number, (name, (write, suffix)) in enumerate(FORMS.items()):
            year = year_in(Path(place) / str(number))
            in_form(year, name, write, suffix)
            check(name, results(year), wanted)
    print(f"{passed} checks passed, {failed} failed")
    sys.exit(failed != 0)


main()
