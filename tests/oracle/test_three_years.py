#!/usr/bin/env python3
"""The sample years 2023 and 2024, and what joins them to 2025.

    test_three_years.py BIN SOURCE

Expected is what samples/nam-mau-2024/check.py computes in exact fractions from the written rules, without the C code, and
what samples/nam-mau-2024/loi-cai-san.csv says was planted. Tested are the files themselves (generated again: the same
bytes), every component, every round and the ranking of both years, that each planted error is there just once and that no
other row of the year has it, the link of the sets and that of the units.
"""
import csv
import importlib.util
import io
import shutil
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
COMPONENTS = set()  # (unit, component) of 2024


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


def run(program, *arguments, given=b""):
    return subprocess.run([BIN / program, *map(str, arguments)], input=given, capture_output=True, env=ENV, check=False)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def records(path):
    return rows_of((SAMPLES / path).read_text(encoding="utf-8"))


# ---------------------------------------------------------------- the files

def check_bytes():
    """Both scripts, run in a copy, write what is kept."""
    written = ["nam-mau-2023", "nam-mau-2024", "nam-mau-2025"]
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        shutil.copytree(SOURCE / "criteria", copy / "criteria")
        for folder in written:
            shutil.copytree(SAMPLES / folder, copy / "samples" / folder, ignore=shutil.ignore_patterns("ket-qua*", "__pycache__"))
        for script in ("generate.py", "check.py"):
            done = subprocess.run([sys.executable, "-B", copy / "samples" / "nam-mau-2024" / script], capture_output=True, env=ENV, check=False)
            check(f"{script} runs", done.returncode == 0, done.stderr.decode())
        for path in sorted(p for f in written for p in (copy / "samples" / f).rglob("*") if p.is_file()):
            kept = SAMPLES / path.relative_to(copy / "samples")
            check(f"{path.relative_to(copy)} is written again", kept.exists() and kept.read_bytes() == path.read_bytes())


# ---------------------------------------------------------------- scores and ranking

def scores_of(year):
    done = run("par-score", "--year", SAMPLES / f"nam-mau-{year}" / "nam.json", "-o", "-", "--errors", "csv")
    check(f"{year}: par-score", done.returncode == 0, done.stderr.decode())
    return done.stdout, [r for r in rows_of(done.stderr.decode()) if r.get("severity") == "warning"]


def number(text):
    return Fraction(text) if text else None


def check_components(year, scores, results, history):
    names = [r["id"] for r in next(iter(results.values())).unit.set.rounds]
    for (code, node), given in history.items():
        result, row = results[code], scores[code, node]
        sign = -1 if "penalty" in result.unit.set.blocks and result.unit.set.by_id[node] in list(result.unit.set.blocks["penalty"].leaves()) else 1
        if not result.submitted:
            same(f"{year} {code} {node}", row["state"], "not_submitted")
            continue
        part = result.components[node]
        same(f"{year} {code} {node}", (row["state"], number(row["points"])), (part.state, part.points if part.points is None else sign * part.points))
        found = [number(row[f"points_{name}"]) for name in names]
        same(f"{year} {code} {node} round by round", found, [p if p is None else sign * p for p in given])


def check_lost(year, scores, results):
    """Applicable maximum less lost points are the points, for every unit and in sum."""
    wanted = {r["unit"]: r for r in records(f"nam-mau-{year}/expected-lost-units.csv")}
    everything = [Fraction(0)] * 3
    for code, row in wanted.items():
        parts = [r for (unit, node), r in scores.items() if unit == code and node in results[code].unit.set.by_id
                 and results[code].unit.set.by_id[node] in set(results[code].unit.set.root.leaves()) and r["state"] != "not_applicable"]
        lost = sum(Fraction(r["max"]) - (number(r["points"]) or 0) for r in parts)
        figures = [sum(Fraction(r["max"]) for r in parts), lost, sum(number(r["points"]) or 0 for r in parts)]
        same(f"{year} {code}: lost", figures, [Fraction(row[k]) for k in ("applicable_max", "lost", "points")])
        same(f"{year} {code}: bonus and penalty", number(scores[code, "total"]["points"]), figures[2] + Fraction(row["bonus_penalty"]))
        everything = [a + b for a, b in zip(everything, figures)]
    same(f"{year}: all units together", everything[0] - everything[1], everything[2])


