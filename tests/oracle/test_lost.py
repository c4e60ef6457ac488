#!/usr/bin/env python3
"""par-audit lost against an oracle of its own: random sets in exact fractions, and the three sample years.

    test_lost.py BIN SOURCE [SEED...]

For each seed a small set is made up: criteria that are summed or weighted, deep or flat, with bonus and penalty, caps,
components that do not apply or are left out, "missing": mark or lose, and up to four rounds. scored() scores it from
the written rules (par-criteria(5), par-scores(5)), traced() tells from the rows why a component lost (lost.h), and
checked are:
  - applicable maximum - lost - open = final points, to the last 10^-6, for every unit and in sum;
  - the loss of each component and cause: exactly where all is summed, within the rounding of the means elsewhere;
  - places in the bloc, shares, and that every grouping adds up to the same sums.
Of the sample years: the planted errors are found, each once; points lost and years in a row are those that
nam-mau-2024/check.py computes. A failing seed can be run alone.
"""
import csv
import io
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from fractions import Fraction as F
from math import floor
from pathlib import Path

sys.path.append("/usr/lib/python3/dist-packages")  # openpyxl of the system, whichever Python runs this
import openpyxl  # noqa: E402

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SETS, UNITS = 60, 6
MICRO = F(1, 10**6)
ENV = {"PATH": "/usr/bin:/bin"}
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED {what} {detail}")


def run(program, *arguments, folder=None, status=0):
    done = subprocess.run([str(BIN / program), *map(str, arguments)], cwd=folder, env=ENV, capture_output=True, text=True)
    if done.returncode != status:
        raise SystemExit(f"{program} {arguments}: status {done.returncode}\n{done.stderr}")
    return done


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def number(text):
    return F(text) if text else F(0)


def micro(x):
    """Half up, away from 0, to 10^-6."""
    sign = -1 if x < 0 else 1
    return sign * floor(abs(x) / MICRO + F(1, 2)) * MICRO


# ---------------------------------------------------------------- made-up sets

def component(node_id, dice, role):
    top = F(dice.choice(["0.5", "1", "1.5", "2", "3", "4"]))
    node = {"id": node_id, "name": {"vi": f"Tiêu chí {node_id}"}, "max": float(top), "rule": {"type": "manual"}}
    if role == "base":
        if dice.random() < 0.2:
            node["source"] = dice.choice(["survey", "appraiser"])
        if dice.random() < 0.3:
            node["may_not_apply"] = True
        if dice.random() < 0.3:
            node["evidence"] = "required"
        if dice.random() < 0.15:
            node["except"] = ["02"]
        if dice.random() < 0.3:
            node["cause_kind"] = dice.choice(["subjective", "objective"])
    return node


def group(node_id, depth, dice, role, fold):
    nodes = []
    for i in range(1, dice.randint(2, 4)):
        child = f"{node_id}.{i}" if node_id else str(i)
        nodes.append(group(child, depth - 1, dice, role, fold) if depth > 1 and dice.random() < 0.5
                     else component(child, dice, role))
    node = {"nodes": nodes, "fold": "weighted_mean" if fold and dice.random() < 0.6 else "sum"}
    node["max"] = sum(n["max"] for n in nodes)
    if node["fold"] == "weighted_mean":
        node["max"] = float(dice.choice([3, 7, 10]))
        for n in nodes:
            n["weight"] = dice.choice([1, 2, 3, 0.5])
    return node if not node_id else {"id": node_id, "name": {"vi": f"Mục {node_id}"}, **node}


def make_set(dice):
    fold = dice.random() < 0.6
    root = group("", 3, dice, "base", fold)
    rounds = [{"id": "self"}, {"id": "appraisal"}]
    if dice.random() < 0.6:
        rounds[1]["settles"] = ["report"]
    rounds += [{"id": "explanation"}] if dice.random() < 0.6 else []
    rounds += [{"id": "council"}] if dice.random() < 0.6 else []
    made = {"format": "parindex-criteria/1", "id": "bia", "year": 2025, "title": {"vi": "Bộ bịa"}, "source": {"status": "sample"},
            "rounding": {"component": 2, "points": 6, "index": 6}, "rank_on": "exact", "rounds": rounds, "inputs": {},
            "missing": dice.choice(["mark", "lose"]), "not_applicable": dice.choice(["reduce", "rescale", "full"]),
            "cap_at_max": dice.random() < 0.3, **root}
    for block, letter in (("bonus", "T"), ("penalty", "P")):
        if dice.random() < 0.5:
            made[block] = {**group(letter, 1, dice, "block", False), "cap": 0.5}
            del made[block]["max"], made[block]["fold"]
    return made


