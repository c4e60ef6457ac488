#!/usr/bin/env python3
"""What the programs must find in the years 2023, 2024 and 2025, by the written rules alone and in exact fractions.

    python3 check.py         writes the files expected-*.csv of nam-mau-2023 and nam-mau-2024, expected-lost-years.csv of
                             nam-mau-2025, and cong-bo.csv
    python3 check.py --check says which of them are not what it would write, and exits with 1

It shares nothing with the C programs. Reading and rules are those of ../nam-mau-2025/check.py; what is added here is what
the later rounds of these years need: rows that give answers or numbers again, and the history of each component.
"""
import csv
import functools
import importlib.util
import io
import json
import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent
YEARS = (2023, 2024, 2025)

spec = importlib.util.spec_from_file_location("rules", SAMPLES / "nam-mau-2025" / "check.py")
rules = importlib.util.module_from_spec(spec)
spec.loader.exec_module(rules)


# ---------------------------------------------------------------- rounds

TALK = {"unit", "criterion", "score", "applies", "agree", "evidence", "reason", "cause_kind", "note", "appraiser", "round"}
SUPPLIED = {}  # unit -> name of the input that its set takes from the unit list or the year file -> date
HISTORY = {}  # (unit, component) -> what each round gave: points, "no" (does not apply) or None


def first_word(leaf, unit, row, facts, peers):
    """Points and state after the units' own round."""
    if rules.says_not_applicable({leaf.id: row}, leaf):
        return None, "not_applicable"
    try:
        points = rules.evaluate(leaf.rule_for(unit.tags), leaf.max, rules.Entry(row, facts), peers)
        return unit.set.round(points, "component"), "scored"
    except rules.NotApplicable:
        return None, "not_applicable"
    except rules.Missing:
        if "score" in row:
            return unit.set.round(rules.number(row["score"]), "component"), "scored"
        return None, "missing"


def later_word(leaf, unit, row, facts):
    """Points and state that a later row gives, or None if it gives none."""
    if row.get("applies") in rules.NO:
        return None, "not_applicable"
    if "score" in row:
        return unit.set.round(rules.number(row["score"]), "component"), "scored"
    if set(row) - TALK:
        rule = leaf.rule_for(unit.tags)
        if rule["type"] == "minmax":
            raise ValueError(f"{unit.code} {leaf.id}: a later number would move the others")
        return unit.set.round(rules.evaluate(rule, leaf.max, rules.Entry(row, facts), None), "component"), "scored"
    return None


def dates_of(unit):
    """The inputs that nobody fills in: `from` in the set."""
    given = {name: SUPPLIED[unit.code].get(item["from"]) for name, item in unit.set.raw["inputs"].items() if "from" in item}
    return {name: text for name, text in given.items() if text}


def component(leaf, unit, rounds, facts, peers):
    """Takes the place of the function of this name in ../nam-mau-2025/check.py, and keeps the history."""
    s = unit.set
    if not leaf.serves(unit.tags):
        return rules.Component(None, "not_applicable")
    if any(rules.says_not_applicable(r, leaf.parent) for r in rounds if leaf.parent):
        raise ValueError(f"{unit.code} {leaf.id}: rows on nodes with parts are not used in these years")
    facts = {**facts, **dates_of(unit)}
    points, state = first_word(leaf, unit, rounds[0].get(leaf.id, {}), facts, peers)
    history, settled = [points], not any(leaf.source in r.get("settles", []) for r in s.rounds)
    for at, rows in list(enumerate(rounds))[1:]:
        row, word = rows.get(leaf.id, {}), later_word(leaf, unit, rows.get(leaf.id, {}), facts)
        agrees = row.get("agree") in rules.YES
        points, state = word or (points, state)
        history.append(points if word or agrees else None)
        settled |= bool(word or agrees) and any(leaf.source in r.get("settles", []) for r in s.rounds[: at + 1])
    if s.is_extra(leaf) and state != "scored":
        return rules.Component(None, "unclaimed")
    HISTORY[unit.code, leaf.id] = history
    return rules.Component(points, state) if settled else rules.Component(None, "pending")


