#!/usr/bin/env python3
"""par-trend: what moved between periods, and why.

    test_trend.py BIN SOURCE

Expected comes from three places outside the C code:
- the sample years: points and components are those of samples/nam-mau-2024/check.py (exact fractions, from the written
  rules); the old data under the new set are computed here with its rules from the old rows and the mapping;
- years and sets made by chance, with a scorer of a few lines here;
- ranks with the others at their old index: counted here, unit by unit.
That the parts add up to the change is asked of every row of every table.
"""
import csv
import importlib.util
import io
import json
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SAMPLES = SOURCE / "samples"
ENV = {"PATH": "/usr/bin:/bin", "PARINDEX_LANG": "en"}
sys.dont_write_bytecode = True
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED {what}" + (f": {str(detail)[:1500]}" if detail else ""))


def same(what, found, wanted):
    check(what, found == wanted, f"found {found}, expected {wanted}")


def module(path):
    spec = importlib.util.spec_from_file_location("years", path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


years = module(SAMPLES / "nam-mau-2024" / "check.py")
rules = years.rules


def run(*arguments, program="par-trend"):
    return subprocess.run([BIN / program, *map(str, arguments)], capture_output=True, env=ENV, check=False)


def table(*arguments):
    done = run("-q", *arguments)
    check(f"par-trend {' '.join(map(str, arguments))[-120:]}", done.returncode == 0, done.stderr.decode())
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


def number(text):
    return None if text == "" else Fraction(text)


# ---------------------------------------------------------------- parts add up

def check_sums(what, rows):
    """own + set = change, own + others = change, to the last printed digit."""
    wrong = []
    for row in rows:
        for whole, *parts in [("change_index", "own_index", "set_index"), ("change_places", "own_places", "other_places"),
                              ("change_points", "own_points", "set_points")]:
            cells = [number(row.get(c, "")) for c in (whole, *parts)]
            if None not in cells and cells[0] != cells[1] + cells[2]:
                wrong.append((row, whole))
        for change, now, before in [("change_points", "points", "previous_points"), ("change_index", "index", "previous_index")]:
            cells = [number(row.get(c, "")) for c in (change, now, before)]
            if None not in cells and cells[0] != cells[1] - cells[2]:
                wrong.append((row, change))
    check(f"{what}: parts add up in {len(rows)} rows", rows and not wrong, wrong[:2])


def check_nodes(what, units, nodes, capped=()):
    """The components' parts add up to those of the unit."""
    sums = {}
    for row in nodes:
        key = row["period"], row["unit"]
        is_leaf = row["leaf"]
        if is_leaf and row["own_points"]:
            own, by_set = sums.get(key, (0, 0))
            sums[key] = own + number(row["own_points"]), by_set + number(row["set_points"])
    compared = 0
    for row in units:
        key = row["period"], row["unit"]
        if row["own_points"] and key not in capped:
            same(f"{what}: components of {key}", sums.get(key), (number(row["own_points"]), number(row["set_points"])))
            compared += 1
    check(f"{what}: units whose components were added up", compared)


def mark_leaves(nodes):
    """A node is a leaf when no other of its unit has it for a beginning."""
    inner = set()
    for row in nodes:
        for column in ("node", "previous_node"):
            parts = row[column].split(".")
            inner |= {(row["period"], row["unit"], column, ".".join(parts[:n])) for n in range(1, len(parts))}
    for row in nodes:
        shown = "node" if row["node"] else "previous_node"
        blocks = ("bonus", "penalty", "thuong", "phat", "cong", "tru")
        row["leaf"] = (row["period"], row["unit"], shown, row[shown]) not in inner and row[shown] not in blocks


# ---------------------------------------------------------------- ranks

def alone(units, own, index):
    """The place of `own` with that index among the others at theirs (competition ranks)."""
    return 1 + sum(value > index for code, value in units.items() if code != own)


def check_ranks(what, rows, standing, tie_broken=()):
    """standing: bloc -> unit -> old index of the ranked units."""
    compared = 0
    for row in rows:
        before = row.get("predecessors") or row["unit"]
        if not row["own_places"] or before in tie_broken or row["unit"] in tie_broken:
            continue
        others = standing[row["bloc"]]
        tied = sum(v == number(row["index"]) for c, v in others.items() if c != before)
        if tied:  # decided by tie breaks, which are looked at elsewhere
            continue
        same(f"{what}: own places of {row['unit']}", number(row["own_places"]),
             number(row["previous_rank"]) - alone(others, before, number(row["index"])))
        compared += 1
    check(f"{what}: ranks", compared)


# ---------------------------------------------------------------- the sample years

MAPPINGS = ["--mapping", f"mau-so-2025={SAMPLES}/nam-mau-2025/doi-chieu-bo-tieu-chi.csv",
            "--mapping", f"mau-xa-2025={SAMPLES}/nam-mau-2025/doi-chieu-bo-tieu-chi-xa.csv"]
YEAR_FILES = [SAMPLES / f"nam-mau-{year}" / "nam.json" for year in (2023, 2024, 2025)]


def rows_of_year(year, units):
    """round -> (unit, criterion) -> row."""
    folder = SAMPLES / f"nam-mau-{year}"
    named = json.loads((folder / "nam.json").read_text(encoding="utf-8"))["rounds"]
    return {name: rules.read_round(rules.csv_files(folder, files), units, name == "self") for name, files in named.items()}


def facts_of_year(year):
    found = {}
    for row in rules.records(SAMPLES / f"nam-mau-{year}" / "facts.csv"):
        found.setdefault(row["unit"], {})[row["name"]] = row.get("value")
    return found


def last_said(rounds, code, criterion):
    """The last row that the rule was asked with, or none (facts alone)."""
    found = {}
    for rows in rounds.values():
        row = rows.get((code, criterion), {})
        if set(row) - years.TALK:
            found = row
    return found


def computed(leaf, tags, row, facts, peers):
    return rules.evaluate(leaf.rule_for(tags), leaf.max, rules.Entry(row, facts), peers)


def peers_under(sets, results, rounds, facts):
    """(set, criterion) -> what a minmax rule compares: the old data of all old units, under the old and the new sets."""
    ids, found = years.older_ids(), {}
    for old_set, new_set in sets:
        mine = {c: r.unit for c, r in results.items() if r.unit.set is old_set}
        moved = {c: type("Unit", (), {**vars(u), "set": new_set}) for c, u in mine.items()}
        renamed = {(c, leaf.id): rounds["self"].get((c, ids.get((new_set.id, leaf.id))), {}) for c in mine for leaf in new_set.all_leaves()}
        found.update(rules.peers_of(mine, [rounds["self"]], facts))
        found.update(rules.peers_of(moved, [renamed], facts))
    return found


def carried(leaf, old, old_unit, was, row, facts, new_set, peers):
    """A component of the old data under the new set; None: no counterpart."""
    if not leaf.serves(old_unit.tags):
        return rules.Component(None, "not_applicable")
    if old is None:
        return None
    if not old.serves(old_unit.tags):
        return None
    if was.state != "scored" and was.state != "not_applicable":
        return was
    if was.state == "not_applicable" and row.get("applies"):
        return was
    rule = leaf.rule_for(old_unit.tags)
    row = {k: v for k, v in row.items() if k in rules.ROW_COLUMNS or k in json.dumps(rule)}
    try:
        then = old_unit.set.round(computed(old, old_unit.tags, row, facts, peers.get((old_unit.set.id, old.id))), "component")
    except rules.NotApplicable:
        then = None
    except rules.Missing:
        if was.state == "not_applicable":
            return was
        then = "typed"
    if was.state == "scored" and then != was.points:
        return rules.Component(was.points, "scored") if leaf.max == old.max else None
    try:
        return rules.Component(new_set.round(computed(leaf, old_unit.tags, row, facts, peers.get((new_set.id, leaf.id))), "component"), "scored")
    except rules.NotApplicable:
        return rules.Component(None, "not_applicable")
    except rules.Missing:
        return None


def under_new_set(old, new, rounds, facts, peers):
    """The result of an old unit's data under the set of the new one."""
    s, ids, components = new.unit.set, years.older_ids(), {}
    facts = {**facts.get(old.unit.code, {}), **years.dates_of(old.unit)}
    unit = type("Unit", (), {**vars(old.unit), "set": s})
    for leaf in s.all_leaves():
        block = s.is_extra(leaf)
        id_then = ids.get((s.id, leaf.id)) or (leaf.id if block else None)
        was_leaf = old.unit.set.by_id.get(id_then)
        was = old.components.get(id_then)
        row = last_said(rounds, old.unit.code, id_then)
        for rows in rounds.values():
            said = rows.get((old.unit.code, id_then), {})
            row = {**row, "applies": said["applies"]} if "applies" in said else row
        part = carried(leaf, was_leaf, old.unit, was, row, facts, s, peers)
        components[leaf.id] = new.components[leaf.id] if part is None else part
    return rules.Result(unit, True, components)


def check_sample_years():
    units = table(*YEAR_FILES, *MAPPINGS)
    nodes = table(*YEAR_FILES, *MAPPINGS, "--by", "criterion")
    mark_leaves(nodes)
    for by, rows in [("unit", units), ("criterion", nodes), ("domain", table(*YEAR_FILES, *MAPPINGS, "--by", "domain")),
                     ("bloc", table(*YEAR_FILES, *MAPPINGS, "--by", "bloc"))]:
        check_sums(f"sample years by {by}", rows)
    capped = {(row["period"], row["unit"]) for row in units if is_capped(row, nodes)}
    check_nodes("sample years", units, nodes, capped)
    results = {year: years.load(year)[0] for year in years.YEARS}
    for year in (2024, 2025):
        now = [row for row in units if row["period"] == str(year)]
        check_totals(year, now, results)
        check_people(year, now)
    check_old_under_new(units, results)
    check_courses(units, results)
    for year in (2024, 2025):
        standing = {}
        for r in results[year - 1].values():
            if r.rank:
                standing.setdefault(r.unit.bloc, {})[r.unit.code] = r.index
        check_ranks(f"{year}", [row for row in units if row["period"] == str(year)], standing)


def is_capped(row, nodes):
    """A block above its cap, or a total at its bound: parts then add up to more than what counts."""
    mine = [n for n in nodes if n["period"] == row["period"] and n["unit"] == row["unit"]]
    for points in ("points", "previous_points", "same_set_points"):
        total = sum(number(n[points]) or 0 for n in mine if n["leaf"])
        if row[points] and total != number(row[points]):
            return True
    return False


def check_totals(year, rows, results):
    """Points, index, rank and their changes are those of check.py."""
    follows = years.predecessors(year)
    for row in rows:
        now = results[year].get(row["unit"])
        if row["comparison"] == "ended":
            check(f"{year} {row['unit']} has ended", now is None and row["unit"] in results[year - 1])
            continue
        is_there = now.submitted and now.index is not None
        same(f"{year} index of {row['unit']}", number(row["index"]), now.index if is_there else None)
        same(f"{year} rank of {row['unit']}", row["rank"], str(now.rank or ""))
        before = results[year - 1].get(follows.get(row["unit"]))
        compared = row["comparison"] in ("compared", "renamed")
        same(f"{year} {row['unit']} is compared", compared, before is not None)
        if before is None:
            same(f"{year} {row['unit']} has no change", (row["change_index"], row["previous_index"]), ("", ""))
            continue
        same(f"{year} rank before of {row['unit']}", row["previous_rank"], str(before.rank or ""))
        if is_there and before.submitted:
            same(f"{year} change of {row['unit']}", number(row["change_index"]), now.index - before.index)


def check_people(year, rows):
    """Who was merged, renamed, new or ended is what the unit lists say."""
    lists = [{r["unit"]: r for r in rules.records(SAMPLES / f"nam-mau-{y}" / "units.csv")} for y in (year - 1, year)]
    for row in rows:
        named = lists[1].get(row["unit"], {}).get("predecessors", "").split("|")
        if len(named) > 1:
            same(f"{year} {row['unit']} is merged", (row["comparison"], row["predecessors"].split("|")), ("not_comparable", named))
        elif named != [""] and row["comparison"] != "not_comparable":
            same(f"{year} {row['unit']} is renamed", row["comparison"], "renamed")
    named = {c for r in lists[1].values() for c in r.get("predecessors", "").split("|")}
    gone = {c for c in lists[0] if c not in lists[1] and c not in named}
    same(f"{year} ended units", {r["unit"] for r in rows if r["comparison"] == "ended"}, gone)


def check_old_under_new(units, results):
    """The index of the old data under the new set, computed from the old rows by the new rules."""
    follows, compared = years.predecessors(2025), 0
    years.load(2024)
    rounds, facts = rows_of_year(2024, {c: r.unit for c, r in results[2024].items()}), facts_of_year(2024)
    sets = {results[2024][follows[c]].unit.set: r.unit.set for c, r in results[2025].items() if follows.get(c) in results[2024]}
    peers = peers_under(sets.items(), results[2024], rounds, facts)
    for row in units:
        if row["period"] != "2025" or row["same_set_index"] == "":
            continue
        old, new = results[2024][follows[row["unit"]]], results[2025][row["unit"]]
        then = under_new_set(old, new, rounds, facts, peers)
        same(f"old data of {row['unit']} under the new set", (number(row["same_set_points"]), number(row["same_set_index"])),
             (new.unit.set.round(then.points, "points"), then.index))
        compared += 1
    check("units whose old data were put to the new set", compared > 60, compared)
    for row in units:
        if row["period"] == "2024" and row["same_set_index"]:
            same(f"the set is the same for {row['unit']}", row["set_index"], "0.00")


def check_courses(units, results):
    """Best and worst rank over the three years."""
    for row in units:
        if row["period"] != "2025" or not row["rank_spread"]:
            continue
        code, ranks = row["unit"], []
        for year in (2025, 2024, 2023):
            r = results[year].get(code)
            if r is None or r.unit.bloc != row["bloc"]:
                break
            ranks += [r.rank] if r.rank else []
            code = years.predecessors(year).get(code) if year > 2023 else None
            if code is None:
                break
        same(f"best and worst of {row['unit']}", (row["best_rank"], row["worst_rank"], row["rank_spread"]),
             (str(min(ranks)), str(max(ranks)), str(max(ranks) - min(ranks))))
        bloc = sum(1 for r in results[2025].values() if r.unit.bloc == row["bloc"] and r.rank)
        spread = max(ranks) - min(ranks)
        same(f"{row['unit']} is unstable", row["unstable"], "yes" if spread > 2 and spread * 4 >= bloc else "no")


# ---------------------------------------------------------------- years and sets made by chance

def cents(x):
    scaled = x * 100
    whole = scaled.numerator // scaled.denominator
    return Fraction(whole + (scaled - whole >= Fraction(1, 2)), 100)


class Leaf:
    """Known by its key in both sets; its id may change."""

    def __init__(self, key, kind, maximum, chance):
        self.key, self.kind, self.max, self.names = key, kind, maximum, f"x{key}"
        self.full = chance.choice([80, 90, 100])
        self.options = {"tot": maximum, "kha": cents(maximum * Fraction(chance.randint(1, 3), 4)), "kem": Fraction(0)}

    def rule(self):
        if self.kind == "choice":
            return {"type": "choice", "options": [{"key": k, "points": float(p)} for k, p in self.options.items()]}
        if self.kind == "linear":
            return {"type": "linear", "of": {"percent": [f"{self.names}a", f"{self.names}b"]}, "full_at": self.full}
        return {"type": "manual"}

    def points(self, datum):
        if self.kind == "choice":
            return self.options.get(datum)
        if self.kind == "linear":
            return cents(min(Fraction(1), Fraction(datum[0], datum[1]) * 100 / self.full) * self.max)
        return datum


def changed(leaf, chance):
    """The same component in the set that is issued again."""
    new = Leaf(leaf.key, leaf.kind, leaf.max, chance)
    new.options, new.full = dict(leaf.options), leaf.full
    what = chance.choice(["same", "same", "full", "max", "kind", "inputs", "option"])
    if what == "full":
        new.full = chance.choice([70, 85, 95])
    elif what == "max":
        new.max = leaf.max + 1
        new.options["tot"] = new.max
    elif what == "kind":
        new = Leaf(leaf.key, chance.choice(["choice", "linear", "manual"]), leaf.max, chance)
    elif what == "inputs":
        new.names = f"y{leaf.key}"
    elif what == "option":
        new.options.pop("kha")
    return new


def carry(old, new, datum, override):
    """None: no counterpart."""
    then = old.points(datum)
    if override is not None and override != then or old.kind == "manual":
        given = then if override is None else override
        if old.kind == "manual" and new.kind != "manual" or old.max != new.max:
            return None
        fits = new.kind != "choice" or given in new.options.values()
        same_fit = old.kind == "choice" and given not in old.options.values()
        return given if fits or same_fit else None
    if old.kind != new.kind or new.kind == "linear" and old.names != new.names:
        return None
    return new.points(datum)


def numbered(leaves, chance):
    """id -> leaf, over two domains, in any order."""
    order = leaves[:]
    chance.shuffle(order)
    half = max(1, len(order) // 2)
    parts = {"1": order[:half], "2": order[half:] or order[:1] * 0}
    return {f"{d}.{n + 1}": leaf for d, part in parts.items() for n, leaf in enumerate(part)}


def set_json(name, ids):
    inputs = {f"{leaf.names}{side}": {"kind": "count"} for leaf in ids.values() if leaf.kind == "linear" for side in "ab"}
    domains = []
    for d in sorted({i.split(".")[0] for i in ids}):
        parts = {i: leaf for i, leaf in ids.items() if i.startswith(d + ".")}
        domains.append({"id": d, "name": {"vi": f"Lĩnh vực {d}"}, "max": float(sum(p.max for p in parts.values())),
                        "nodes": [{"id": i, "name": {"vi": f"Tiêu chí {p.key}"}, "max": float(p.max), "rule": p.rule()} for i, p in parts.items()]})
    return {"format": "parindex-criteria/1", "id": name, "year": 2024, "title": {"vi": "Mẫu"}, "max": float(sum(p.max for p in ids.values())),
            "source": {"status": "sample"}, "rounds": [{"id": "self"}, {"id": "appraisal", "settles": ["report"]}],
            "inputs": inputs, "nodes": domains}


def chance_datum(leaf, chance):
    if leaf.kind == "choice":
        return chance.choice(list(leaf.options))
    if leaf.kind == "linear":
        b = chance.randint(1, 40)
        return chance.randint(0, b), b
    return cents(leaf.max * Fraction(chance.randint(0, 100), 100))


def write_year(folder, name, set_name, ids, units, data, overrides):
    """units: code -> predecessors."""
    folder.mkdir()
    (folder / "set.json").write_text(json.dumps(set_json(set_name, ids), ensure_ascii=False))
    (folder / "nam.json").write_text(json.dumps({"format": "parindex-year/1", "period": name, "sets": ["set.json"], "units": "units.csv",
                                                 "rounds": {"self": ["self.csv"], "appraisal": ["appraisal.csv"]}}))
    (folder / "units.csv").write_text("unit,name,predecessors\n" + "".join(f"{u},Đơn vị {u},{p}\n" for u, p in units.items()))
    inputs = sorted(set_json(set_name, ids)["inputs"])
    with open(folder / "self.csv", "w", encoding="utf-8") as out:
        out.write(",".join(["unit", "criterion", "answer", "score", *inputs]) + "\n")
        for (u, key), datum in data.items():
            i, leaf = next((i, p) for i, p in ids.items() if p.key == key)
            cells = {"answer": datum} if leaf.kind == "choice" else {"score": float(datum)} if leaf.kind == "manual" else {f"{leaf.names}a": datum[0], f"{leaf.names}b": datum[1]}
            out.write(",".join(map(str, [u, i, cells.get("answer", ""), cells.get("score", ""), *(cells.get(n, "") for n in inputs)])) + "\n")
    with open(folder / "appraisal.csv", "w", encoding="utf-8") as out:
        out.write("unit,criterion,score,agree,reason\n")
        for (u, key) in data:
            i = next(i for i, p in ids.items() if p.key == key)
            given = overrides.get((u, key))
            out.write(f"{u},{i},{'' if given is None else float(given)},{'yes' if given is None else ''},{'' if given is None else 'mẫu'}\n")


def points_of(leaf, datum, override):
    return leaf.points(datum) if override is None else override


def index(points, maximum):
    return cents(points / maximum * 100)


def check_by_chance(seed, folder):
    chance = random.Random(seed)
    kinds = ["choice", "linear", "manual"]
    leaves = [Leaf(k, chance.choice(kinds), Fraction(chance.randint(1, 5)), chance) for k in "abcdefg"]
    kept = leaves[: chance.randint(4, 7)]
    new_leaves = [changed(p, chance) for p in kept] + [Leaf(k, chance.choice(kinds), Fraction(chance.randint(1, 4)), chance) for k in "hi"]
    old_ids, new_ids = numbered(leaves, chance), numbered(new_leaves, chance)
    old_units = {f"u{n}": "" for n in range(1, 9)}
    new_units = {**{f"u{n}": "" for n in range(1, 5)}, "v5": "u5", "v67": "u6|u7", "w9": ""}  # u8 has ended
    worlds = []
    for ids, units in ((old_ids, old_units), (new_ids, new_units)):
        data = {(u, p.key): chance_datum(p, chance) for u in units for p in ids.values()}
        overrides = {}
        for (u, key), datum in data.items():
            leaf = next(p for p in ids.values() if p.key == key)
            if chance.random() < 0.2:
                overrides[u, key] = cents(leaf.max * Fraction(chance.randint(0, 4), 4))
            elif chance.random() < 0.3:
                overrides[u, key] = leaf.points(datum)
        worlds.append((ids, units, data, overrides))
    write_year(folder / "a", "2024", "cu", *worlds[0])
    write_year(folder / "b", "2025", "moi", *worlds[1])
    pairs = [(next((i for i, p in old_ids.items() if p.key == leaf.key), ""), i) for i, leaf in new_ids.items()]
    pairs += [(i, "") for i, p in old_ids.items() if p.key not in {q.key for q in new_leaves}]
    pairs += [("1", "1"), ("2", "2")]
    (folder / "m.csv").write_text("old,new\n" + "".join(f"{a},{b}\n" for a, b in pairs))
    arguments = [folder / "a" / "nam.json", folder / "b" / "nam.json", "--mapping", folder / "m.csv"]
    units, nodes = table(*arguments), table(*arguments, "--by", "criterion")
    mark_leaves(nodes)
    check_sums(f"chance {seed}", units)
    check_sums(f"chance {seed} nodes", nodes)
    check_nodes(f"chance {seed}", units, nodes)
    compare_with_scorer(seed, worlds, units, nodes)


def compare_with_scorer(seed, worlds, rows, nodes):
    (old_ids, _, old_data, old_overrides), (new_ids, _, new_data, new_overrides) = worlds
    old, new = {p.key: p for p in old_ids.values()}, {p.key: p for p in new_ids.values()}
    old_max, new_max = sum(p.max for p in old.values()), sum(p.max for p in new.values())
    old_total = {u: sum(points_of(old[k], d, old_overrides.get((u, k))) for (v, k), d in old_data.items() if v == u) for u in {u for u, _ in old_data}}
    standing = {"": {u: index(t, old_max) for u, t in old_total.items()}}
    comparisons = {row["unit"]: row["comparison"] for row in rows}
    same(f"chance {seed}: who is compared", comparisons,
         {"u1": "compared", "u2": "compared", "u3": "compared", "u4": "compared", "v5": "renamed", "v67": "not_comparable", "w9": "new", "u8": "ended"})
    for row in rows:
        if row["comparison"] not in ("compared", "renamed"):
            same(f"chance {seed}: {row['unit']} has no change", (row["change_index"], row["own_index"], row["set_index"], row["change_places"]), ("",) * 4)
            continue
        u, before = row["unit"], row["predecessors"] or row["unit"]
        then = now = Fraction(0)
        for key, leaf in new.items():
            given = points_of(leaf, new_data[u, key], new_overrides.get((u, key)))
            part = carry(old[key], leaf, old_data[before, key], old_overrides.get((before, key))) if key in old else None
            now += given
            then += given if part is None else part
            node = next(n for n in nodes if n["unit"] == u and n["node"] in new_ids and new_ids[n["node"]].key == key)
            wanted = "added" if key not in old else "no_counterpart" if part is None else row["comparison"]
            same(f"chance {seed}: {u} {key}", node["comparison"], wanted)
        same(f"chance {seed}: {u}", [number(row[c]) for c in ("previous_index", "same_set_index", "index")],
             [standing[""][before], index(then, new_max), index(now, new_max)])
    check_ranks(f"chance {seed}", rows, standing)


# ---------------------------------------------------------------- an amendment

def check_amendment(folder):
    """A set of the sample year with other thresholds and points: what par-trend says is what par-score gives with it."""
    raw = json.loads((SOURCE / "criteria" / "mau-so-2025.json").read_text(encoding="utf-8"))
    touched = amend(raw["nodes"])
    check("rules that were amended", touched > 3, touched)
    amended = folder / "du-thao.json"
    amended.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    year = YEAR_FILES[2]
    rows = table("--year", year, "--amended", amended)
    check_sums("amendment", rows)
    nodes = table("--year", year, "--amended", amended, "--by", "criterion")
    before, after = scores(year), scores(year, "-c", amended, "-c", SOURCE / "criteria" / "mau-xa-2025.json")
    same("units of the amendment", len(rows), 20)
    for row in rows:
        unit = row["unit"]
        same(f"amendment: {unit}", (row["previous_index"], row["index"]), (before[unit, "total"]["percent"], after[unit, "total"]["percent"]))
        if row["index"]:
            effect = number(row["index"]) - number(row["previous_index"])
            same(f"amendment: effect on {unit}", row["effect"], "gains" if effect > 0 else "loses" if effect < 0 else "same")
    check("somebody gains or loses", {"loses"} <= {row["effect"] for row in rows}, rows)
    for row in nodes:
        same(f"amendment: {row['unit']} {row['node']}", (row["previous_points"], row["points"]),
             (before[row["unit"], row["node"]]["points"], after[row["unit"], row["node"]]["points"]))


def amend(nodes):
    """Raises what is asked for the full points by bands and linear rules; labels and inputs stay."""
    touched = 0
    for node in nodes:
        touched += amend(node.get("nodes", []))
        rule = node.get("rule", {})
        if rule.get("type") == "linear" and "full_at" not in rule and "zero_below" not in rule:
            touched += 1
            rule["zero_below"] = 60
        if rule.get("type") == "bands" and rule["bands"][0].get("from") == 90:
            touched += 1
            rule["bands"][0]["from"] = 95
            for band in rule["bands"][1:]:
                if band.get("below") == 90:
                    band["below"] = 95
    return touched


def scores(year, *more):
    done = run("-q", "--year", year, *more, "-o", "-", "-f", "csv", program="par-score")
    check("par-score", done.returncode == 0, done.stderr.decode())
    return {(r["unit"], r["node"]): r for r in csv.DictReader(io.StringIO(done.stdout.decode()))}


def check_open_amendment(folder):
    """A component that the amendment brings and of which nobody was asked stays open: never 0."""
    raw = json.loads((SOURCE / "criteria" / "mau-so-2025.json").read_text(encoding="utf-8"))
    raw["missing"] = "lose"
    domain = raw["nodes"][0]
    domain["nodes"].append({"id": "1.9", "name": {"vi": "Mới"}, "max": 2, "source": "report", "rule": {"type": "manual"}})
    domain["max"] += 2
    raw["max"] += 2
    amended = folder / "du-thao-2.json"
    amended.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    rows = table("--year", YEAR_FILES[2], "--amended", amended)
    for row in rows:
        if row["index"]:
            same(f"open: {row['unit']}", row["state"] in ("incomplete", "not_ranked"), True)
            check(f"open: bounds of {row['unit']}", number(row["highest_index"]) > number(row["index"]), row)
            sign = "gains" if number(row["index"]) > number(row["previous_index"]) else "loses" if number(row["highest_index"]) < number(row["previous_index"]) else "open"
            same(f"open: effect on {row['unit']}", row["effect"], sign)
    nodes = table("--year", YEAR_FILES[2], "--amended", amended, "--by", "criterion", "--unit", "so-noi-vu")
    new, = [n for n in nodes if n["node"] == "1.9"]
    same("what nobody was asked has no points", (new["comparison"], new["points"], new["index"]), ("added", "", ""))


# ---------------------------------------------------------------- scores files

def check_scores_files(folder):
    """The same changes from scores files as from the years, without their causes."""
    paths = []
    for path in YEAR_FILES:
        paths.append(folder / f"{path.parent.name}.csv")
        done = run("-q", "--year", path, "-o", paths[-1], program="par-score")
        check("par-score", done.returncode == 0, done.stderr.decode())
    rows = table(*paths, "-u", SAMPLES / "nam-mau-2025" / "units.csv")
    full = {(r["period"], r["unit"]): r for r in table(*YEAR_FILES, *MAPPINGS)}
    compared = 0
    for row in rows:
        other = full.get((row["period"], row["unit"]))
        if row["period"] != "2025" or not other or not row["change_index"]:
            continue
        same(f"scores files: {row['unit']}", [number(row[c]) for c in ("change_index", "change_points")],
             [number(other[c]) for c in ("change_index", "change_points")])
        compared += 1
    check("units compared by scores files", compared > 60, compared)
    check_sums("scores files", rows)
    check_sums("scores files by domain", table(*paths, "--by", "domain"))
    check_sums("scores files by bloc", table(*paths, "--by", "bloc"))


def check_order(folder):
    """Other formats and languages say the same bytes twice."""
    for more in (["-f", "json"], ["-f", "table", "--lang", "vi"], ["-f", "markdown", "--by", "bloc"], ["--by", "criterion", "-f", "jsonl"]):
        one, other = (run("-q", *YEAR_FILES, *MAPPINGS, *more).stdout for _ in range(2))
        check(f"the same bytes {more}", one and one == other)


check_sample_years()
for seed in range(60):
    with tempfile.TemporaryDirectory() as name:
        check_by_chance(seed, Path(name))
with tempfile.TemporaryDirectory() as name:
    check_amendment(Path(name))
    check_open_amendment(Path(name))
    check_scores_files(Path(name))
    check_order(Path(name))
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