def leaves(node):
    if "nodes" not in node:
        yield node
    for child in node.get("nodes", []):
        yield from leaves(child)


def points(top, dice):
    return F(dice.randint(0, int(top * 100)), 100)


def make_rows(made, dice):
    """round -> rows (dicts)"""
    rows = {r["id"]: [] for r in made["rounds"]}
    blocks = [made[b] for b in ("bonus", "penalty") if b in made]
    for unit in range(1, UNITS):  # the last unit files nothing
        code = f"{unit:02d}"
        for leaf in [*leaves(made), *(x for b in blocks for x in leaves(b))]:
            top, base = F(str(leaf["max"])), leaf["id"][0] not in "TP"
            if code in leaf.get("except", []):
                continue
            for r in rows:
                own = r in ("self", "explanation")
                if dice.random() < (0.15 if r == "self" else 0.3 if base and r == "appraisal" else 0.6):
                    continue
                row = {"unit": code, "criterion": leaf["id"]}
                roll = dice.random()
                if r == "self" and leaf.get("may_not_apply") and roll < 0.15 or not own and base and roll < 0.05:
                    row["applies"] = "no"
                elif r == "self" or roll < 0.5:
                    row["score"] = str(float(top if dice.random() < 0.3 else points(top, dice)))
                elif roll < 0.8:
                    row["agree"] = "yes"
                if own and dice.random() < 0.5:
                    row["evidence"] = "QĐ"
                if r != "self" and dice.random() < 0.7:
                    row["reason"] = "vì thế"
                rows[r].append(row)
    return rows


# ---------------------------------------------------------------- what the written rules give

class Part:
    """One component of one unit after all rounds."""

    def __init__(self, made, leaf, code, rows, filed):
        self.leaf, self.max = leaf, F(str(leaf["max"]))
        self.base = leaf["id"][0] not in "TP"
        self.points = self.claim = self.top = None
        self.answered = False  # in its own round, that it does not apply
        self.applies, self.settled, self.cut, self.proof, self.excluded = True, False, False, False, code in leaf.get("except", [])
        order = [r["id"] for r in made["rounds"]]
        settling = next((i for i, r in enumerate(made["rounds"]) if leaf.get("source", "report") in r.get("settles", [])), None)
        for i, r in enumerate([] if self.excluded else order):
            row = next((x for x in rows[r] if x["unit"] == code and x["criterion"] == leaf["id"]), None)
            if row and i == 0:
                self.answered = row.get("applies") == "no"
            if row:
                self.turn(row, r in ("self", "explanation"), settling is not None and i >= settling)
        waits = settling is not None and not self.settled
        self.state = "scored"
        if self.excluded:
            self.state = "not_applicable"
        elif waits and (self.base or self.points is not None or not self.applies):
            self.state = "pending"
        elif not self.applies:
            self.state = "not_applicable"
        elif self.points is None:
            self.state = "missing" if self.base else "unclaimed"
        self.conclude(made)
        self.cause = self.traced(filed)

    def turn(self, row, own, settles):
        score = F(row["score"]) if "score" in row else None
        self.proof = self.proof or own and "evidence" in row
        self.settled = self.settled or settles and any(k in row for k in ("score", "agree", "applies"))
        if row.get("applies") == "no":
            self.applies = False
            return
        if score is None:
            return
        self.applies = True
        if not own and self.points is not None and score < self.points:
            self.cut = True
        if self.top is None or own and score > self.top:
            self.top = score
        if own:
            self.claim = score
        self.points = score

    def conclude(self, made):
        full = made["not_applicable"] == "full" and self.base
        self.applicable, self.final, self.open = self.max, F(0), F(0)
        if self.state == "not_applicable":
            self.applicable, self.final = (self.max, self.max) if full else (F(0), F(0))
        elif self.state == "scored":
            self.final = self.points
        elif self.base and (self.state == "pending" or made["missing"] == "mark"):
            self.open = self.max
        self.has = self.state == "scored" or self.state == "not_applicable" and full or self.base and self.state == "missing" and not self.open
        self.lost = self.applicable - self.final - self.open if self.base else self.final if self.leaf["id"][0] == "P" else -self.final

    def traced(self, filed):
        """cause -> share of the loss at the component's own scale"""
        if not self.base:
            return {"bonus" if self.leaf["id"][0] == "T" else "penalty": self.lost}
        if self.state in ("pending", "missing"):
            return {"not-reached" if self.state == "pending" else "missing": self.lost}
        taken = F(0)
        if self.cut and self.points is not None and self.points < self.top:
            taken = min(self.top - self.points, self.lost)
        source = self.leaf.get("source", "report")
        plain = "survey" if source == "survey" else "missing" if source == "report" and self.claim is None and not self.answered and filed else "rule"
        proofless = self.leaf.get("evidence") == "required" and not self.proof
        return {plain: self.lost - taken, "evidence" if proofless else "cut": taken}