def check_ranking(year, text):
    done = run("par-rank", "-q", "--year", SAMPLES / f"nam-mau-{year}" / "nam.json", "-o", "-", "-", given=text)
    check(f"{year}: par-rank", done.returncode == 0, done.stderr.decode())
    ranking = rows_of(done.stdout.decode())
    columns = ["unit", "bloc", "points", "applicable_max", "index", "rank"]
    same(f"{year}: the ranking", [[r[c] for c in columns] for r in ranking], [[r[c] for c in columns] for r in records(f"nam-mau-{year}/expected-totals.csv")])
    return {r["unit"]: r for r in ranking}


def check_year(year):
    results, history = years.load(year)
    text, warnings = scores_of(year)
    scores = {(r["unit"], r["node"]): r for r in rows_of(text.decode())}
    check_components(year, scores, results, history)
    check_lost(year, scores, results)
    return scores, warnings, check_ranking(year, text)


# ---------------------------------------------------------------- what was planted in 2024

def planted(kind):
    return [(r["unit"], r["criterion"]) for r in records("nam-mau-2024/loi-cai-san.csv") if r["kind"] == kind]


def rows_in(path):
    return {(r["unit"], r["criterion"]): r for r in records(f"nam-mau-2024/{path}")}


def cut_rows(scores):
    """Components that the appraisal gave less than the unit had claimed."""
    for key, row in scores.items():
        claimed, given = number(row["points_self"]), number(row["points_appraisal"])
        if key in COMPONENTS and claimed is not None and given is not None and 0 <= given < claimed:
            yield key


def check_planted(scores, warnings):
    explained, council = rows_in("giai-trinh.csv"), rows_in("hoi-dong.csv")
    cuts = list(cut_rows(scores))
    same("unanswered cut", [k for k in cuts if k not in explained], planted("unanswered-cut"))
    # who accepts a cut needs none
    same("explanation without evidence", [k for k, r in explained.items() if not r["evidence"] and not r["agree"]], planted("explanation-without-evidence"))
    same("council decision without a reason", [k for k, r in council.items() if not r["reason"]], planted("council-without-reason"))
    raised = [k for k, r in scores.items() if k in COMPONENTS and r["points_self"] and r["points_appraisal"]
              and Fraction(r["points_self"]) < Fraction(r["points_appraisal"])]
    same("appraised above self", raised, planted("appraised-above-self"))
    said = {(w["unit"], w["criterion"]): w["code"] for w in warnings}
    same("warnings of par-score", said, {planted("evidence-missing")[0]: "evidence-missing", planted("claim-differs")[0]: "claim-differs",
                                         ("bao-hiem-xa-hoi-tinh", "5.3"): "score-reasoned"})
    same("flags", {k: r["flags"] for k, r in scores.items() if {"no-evidence", "claim-differs"} & set(r["flags"].split("|"))}.keys(),
         {planted("evidence-missing")[0], planted("claim-differs")[0]})
    check_not_answered(scores)
    check_late(scores)
    total = scores[planted("scores-edited")[0]]
    same("what README.md edits", (total["points"], total["percent"]), ("81.48", "81.48"))
    check_after_cuts(scores, cuts, explained)


def check_not_answered(scores):
    """No claim where one is asked for; 0 points by the appraiser."""
    for key in planted("not-answered"):
        same(f"{key} is nobody's answer", [scores[key][c] for c in ("points_self", "computed", "points", "from_round")], ["", "", "0.00", "appraisal"])
    answered = {(r["unit"], r["criterion"]) for p in (SAMPLES / "nam-mau-2024" / "tu-danh-gia").glob("*.csv") for r in rules.records(p)}
    results, _ = years.load(2024)
    asked = {(u, leaf.id) for u, r in results.items() for leaf in r.unit.set.root.leaves() if leaf.source == "report" and leaf.serves(r.unit.tags)}
    nobody_fills_in = {(u, "1.2.3") for u, r in results.items() if r.unit.set.id == "mau-xa-2024"}
    same("no row in the self round", sorted(asked - answered - nobody_fills_in), planted("not-answered"))


