#!/usr/bin/env python3
"""Weights of sipas-score fitted to known totals, against R's survey package and against a second implementation.

    test_calibration.py BIN SOURCE

tests/oracle/sipas/expected_totals.tsv has what R's package survey 4.1-1 gave (expected_totals.R) for the 847 made-up forms
of tests/oracle/sipas: post-stratification by one variable and by two taken together (postStratify), raking to two margins and to
two of which one is joint (calibrate, calfun "raking"); five designs, four rules for lonely strata, four domains, the shares of
five questions, their mean and the pooled answers. All agree to 1e-9, but for what an iteration to 1e-10 leaves open.

The second part makes up surveys and totals. Post-stratification is computed in fractions by the formula of the textbooks
(Saerndal, Swensson and Wretman 1992, 7.6: residuals from the means of the cells, weighted with the new weights); raking by
proportional fitting form by form, and the regression on the indicators by Gauss-Jordan elimination, all with no class, cell or
sum of the program. Trimmed weights must keep bounds and totals. The jackknife, which fits the weights anew without each PSU,
must be near the error.
"""
import csv
import io
import math
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
HERE = SOURCE / "tests" / "oracle" / "sipas"
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    if good:
        passed += 1
        return
    failed += 1
    if failed <= 40:
        print(f"FAILED {what} {detail}")


def near(found, wanted, tolerance=1e-9, absolute=1e-11):
    return abs(found - wanted) <= max(tolerance * abs(wanted), absolute)


def run(*arguments, code=0):
    done = subprocess.run([BIN / "sipas-score", "-q", *map(str, arguments)], capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})
    if done.returncode != code:
        raise SystemExit(f"sipas-score {arguments}: exit {done.returncode}\n{done.stderr}")
    return done.stdout if code == 0 else done.stderr


def figures(*arguments):
    rows = csv.DictReader(io.StringIO(run("-f", "csv", "--precision", "12", *arguments)))
    return {(r["grouping"], r["group"], r["node"]): r for r in rows}


def write_form(folder, rule, questions):
    path = Path(folder) / f"{rule}.json"
    nodes = ", ".join(f'{{"id": "q{k + 1}", "name": {{"vi": "Câu {k + 1}"}}}}' for k in range(questions))
    choices = ", ".join(f'{{"id": "{k}", "label": {{"vi": "Mức {k}"}}, "satisfied": {str(k > 3).lower()}}}' for k in (5, 4, 3, 2, 1))
    path.write_text(f'{{"format": "parindex-sipas-form/1", "id": "thu", "title": {{"vi": "Thử"}}, "source": {{"status": "sample"}}, '
                    f'"index": "{rule}", "scales": {{"s": {{"choices": [{choices}]}}}}, "scale": "s", "nodes": [{nodes}]}}', encoding="utf-8")
    return path


# ---------------------------------------------------------------- R

GIOI = {"Nam": 250000, "Nữ": 240000}
LINH_VUC = {"Hộ tịch": 200000, "Xây dựng": 130000, "Đất đai": 160000}
JOINT = dict(zip([f"{g}|{v}" for v in LINH_VUC for g in GIOI], [90000, 110000, 85000, 45000, 75000, 85000]))
TINH = dict(zip([f"T0{k}" for k in range(1, 7)], [90000, 80000, 60000, 110000, 120000, 30000]))
FITS = {"post": {"gioi": GIOI}, "cells": {"gioi|linh_vuc": JOINT}, "rake": {"gioi": GIOI, "linh_vuc": LINH_VUC},
        "partial": {"tinh": TINH, "gioi|linh_vuc": JOINT}}
TWO = ["--strata", "tinh", "--psu", "xa"]
DESIGNS = {"wr": TWO, "fpc1": [*TWO, "--fpc", "N_xa"], "fpc2": [*TWO, "--fpc", "N_xa", "--fpc2", "N_nguoi"],
           "rows": ["--strata", "tinh"], "srs": []}