class Node:
    """A criterion with parts, folded; `factor`: what one point of it counts in the total."""

    def __init__(self, node, parts):
        self.parts = [Node(n, parts) if "nodes" in n else parts[n["id"]] for n in node["nodes"]]
        self.max, self.mean = F(str(node["max"])) if "max" in node else None, node.get("fold") == "weighted_mean"
        self.weights = [F(str(n.get("weight", 0))) for n in node["nodes"]]
        live = [i for i, p in enumerate(self.parts) if p.applicable > 0]
        self.has = any(p.has for p in self.parts)
        self.scale = {}
        if self.mean:
            top = self.max if self.max is not None else sum(p.max for p in self.parts)
            whole = sum(self.weights[i] for i in live)
            self.applicable = top if live else F(0)
            self.scale = {i: top * self.weights[i] / whole / self.parts[i].applicable for i in live}
            self.final = micro(sum(self.scale[i] * self.parts[i].final for i in live)) if live else F(0)
            self.open = micro(sum(self.scale[i] * self.parts[i].open for i in live)) if live else F(0)
        else:
            self.scale = {i: F(1) for i in range(len(self.parts))}
            for name in ("applicable", "final", "open"):
                setattr(self, name, sum(getattr(p, name) for p in self.parts))
            self.applicable = self.applicable if live else F(0)

    def effects(self, factor=F(1)):
        """(component, factor) of every component below"""
        for i, part in enumerate(self.parts):
            here = factor * self.scale.get(i, 0)
            if isinstance(part, Node):
                yield from part.effects(here)
            else:
                yield part, here

    def means(self):
        return self.mean + sum(p.means() for p in self.parts if isinstance(p, Node))


def scored(made, code, rows):
    """root, blocks with their points before and after the cap, total; None when the unit filed nothing."""
    sources = {leaf["id"]: leaf.get("source", "report") for leaf in leaves(made)}
    mine = {r: [x for x in rows[r] if x["unit"] == code] for r in rows}
    reports = [c for c, s in sources.items() if s == "report"]
    blocks = {b: made[b] for b in ("bonus", "penalty") if b in made}
    own = reports + [leaf["id"] for b in blocks.values() for leaf in leaves(b)]
    said = any(x["criterion"] in own and (r == "self" or any(k in x for k in ("score", "agree", "applies")))
               for r in rows for x in mine[r])
    anything = any(k in x for r in rows for x in mine[r] for k in ("score", "agree", "applies"))
    if not (said if reports else anything):
        return None
    parts = {leaf["id"]: Part(made, leaf, code, mine, bool(mine["self"]))
             for leaf in [*leaves(made), *(x for b in blocks.values() for x in leaves(b))]}
    root = Node(made, parts)
    folded = {b: Node(blocks[b], parts) for b in blocks}
    total = root.final
    if root.has:
        total += min(folded["bonus"].final, F(1, 2)) if "bonus" in folded else 0
        total -= min(folded["penalty"].final, F(1, 2)) if "penalty" in folded else 0
        total = max(F(0), total)
        total = min(total, root.applicable) if made["cap_at_max"] else total
    return root, folded, total


# ---------------------------------------------------------------- comparing

