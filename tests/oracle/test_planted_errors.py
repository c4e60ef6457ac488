#!/usr/bin/env python3
"""Each planted error of samples/nam-mau-2024/loi-cai-san.csv is found by the program that its row names, in its place,
and nothing else of the kind is.

    test_planted_errors.py BIN SOURCE

Expected is what loi-cai-san.csv says was planted, and the tables of samples/nam-mau-2024/README.md; where a figure
follows from these by hand, the test says how. test_lost.py does the findings on the rounds (ELSEWHERE), each once and
at its place; test_three_years.py shows by a second scoring that the files hold these errors and no others.
"""
import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
ENV = {"PATH": "/usr/bin:/bin"}
ELSEWHERE = {"unanswered-cut", "explanation-without-evidence", "council-without-reason", "appraised-above-self",
             "late-submission"}
passed = failed = 0


def same(what, got, wanted):
    global passed, failed
    passed, failed = passed + (got == wanted), failed + (got != wanted)
    if got != wanted:
        print(f"FAILED {what}: found {got}; expected {wanted}")


def run(program, *arguments, status=0):
    done = subprocess.run([str(BIN / program), *map(str, arguments)], cwd=SAMPLES, env=ENV, capture_output=True, text=True)
    same(f"{program} {' '.join(map(str, arguments))}: exit status", done.returncode, status)
    return done


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def planted(kind):
    return next(row for row in PLANTED if row["kind"] == kind)


def place(kind):
    row = planted(kind)
    return row["unit"], row["criterion"]


# ---------------------------------------------------------------- the rounds

def of_the_claims(folder):
    """par-score warns, and flags the component, of these two and of no other."""
    scores = folder / "scores.csv"
    done = run("par-score", "--year", YEAR, "-v", "--errors", "csv", "-o", scores)
    found = rows_of(scores.read_text(encoding="utf-8"))
    said = rows_of(done.stderr)
    for kind, flag in (("claim-differs", "claim-differs"), ("evidence-missing", "no-evidence")):
        same(f"{kind}: flags", [(r["unit"], r["node"]) for r in found if flag in r["flags"].split("|")], [place(kind)])
        same(f"{kind}: warnings", [(r["unit"], r["criterion"]) for r in said if r["code"] == kind], [place(kind)])
    unit, node = place("claim-differs")
    points = next(r["points"] for r in found if (r["unit"], r["node"]) == (unit, node))
    same("claim-differs: 1.5 counts", points, "1.50")


def of_the_causes():
    """par-audit lost gives these two causes to one component each, and all it lost to them."""
    found = rows_of(run("par-audit", "lost", "--year", YEAR, "-q", "-o", "-").stdout)
    for kind, cause in (("evidence-missing", "evidence"), ("not-answered", "missing")):
        there = [(r["unit"], r["node"]) for r in found if r["cause"] == cause]
        same(f"{kind}: cause {cause}", there, [place(kind)])
        same(f"{kind}: the only cause", [r["cause"] for r in found if (r["unit"], r["node"]) == place(kind)], [cause])


# ---------------------------------------------------------------- the set that was issued again

# README.md, "Three years", departments: other maximum (2024, 2025). The first is the planted one, under the same id.
MAXIMA = {"1.4.1": ("2", "1"), "3.2.1": ("4", "5"), "8.1.1": ("4", "3"), "8.2": ("6", "7")}


def of_the_maximum():
    """par-trend has both maxima; what the new one alone does to the points is the change of the set."""
    node = planted("maximum-changed")["criterion"]
    as_planted = re.findall(r"(\d) in 20\d\d", planted("maximum-changed")["planted"])
    same("maximum-changed: as planted", as_planted, list(MAXIMA[node]))
    done = run("par-trend", YEAR, "nam-mau-2025/nam.json", "-q", "--by", "criterion",
               "--mapping", "mau-so-2025=nam-mau-2025/doi-chieu-bo-tieu-chi.csv",
               "--mapping", "mau-xa-2025=nam-mau-2025/doi-chieu-bo-tieu-chi-xa.csv")
    found = [r for r in rows_of(done.stdout) if r["set"] == "mau-so-2025" and r["comparison"] == "compared"]
    parents = {r["node"].rpartition(".")[0] for r in found}
    changed = {r["node"]: (r["previous_max"], r["max"]) for r in found
               if r["node"] not in parents and r["previous_node"] and r["previous_max"] != r["max"]}
    same("maximum-changed: components", changed, MAXIMA)
    # 2 of 2 before is 1 of 1 under the new set, -1 by the set; 0.5 now, -0.5 by the unit
    row = next(r for r in found if (r["unit"], r["node"]) == ("bao-hiem-xa-hoi-tinh", node))
    same("maximum-changed: whose doing", [row[c] for c in ("previous_points", "points", "set_points", "own_points")],
         ["2.00", "0.50", "-1.00", "-0.50"])


# ---------------------------------------------------------------- the table as printed

CHECKS = {"published-sum": "parts", "published-index": "index", "published-rank": "rank", "published-class": "class",
          "published-truncated": "index"}


