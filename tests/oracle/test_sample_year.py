#!/usr/bin/env python3
"""The sample year, and 30 random changes of it, scored and ranked by the programs and by samples/nam-mau-2025/check.py.

    test_sample_year.py BIN SOURCE [SEED...]

check.py scores in exact fractions from the written rules and shares nothing with the C code. Compared are the points and
the state of every component, and points, applicable maximum, index and rank of every unit, in the order of the ranking.
A change touches some hundred places: answers, inputs, facts, rows left out, scores, agreement and "does not apply" of the
appraisers, a council round, units that did not submit or are not ranked, and the settings of the sets. A failing change
is named by its seed and can be run alone.
"""
import csv
import importlib.util
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
CHANGES, PLACES, SHOWN = 30, 250, 5
ENV = {"PATH": "/usr/bin:/bin"}

spec = importlib.util.spec_from_file_location("check", SOURCE / "samples" / "nam-mau-2025" / "check.py")
check = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check)


# ---------------------------------------------------------------- the year as tables that can be changed

class Table:
    def __init__(self, path):
        self.path = path
        self.header, self.rows = check.table(path)

    def cell(self, row, name):
        return row[self.header.index(name)] if name in self.header else ""

    def put(self, row, **cells):
        for name, value in cells.items():
            row[self.header.index(name)] = value

    def write(self):
        with open(self.path, "w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows([self.header] + self.rows)


class Year:
    """A copy of the sample year in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder / "samples" / "nam-mau-2025"
        shutil.copytree(SOURCE / "samples" / "nam-mau-2025", self.folder, ignore=shutil.ignore_patterns("ket-qua*", "__pycache__"))
        shutil.copytree(SOURCE / "criteria", folder / "criteria")
        self.sets = [folder / "criteria" / f"{name}.json" for name in ("mau-so-2025", "mau-xa-2025")]
        self.own = [Table(p) for p in sorted((self.folder / "tu-danh-gia").glob("*.csv"))]
        self.appraised = [Table(p) for p in sorted((self.folder / "tham-dinh").glob("*.csv"))]
        self.units, self.facts = Table(self.folder / "units.csv"), Table(self.folder / "facts.csv")
        loaded = [check.Set(p) for p in self.sets]
        self.by_code = {r["unit"]: check.Unit(r, loaded) for r in check.records(self.units.path)}

    def write(self):
        for table in (*self.own, *self.appraised, self.units, self.facts):
            table.write()

    def rule(self, unit, criterion):
        owner = self.by_code[unit]
        leaf = owner.set.by_id[criterion]
        return leaf, leaf.rule_for(owner.tags)


# ---------------------------------------------------------------- changes of what a unit says

def answer_of(dice, rule):
    """An answer by key, label or number."""
    options = rule["options"]
    if rule.get("pick") == "sum":
        return "|".join(o["key"] for o in dice.sample(options, dice.randint(1, len(options))))
    i = dice.randrange(len(options))
    return dice.choice([options[i]["key"], options[i]["label"]["vi"], str(i + 1)])


def names_of(side):
    return [side] if isinstance(side, str) else side


def fraction(dice, quantity):
    """num and den of a percentage or ratio that the rule takes."""
    if quantity.get("zero") and dice.random() < 0.1:
        return 0, 0
    den = dice.choice([1, 3, 7, 10, 97, 360, 1000, dice.randint(1, 5000)])
    return dice.randint(0, 2 * den if quantity.get("over_100") else den), den


def decimal(dice, low, high, decimals=2):
    scale = 10**decimals
    return check.fixed(Fraction(dice.randint(low * scale, high * scale), scale), decimals)


def named(dice, quantity):
    """A value for every input that a quantity names."""
    if "count" in quantity:
        return {quantity["count"]: str(dice.randint(0, 6))}
    if "days" in quantity:
        return dict(zip(quantity["days"], (f"{dice.randint(1, 28):02d}/01/2026", f"2026-01-{dice.randint(1, 28):02d}")))
    if "change" in quantity:
        return {n: str(dice.randint(1, 9999) if quantity.get("relative") else dice.randint(0, 100)) for n in quantity["change"]}
    if "value" in quantity:
        return {}
    top, bottom = map(names_of, quantity.get("percent") or quantity["ratio"])
    num, den = fraction(dice, quantity)
    out = {bottom[0]: str(den)}
    if top[0] == bottom[0]:  # all less the bad ones
        out[top[1].lstrip("-")] = str(num)
        return out
    first = dice.randint(0, num) if len(top) > 1 else num
    return {**out, **dict(zip(top, (str(first), str(num - first))))}


def measured(rule):
    """The quantities of a rule, those of its cases and conditions too."""
    if "of" in rule:
        yield rule["of"]
    for case in rule.get("cases", []):
        yield from measured(case["rule"])
        for condition in [case.get("when", {})]:
            yield from conditions(condition)


def conditions(when):
    if "of" in when:
        yield when["of"]
    for part in when.get("all", []) + when.get("any", []):
        yield from conditions(part)


def change_numbers(dice, table, row, rule):
    if table.cell(row, "num") and "of" in rule:
        num, den = fraction(dice, rule["of"])
        table.put(row, num=str(num), den=str(den))
    elif table.cell(row, "value"):
        kind = next(iter(rule["of"]))
        table.put(row, value=str(dice.randint(0, 6)) if kind == "count" else decimal(dice, 0, 1 if kind == "value" else 100))
    else:
        wanted = {}
        for quantity in measured(rule):
            wanted.update({k: v for k, v in named(dice, quantity).items() if k not in wanted})
        present = {n: v for n, v in wanted.items() if table.cell(row, n)}
        if set(present) == set(wanted):
            table.put(row, **present)


def change_own(dice, year):
    table = dice.choice(year.own)
    if len(table.rows) < 2:
        return
    row = dice.choice(table.rows)
    unit, criterion = row[0], row[1]
    leaf, rule = year.rule(unit, criterion)
    if dice.random() < 0.1:
        table.rows.remove(row)
    elif dice.random() < 0.06 and leaf.may_not_apply:
        row[2:] = ["no" if name == "applies" else "" for name in table.header[2:]]
    elif table.cell(row, "answer") and rule["type"] == "choice":
        table.put(row, answer=answer_of(dice, rule))
    elif not table.cell(row, "applies"):
        change_numbers(dice, table, row, rule)


# ---------------------------------------------------------------- changes of what others say

def score_of(dice, leaf, rule):
    """A score that a later round may type in (its reason is given)."""
    if rule["type"] == "manual":
        steps = int(leaf.max / check.number(rule["step"]))
        return check.short(dice.randint(0, steps) * check.number(rule["step"]))
    return decimal(dice, 0, int(leaf.max))


def plain_score_of(dice, leaf, rule):
    """One that needs no reason."""
    options = rule.get("options", rule.get("bands"))
    if not options:
        return score_of(dice, leaf, rule)
    return check.short(check.share_or_points(dice.choice(options), leaf.max))


def change_appraisal(dice, year):
    table = dice.choice(year.appraised)
    row = dice.choice(table.rows)
    if "criterion" not in table.header:
        column = dice.randrange(1, len(row))
        row[column] = dice.choice(["=", "", "KAD", plain_score_of(dice, *year.rule(row[0], table.header[column]))])
        return
    leaf, rule = year.rule(row[0], row[1])
    kind = dice.random()
    if kind < 0.25:
        table.rows.remove(row)
        return
    table.put(row, score="", applies="", agree="", reason="thử")
    if kind < 0.35:
        table.put(row, applies="no")
    elif kind < 0.85:
        table.put(row, score=score_of(dice, leaf, rule))
    elif kind < 0.95:
        table.put(row, agree="yes")


def change_fact(dice, year):
    row = dice.choice(year.facts.rows)
    name = year.facts.cell(row, "name")
    if not year.facts.cell(row, "value"):
        return
    year.facts.put(row, value=str(dice.randint(1, 60)) if name.startswith("muc_") else decimal(dice, 0, 100))


def change_unit(dice, year):
    """A unit that is not ranked, or that nobody heard of."""
    row = dice.choice(year.units.rows)
    if dice.random() < 0.6:
        year.units.put(row, ranked=dice.choice(["yes", "no"]))
        return
    for table in year.own + year.appraised:
        table.rows = [r for r in table.rows if r[0] != row[0]]


def add_council(dice, year):
    """A third round with a few scores."""
    lines, seen = ["unit,criterion,score,reason"], set()
    for _ in range(60):
        table = dice.choice(year.own)
        if not table.rows:
            continue
        unit, criterion = dice.choice(table.rows)[:2]
        if (unit, criterion) not in seen:
            lines.append(f"{unit},{criterion},{score_of(dice, *year.rule(unit, criterion))},hội đồng")
            seen.add((unit, criterion))
    (year.folder / "hoi-dong.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = year.folder / "nam.json"
    text = json.loads(path.read_text(encoding="utf-8"))
    text["rounds"]["council"] = ["hoi-dong.csv"]
    path.write_text(json.dumps(text), encoding="utf-8")


def change_settings(dice, year):
    """The index keeps two decimals or more: with fewer, ties are decided by how exactly a tie break compares."""
    for path in year.sets:
        text = json.loads(path.read_text(encoding="utf-8"))
        text["rounding"] = {"component": dice.choice([2, 3]), "points": dice.choice([1, 2, 3]), "index": dice.choice([2, 3]),
                            "mode": dice.choice(["half_up", "half_even", "down"])}
        text["not_applicable"] = dice.choice(["reduce", "rescale", "full"])
        text["ties"] = dice.choice(["competition", "dense", "ordinal"])
        text["rank_on"] = dice.choice(["published", "exact"])
        text["cap_at_max"] = dice.choice([True, False])
        path.write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")


def change(year, seed):
    dice = random.Random(seed)
    for _ in range(PLACES):
        dice.choices([change_own, change_appraisal, change_fact, change_unit], [60, 30, 10, 2])[0](dice, year)
    year.write()
    if dice.random() < 0.5:
        add_council(dice, year)
    if dice.random() < 0.7:
        change_settings(dice, year)


# ---------------------------------------------------------------- the two results

def run(program, *arguments, given=b""):
    done = subprocess.run([BIN / program, "-q", *map(str, arguments)], input=given, capture_output=True, env=ENV, check=False)
    if done.returncode:
        raise RuntimeError(f"{program} ended with {done.returncode}: {done.stderr.decode()[:1000]}")
    return done.stdout


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.decode())))


def of_programs(path):
    """{(unit, component): (points, state)} and the ranking as check.py prints it."""
    scores = run("par-score", "--year", path, "-o", "-")
    ranking = rows_of(run("par-rank", "--year", path, "--provisional", "-o", "-", "-", given=scores))
    parts = {(r["unit"], r["node"]): (r["points"], r["state"]) for r in rows_of(scores)}
    return parts, [[r["unit"], r["bloc"], r["points"], r["applicable_max"], r["index"], str(r["rank"])] for r in ranking]


def of_fractions(path):
    results = check.load_and_score(path)
    parts = {}
    for result in results:
        s, way = result.unit.set, result.unit.set.raw.get("not_applicable")
        penalties = {leaf.id for leaf in s.blocks["penalty"].leaves()} if "penalty" in s.blocks else set()
        for leaf in s.all_leaves() if result.submitted else []:
            part = result.components[leaf.id]
            points = leaf.max if part.state == "not_applicable" and way == "full" and not s.is_extra(leaf) else part.points
            text = "" if points is None else check.fixed(-points if leaf.id in penalties else points, s.decimals["component"])
            nothing = s.is_extra(leaf) and part.state == "missing"  # a row that gives a bonus nothing
            parts[result.unit.code, leaf.id] = (text, "unclaimed" if nothing else part.state)
    out = io.StringIO()
    check.print_totals(results, out)
    return parts, [row for row in list(csv.reader(io.StringIO(out.getvalue())))[1:]]


def same_total(found, wanted):
    """Totals of sets that rank on exact values are handed on with all their digits; check.py prints them rounded."""
    if len(found[2]) > len(wanted[2]) and wanted[2]:
        decimals = len(wanted[2].partition(".")[2])
        nearest = [check.fixed(check.rounded(Fraction(found[2]), decimals, mode), decimals) for mode in ("half_up", "half_even", "down")]
        found = found[:2] + [wanted[2] if wanted[2] in nearest else found[2]] + found[3:]
    return found == wanted


def compare(path):
    (parts, totals), (wanted_parts, wanted_totals) = of_programs(path), of_fractions(path)
    faults = [f"{unit} {node}: {parts.get((unit, node))}, by fractions {wanted}" for (unit, node), wanted in wanted_parts.items()
              if parts.get((unit, node)) != wanted]
    faults += [f"{' '.join(found)}, by fractions {' '.join(wanted)}" for found, wanted in zip(totals, wanted_totals)
               if not same_total(found, wanted)]
    if len(totals) != len(wanted_totals):
        faults.append(f"{len(totals)} units, by fractions {len(wanted_totals)}")
    return faults


def try_year(seed):
    """seed None: the year as it is."""
    with tempfile.TemporaryDirectory() as name:
        year = Year(Path(name))
        if seed is not None:
            change(year, seed)
        try:
            return compare(year.folder / "nam.json")
        except (RuntimeError, ValueError, StopIteration) as error:
            return [f"{type(error).__name__}: {error}"]


def main():
    seeds = [int(s) for s in sys.argv[3:]] or [None, *range(1, CHANGES + 1)]
    passed = 0
    for seed in seeds:
        faults = try_year(seed)
        passed += not faults
        if faults:
            print(f"FAILED {'the year as it is' if seed is None else f'seed {seed}'}: {len(faults)} differences")
            print(*(f"    {fault}" for fault in faults[:SHOWN]), sep="\n")
    print(f"{passed} passed, {len(seeds) - passed} failed")
    return 1 if passed < len(seeds) else 0


if __name__ == "__main__":
    sys.exit(main())