def check_late(scores):
    late = sorted(r["unit"] for r in records("nam-mau-2024/units.csv") if r["submitted_at"] > "2025-01-15")
    same("late submissions", late, sorted(u for u, _ in planted("late-submission")))
    same("lateness costs points", {k: scores[k]["points"] for k in planted("late-submission")}, {("ban-dan-toc", "1.3.2"): "0.50", ("044", "1.2.3"): "1.00"})


def fate(row, explained):
    """What became of a cut."""
    claimed, cut, end = (number(row[c]) for c in ("points_self", "points_appraisal", "points"))
    if end == claimed:
        return "restored by the council" if row["from_round"] == "council" else "restored"
    if end > cut:
        return "restored in part"
    if end < cut:
        return "withdrawn"
    return "accepted" if explained and explained["agree"] else "upheld" if explained else "unanswered"


def check_after_cuts(scores, cuts, explained):
    """Every fate of a cut is in the year, as often as its README says."""
    fates = [fate(scores[k], explained.get(k)) for k in cuts]
    same("what became of the cuts", {what: fates.count(what) for what in set(fates)},
         {"restored": 15, "restored in part": 7, "restored by the council": 11, "upheld": 12, "accepted": 11, "withdrawn": 1, "unanswered": 1})
    same("withdrawn without a cut", scores["020", "2.2"]["points_explanation"], "0.00")
    same("lowered by the council", [scores["thue-tinh", "6.1.2"][c] for c in ("points_appraisal", "points_council", "points")], ["2.00", "1.00", "1.00"])
    kinds = {r["cause_kind"] for r in explained.values()}
    check("both kinds of cause", {"chủ quan", "khách quan"} <= kinds, kinds)


def check_printed(ranking):
    """The table as printed differs from the ranking in five cells, one of each kind."""
    text = (SAMPLES / "nam-mau-2024" / "cong-bo.csv").read_text(encoding="utf-8")
    by_name = {r["name"]: r for r in ranking.values()}
    differs = {}
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        if row["STT"] in ("I", "II"):
            continue
        ours = by_name[row["Tên đơn vị"]]
        pairs = (("Điểm tối đa", "applicable_max"), ("Tổng điểm", "points"), ("Chỉ số", "index"), ("Xếp hạng", "rank"), ("Xếp loại", "class"))
        wrong = [c for c, mine in pairs if row[c].replace(",", ".") != ours[mine]]
        parts = sum(Fraction(row[c].replace(",", ".")) for c in ("Điểm thẩm định", "Điểm điều tra xã hội học", "Điểm thưởng, phạt"))
        if parts != Fraction(row["Tổng điểm"].replace(",", ".")):
            wrong.append("sum")
        if wrong:
            differs[ours["unit"]] = wrong
    wanted = {"published-sum": "sum", "published-index": "Chỉ số", "published-rank": "Xếp hạng", "published-truncated": "Chỉ số", "published-class": "Xếp loại"}
    same("the printed table", differs, {planted(kind)[0][0]: [what] for kind, what in wanted.items()})
    row = ranking[planted("published-truncated")[0][0]]
    exact = Fraction(row["points"]) / Fraction(row["applicable_max"]) * 100
    same("truncated", rules.fixed(rules.rounded(exact, 2, "down"), 2), "82.97")


# ---------------------------------------------------------------- the re-issued sets, and the units

def nodes_of(s):
    return {n.id: n for tree in (s.root, *s.blocks.values()) for n in tree.everything() if n.id != "total"}


