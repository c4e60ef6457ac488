#!/usr/bin/env python3
"""par-report on a made-up year of 100 components with rankings of three years, scores, lost points, plan and changes: a
page, a workbook, an annex, and a letter to each unit. Processor time as a ratio to par-score on the same year in the same run,
peak memory, and size, for 34, 700 and 3,321 units: all must grow with the units. Aims: the page under 20 MB at 3,321 units.
Times are printed and never asserted; sizes, and that all units are in the page, are.

usage: report.py BIN WORK [--quick]
"""
import os
import subprocess
import sys
from pathlib import Path

from measure import measure, paired

HERE = Path(__file__).parent
PAGE_MOST = 20_000_000
FORMS = ["html", "xlsx", "docx"]


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_outputs(programs):
    """What a report is made of; the names that par-report is given."""
    sets = ["-c", "set.json", "-u", "units.csv"]
    names = []
    for year, place in (("2023", "2023/"), ("2024", "2024/"), ("2025", "")):
        run(f"{programs}/par-score", "-q", "--year", f"{place}nam.json", "-o", f"scores-{year}.csv")
        run(f"{programs}/par-rank", "-q", "-c", f"{place}set.json", "-u", "units.csv", f"scores-{year}.csv", "-o", f"ranking-{year}.csv")
        names.append(f"ranking-{year}.csv")
    run(f"{programs}/par-audit", "lost", "-q", "--year", "nam.json", "-o", "lost.csv")
    run(f"{programs}/par-audit", "plan-table", "-q", "--year", "nam.json", "-o", "plan.csv")
    periods = ["2023/nam.json", "2024/nam.json", "nam.json", "--mapping", "mapping.csv"]
    run(f"{programs}/par-trend", "-q", *periods, "-o", "trend.csv")
    run(f"{programs}/par-trend", "-q", "2024/nam.json", "nam.json", "--mapping", "mapping.csv", "--by", "criterion", "-o", "changes.csv")
    return [*sets, *names, "scores-2025.csv", "lost.csv", "plan.csv", "trend.csv", "changes.csv"]


def expect(what, good, detail=""):
    if not good:
        sys.exit(f"implausible: {what} {detail}")


def line(units, what, time, memory, ratio, size):
    print(f"{units:>6} {what:<10} {time:>8.3f} {memory:>6.0f} {ratio:>8.2f} {size / 1e6:>9.2f} {size / units:>13.0f}", flush=True)


def measure_units(programs, units, runs, letters):
    scoring = [f"{programs}/par-score", "-q", "--year", "nam.json", "-o", "s.csv"]
    base = [f"{programs}/par-report", "-q", *make_outputs(programs), "--lang", "vi"]
    figures = {}
    for form in FORMS:
        time, memory, ratio = paired([*base, "-o", f"r.{form}"], [scoring], runs)
        figures[form] = (time / units, os.path.getsize(f"r.{form}"))
        line(units, form, time, memory, ratio, figures[form][1])
    page = Path("r.html").read_text(encoding="utf-8")
    expect("every unit is in the page", all(f">{code}<" in page for code in codes()) or units != len(set(codes())), units)
    expect("the page is small", figures["html"][1] < PAGE_MOST, figures["html"][1])
    for form in FORMS if letters else []:
        time, memory = measure([*base, "--each", f"letters-{form}", "-f", form])
        made = list(Path(f"letters-{form}").iterdir())
        expect("a letter for each unit", len(made) == units, len(made))
        line(units, f"{form} each", time, memory, time / measure(scoring)[0], sum(path.stat().st_size for path in made))
    return figures


def codes():
    lines = Path("units.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [text.split(",")[0] for text in lines]


def main():
    programs, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve() / "report"
    quick = "--quick" in sys.argv
    print(f"{'units':>6} {'form':<10} {'seconds':>8} {'MiB':>6} {'ratio':>8} {'MB':>9} {'bytes a unit':>13}")
    found = {}
    for units in (34, 700) if quick else (34, 700, 3321):
        year = folder / str(units)
        run(sys.executable, HERE / "generate.py", year, units, "--years")
        os.chdir(year)
        found[units] = measure_units(programs, units, 3 if quick else 5, units == 700)
    least, most = sorted(found)[-2:]
    if not quick:
        for form in FORMS:
            growth = found[most][form][0] / found[least][form][0]
            print(f"{form}: time a unit at {most} units is {growth:.2f} of that at {least}")


main()