DOMAINS = {"*": ("", "*"), "Nam": ("gioi", "Nam"), "Hộ tịch": ("linh_vuc", "Hộ tịch"), "T06": ("tinh", "T06")}


def write_totals(path, variables, column="population"):
    with path.open("w", encoding="utf-8") as out:
        out.write(f"variable,category,{column}\n")
        for variable, totals in variables.items():
            out.writelines(f"{variable},{category},{total}\n" for category, total in totals.items())
    return path


def check_expected(folder):
    done = {}
    forms = {rule: write_form(folder, rule, 5) for rule in ("mean_of_items", "pooled")}
    totals = {fit: write_totals(Path(folder) / f"{fit}.csv", FITS[fit]) for fit in FITS}

    def row(design, lonely, fit, domain, node, rule):
        key = design, lonely, fit, rule
        if key not in done:
            done[key] = figures("--form", forms[rule], "--weight", "trong_so", *DESIGNS[design], "--lonely", lonely, "--totals", totals[fit],
                                "--by", "tinh", "--by", "gioi", "--by", "linh_vuc", HERE / "sipas.csv")
        return done[key][(*DOMAINS[domain], node)]

    with open(HERE / "expected_totals.tsv", encoding="utf-8") as file:
        for r in csv.DictReader(file, delimiter="\t"):
            node = r["stat"].removeprefix("se.")
            rule, node = ("pooled", "total") if node == "pooled" else ("mean_of_items", node)
            found = row(r["design"], r["lonely"], r["totals"], r["domain"], node, rule)
            text = found["se" if r["stat"].startswith("se.") else "percent"]
            what = " ".join(list(r.values())[:5])
            if r["value"] == "NaN":
                check(what, text == "", f"{text}, R has no error")
            else:
                check(what, text != "" and near(float(text) / 100, float(r["value"])), f"{text}, R has {r['value']}")


# ---------------------------------------------------------------- a second implementation

QUESTIONS = 3


def make_sample(seed):
    """Forms with stratum, PSU, weight, three variables that go with the answers, three answers; a few forms are empty."""
    chance, rows = random.Random(seed), []
    for h in range(4):
        for i in range(chance.randint(3, 6)):
            lean = chance.gauss(0, 0.6)
            for _ in range(chance.randint(6, 14)):
                g, v, u = chance.choice("xy"), chance.choice("abc"), chance.choice("mno")
                odds = 0.8 + lean + (g == "x") - 0.7 * (v == "b") + 0.4 * (u == "m")
                empty = chance.random() < 0.03
                answers = [None if empty or chance.random() < 0.08 else int(chance.random() < 1 / (1 + math.exp(-odds)))
                           for _ in range(QUESTIONS)]
                rows.append({"h": f"h{h}", "i": f"i{i}", "w": Fraction(chance.randint(50, 400), 100), "g": g, "v": v, "u": u, "y": answers})
    return rows


def write_sample(path, rows):
    with path.open("w", encoding="utf-8") as out:
        out.write("h,i,w,g,v,u," + ",".join(f"q{k + 1}" for k in range(QUESTIONS)) + "\n")
        for r in rows:
            cells = ["" if y is None else "5" if y else "2" for y in r["y"]]
            out.write(f"{r['h']},{r['i']},{float(r['w']):.2f},{r['g']},{r['v']},{r['u']},{','.join(cells)}\n")
    return path


def counts(row):
    return any(y is not None for y in row["y"])


def category(row, variable):
    return "|".join(row[c] for c in variable.split("|"))


def post_stratify(rows, variable, totals):
    sums = dict.fromkeys(totals, Fraction(0))
    for r in rows:
        sums[category(r, variable)] += r["w"]
    return [r["w"] * totals[category(r, variable)] / sums[category(r, variable)] for r in rows]