def check_mapping(level, name):
    old, new = (nodes_of(rules.Set(SOURCE / "criteria" / f"mau-{level}-{year}.json")) for year in (2024, 2025))
    rows = records(f"nam-mau-2025/{name}")
    same(f"{name}: every id of 2024 once", sorted(r["old"] for r in rows if r["old"]), sorted(old))
    same(f"{name}: every id of 2025 once", sorted(r["new"] for r in rows if r["new"]), sorted(new))
    pairs = [(old[r["old"]], new[r["new"]], r["note"]) for r in rows if r["old"] and r["new"]]
    check(f"{name}: a part stays a part", all(bool(a.nodes) == bool(b.nodes) for a, b, _ in pairs))
    check(f"{name}: renumbered", sum(a.id != b.id for a, b, _ in pairs) >= 3)
    check(f"{name}: gone and new", any(not r["new"] for r in rows) and any(not r["old"] for r in rows))
    check(f"{name}: an id that means something else now", any(a.id != b.id and b.id in old for a, b, _ in pairs))
    same(f"{name}: maxima as noted", [a.id for a, b, _ in pairs if a.max != b.max], [a.id for a, _, note in pairs if "điểm tối đa" in note])
    check(f"{name}: a threshold was raised", any(a.max == b.max and a.rules != b.rules and "đổi ngưỡng" in note for a, b, note in pairs))
    if level == "so":
        changed = planted("maximum-changed")[0][1]
        same("the changed maximum", [(a.max, b.max) for a, b, _ in pairs if a.id == b.id == changed], [(2, 1)])


def comparison(year_file):
    """unit -> comparison, with the scores of this year file, and the warnings of units that are gone."""
    scores = run("par-score", "-q", "--year", year_file, "-o", "-")
    done = run("par-rank", "--year", year_file, "--errors", "csv", "-o", "-", "-", given=scores.stdout)
    check(f"par-rank {year_file.name}", done.returncode == 0, done.stderr.decode())
    gone = [r for r in rows_of(done.stderr.decode()) if r.get("severity") == "warning"]
    return {r["unit"]: r["comparison"] for r in rows_of(done.stdout.decode())}, gone


def check_units():
    """One-to-one renames are followed, merged and split units are not compared."""
    found, gone = comparison(SAMPLES / "nam-mau-2024" / "nam.json")
    others = {"032": "not_comparable", "041": "renamed", "054": "not_comparable", "055": "not_comparable", "thanh-pho": "renamed", "so-ngoai-vu": "new"}
    same("2023 -> 2024", {u: c for u, c in found.items() if c != "compared"}, others)
    same("2023 -> 2024: nobody is lost on the way", gone, [])
    found, gone = comparison(SAMPLES / "nam-mau-2025" / "nam-sap-nhap.json")
    others = {"so-nong-nghiep-moi-truong": "not_comparable", "so-dan-toc-ton-giao": "renamed", "055": "not_comparable", "056": "not_comparable",
              "060": "renamed", "chi-cuc-hai-quan": "new"}
    same("2024 -> 2025 after the mergers", {u: c for u, c in found.items() if c != "compared"}, others)
    same("2024 -> 2025: the districts that are gone", sorted(r["message"].split('"')[1] for r in gone), ["huyen-bac", "huyen-nam", "thanh-pho"])
    earlier = {r["unit"] for r in records("nam-mau-2025/nam-truoc/ranking.csv")}
    mine = {r["unit"] for r in records("nam-mau-2024/units.csv") if r["bloc"] != "huyen"}
    same("the units of the earlier ranking", sorted(mine), sorted(earlier))


def check_three_years():
    """Several units lost points on the same criterion three years in a row, across the re-issue."""
    rows = records("nam-mau-2025/expected-lost-years.csv")
    long = [r for r in rows if r["years"] == "3"]
    check("three years in a row", len({r["unit"] for r in long}) > 20, len(long))
    check("across a renumbering", any(r["criterion"].startswith("5.") and not r["unit"].isdigit() for r in long))
    check("new criteria begin with one year", all(r["years"] == "1" for r in rows if r["criterion"] == "3.4.3" and r["unit"].isdigit()))


def main():
    check_bytes()
    for name in ("mau-so-2024", "mau-xa-2024"):
        done = run("par-check", "--werror", "-c", SOURCE / "criteria" / f"{name}.json")
        check(f"par-check -c {name}", done.returncode == 0, done.stderr.decode())
    check_year(2023)
    scores, warnings, ranking = check_year(2024)
    COMPONENTS.update(years.load(2024)[1])
    check_planted(scores, warnings)
    check_printed(ranking)
    check_mapping("so", "doi-chieu-bo-tieu-chi.csv")
    check_mapping("xa", "doi-chieu-bo-tieu-chi-xa.csv")
    check_units()
    check_three_years()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
