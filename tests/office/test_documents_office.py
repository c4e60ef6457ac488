#!/usr/bin/env python3
"""The Word documents of par-report open in LibreOffice, whole, and make pages that print.

    test_documents_office.py BIN SOURCE

The annex and the letters of the sample year, and an annex whose units have hostile names, are opened by LibreOffice and
saved as plain text and as PDF. The text must have every unit with its points, index and rank; a letter takes two pages at
most. Needs soffice with Writer.
"""
import csv
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
YEAR = SOURCE / "samples" / "nam-mau-2025" / "nam.json"
SET = SOURCE / "criteria" / "mau-so-2025.json"
HOSTILE = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "]]>", 'Sở "Nội" & <vụ>', "\N{GRINNING FACE} tổ", "a\x01b"]
passed = failed = 0


def check(what, fine, detail=""):
    global passed, failed
    if fine:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}" + (f": {detail}" if detail else ""))


def run(folder, *arguments):
    subprocess.run([BIN / arguments[0], *map(str, arguments[1:])], cwd=folder, check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})


def converted(folder, paths, kind, suffix):
    out = folder / suffix
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", out,
                    *paths], check=True, capture_output=True, timeout=500)
    for path in paths:
        check(f"{path.name} opens", (out / path.name).with_suffix(f".{suffix}").exists())
    return [(out / path.name).with_suffix(f".{suffix}") for path in paths]


def text_of(folder, path):
    text = converted(folder, [path], "txt:Text (encoded):UTF8", "txt")[0].read_text(encoding="utf-8-sig")
    return text.replace("\N{NO-BREAK SPACE}", " ").split("\n")


def pages_of(path):
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def has_run(lines, wanted):
    """LibreOffice writes a cell a line."""
    return any(lines[i:i + len(wanted)] == wanted for i in range(len(lines)))


def check_annex(folder, ranking):
    run(folder, "par-report", "--year", YEAR, "--lang", "vi", "-q", "ranking.csv", "lost.csv", "-o", "phu-luc.docx", "--annex", "PHỤ LỤC I")
    lines = text_of(folder, folder / "phu-luc.docx")
    for row in ranking:
        cells = [row["stt"], row["name"]]
        if row["points"]:
            cells += [row[c].replace(".", ",") for c in ("points", "applicable_max", "index")]
        if row["rank"]:
            cells += [row["rank"], row["class"]]
        check(f"row of {row['unit']}", has_run(lines, cells), cells)
    pages = pages_of(converted(folder, [folder / "phu-luc.docx"], "pdf", "pdf")[0])
    check("pages of the annex", 3 <= pages <= 12, pages)


def check_letters(folder, ranking):
    run(folder, "par-report", "--year", YEAR, "--lang", "vi", "-q", "ranking.csv", "scores.csv", "lost.csv", "plan.csv", "-f", "docx", "--each", "thu")
    paths = sorted((folder / "thu").iterdir())
    check("a letter to every unit", len(paths) == len(ranking), len(paths))
    for path in converted(folder, paths, "pdf", "pdf"):
        check(f"pages of {path.name}", 1 <= pages_of(path) <= 2, pages_of(path))


def check_hostile(folder):
    with open(folder / "xau.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow("period bloc stt rank unit name points applicable_max index rescaled class state open_max provisional".split())
        for i, name in enumerate(HOSTILE, 1):
            writer.writerow(["2025", "so", i, i, f"u{i}", name, f"{90 - i}.50", "100", f"{90 - i}.50", "", "Tốt", "scored", "", "no"])
    run(folder, "par-report", "-c", SET, "--lang", "vi", "-q", "xau.csv", "-o", "xau.docx")
    lines = text_of(folder, folder / "xau.docx")
    for i, name in enumerate(HOSTILE, 1):
        check(f"{name!r} is text", has_run(lines, [str(i), name.replace("\x01", "\ufffd"), f"{90 - i},50"]))


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(folder, "par-score", "-q", "--year", YEAR, "-o", "scores.csv")
        run(folder, "par-rank", "-q", "--year", YEAR, "scores.csv", "-o", "ranking.csv")
        run(folder, "par-audit", "lost", "-q", "--year", YEAR, "-o", "lost.csv")
        run(folder, "par-audit", "plan-table", "-q", "--year", YEAR, "--lang", "vi", "-f", "csv", "-o", "plan.csv")
        with open(folder / "ranking.csv", encoding="utf-8", newline="") as file:
            ranking = list(csv.DictReader(file))
        check_annex(folder, ranking)
        check_letters(folder, ranking)
        check_hostile(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
