#!/usr/bin/env python3
"""Collects 1x, 2x and 4x the workbooks: processor time of each workbook, peak memory, and how both grow. One form of 100
components is filled in, and copied under the name of every unit. It asserts nothing.

usage: collect.py BIN WORK [--quick]
"""
import os
import random
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path

sys.path.append("/usr/lib/python3/dist-packages")  # openpyxl of the system, whichever Python runs this
import openpyxl  # noqa: E402

from measure import measure  # noqa: E402

HERE = Path(__file__).parent
FIRST = "00001"


def filled_form(bin_folder, folder):
    """The parts of the first unit's form, filled in."""
    subprocess.run([f"{bin_folder}/par-form", "-q", "-c", "set.json", "-u", "units.csv", "--unit", FIRST, "-o", "one"],
                   cwd=folder, check=True)
    path = next((folder / "one").glob("*.xlsx"))
    book, dice = openpyxl.load_workbook(path), random.Random(20251122)
    sheet = book.worksheets[0]
    header = next(row[0].row for row in sheet.iter_rows() if row[0].value == "#1") - 1
    at = {cell.value: cell.column for cell in sheet[header]}
    for row in sheet.iter_rows(min_row=header + 1):
        key = row[0].value or ""
        number = key.split("/")[0].rpartition(".")[2]
        if "/" in key:
            row[at["Response"] - 1].value = dice.randrange(1, 900) + (900 if key.endswith("/tong") else 0)
        elif "." in key:
            row[at["Evidence"] - 1].value = f"Kế hoạch số {dice.randrange(400)}/KH-UBND của Ủy ban nhân dân"
            if int(number) % 4 == 3:
                row[at["Response"] - 1].value = dice.choice([0, 0.5, 1])
            elif int(number) % 4 == 0:
                row[at["Response"] - 1].value = dice.choice(["Tốt", "Khá", "Không"])
    book.save(path)
    with zipfile.ZipFile(path) as file:
        return [(name, file.read(name)) for name in file.namelist()]


def write_copies(parts, folder, units):
    folder.mkdir()
    for i in range(1, units + 1):
        code = f"{i:05d}".encode()
        with zipfile.ZipFile(folder / f"{i:05d}.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            for name, part in parts:
                own = part.replace(b"unit=" + FIRST.encode(), b"unit=" + code)
                file.writestr(name, own.replace(b">" + FIRST.encode() + b"<", b">" + code + b"<"))


def main():
    bin_folder, work = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    quick = "--quick" in sys.argv
    runs, full = (1, 830) if quick else (3, 3321)
    print(f"{'program':<12} {'workbooks':>9} {'seconds':>8} {'ms each':>8} {'MiB':>6}")
    for factor in (1, 2, 4):
        units = full * factor // 4
        folder = work / f"collect-{units}"
        subprocess.run([sys.executable, str(HERE / "generate.py"), str(folder), str(units)], check=True)
        write_copies(filled_form(bin_folder, folder), folder / "back", units)
        command = [f"{bin_folder}/par-collect", "-q", "-c", "set.json", "-u", "units.csv", "back"]
        results = [measure(command, folder) for _ in range(runs)]
        time, memory = statistics.median(r[0] for r in results), statistics.median(r[1] for r in results)
        print(f"{'par-collect':<12} {units:>9} {time:>8.2f} {1000 * time / units:>8.2f} {memory:>6.0f}")


main()
