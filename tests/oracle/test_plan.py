#!/usr/bin/env python3
"""par-audit plan against exhaustive search, on made-up years.

    test_plan.py BIN SOURCE

Rules are scored here a second time, from their definition in par-criteria(5), with fractions. For every lost component
each possible count is tried, so the smallest change to the next step and to the maximum is known; for every target all
sets of components are tried, so the least number, or cost, of components that reach it is known.
"""
import csv
import io
import itertools
import json
import math
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

sys.path.append("/usr/lib/python3/dist-packages")  # openpyxl of the system, whichever Python runs this
import openpyxl  # noqa: E402

YEARS = 40


def half_up(value, decimals):
    scaled = value * 10**decimals
    return Fraction(math.floor(scaled + Fraction(1, 2)), 10**decimals)


# --- Rules ------------------------------------------------------------------------------------------------------------

def points_of(rule, a, b, maximum):
    """Points for a of b, or for a count a; None where the rule refuses."""
    if rule["type"] == "per_item":
        taken = min(Fraction(str(abs(rule["points"]))) * a, Fraction(str(rule["cap"])))
        return half_up(taken, 2) if rule["points"] > 0 else maximum - half_up(taken, 2)
    if b == 0 or a > b:
        return None
    percent = Fraction(100 * a, b)
    if rule["type"] == "linear":
        if percent < rule["zero_below"]:
            return Fraction(0)
        return half_up(min(percent / 100, Fraction(1)) * maximum, 2)
    for band in rule["bands"]:
        low, high = band.get("from", 0), band.get("below", 101)
        if low <= percent < high:
            return Fraction(str(band["points"]))
    return None


def any_rule(chance, maximum):
    kind = chance.choice(["linear", "bands", "fewer", "more"])
    if kind == "linear":
        return {"type": "linear", "of": {"percent": ["a", "b"]}, "zero_below": chance.choice([0, 30, 50])}
    if kind == "bands":
        low, high = sorted(chance.sample(range(10, 100), 2))
        middle = chance.choice([0.25, 0.5, 0.75]) * maximum
        return {"type": "bands", "of": {"percent": ["a", "b"]},
                "bands": [{"from": high, "points": maximum}, {"from": low, "below": high, "points": middle},
                          {"below": low, "points": 0}]}
    each = chance.choice([0.25, 0.5])
    return {"type": "per_item", "of": {"count": "a"}, "points": -each if kind == "fewer" else each, "cap": maximum}


# --- A year -----------------------------------------------------------------------------------------------------------