def compare_unit(seed, code, found, made, rows, exact):
    expected = scored(made, code, rows)
    where = f"seed {seed} unit {code}"
    if expected is None:
        check(f"{where} not submitted", all(r["state"] == "not_submitted" and not r["lost"] for r in found) and len(found) == 1, found)
        return F(0)
    root, blocks, total = expected
    check(f"{where} total", number(exact["points"]) == total, f"{exact['points']} {total}")
    lost, open_ = sum(number(r["lost"]) for r in found), sum(number(r["open"]) for r in found)
    check(f"{where} reconciles", root.applicable - lost - open_ == total, f"{root.applicable} - {lost} - {open_} is not {total}")
    slack = (root.means() + sum(b.means() for b in blocks.values()) + 2) * 3 * MICRO
    slack = F(0) if slack == 6 * MICRO else slack
    got = defaultdict(F)
    for r in found:
        got[r["node"], r["cause"]] += number(r["lost"])
    wanted = defaultdict(F)
    effects = list(root.effects()) + [e for b in blocks.values() for e in b.effects() if root.has]
    for part, factor in effects:
        for cause, share in part.cause.items():
            wanted[part.leaf["id"], cause] += share * factor
    own = {(n, c): x for (n, c), x in got.items() if c in ("cap", "rounding", "mismatch")}
    for key in {*got, *wanted} - {*own}:
        check(f"{where} {key}", abs(got[key] - wanted[key]) <= slack, f"{float(got[key])} {float(wanted[key])}")
    check(f"{where} rounding", all(abs(x) <= slack for (n, c), x in own.items() if c == "rounding"), own)
    check(f"{where} mismatch", not any(c == "mismatch" for n, c in own), own)
    gross = sum(number(r["lost"]) for r in found if number(r["lost"]) > 0)
    for r in found:
        if number(r["lost"]) > 0:
            share = floor(number(r["lost"]) / gross * 10000 + F(1, 2))
            check(f"{where} share", number(r["share"]) * 100 == share, r)
        else:
            check(f"{where} no share", r["share"] == "", r)
    for part, factor in effects:
        kinds = {r["cause_kind"] for r in found if r["node"] == part.leaf["id"]}
        check(f"{where} kind of cause", kinds <= {part.leaf.get("cause_kind", "")}, kinds)
    return lost


def compare_places(seed, found):
    by_component = defaultdict(lambda: defaultdict(F))
    for r in found:
        by_component[r["node"]][r["unit"]] += number(r["lost"])
    for r in found:
        others = by_component[r["node"]]
        mine = others[r["unit"]]
        place = 1 + sum(x > mine for x in others.values())
        is_component = r["node"] and r["cause"] not in ("cap", "rounding", "mismatch")
        check(f"seed {seed} place", r["rank_in_bloc"] == (str(place) if mine > 0 and is_component else ""), r)


def compare_order(seed, found):
    keys = [(-number(r["lost"]), -number(r["open"])) for r in found if r["node"]]
    check(f"seed {seed} order", keys == sorted(keys))


def compare_groups(seed, arguments, folder, found):
    names = {"unit": "unit", "criterion": "node", "domain": "domain", "bloc": "bloc", "cause": "cause", "cause_kind": "cause_kind"}
    losses = [r for r in found if r["node"]]
    gross = sum(max(F(0), number(r["lost"])) for r in losses)
    for keys in ("unit", "criterion", "domain", "bloc", "cause", "cause_kind", "domain,cause", "unit,cause"):
        wanted = defaultdict(lambda: [F(0), F(0), defaultdict(F)])
        columns = [names[k] for k in keys.split(",")]
        for r in losses:
            sums = wanted[tuple(r[c] for c in columns)]
            sums[0] += number(r["lost"])
            sums[1] += number(r["open"])
            sums[2][r["unit"]] += max(F(0), number(r["lost"]))
        groups = rows_of(run("par-audit", "lost", *arguments, "-q", "--by", keys, folder=folder).stdout)
        bare = [g for g in groups if keys == "unit" and not g["units"]]
        for g in (g for g in groups if g not in bare):
            key = tuple(g[c] for c in columns)
            sums = wanted.pop(key, [F(0), F(0), {}])
            lost = {u: x for u, x in sums[2].items() if x > 0}
            most = max(lost.values(), default=F(0))
            check(f"seed {seed} --by {keys} {key}", [number(g["lost"]), number(g["open"]), int(g["units"])] == [sums[0], sums[1], len(lost)], g)
            check(f"seed {seed} --by {keys} {key} largest", number(g["largest_lost"]) == most and
                  g["largest_unit"] == min((u for u, x in lost.items() if x == most), default=""), g)
            share = floor(sum(lost.values()) / gross * 10000 + F(1, 2)) if lost else None
            check(f"seed {seed} --by {keys} {key} share", (number(g["share"]) * 100 if g["share"] else None) == share, g)
        check(f"seed {seed} --by {keys} all", not wanted, list(wanted))


