#!/usr/bin/env python3
"""Scores a year again, by the written rules alone, in exact fractions. It shares nothing with the C programs.

    python3 check.py [nam.json]       prints unit,bloc,points,applicable_max,index,rank

The result for this folder is kept as expected-totals.csv. The script is for trusted sample files: it stops at
the first thing that it does not understand and gives no advice.
"""
import csv
import json
import re
import sys
import unicodedata
from datetime import date
from fractions import Fraction
from pathlib import Path

ROW_COLUMNS = {"unit", "criterion", "answer", "value", "num", "den", "score", "applies", "agree", "evidence", "reason",
               "cause_kind", "note", "appraiser", "round"}
YES, NO = {"yes", "co", "có", "1", "x"}, {"no", "khong", "không", "0"}


class Missing(Exception):
    """An input or an answer that the rule needs is not there."""


class NotApplicable(Exception):
    """The component does not apply to the unit."""


class ZeroBase(Exception):
    """A denominator of 0; args[0] is what the quantity says about it."""


# ---------------------------------------------------------------- numbers

def number(text):
    text = str(text).strip()
    if not re.fullmatch(r"-?\d+(\.\d+)?(/\d+(\.\d+)?)?", text):
        raise ValueError(f"not a number: {text!r}")
    top, _, bottom = text.partition("/")
    return Fraction(top) / Fraction(bottom or 1)


def rounded(x, decimals, mode):
    scaled = abs(x) * 10**decimals
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    if mode != "down" and (rest > Fraction(1, 2) or rest == Fraction(1, 2) and (mode == "half_up" or whole % 2)):
        whole += 1
    return Fraction(whole if x >= 0 else -whole, 10**decimals)


def fixed(x, decimals):
    """x, already rounded, with exactly that many decimals."""
    n = x * 10**decimals
    if n.denominator != 1:
        raise ValueError(f"{x} has more than {decimals} decimals")
    digits = f"{abs(n.numerator):0{decimals + 1}d}"
    sign = "-" if x < 0 else ""
    return sign + (digits[:-decimals] + "." + digits[-decimals:] if decimals else digits)


def short(x):
    return fixed(x, 6).rstrip("0").rstrip(".")


def day(text):
    m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if m:
        return date(*map(int, m.groups()))
    m = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    if not m:
        raise ValueError(f"not a date: {text!r}")
    return date(*map(int, reversed(m.groups())))


# ---------------------------------------------------------------- the set

class Node:
    def __init__(self, item, parent=None):
        self.id, self.parent = item["id"], parent
        self.max = number(item["max"]) if "max" in item else None
        self.weight = number(item.get("weight", 1))
        self.fold = item.get("fold", "sum")
        self.source = item.get("source", parent.source if parent else "report")
        self.may_not_apply = item.get("may_not_apply", False)
        self.applies_to, self.excepts = item.get("applies_to"), set(item.get("except", []))
        self.rules = item.get("rules") or ([{"rule": item["rule"]}] if "rule" in item else [])
        self.nodes = [Node(n, self) for n in item.get("nodes", [])]

    def leaves(self):
        if not self.nodes:
            yield self
        for n in self.nodes:
            yield from n.leaves()

    def everything(self):
        yield self
        for n in self.nodes:
            yield from n.everything()

    def serves(self, tags):
        mine = (self.applies_to is None or tags & set(self.applies_to)) and not tags & self.excepts
        return bool(mine) and (self.parent is None or self.parent.serves(tags))

    def rule_for(self, tags):
        return next(r["rule"] for r in self.rules if "for" not in r or tags & set(r["for"]))


class Set:
    def __init__(self, path):
        self.raw = json.loads(path.read_text(encoding="utf-8"))
        self.id, self.level = self.raw["id"], self.raw.get("level")
        self.root = Node({"id": "total", "max": self.raw["max"], "fold": self.raw.get("fold", "sum"), "nodes": self.raw["nodes"]})
        self.blocks = {b: Node({"max": 0, **self.raw[b]}) for b in ("bonus", "penalty") if b in self.raw}
        self.caps = {b: self.raw[b].get("cap") for b in self.blocks}
        self.rounds = self.raw.get("rounds", [{"id": "self"}])
        self.blocs = [b if isinstance(b, str) else b["id"] for b in self.raw.get("blocs", [])]
        rounding = {"component": 2, "points": 2, "index": 2, "mode": "half_up", **self.raw.get("rounding", {})}
        self.mode, self.decimals = rounding["mode"], rounding
        self.by_id = {n.id: n for tree in (self.root, *self.blocks.values()) for n in tree.everything()}

    def all_leaves(self):
        for tree in (self.root, *self.blocks.values()):
            yield from tree.leaves()

    def is_extra(self, leaf):
        return any(leaf in list(b.leaves()) for b in self.blocks.values())

    def round(self, x, what):
        return rounded(x, self.decimals[what], self.mode)