def rake(rows, margins, low=0.0, high=math.inf, rounds=20000):
    """Form by form; trimmed, when bounds are given, after every round."""
    keys = {v: [category(r, v) for r in rows] for v in margins}
    weights = [float(r["w"]) for r in rows]
    mean = sum(next(iter(margins.values())).values()) / len(rows)
    for _ in range(rounds):
        for v, totals in margins.items():
            sums = dict.fromkeys(totals, 0.0)
            for key, w in zip(keys[v], weights):
                sums[key] += w
            weights = [w * totals[key] / sums[key] for key, w in zip(keys[v], weights)]
        weights = [min(high * mean, max(low * mean, w)) for w in weights]
        off = 0.0
        for v, totals in margins.items():
            for c, total in totals.items():
                off = max(off, abs(math.fsum(w for key, w in zip(keys[v], weights) if key == c) - total) / total)
        if off < 1e-13:
            break
    return weights


def eliminate(matrix, right):
    """Gauss and Jordan; a column that follows from those before it gets 0."""
    n, of = len(right), {}
    rows = [[*m, r] for m, r in zip(matrix, right)]
    free = list(range(n))
    for column in range(n):
        pivot = max(free, key=lambda i: abs(rows[i][column]), default=None)
        if pivot is None or abs(rows[pivot][column]) < 1e-9:
            continue
        free.remove(pivot)
        of[column] = pivot
        for i in range(n):
            if i != pivot and rows[i][column]:
                f = rows[i][column] / rows[pivot][column]
                rows[i] = [a - f * b for a, b in zip(rows[i], rows[pivot])]
    return [rows[of[c]][n] / rows[of[c]][c] if c in of else 0.0 for c in range(n)]


def residuals(rows, margins, z):
    """z less its regression on the indicators of all categories, weighted with the weights as they came."""
    names = [(v, c) for v, totals in margins.items() for c in totals]
    at = {name: k for k, name in enumerate(names)}
    matrix, right = [[0.0] * len(names) for _ in names], [0.0] * len(names)
    columns = [[at[v, category(r, v)] for v in margins] for r in rows]
    for r, mine, of in zip(rows, columns, z):
        for a in mine:
            right[a] += float(r["w"]) * of
            for b in mine:
                matrix[a][b] += float(r["w"])
    b = eliminate(matrix, right)
    return [of - sum(b[k] for k in mine) for mine, of in zip(columns, z)]


def linearised(rows, weights, domain, question):
    """Figure and z of a share: z is 0 of those outside the domain or without an answer."""
    inside = [domain(r) and r["y"][question] is not None for r in rows]
    total = sum(w for w, x in zip(weights, inside) if x)
    p = sum(w * r["y"][question] for w, r, x in zip(weights, rows, inside) if x) / total
    return p, [(r["y"][question] - p) / total if x else 0 * p for r, x in zip(rows, inside)]


def index(rows, weights, domain):
    """The mean of the shares, and the mean of their z."""
    parts = [linearised(rows, weights, domain, k) for k in range(QUESTIONS)]
    return sum(p for p, _ in parts) / QUESTIONS, [sum(z) / QUESTIONS for z in zip(*(z for _, z in parts))]


def error(everyone, counted, weights, e, unit):
    """The error of the sum of w e, units those of `unit`; forms that do not count keep their units in the sample."""
    sums = {}
    for r in everyone:
        sums.setdefault(r["h"], {}).setdefault(unit(r), 0)
    for r, w, x in zip(counted, weights, e):
        sums[r["h"]][unit(r)] += w * x
    total = 0
    for units in sums.values():
        n, mean = len(units), sum(units.values()) / len(units)
        total += n * sum((t - mean) ** 2 for t in units.values()) / (n - 1)
    return math.sqrt(total)


def totals_near(rows, variable, seed):
    """Totals some way from what the sample has."""
    chance, sums = random.Random(seed), {}
    for r in rows:
        sums[category(r, variable)] = sums.get(category(r, variable), 0) + r["w"]
    return {c: round(float(s) * chance.uniform(60, 140)) for c, s in sorted(sums.items())}