def load(year):
    """unit code -> its result, in the order of the ranking; and the history of its components."""
    HISTORY.clear()
    folder = SAMPLES / f"nam-mau-{year}"
    deadline = json.loads((folder / "nam.json").read_text(encoding="utf-8"))["deadlines"]["self"]
    SUPPLIED.update({r["unit"]: {"submitted_at": r.get("submitted_at"), "deadline": deadline} for r in rules.records(folder / "units.csv")})
    rules.component = component if year < 2025 else ORIGINAL
    results = rules.load_and_score(folder / "nam.json")
    return {r.unit.code: r for r in results}, dict(HISTORY)


ORIGINAL = rules.component


# ---------------------------------------------------------------- lost points, and for how many years in a row

@functools.cache
def lost_of(result):
    """component id -> points lost; what is missing in the end is lost, as the total counts it."""
    if not result.submitted:
        return {}
    found = {}
    for leaf in result.unit.set.root.leaves():
        part = result.components[leaf.id]
        if part.state != "not_applicable":
            found[leaf.id] = leaf.max - (part.points or 0)
    return {c: x for c, x in found.items() if x}


@functools.cache
def predecessors(year):
    """unit code -> the one unit of the year before that it goes on from; nobody merged, split or new."""
    rows = rules.records(SAMPLES / f"nam-mau-{year}" / "units.csv")
    before = {r["unit"] for r in rules.records(SAMPLES / f"nam-mau-{year - 1}" / "units.csv")}
    named = {r["unit"]: (r.get("predecessors") or r["unit"]).split("|") for r in rows}
    claims = [code for codes in named.values() for code in codes if code in before]
    return {u: codes[0] for u, codes in named.items() if len(codes) == 1 and claims.count(codes[0]) == 1}


@functools.cache
def older_ids():
    """(set of 2025, its id) -> id of 2024."""
    tables = {"mau-so-2025": "doi-chieu-bo-tieu-chi.csv", "mau-xa-2025": "doi-chieu-bo-tieu-chi-xa.csv"}
    return {(s, r["new"]): r["old"] for s, name in tables.items() for r in rules.records(SAMPLES / "nam-mau-2025" / name) if "old" in r and "new" in r}


def years_in_a_row(years, year, unit, criterion):
    count, old = 0, older_ids()
    while year in years and unit in years[year] and criterion in lost_of(years[year][unit]):
        count += 1
        if year == 2025:
            criterion = old.get((years[year][unit].unit.set.id, criterion))
        unit = predecessors(year).get(unit) if year - 1 in years else None
        year -= 1
    return count


def lost_rows(years, year):
    order = {}
    for result in years[year].values():
        order.setdefault(result.unit.set.id, [leaf.id for leaf in result.unit.set.root.leaves()])
    for code in sorted(years[year]):
        result, lost = years[year][code], lost_of(years[year][code])
        for c in (c for c in order[result.unit.set.id] if c in lost):
            yield [code, c, rules.short(result.unit.set.by_id[c].max), rules.short(lost[c]), years_in_a_row(years, year, code, c)]


def unit_rows(result):
    """Applicable maximum less lost points are the points without bonus and penalty."""
    lost, total = sum(lost_of(result).values(), Fraction(0)), result.total
    if total.applicable - lost != total.points:
        raise ValueError(f"{result.unit.code}: {total.applicable} - {lost} is not {total.points}")
    extra = result.points - total.points
    sign = "-" if extra < 0 else ""
    return [result.unit.code, *map(rules.short, (total.applicable, lost, total.points)), sign + rules.short(abs(extra))]


# ---------------------------------------------------------------- the history of what was not simply agreed with

def round_rows(results, history):
    for (code, c), points in sorted(history.items()):
        result = results[code]
        given = [p for p in points if p is not None]
        spoken = sum(p is not None for p in points)
        if len(set(given)) < 2 and not (spoken > 2 and points[2:] != [None] * len(points[2:])):
            continue
        if points[0] is None and result.unit.set.by_id[c].source == "appraiser":
            continue
        yield [code, c, *("" if p is None else rules.short(p) for p in points), rules.short(result.components[c].points)]


# ---------------------------------------------------------------- the ranking as an office would print it

TITLE = {"so": ("I", "Cơ quan chuyên môn thuộc UBND tỉnh"), "nganh-doc": ("II", "Cơ quan Trung ương đóng trên địa bàn")}
HEADER = ["STT", "Tên đơn vị", "Điểm tối đa", "Điểm thẩm định", "Điểm điều tra xã hội học", "Điểm thưởng, phạt", "Tổng điểm",
          "Chỉ số", "Xếp hạng", "Xếp loại", "Ghi chú"]