# ---------------------------------------------------------------- the files of a year

def table(path):
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    for row in rows:
        if len(row) != len(rows[0]):
            raise ValueError(f"{path}: a row of {len(row)} fields under {len(rows[0])} headings")
    return rows[0], rows[1:]


def records(path):
    header, rows = table(path)
    return [{k: v for k, v in zip(header, row) if v != ""} for row in rows]


class Unit:
    def __init__(self, row, sets):
        self.code, self.bloc, self.level = row["unit"], row.get("bloc", ""), row.get("level", "")
        self.ranked = row.get("ranked", "yes") not in NO
        self.tags = {self.code, self.bloc, self.level} - {""} | set(row.get("groups", "").split("|")) - {""}
        wanted = [s for s in sets if s.id == row["set"]] if "set" in row else [s for s in sets if s.level == self.level]
        self.set, = wanted


def csv_files(base, entries):
    for entry in entries:
        path = base / entry
        yield from sorted(path.glob("*.csv")) if path.is_dir() else [path]


def wide_cell(cell, rule, first):
    """What a cell of a wide table says, as a row of the long form."""
    if cell in ("KAD", "n/a"):
        return {"applies": "no"}
    if cell == "=":
        return {"agree": "yes"}
    if not first or rule["type"] == "manual":
        return {"score": cell}
    if rule["type"] in ("choice", "cases"):
        return {"answer": cell}
    if "/" in cell:
        num, den = cell.split("/")
        return {"num": num, "den": den}
    return {"value": cell}


def read_round(files, units, first):
    """(unit code, criterion id) -> row, from all files of one round."""
    found = {}
    for path in files:
        header, _ = table(path)
        for row in records(path):
            unit = units[row["unit"]]
            if "criterion" in header:
                parts = {row["criterion"]: row}
            else:
                parts = {c: wide_cell(row[c], unit.set.by_id[c].rule_for(unit.tags), first) for c in header[1:] if c in row}
            for criterion, part in parts.items():
                unknown = set(part) - ROW_COLUMNS - set(inputs_of(unit.set))
                if criterion not in unit.set.by_id or unknown or (unit.code, criterion) in found:
                    raise ValueError(f"{path}: {unit.code} {criterion} {unknown}: unknown or repeated")
                found[unit.code, criterion] = part
    return found


def inputs_of(s):
    names = list(s.raw.get("inputs", {}))
    for leaf in s.all_leaves():
        for r in leaf.rules:
            names += r["rule"].get("weights", {})
    return names


# ---------------------------------------------------------------- quantities

class Entry:
    """What a unit said on one component, with the facts behind it."""

    def __init__(self, row, facts):
        self.row, self.facts = row, facts

    def text(self, name):
        mine, fact = self.row.get(name), self.facts.get(name)
        if mine is not None and fact is not None and mine != fact:
            raise ValueError(f"{name}: the row says {mine}, the facts say {fact}")
        if mine is None and fact is None:
            raise Missing(name)
        return fact if mine is None else mine

    def operand(self, names, typed=None):
        """A signed sum of inputs; `typed` is the general column (value, num, den) that fills a single input."""
        if isinstance(names, str):
            if typed in self.row:
                return number(self.row[typed])
            names = [names]
        return sum(-number(self.text(n[1:])) if n.startswith("-") else number(self.text(n)) for n in names)

    def quantity(self, q):
        if "value" in q:
            return self.operand(q["value"], "value")
        if "count" in q:
            return self.operand(q["count"], "value")
        if "days" in q:
            when, deadline = q["days"]
            return Fraction((day(self.text(when)) - day(self.text(deadline))).days)
        if "change" in q:
            now, before = map(self.operand, q["change"])
            return now - before if not q.get("relative") else divided(now - before, before, q) * 100
        kind = "percent" if "percent" in q else "ratio"
        if "value" in self.row:
            x = number(self.row["value"])
        else:
            num, den = q[kind]
            x = divided(self.operand(num, "num"), self.operand(den, "den"), q) * (100 if kind == "percent" else 1)
        if kind == "percent" and not q.get("over_100") and not 0 <= x <= 100:
            raise ValueError(f"{self.row}: {x} is not a percentage")
        return x