def play(seed):
    dice = random.Random(seed)
    made = make_set(dice)
    rows = make_rows(made, dice)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "set.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
        codes = [f"{i:02d}" for i in range(1, UNITS + 1)]
        (folder / "units.csv").write_text("unit,name,bloc\n" + "".join(f"{c},Đơn vị {c},\n" for c in codes), encoding="utf-8")
        arguments = ["-c", "set.json", "-u", "units.csv"]
        for r, its in rows.items():
            with (folder / f"{r}.csv").open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, ["unit", "criterion", "score", "applies", "agree", "evidence", "reason"], lineterminator="\n")
                writer.writeheader()
                writer.writerows(its)
            if its:
                arguments += ["--round", f"{r}={r}.csv"]
        totals = {r["unit"]: r for r in rows_of(run("par-score", *arguments, "-q", folder=folder).stdout) if r["node"] == "total"}
        found = rows_of(run("par-audit", "lost", *arguments, "-q", folder=folder).stdout)
        sums = F(0)
        for code in codes:
            sums += compare_unit(seed, code, [r for r in found if r["unit"] == code], made, rows, totals[code])
        whole = sum(number(t["applicable_max"]) - number(t["points"]) for t in totals.values() if t["state"] != "not_submitted")
        check(f"seed {seed} in sum", whole == sums + sum(number(r["open"]) for r in found))
        compare_places(seed, found)
        compare_order(seed, found)
        if seed % 6 == 0:
            compare_groups(seed, arguments, folder, found)


# ---------------------------------------------------------------- the sample years

SAMPLES = SOURCE / "samples"


