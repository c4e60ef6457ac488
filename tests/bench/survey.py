#!/usr/bin/env python3
"""sipas-score at size: processor time as a ratio to libcsv with empty callbacks on the same file, peak memory, growth.

usage: survey.py BIN BASELINE WORK FORM [--quick | --large]

Made-up answers to 39 criteria, 3,000 primary units in 60 strata, 2 % blanks. Three designs: clusters, the same with
figures for each stratum, and forms as units, where the errors of an index need sums over pairs of answers. One
thread. It asserts nothing. --large: 10^6 and 10^7 forms (a file of about 1 GB in WORK).
"""
import random
import sys
from pathlib import Path

from measure import paired

PSUS, STRATUM, PATTERNS, ITEMS = 3000, 50, 5000, 39


def write_answers(path, rows):
    chance = random.Random(1)
    cells = lambda: "" if chance.random() < 0.02 else chance.choices("54321", [40, 40, 12, 5, 3])[0]
    patterns = [",".join(cells() for _ in range(ITEMS)) for _ in range(PATTERNS)]
    with open(path, "w", encoding="utf-8") as file:
        file.write("tinh,xa,w," + ",".join(f"q9_sat_{i + 1}" for i in range(ITEMS)) + "\n")
        for i in range(rows):
            psu = i * PSUS // rows
            file.write(f"T{psu // STRATUM:02},X{psu:04},{100 + psu % 7}.5,{patterns[chance.randrange(PATTERNS)]}\n")


def main():
    bin_folder, baseline, work, form = sys.argv[1:5]
    quick = "--quick" in sys.argv
    runs, sizes = (1, (25_000, 50_000, 100_000)) if quick else (3, (250_000, 500_000, 1_000_000))
    if "--large" in sys.argv:
        runs, sizes = 1, (1_000_000, 10_000_000)
    common = [f"{bin_folder}/sipas-score", "-q", "--threads", "1", "--form", form,
              "--weight", "w", "--strata", "tinh", "-o", f"{work}/figures.csv"]
    designs = [("clusters", ["--psu", "xa"]), ("by stratum", ["--psu", "xa", "--by", "tinh"]), ("forms", [])]
    print(f"{'sipas-score':<12} {'forms':>9} {'seconds':>8} {'MiB':>6} {'ratio to libcsv':>16}")
    for rows in sizes:
        path = Path(work) / "answers.csv"
        write_answers(path, rows)
        for name, options in designs:
            time, memory, ratio = paired([*common, *options, str(path)], [[baseline, str(path)]], runs)
            print(f"{name:<12} {rows:>9} {time:>8.2f} {memory:>6.0f} {ratio:>16.1f}")


if __name__ == "__main__":
    main()