def divided(a, b, q):
    if b == 0:
        raise ZeroBase(q.get("zero"))
    return a / b


# ---------------------------------------------------------------- rules

def share_or_points(item, maximum):
    if "points" in item:
        return number(item["points"])
    share = str(item["share"])
    return maximum * (number(share[:-1]) / 100 if share.endswith("%") else number(share))


def fold_text(text):
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def find_option(rule, text):
    options = rule["options"]
    for o in options:
        if text == o["key"] or fold_text(text) in map(fold_text, o["label"].values()):
            return o
    return options[int(text) - 1]


def choice(rule, maximum, entry):
    if "answer" not in entry.row:
        raise Missing("answer")
    answers = entry.row["answer"].split("|") if rule.get("pick") == "sum" else [entry.row["answer"]]
    return sum(share_or_points(find_option(rule, a), maximum) for a in answers)


def within(band, x):
    return not ("from" in band and x < number(band["from"]) or "above" in band and x <= number(band["above"])
                or "to" in band and x > number(band["to"]) or "below" in band and x >= number(band["below"]))


def bound(band, open_key, closed_key, open_is_higher):
    """(value, which of two bounds at the same value is the higher one, key), or None."""
    for key in (open_key, closed_key):
        if key in band:
            return number(band[key]), (key == open_key) == open_is_higher, key
    return None


def closed(bands):
    """The bands with their missing bounds taken from their neighbours."""
    opposite = {"from": "below", "above": "to", "to": "above", "below": "from"}
    lows = [bound(b, "above", "from", True) for b in bands]
    highs = [bound(b, "below", "to", False) for b in bands]
    out = []
    for band, low, high in zip(bands, lows, highs):
        band = dict(band)
        if low and not high:
            next_low = min((x for x in lows if x and x > low), default=None)
            if next_low:
                band[opposite[next_low[2]]] = next_low[0]
        if high and not low:
            next_high = max((x for x in highs if x and x < high), default=None)
            if next_high:
                band[opposite[next_high[2]]] = next_high[0]
        out.append(band)
    return out


def bands(rule, maximum, x):
    return max(share_or_points(b, maximum) for b in closed(rule["bands"]) if within(b, x))


def linear(rule, maximum, x):
    if "zero_below" in rule and x < number(rule["zero_below"]):
        return Fraction(0)
    return maximum * max(Fraction(0), min(Fraction(1), x / number(rule.get("full_at", 100))))


def between(rule, maximum, x):
    zero, full = number(rule["zero_at"]), number(rule["full_at"])
    return maximum * max(Fraction(0), min(Fraction(1), (x - zero) / (full - zero)))


def per_item(rule, maximum, x):
    each = number(rule["points"])
    if each < 0:
        return max(Fraction(0), maximum + each * x)
    return min(each * x, number(rule["cap"]) if "cap" in rule else maximum, maximum)


def survey(rule, maximum, entry):
    counts = {name: number(entry.text(name)) for name in rule["weights"]}
    total = sum(counts.values())
    if total == 0:
        raise Missing("answers")
    return maximum * sum(number(w) * counts[name] for name, w in rule["weights"].items()) / (100 * total)


def minmax(rule, x, peers):
    low, high = number(rule["low"]), number(rule["high"])
    least, most = min(peers), max(peers)
    if least == most:
        raise ZeroBase(rule["of"].get("zero"))
    part = (x - least) / (most - least)
    return high - (high - low) * part if rule.get("less_is_better") else low + (high - low) * part


def holds(when, entry):
    if "all" in when:
        return all([holds(w, entry) for w in when["all"]])
    if "any" in when:
        return any([holds(w, entry) for w in when["any"]])
    if "answer" in when:
        if "answer" not in entry.row:
            raise Missing("answer")
        return entry.row["answer"] == when["answer"]
    return within(when, entry.quantity(when["of"]))


OF_QUANTITY = {"bands": bands, "linear": linear, "between": between, "per_item": per_item,
               "index": lambda rule, maximum, x: maximum * x / 100}