# unit -> (column, what is printed there instead): the planted errors of the table.
MISPRINTS = {
    "so-tu-phap": ("Điểm thẩm định", "73,14"),
    "thanh-tra-tinh": ("Chỉ số", "76,83"),
    "so-xay-dung": ("Xếp hạng", "21"),
    "bao-hiem-xa-hoi-tinh": ("Chỉ số", "82,97"),
    "so-ngoai-vu": ("Xếp loại", "Trung bình"),
}


def class_of(result):
    """The class by the printed index, with what the class requires of domains."""
    steps = next(c["steps"] for c in result.unit.set.raw["classes"] if set(c.get("for", result.unit.tags)) & result.unit.tags)
    for step in steps:
        needs = step.get("requires", {}).items()
        if "from" not in step or result.index >= step["from"] and all(node_index(result, node) >= x for node, x in needs):
            return step["name"]["vi"]
    return ""


def node_index(result, node):
    total = rules.fold(result.unit.set.by_id[node], result.components, "reduce")
    return result.unit.set.round(total.points / total.applicable * 100, "index") if total.applicable else Fraction(100)


def points_of(result, sources):
    return sum((result.components[leaf.id].points or 0 for leaf in result.unit.set.root.leaves() if leaf.source in sources), Fraction(0))


def comma(x):
    return ("-" if x < 0 else "") + rules.fixed(abs(x), 2).replace(".", ",")


def names():
    return {r["unit"]: r["name"] for r in rules.records(HERE / "units.csv")}


def printed_rows(results):
    name, bloc, stt = names(), None, 0
    for result in (r for r in results.values() if r.unit.bloc in TITLE):
        if result.unit.bloc != bloc:
            bloc, stt = result.unit.bloc, 0
            yield [*TITLE[bloc], *[""] * (len(HEADER) - 2)]
        stt += 1
        parts = points_of(result, ("report", "appraiser")), points_of(result, ("survey", "sipas")), result.points - result.total.points
        row = [stt, name[result.unit.code], rules.short(result.total.applicable), *map(comma, parts), comma(result.points),
               comma(result.index), result.rank, class_of(result), "số liệu mẫu"]
        if result.unit.code in MISPRINTS:
            column, instead = MISPRINTS[result.unit.code]
            at = HEADER.index(column)
            if str(row[at]) == instead:
                raise ValueError(f"{result.unit.code}: {instead} is right")
            row[at] = instead
        yield row


# ---------------------------------------------------------------- files

def text_of(header, rows, delimiter=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def totals(results):
    out = io.StringIO(newline="")
    rules.print_totals(list(results.values()), out)
    return out.getvalue()


def expected():
    """path -> text."""
    loaded = {year: load(year) for year in YEARS}
    years = {year: results for year, (results, _) in loaded.items()}
    lost_header = ["unit", "criterion", "max", "lost", "years"]
    found = {}
    for year in (2023, 2024):
        folder = SAMPLES / f"nam-mau-{year}"
        found[folder / "expected-totals.csv"] = totals(years[year])
        found[folder / "expected-lost-units.csv"] = text_of(
            ["unit", "applicable_max", "lost", "points", "bonus_penalty"],
            [unit_rows(years[year][u]) for u in sorted(years[year]) if years[year][u].submitted])
    found[HERE / "expected-lost.csv"] = text_of(lost_header, lost_rows(years, 2024))
    found[SAMPLES / "nam-mau-2025" / "expected-lost-years.csv"] = text_of(lost_header, lost_rows(years, 2025))
    found[HERE / "expected-rounds.csv"] = text_of(
        ["unit", "criterion", "self", "appraisal", "explanation", "appraisal2", "council", "points"], round_rows(*loaded[2024]))
    found[HERE / "cong-bo.csv"] = text_of(HEADER, printed_rows(years[2024]), ";")
    return found


def main():
    faults = 0
    for path, text in expected().items():
        if "--check" not in sys.argv:
            path.write_bytes(text.encode("utf-8"))
        elif not path.exists() or path.read_bytes() != text.encode("utf-8"):
            print(f"{path.relative_to(SAMPLES)} is not what check.py gives")
            faults = 1
    return faults


if __name__ == "__main__":
    sys.exit(main())