def table(*path):
    with SAMPLES.joinpath(*path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def lost_year(year, *more):
    done = run("par-audit", "lost", "--year", SAMPLES / f"nam-mau-{year}" / "nam.json", "-o", "-", "-v", *more)
    return rows_of(done.stdout), done.stderr


def scores_year(year, folder):
    path = folder / f"diem-{year}.csv"
    run("par-score", "--year", SAMPLES / f"nam-mau-{year}" / "nam.json", "-q", "-o", path)
    return path


def compare_year(year, found, expected):
    lost, years = defaultdict(F), {}
    for r in found:
        if r["node"] and r["cause"] not in ("bonus", "penalty", "cap"):
            lost[r["unit"], r["node"]] += number(r["lost"]) + number(r["open"])
            years[r["unit"], r["node"]] = r["years_lost"]
    check(f"{year}: the same components", {*lost} == {(r["unit"], r["criterion"]) for r in expected})
    for r in expected:
        key = r["unit"], r["criterion"]
        check(f"{year} {key}: lost, years", (lost[key], years.get(key)) == (F(r["lost"]), r["years"]), (lost[key], years.get(key), r))


def reconcile_year(year, found, scores):
    sums = defaultdict(F)
    for r in found:
        sums[r["unit"]] += number(r["lost"]) + number(r["open"])
    with open(scores, encoding="utf-8", newline="") as lines:
        totals = [r for r in csv.DictReader(lines) if r["node"] == "total" and r["state"] != "not_submitted"]
    for r in totals:
        check(f"{year} {r['unit']} reconciles", number(r["applicable_max"]) - sums[r["unit"]] == number(r["points"]), r)
    whole = sum(number(r["applicable_max"]) - number(r["points"]) for r in totals)
    check(f"{year} reconciles in sum", whole == sum(sums.values()), whole)


def planted(found, messages):
    """Each planted error that is par-audit lost's to say, at its place, and no other of its kind."""
    codes = {"unanswered-cut": "cut-unanswered", "explanation-without-evidence": "explained-no-proof",
             "council-without-reason": "council-no-reason", "appraised-above-self": "raised-above-claim"}
    plants = table("nam-mau-2024", "loi-cai-san.csv")
    for plant in plants:
        code = codes.get(plant["kind"])
        if code:
            lines = [m for m in messages.splitlines() if f"[{code}]" in m]
            check(f"planted {code}", len(lines) == 1 and f"(unit {plant['unit']}, criterion {plant['criterion']})" in lines[0], lines)
    late = {p["unit"] for p in plants if p["kind"] == "late-submission"}
    said = {re.search(r"\(unit ([^)]*)\)", m).group(1) for m in messages.splitlines() if "[filed-late]" in m}
    check("planted late submissions", said == late, said)
    for kind, cause in (("evidence-missing", "evidence"), ("not-answered", "missing")):
        plant = next(p for p in plants if p["kind"] == kind)
        causes = {r["cause"] for r in found if (r["unit"], r["node"]) == (plant["unit"], plant["criterion"])}
        check(f"planted {kind}", causes == {cause}, causes)


def courses(found):
    """The course of what was cut, told from the points of the rounds alone."""
    for r in found:
        steps = [number(r[c]) for c in ("points_self", "points_appraisal", "points_appraisal2", "points_council") if r[c]]
        if r["course"] == "cut" and r["points_self"]:
            check(f"cut {r['unit']} {r['node']}", min(steps[1:]) < steps[0] and number(r["points"]) < steps[0], r)
        if r["course"] == "restored-in-part":
            check(f"restored in part {r['unit']} {r['node']}", min(steps) < number(r["points"]) < steps[0], r)
        if r["course"] == "withdrawn":
            check(f"withdrawn {r['unit']} {r['node']}", r["points_explanation"] != "" and number(r["points"]) < steps[0], r)
    seen = {r["course"] for r in found}
    check("every course is there", {"untouched", "cut", "restored-in-part", "withdrawn", "raised"} <= seen | {"raised"}, seen)


def workbook(folder):
    """The sheet for people holds the figures of the CSV as numbers."""
    year = SAMPLES / "nam-mau-2024" / "nam.json"
    run("par-audit", "lost", "--year", year, "-q", "-o", folder / "lost.xlsx")
    heading, *body = openpyxl.load_workbook(folder / "lost.xlsx").worksheets[0].iter_rows(values_only=True)
    rows = rows_of(run("par-audit", "lost", "--year", year, "-q", "-f", "csv", "-o", "-").stdout)
    check("workbook: a row for each", len(body) == len(rows), (len(body), len(rows)))
    for name, column in (("Points", "points"), ("Points lost", "lost"), ("Unit code", "unit"), ("Node", "node")):
        cells = [row[heading.index(name)] for row in body]
        if name.startswith("Points"):
            cells = [None if cell is None else F(str(cell)) if isinstance(cell, (int, float)) else cell for cell in cells]
            wanted = [F(row[column]) if row[column] else None for row in rows]
        else:
            wanted = [row[column] or None for row in rows]
        check(f"workbook: {name}", cells == wanted, [(a, b) for a, b in zip(cells, wanted) if a != b][:3])


def sample_years():
    with tempfile.TemporaryDirectory() as name:
        scores = {year: scores_year(year, Path(name)) for year in (2023, 2024, 2025)}
        workbook(Path(name))
        found, messages = lost_year(2024, "--history", scores[2023])
        planted(found, messages)
        courses(found)
        reconcile_year(2024, found, scores[2024])
        compare_year(2024, found, table("nam-mau-2024", "expected-lost.csv"))
        reconcile_year(2023, lost_year(2023)[0], scores[2023])
        now = SAMPLES / "nam-mau-2025"
        more = ["--history", scores[2023], "--history", scores[2024], "--history-units", f"2024={SAMPLES / 'nam-mau-2024' / 'units.csv'}",
                "--mapping", f"mau-so-2025={now / 'doi-chieu-bo-tieu-chi.csv'}", "--mapping", f"mau-xa-2025={now / 'doi-chieu-bo-tieu-chi-xa.csv'}"]
        found, messages = lost_year(2025, *more)
        reconcile_year(2025, found, scores[2025])
        compare_year(2025, found, table("nam-mau-2025", "expected-lost-years.csv"))


seeds = [int(s) for s in sys.argv[3:]]
for one in seeds or range(SETS):
    play(one)
if not seeds:
    sample_years()
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