def even(totals, sum_wanted):
    """The same proportions in whole numbers with the sum wanted."""
    have, out = sum(totals.values()), {}
    for c, t in totals.items():
        out[c] = t * sum_wanted // have
    out[c] += sum_wanted - sum(out.values())
    return out


DOMAIN_TESTS = {("", "*"): lambda r: True, ("g", "x"): lambda r: r["g"] == "x", ("v", "b"): lambda r: r["v"] == "b", ("h", "h1"): lambda r: r["h"] == "h1"}
UNITS = {"psu": (["--strata", "h", "--psu", "i"], lambda r: r["i"]), "rows": (["--strata", "h"], id)}


def check_figures(what, folder, rows, margins, weights, *options, tolerance=1e-9):
    counted = [r for r in rows if counts(r)]
    form = write_form(folder, "mean_of_items", QUESTIONS)
    path = write_sample(Path(folder) / "sample.csv", rows)
    totals = write_totals(Path(folder) / "sample-totals.csv", margins)
    for name, (design, unit) in UNITS.items():
        found = figures("--form", form, "--weight", "w", *design, "--totals", totals, "--by", "g", "--by", "v", "--by", "h", *options, path)
        for group, domain in DOMAIN_TESTS.items():
            p, z = index(counted, weights, domain)
            se = error(rows, counted, weights, residuals(counted, margins, [float(x) for x in z]), unit)
            row = found[(*group, "total")]
            check(f"{what} {name} {group} index", near(float(row["percent"]), 100 * float(p), tolerance, 1e-8), f"{row['percent']}, {100 * float(p)}")
            check(f"{what} {name} {group} error", near(float(row["se"]), 100 * se, max(tolerance, 1e-8), 1e-9), f"{row['se']}, {100 * se}")


def check_post(seed, folder):
    """By the closed form in fractions: e is z less the mean of its cell."""
    rows = make_sample(seed)
    counted = [r for r in rows if counts(r)]
    totals = totals_near(counted, "g|v", seed)
    weights = post_stratify(counted, "g|v", totals)
    check_figures(f"post {seed}", folder, rows, {"g|v": totals}, weights)
    p, z = linearised(counted, weights, lambda r: True, 0)
    sums, means = {}, {}
    for r, w, x in zip(counted, weights, z):
        have = sums.setdefault(category(r, "g|v"), [Fraction(0), Fraction(0)])
        have[0] += w * x
        have[1] += w
    means = {c: a / b for c, (a, b) in sums.items()}
    e = [x - means[category(r, "g|v")] for r, x in zip(counted, z)]
    se = error(rows, counted, weights, e, lambda r: r["i"])
    form = write_form(folder, "mean_of_items", QUESTIONS)
    row = figures("--form", form, "--weight", "w", *UNITS["psu"][0], "--totals", Path(folder) / "sample-totals.csv", Path(folder) / "sample.csv")["", "*", "q1"]
    check(f"post {seed} closed form", near(float(row["percent"]), 100 * float(p)) and near(float(row["se"]), 100 * se, absolute=1e-10), f"{row['se']}, {100 * se}")
    return rows, counted, totals


def margins_of(counted, seed):
    g = totals_near(counted, "g", seed)
    return {"g": g, "v": even(totals_near(counted, "v", seed + 1), sum(g.values())), "u": even(totals_near(counted, "u", seed + 2), sum(g.values()))}


def check_rake(seed, folder):
    rows = make_sample(seed)
    counted = [r for r in rows if counts(r)]
    margins = margins_of(counted, seed)
    check_figures(f"rake {seed}", folder, rows, margins, rake(counted, margins), tolerance=3e-9)
    low, high = 0.35, 1.9
    weights = rake(counted, margins, low, high)
    mean = sum(margins["g"].values()) / len(counted)
    for c, total in margins["v"].items():
        check(f"trim {seed} total {c}", near(math.fsum(w for r, w in zip(counted, weights) if r["v"] == c), total))
    check(f"trim {seed} bounds", all(low * mean - 1e-9 <= w <= high * mean + 1e-9 for w in weights) and any(w >= high * mean - 1e-6 for w in weights))
    check_figures(f"trim {seed}", folder, rows, margins, weights, "--trim", f"{low}:{high}", tolerance=1e-7)