def evaluate(rule, maximum, entry, peers):
    """Unrounded points that the rule gives."""
    kind = rule["type"]
    try:
        if kind == "cases":
            case = next(c for c in rule["cases"] if "when" not in c or holds(c["when"], entry))
            return evaluate(case["rule"], maximum, entry, peers)
        if kind == "choice":
            return choice(rule, maximum, entry)
        if kind == "survey":
            return survey(rule, maximum, entry)
        if kind == "manual":
            raise Missing("score")
        x = entry.quantity(rule["of"])
        return minmax(rule, x, peers) if kind == "minmax" else OF_QUANTITY[kind](rule, maximum, x)
    except ZeroBase as zero:
        if zero.args[0] == "not_applicable":
            raise NotApplicable from None
        return {"full": maximum, "none": Fraction(0)}[zero.args[0]]


# ---------------------------------------------------------------- from rows to components

def says_not_applicable(rows, node):
    """applies=no in one round, on the component or on a node above it."""
    while node:
        if rows.get(node.id, {}).get("applies") in NO:
            return True
        node = node.parent
    return False


class Component:
    """points is None while state is missing, pending, not_applicable or unclaimed."""

    def __init__(self, points, state):
        self.points, self.state = points, state


def component(leaf, unit, rounds, facts, peers):
    s = unit.set
    if not leaf.serves(unit.tags):
        return Component(None, "not_applicable")
    rule, first = leaf.rule_for(unit.tags), rounds[0].get(leaf.id, {})
    points, state = None, "missing"
    if says_not_applicable(rounds[0], leaf):
        if not leaf.may_not_apply and not any(says_not_applicable(r, leaf) for r in rounds[1:]):
            raise ValueError(f"{unit.code} {leaf.id}: the set does not allow 'does not apply'")
        state = "not_applicable"
    else:
        try:
            points, state = s.round(evaluate(rule, leaf.max, Entry(first, facts), peers), "component"), "scored"
        except NotApplicable:
            state = "not_applicable"
        except Missing:
            if "score" in first:  # a claim, or the typed score of a manual rule
                points, state = s.round(number(first["score"]), "component"), "scored"
    claimed = bool(first) or state == "scored"
    settled = not any(leaf.source in r.get("settles", []) for r in s.rounds)
    for info, rows in list(zip(s.rounds, rounds))[1:]:
        row = rows.get(leaf.id, {})
        acted = True
        if says_not_applicable(rows, leaf):
            points, state = None, "not_applicable"
        elif "score" in row:
            points, state = s.round(number(row["score"]), "component"), "scored"
        elif row.get("agree") not in YES:
            acted = False
        claimed |= bool(row)
        settled |= acted and any(leaf.source in r.get("settles", []) for r in s.rounds[: s.rounds.index(info) + 1])
    if s.is_extra(leaf) and not claimed:
        return Component(None, "unclaimed")
    if not settled:
        return Component(None, "pending")
    if points is not None and not 0 <= points <= leaf.max:
        raise ValueError(f"{unit.code} {leaf.id}: {points} of {leaf.max}")
    return Component(points, state)


# ---------------------------------------------------------------- from components to totals

class Sum:
    """points, applicable maximum and the part of it that is still open."""

    def __init__(self, points=0, applicable=0, open_max=0):
        self.points, self.applicable, self.open_max = Fraction(points), Fraction(applicable), Fraction(open_max)

    def add(self, other):
        self.points += other.points
        self.applicable += other.applicable
        self.open_max += other.open_max


def fold(node, components, not_applicable):
    if not node.nodes:
        c = components[node.id]
        if c.state == "not_applicable":
            return Sum(node.max, node.max) if not_applicable == "full" else Sum()
        return Sum(c.points, node.max) if c.points is not None else Sum(0, node.max, node.max)
    total = Sum()
    parts = [(n, fold(n, components, not_applicable)) for n in node.nodes]
    for _, part in parts:
        total.add(part)
    if node.fold == "weighted_mean" and total.applicable:
        used = [(n, p) for n, p in parts if p.applicable]
        mean = sum(n.weight * p.points / p.applicable for n, p in used) / sum(n.weight for n, _ in used)
        total.points, total.applicable = rounded(node.max * mean, 6, "half_up"), node.max
    return total


