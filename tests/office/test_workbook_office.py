#!/usr/bin/env python3
"""The workbooks of par-report open in LibreOffice, whole, and keep every cell when it saves them again.

    test_workbook_office.py BIN SOURCE

The report and a letter of the sample year, and a report whose units have hostile names, are opened by LibreOffice and
saved as a workbook: every sheet, every number to its last digit and every text must be there again. What LibreOffice had to
repair it would have left out. A letter prints on two pages at most. Needs soffice with Calc and python3-openpyxl.
"""
import csv
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
YEAR = SOURCE / "samples" / "nam-mau-2025" / "nam.json"
SET = SOURCE / "criteria" / "mau-so-2025.json"
HOSTILE = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "]]>", 'Sở "Nội" & <vụ>', "\N{GRINNING FACE} tổ", "a\x01b", "\u202exoay\u202c",
           "_x0041_", "+1", "hai\ndòng"]
passed = failed = 0


def check(what, faults, detail=""):
    global passed, failed
    passed, failed = passed + (not faults), failed + bool(faults)
    if faults:
        print(f"FAILED {what}", *[f"    {str(f)[:300]}" for f in (faults[:8] if isinstance(faults, list) else [detail])], sep="\n")


def run(folder, *arguments):
    subprocess.run([BIN / arguments[0], *map(str, arguments[1:])], cwd=folder, check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})


def converted(folder, path, suffix):
    out = folder / f"to-{suffix}"
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", suffix, "--outdir", out, path],
                   check=True, capture_output=True, timeout=500)
    return out / path.with_suffix(f".{suffix}").name


def plain(value, escaped):
    """LibreOffice reads escapes and writes none."""
    if not isinstance(value, str):
        return value
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), value) if escaped else value.replace("\r", "")


def cells(path, escaped):
    book = openpyxl.load_workbook(path)
    return {s.title: {c.coordinate: plain(c.value, escaped) for row in s.iter_rows() for c in row if c.value is not None} for s in book}


def check_saved_again(folder, path):
    before = cells(path, True)
    after = cells(converted(folder, path, "xlsx"), False)
    check(f"{path.name}: sheets", list(before) != list(after), f"{list(after)}, expected {list(before)}")
    for name, wanted in before.items():
        found = after.get(name, {})
        faults = [f"{at}: {found.get(at)!r}, expected {value!r}" for at, value in wanted.items() if found.get(at) != value]
        faults += [f"{at}: {found[at]!r}, expected nothing" for at in found if at not in wanted]
        check(f"{path.name}: {name}", faults)
    return before


def write_hostile(folder):
    with open(folder / "xau.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow("period bloc stt rank unit name points applicable_max index rescaled class state open_max provisional".split())
        for i, name in enumerate(HOSTILE, 1):
            writer.writerow(["2025", "so", i, i, f"u{i}", name, f"{90 - i}.50", "100", f"{90 - i}.50", "", "Tốt", "scored", "", "no"])


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(folder, "par-score", "-q", "--year", YEAR, "-o", "scores.csv")
        run(folder, "par-rank", "-q", "--year", YEAR, "scores.csv", "-o", "ranking.csv")
        run(folder, "par-audit", "lost", "-q", "--year", YEAR, "-o", "lost.csv")
        files = ["ranking.csv", "scores.csv", "lost.csv"]
        run(folder, "par-report", "-q", "--lang", "vi", "--year", YEAR, *files, "-o", "bao-cao.xlsx", "--annex", "PHỤ LỤC I")
        check_saved_again(folder, folder / "bao-cao.xlsx")
        run(folder, "par-report", "-q", "--lang", "vi", "--year", YEAR, "ranking.csv", "lost.csv", "-o", "thu.xlsx", "--unit", "so-y-te")
        check_saved_again(folder, folder / "thu.xlsx")
        pages = len(re.findall(rb"/Type\s*/Page\b", converted(folder, folder / "thu.xlsx", "pdf").read_bytes()))
        check("pages of a letter and its list", not 2 <= pages <= 5, pages)
        write_hostile(folder)
        run(folder, "par-report", "-c", SET, "--lang", "vi", "-q", "xau.csv", "-o", "xau.xlsx")
        texts = {v for sheet in check_saved_again(folder, folder / "xau.xlsx").values() for v in sheet.values()}
        check("hostile names are texts", [n for n in HOSTILE if n.replace("\x01", " ") not in texts])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
