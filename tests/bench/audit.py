#!/usr/bin/env python3
"""The auditor's programs on three made-up years of 100 components: processor time as a ratio to par-score on the same
years in the same run, and peak memory. The aim: each within a small multiple of par-score, 3 at most. Times are printed
and never asserted; what the programs say is: it must add up and agree with the scores of the same years.

usage: audit.py BIN WORK [--quick]
"""
import csv
import os
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

from measure import measure, paired

HERE = Path(__file__).parent
AIM = 3
UNIT = "00001"
YEARS = {"2023": "2023/", "2024": "2024/", "2025": ""}
MAPPING = ["--mapping", "bench=mapping.csv"]
HISTORY = ["--history", "scores-2023.csv", "--history", "scores-2024.csv", *MAPPING]


def number(text):
    return Decimal(text or 0)


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def expect(what, good, detail=""):
    if not good:
        sys.exit(f"implausible: {what} {detail}")


# ---------------------------------------------------------------- what must hold

def lost_adds_up(path, totals):
    """Applicable maximum - lost - open = points, for every unit."""
    away = defaultdict(Decimal)
    for row in rows(path):
        away[row["unit"]] += number(row["lost"]) + number(row["open"])
    for unit, total in totals["2025"].items():
        left = number(total["applicable_max"]) - away[unit]
        expect("lost", left == number(total["points"]), (unit, left, total["points"]))


def lost_counts_years(path, totals):
    lost_adds_up(path, totals)
    years = Counter(row["years_lost"] for row in rows(path))
    expect("years in a row", set(years) == {"1", "2", "3"}, years)


def lost_sums_up(path, totals):
    table = {row["unit"]: row for row in rows(path)}
    expect("a row of each unit", len(table) == len(totals["2025"]), len(table))
    for unit, row in table.items():
        expect("lost by unit", number(row["lost"]) == 100 - number(totals["2025"][unit]["points"]), row)


def plan_offers(path, totals):
    """It begins where the unit stands, and everything together is the maximum."""
    table = rows(path)
    expect("plan begins", number(table[0]["index"]) == number(totals["2025"][UNIT]["percent"]), table[0])
    expect("plan ends", table[-1]["entry"] == "everything" and number(table[-1]["index"]) <= 100, table[-1])
    expect("plan gains", all(number(r["points"]) + number(r["gain"]) == number(r["points_planned"]) for r in table[1:]))


def plan_reaches(path, totals):
    """The steps of the plan add up to its gain, and that reaches the index 70."""
    table = rows(path)
    steps = [row for row in table if row["entry"] == "plan"]
    last = steps.pop()
    expect("plan found", last["state"] == "found" and number(last["index"]) >= 70, last)
    expect("plan adds up", sum(number(row["gain"]) for row in steps) == number(last["gain"]), last)


def explain_ends(path, totals):
    points = totals["2025"][UNIT]["points"]
    expect("explain", f"Total: {points} / 100.00 points" in path.read_text(encoding="utf-8"), points)


def trend_adds_up(path, totals):
    """Own change and change of the set are the change; each index is that of par-score."""
    table = rows(path)
    expect("rows of trend", len(table) == 2 * len(totals["2025"]), len(table))
    for row in table:
        index = [number(totals[row[p]][row["unit"]]["percent"]) for p in ("period", "previous_period")]
        expect("index", [number(row["index"]), number(row["previous_index"])] == index, row)
        moved = number(row["own_index"]) + number(row["set_index"])
        expect("trend", moved == number(row["change_index"]) == index[0] - index[1], row)
        places = number(row["own_places"]) + number(row["other_places"])
        expect("places", places == number(row["change_places"]), row)


# ---------------------------------------------------------------- the runs

def scorings(programs):
    """par-score of each year, which the others are compared with."""
    return {year: [f"{programs}/par-score", "-q", "--year", f"{place}nam.json", "-o", f"scores-{year}.csv"]
            for year, place in YEARS.items()}


def audits(programs):
    """What is run: its name, the command, the years it scores, and what must hold."""
    audit, year = f"{programs}/par-audit", ["-q", "--year", "nam.json"]
    lost, plan = [audit, "lost", *year], [audit, "plan", *year, "--unit", UNIT]
    explain = [f"{programs}/par-explain", *year, "--lang", "en", "--unit", UNIT]
    trend = [f"{programs}/par-trend", "-q", *(f"{place}nam.json" for place in YEARS.values()), *MAPPING]
    return [("lost", lost, ["2025"], lost_adds_up),
            ("lost, with two years before", [*lost, *HISTORY], ["2025"], lost_counts_years),
            ("lost by unit", [*lost, "--by", "unit"], ["2025"], lost_sums_up),
            ("plan, one unit", plan, ["2025"], plan_offers),
            ("plan, to an index", [*plan, "--target", "70"], ["2025"], plan_reaches),
            ("explain, one unit", explain, ["2025"], explain_ends),
            ("trend, three years", trend, list(YEARS), trend_adds_up)]


def totals():
    """The total of each unit, by year, of the scores that were just measured."""
    return {year: {row["unit"]: row for row in rows(Path(f"scores-{year}.csv")) if row["node"] == "total"} for year in YEARS}


def main():
    programs, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2]) / "audit"
    runs, units = (3, 830) if "--quick" in sys.argv else (7, 3321)
    subprocess.run([sys.executable, str(HERE / "generate.py"), str(folder), str(units), "--years"], check=True)
    os.chdir(folder)
    print(f"{'program':<28} {'units':>6} {'seconds':>8} {'MiB':>6} {'ratio to par-score':>19} {'aim':>5}")
    scoring, checks = scorings(programs), []
    for year, command in scoring.items():
        time, memory = measure(command)
        print(f"{'par-score ' + year:<28} {units:>6} {time:>8.3f} {memory:>6.0f}")
    for name, command, years, holds in audits(programs):
        output = f"out-{len(checks)}"
        time, memory, ratio = paired([*command, "-o", output], [scoring[year] for year in years], runs)
        print(f"{name:<28} {units:>6} {time:>8.3f} {memory:>6.0f} {ratio:>19.2f} {AIM:>5}")
        checks.append((holds, Path(output)))
    scored = totals()  # only now: what this process holds would count as the peak of those it starts
    for holds, output in checks:
        holds(output, scored)


main()