def printed_table():
    """unit -> its line in cong-bo.csv, and the columns."""
    lines = (SAMPLES / "nam-mau-2024" / "cong-bo.csv").read_text(encoding="utf-8").splitlines()
    names = {r["name"]: r["unit"] for r in rows_of((SAMPLES / "nam-mau-2024" / "units.csv").read_text(encoding="utf-8"))}
    at = {names[line.split(";")[1]]: i for i, line in enumerate(lines, 1) if line.split(";")[1] in names}
    return at, lines[0].split(";")


def expected_cell(kind, lines, columns):
    """(check, file:line:field, printed, what it should be): from "COLUMN PRINTED for RIGHT"."""
    row = planted(kind)
    figure = r"(\d+(?:,\d+)?|Trung bình|Khá)"
    column, printed, right = re.match(rf"cong-bo.csv: (\D+?) {figure} for {figure}", row["planted"]).groups()
    if kind == "published-sum":  # the part is wrong, so the total is not its sum: 73,14 + 10,10 + 0,00 against 81,44
        column, printed, right = "Tổng điểm", "81,44", "83.24"
    where = f"nam-mau-2024/cong-bo.csv:{lines[row['unit']]}:{columns.index(column) + 1}"
    return CHECKS[kind], where, printed, right.replace(",", ".")


def cells(found, verdict, checks):
    return sorted((r["check"], r["place"], r["printed"], r["expected"]) for r in found
                  if r["verdict"] == verdict and r["check"] in checks and r["printed"])


def of_the_printed_table(folder):
    lines, columns = printed_table()
    wanted = {kind: expected_cell(kind, lines, columns) for kind in CHECKS}
    truncated = wanted.pop("published-truncated")
    alone = rows_of(run("par-audit", "published", "nam-mau-2024/cong-bo.csv", "-q").stdout)
    kinds = set(CHECKS.values())
    same("published: faults of the table alone", cells(alone, "fault", kinds), sorted(wanted.values()))
    same("published: cut off, and said so", cells(alone, "note", kinds), [truncated])
    reading = next(r["reading"] for r in alone if r["verdict"] == "note")
    same("published: how it came about", "truncated" in reading.split("|"), True)
    # against our figures cutting off is a fault as well; a part of the total is not among them
    with_ours = ["--year", YEAR, "--scores", folder / "scores.csv"]
    ours = rows_of(run("par-audit", "published", "nam-mau-2024/cong-bo.csv", "-q", *with_ours).stdout)
    wrong = [("ours", *wanted[k][1:]) for k in wanted if k != "published-sum"] + [("ours", *truncated[1:])]
    same("published: against our scores", cells(ours, "fault", {"ours"}), sorted(wrong))


# ---------------------------------------------------------------- the scores, edited

def of_the_edited_scores():
    """As README.md makes them: 84.18 for 81.48 in the total of so-tai-chinh, twice in its row."""
    unit, node = place("scores-edited")
    scores, manifest = SAMPLES / "made.csv", SAMPLES / "made.manifest.json"
    run("par-score", "--year", YEAR, "-q", "-o", scores.name, "--manifest", manifest.name)
    check = ("verify", manifest.name, "--within", "..", "-q")
    same("scores-edited: before", rows_of(run("par-audit", *check).stdout)[-1]["state"], "identical")
    lines = scores.read_text(encoding="utf-8").split("\n")
    at = next(i for i, line in enumerate(lines) if f",{unit}," in line and f",{node}," in line)
    assert ",81.48,,81.48," in lines[at]
    lines[at] = lines[at].replace(",81.48,,81.48,", ",84.18,,84.18,")
    scores.write_text("\n".join(lines), encoding="utf-8")
    done = run("par-audit", *check, status=1)
    found = rows_of(done.stdout)
    same("scores-edited: inputs", {r["state"] for r in found if r["role"] == "input"}, {"same"})
    same("scores-edited: the cell", [(r["file"], r["state"], r["line"], r["column"], r["at_hand"], r["recomputed"])
                                    for r in found if r["role"] == "output"],
         [("made.csv", "edited", str(at + 1), "points", "84.18", "81.48")])
    same("scores-edited: said", re.findall(r"error\[([a-z-]+)\]", done.stderr), ["verify-edited", "verify-first"])


# ---------------------------------------------------------------- all

def main():
    here = {"claim-differs", "evidence-missing", "not-answered", "maximum-changed", "scores-edited", *CHECKS}
    same("every kind is looked for", {row["kind"] for row in PLANTED}, here | ELSEWHERE)
    with tempfile.TemporaryDirectory() as name:
        of_the_claims(Path(name))
        of_the_printed_table(Path(name))
    of_the_causes()
    of_the_maximum()
    of_the_edited_scores()


with tempfile.TemporaryDirectory() as copy:
    shutil.copytree(SOURCE / "criteria", Path(copy) / "criteria")
    SAMPLES, YEAR = Path(copy) / "samples", "nam-mau-2024/nam.json"
    for year in ("nam-mau-2024", "nam-mau-2025"):
        shutil.copytree(SOURCE / "samples" / year, SAMPLES / year)
    PLANTED = rows_of((SAMPLES / "nam-mau-2024" / "loi-cai-san.csv").read_text(encoding="utf-8"))
    main()
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