def check_jackknife(seed, folder):
    """Each PSU left out in turn, the others of its stratum weighted up and raked anew."""
    rows = make_sample(seed)
    counted = [r for r in rows if counts(r)]
    margins = margins_of(counted, seed)
    everybody = lambda r: True
    whole, units, total = float(index(counted, rake(counted, margins), everybody)[0]), {}, 0.0
    for r in rows:
        units.setdefault(r["h"], set()).add(r["i"])
    for h, of_stratum in units.items():
        n = len(of_stratum)
        for i in of_stratum:
            left = [{**r, "w": r["w"] * n / (n - 1) if r["h"] == h else r["w"]} for r in counted if (r["h"], r["i"]) != (h, i)]
            total += (n - 1) / n * (float(index(left, rake(left, margins), everybody)[0]) - whole) ** 2
    form = write_form(folder, "mean_of_items", QUESTIONS)
    path, file = write_sample(Path(folder) / "sample.csv", rows), write_totals(Path(folder) / "sample-totals.csv", margins)
    row = figures("--form", form, "--weight", "w", *UNITS["psu"][0], "--totals", file, path)["", "*", "total"]
    ratio = float(row["se"]) / 100 / math.sqrt(total)
    check(f"jackknife {seed}", 0.75 < ratio < 1.1, f"error / jackknife = {ratio:.3f}")


def check_order(folder):
    """The same bytes whatever the order of rows, of files and of the totals' own rows; and the base columns are those of a run without."""
    rows = make_sample(5)
    margins = margins_of([r for r in rows if counts(r)], 5)
    form, totals = write_form(folder, "mean_of_items", QUESTIONS), write_totals(Path(folder) / "t.csv", margins)
    options = ["--form", form, "--weight", "w", *UNITS["psu"][0], "--by", "v", "--rank", Path(folder) / "rank.csv"]
    path, outputs = Path(folder) / "o.csv", set()
    for seed in range(4):
        random.Random(seed).shuffle(rows)
        for trim in ([], ["--trim", "0.4:2"]):
            write_sample(path, rows)
            outputs.add((bool(trim), run(*options, "--totals", totals, *trim, path), (Path(folder) / "rank.csv").read_text(encoding="utf-8")))
        halves = [write_sample(Path(folder) / f"half{k}.csv", rows[k::2]) for k in range(2)]
        outputs.add((False, run(*options, "--totals", totals, *halves), (Path(folder) / "rank.csv").read_text(encoding="utf-8")))
    check("order of rows", len(outputs) == 2, f"{len(outputs)} outputs")
    plain = list(csv.DictReader(io.StringIO(run(*options, path))))
    fitted = list(csv.DictReader(io.StringIO(run(*options, "--totals", totals, path))))
    check("weights as they came", all((a["percent"], a["se"], a["deff"]) == (b["percent_base"], b["se_base"], b["deff_base"]) for a, b in zip(plain, fitted)))
    shares = {v: {c: 100 * Fraction(t, sum(of.values())) for c, t in of.items()} for v, of in margins.items()}
    file = write_totals(Path(folder) / "s.csv", {v: {c: f"{float(x):.9f}" for c, x in of.items()} for v, of in shares.items()}, "share")
    scaled = list(csv.DictReader(io.StringIO(run(*options, "--totals", file, path))))
    check("shares as totals", all(near(float(a["percent"] or 0), float(b["percent"] or 0), 1e-7, 1e-7) for a, b in zip(fitted, scaled)))


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_expected(folder)
        for seed in range(1, 6):
            check_post(seed, folder)
            check_rake(seed, folder)
        for seed in (11, 12, 13):
            check_jackknife(seed, folder)
        check_order(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