class Year:
    def __init__(self, chance):
        self.maxima = [chance.choice([1, 2, 3]) for _ in range(chance.randint(4, 8))]
        self.rules = [any_rule(chance, maximum) for maximum in self.maxima]
        self.units = [f"u{i}" for i in range(1, chance.randint(3, 6))]
        self.counts = {unit: [self.any_counts(chance, rule) for rule in self.rules] for unit in self.units}

    @staticmethod
    def any_counts(chance, rule):
        b = chance.randint(1, 25)
        return (chance.randint(0, b), b) if "percent" in rule["of"] else (chance.randint(0, 12), None)

    def points(self, unit, i, a=None):
        now, b = self.counts[unit][i]
        return points_of(self.rules[i], now if a is None else a, b, self.maxima[i])

    def index(self, points):
        return half_up(sum(points) * 100 / sum(self.maxima), 2)

    def write(self, folder):
        nodes = [{"id": f"{i + 1}", "name": {"vi": f"Tiêu chí {i + 1}"}, "max": maximum, "rule": rule}
                 for i, (maximum, rule) in enumerate(zip(self.maxima, self.rules))]
        json_set = {"format": "parindex-criteria/1", "id": "thu", "year": 2025, "title": {"vi": "Số liệu bịa"},
                    "max": sum(self.maxima), "source": {"status": "sample"}, "rounds": [{"id": "self"}],
                    "inputs": {"a": {"label": {"vi": "Số việc xong"}, "kind": "count"},
                               "b": {"label": {"vi": "Số việc giao"}, "kind": "count"}}, "nodes": nodes}
        (folder / "set.json").write_text(json.dumps(json_set), encoding="utf-8")
        (folder / "units.csv").write_text("unit,name\n" + "".join(f"{u},Đơn vị {u}\n" for u in self.units),
                                          encoding="utf-8")
        rows = ["unit,criterion,a,b"]
        for unit in self.units:
            for i, (a, b) in enumerate(self.counts[unit]):
                rows.append(f"{unit},{i + 1},{a},{'' if b is None else b}")
        (folder / "self.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def run(binaries, folder, *more):
    done = subprocess.run([str(binaries / "par-audit"), "plan", "-c", "set.json", "-u", "units.csv", "--round",
                           "self=self.csv", "--unit", "u1", "-f", "csv", "-o", "-", "-q", *more],
                          cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, (done.args, done.stderr)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def check_workbook(binaries, folder):
    """The sheet for people holds the figures of the CSV as numbers."""
    rows = run(binaries, folder)
    run(binaries, folder, "-f", "xlsx", "-o", "plan.xlsx")
    heading, *body = openpyxl.load_workbook(folder / "plan.xlsx").worksheets[0].iter_rows(values_only=True)
    assert len(body) == len(rows), (len(body), len(rows))
    for name, column in (("Points", "points"), ("Points planned", "points_planned"), ("Index", "index")):
        cells = [row[heading.index(name)] for row in body]
        assert all(cell is None or isinstance(cell, (int, float)) for cell in cells), (name, cells)
        assert [None if cell is None else Fraction(str(cell)) for cell in cells] == \
            [Fraction(row[column]) if row[column] else None for row in rows], (name, cells)


# --- What would win points back -----------------------------------------------------------------------------------------

def changes(year, i):
    """Every other count with the points it gives."""
    now, b = year.counts["u1"][i]
    for a in range(0, (b if b is not None else 60) + 1):
        points = year.points("u1", i, a)
        if a != now and points is not None:
            yield a, points


def smallest(year, i, least):
    """The smallest change that gives enough; of two that are equal what gives more, then the one upwards."""
    now = year.counts["u1"][i][0]
    enough = [(abs(a - now), -points, -a) for a, points in changes(year, i) if points >= least]
    return -min(enough)[2] if enough else None


def check_list(year, rows):
    seen = 0
    for i, maximum in enumerate(year.maxima):
        now = year.points("u1", i)
        own = {row["entry"]: row for row in rows if row["node"] == str(i + 1)}
        if now == maximum:
            assert not own, own
            continue
        best = max([points for _, points in changes(year, i)] + [now])
        if best == now:
            assert set(own) == {"none"}, own
            continue
        last = own["max" if best == maximum else "best"]
        assert int(last["lever_to"]) == smallest(year, i, best), (year.rules[i], last)
        assert Fraction(last["points_planned"]) == best
        first = own.get("next", last)
        to = smallest(year, i, now + Fraction(1, 100))
        assert int(first["lever_to"]) == to, (year.rules[i], year.counts["u1"][i], first)
        assert Fraction(first["points_planned"]) == year.points("u1", i, to)
        assert int(first["lever_by"]) == to - year.counts["u1"][i][0]
        others = [year.points("u1", k) for k in range(len(year.maxima)) if k != i]
        assert Fraction(first["index"]) == year.index(others + [year.points("u1", i, to)])
        seen += 1
    return seen


# --- Plans --------------------------------------------------------------------------------------------------------------

def rank_of(year, index):
    return 1 + sum(year.index([year.points(u, i) for i in range(len(year.maxima))]) > index
                   for u in year.units if u != "u1")


def least_cost(year, reaches, costs):
    """Over all sets of components, each at its best."""
    size = len(year.maxima)
    now = [year.points("u1", i) for i in range(size)]
    best = [max([points for _, points in changes(year, i)] + [now[i]]) for i in range(size)]
    found = None
    for chosen in itertools.product([False, True], repeat=size):
        points = [best[i] if chosen[i] else now[i] for i in range(size)]
        cost = sum(costs[i] for i in range(size) if chosen[i] and best[i] != now[i])
        if reaches(year.index(points)) and (found is None or cost < found):
            found = cost
    return found


def check_plan(year, rows, reaches, costs):
    """The plan is what it says, reaches the target, and nothing is cheaper."""
    size = len(year.maxima)
    points = [year.points("u1", i) for i in range(size)]
    already, expected, total = reaches(year.index(points)), least_cost(year, reaches, costs), rows[-1]
    if already or expected is None:
        assert total["state"] == ("met" if already else "unreachable"), total
        assert not [row for row in rows if row["entry"] == "plan"]
        return
    cost = Fraction(0)
    for row in rows:
        if row["entry"] != "plan" or row["node"] == "total":
            continue
        i = int(row["node"]) - 1
        points[i] = year.points("u1", i, int(row["lever_to"]))
        assert points[i] == Fraction(row["points_planned"])
        cost += costs[i]
    assert total["state"] == "found", total
    assert year.index(points) == Fraction(total["index"]) and reaches(Fraction(total["index"])), total
    assert cost == Fraction(total["cost"]) == Fraction(total["least_cost"]) == expected, (cost, expected, total)
    assert int(total["rank"]) == rank_of(year, year.index(points))


def check_year(binaries, chance, folder):
    year = Year(chance)
    year.write(folder)
    seen = check_list(year, run(binaries, folder))
    check_workbook(binaries, folder)
    ones = [Fraction(1)] * len(year.maxima)
    for index in chance.sample(range(20, 101), 3):
        check_plan(year, run(binaries, folder, "--target", str(index)), lambda i, least=index: i >= least, ones)
    rank = chance.randint(1, len(year.units))
    check_plan(year, run(binaries, folder, "--target-rank", str(rank)), lambda i: rank_of(year, i) <= rank, ones)
    costs = [Fraction(chance.randint(0, 40), 4) for _ in year.maxima]
    (folder / "costs.csv").write_text("criterion,cost\n" + "".join(
        f"{i + 1},{float(cost)}\n" for i, cost in enumerate(costs)), encoding="utf-8")
    index = chance.randint(40, 100)
    check_plan(year, run(binaries, folder, "--target", str(index), "--costs", "costs.csv"), lambda i: i >= index, costs)
    return seen


def main():
    binaries, chance, seen = Path(sys.argv[1]).resolve(), random.Random(20251122), 0
    for _ in range(YEARS):
        with tempfile.TemporaryDirectory() as folder:
            seen += check_year(binaries, chance, Path(folder))
    assert seen > 2 * YEARS, seen
    print(f"{YEARS} years, {seen} components, every plan the least")


if __name__ == "__main__":
    main()