class Result:
    def __init__(self, unit, submitted, components):
        s, self.unit, self.submitted, self.components = unit.set, unit, submitted, components
        way = s.raw.get("not_applicable", "reduce")
        self.total = fold(s.root, components, way)
        extra = {}
        for name, block in s.blocks.items():
            x = sum((components[leaf.id].points or 0 for leaf in block.leaves()), Fraction(0))
            extra[name] = min(x, number(s.caps[name])) if s.caps[name] is not None else x
        self.points = max(Fraction(0), self.total.points + extra.get("bonus", 0) - extra.get("penalty", 0))
        self.exact = self.points / self.total.applicable * 100 if self.total.applicable else None
        if self.exact is not None and s.raw.get("cap_at_max"):
            self.exact = min(self.exact, Fraction(100))
        self.index = s.round(self.exact, "index") if self.exact is not None else None
        lost_place = s.raw.get("missing") == "unrank" and self.total.open_max
        self.in_ranking = submitted and unit.ranked and self.exact is not None and not lost_place
        self.rank = None

    def key(self):
        s = self.unit.set
        main = self.exact if s.raw.get("rank_on") == "exact" else self.index
        return (main, *[self.part(name) for name in s.raw.get("tie_break", [])])

    def part(self, name):
        """The percentage of a node, or of all components of a source, for the tie-break."""
        s = self.unit.set
        way = s.raw.get("not_applicable", "reduce")
        total = Sum()
        for node in [s.by_id[name]] if name in s.by_id else [n for n in s.root.leaves() if n.source == name]:
            total.add(fold(node, self.components, way))
        return total.points / total.applicable if total.applicable else Fraction(-1)


def rank(results):
    """Competition, dense or ordinal ranks inside one bloc."""
    ranked = sorted((r for r in results if r.in_ranking), key=lambda r: r.unit.code)
    ranked.sort(key=Result.key, reverse=True)
    ways = ranked[0].unit.set.raw.get("ties", "competition") if ranked else ""
    for i, r in enumerate(ranked):
        if i and ways != "ordinal" and r.key() == ranked[i - 1].key():
            r.rank = ranked[i - 1].rank
        else:
            r.rank = ranked[i - 1].rank + 1 if i and ways == "dense" else i + 1


# ---------------------------------------------------------------- a year

def peers_of(units, rounds, facts):
    """(set id, leaf id) -> the quantities that a minmax rule compares, over every unit of the set it applies to."""
    found = {}
    for unit in units.values():
        for leaf in unit.set.all_leaves():
            if not leaf.serves(unit.tags) or leaf.rule_for(unit.tags)["type"] != "minmax":
                continue
            entry = Entry(rounds[0].get((unit.code, leaf.id), {}), facts.get(unit.code, {}))
            try:
                found.setdefault((unit.set.id, leaf.id), []).append(entry.quantity(leaf.rule_for(unit.tags)["of"]))
            except (Missing, ZeroBase):
                pass
    return found


def load_and_score(path):
    base, year = path.parent, json.loads(path.read_text(encoding="utf-8"))
    sets = [Set(base / s) for s in year["sets"]]
    units = {row["unit"]: Unit(row, sets) for row in records(base / year["units"])}
    facts = {}
    for row in (r for f in csv_files(base, year.get("facts", [])) for r in records(f)):
        if "value" in row:
            facts.setdefault(units[row["unit"]].code, {})[row["name"]] = row["value"]
    names = [r["id"] for r in sets[0].rounds]
    rounds = [read_round(csv_files(base, year["rounds"].get(n, [])), units, i == 0) for i, n in enumerate(names)]
    peers = peers_of(units, rounds, facts)
    results = []
    for unit in units.values():
        mine = [{c: row for (code, c), row in r.items() if code == unit.code} for r in rounds]
        components = {leaf.id: component(leaf, unit, mine, facts.get(unit.code, {}), peers.get((unit.set.id, leaf.id)))
                      for leaf in unit.set.all_leaves()}
        results.append(Result(unit, bool(mine[0]), components))
    blocs = list(dict.fromkeys([b for s in sets for b in s.blocs] + [u.bloc for u in units.values()]))
    for bloc in blocs:
        rank([r for r in results if r.unit.bloc == bloc])
    results.sort(key=lambda r: (blocs.index(r.unit.bloc), r.rank is None, r.rank or 0, r.unit.code))
    return results


def print_totals(results, out):
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["unit", "bloc", "points", "applicable_max", "index", "rank"])
    for r in results:
        s = r.unit.set
        points = fixed(s.round(r.points, "points"), s.decimals["points"]) if r.submitted else ""
        index = fixed(r.index, s.decimals["index"]) if r.submitted and r.index is not None else ""
        writer.writerow([r.unit.code, r.unit.bloc, points, short(r.total.applicable), index, r.rank or ""])


if __name__ == "__main__":
    default = Path(__file__).resolve().parent / "nam.json"
    print_totals(load_and_score(Path(sys.argv[1]) if len(sys.argv) > 1 else default), sys.stdout)
