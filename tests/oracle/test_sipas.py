#!/usr/bin/env python3
"""Figures and errors of sipas-score against R's survey package and against a second implementation.

    test_sipas.py BIN SOURCE

tests/oracle/sipas holds 847 made-up forms, the same in Excel's Vietnamese dress, and 2,304 values that R's package survey
4.1-1 gave for them. Every one must come out of the program to 1e-9, from both files. R has NaN six times: where the rule
`average` meets a domain all of whose strata are lonely; the program must say that there is no error.

R's logit intervals come from an iterative fit and agree to 1e-11; its zero variances are noise of 1e-17, ours are 0.

The second part makes up other surveys with other designs (three scales of clusters, several rows a secondary unit,
weights, blanks, self-representing and lonely strata) and computes them with plain formulas in this file.
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
import zipfile
from fractions import Fraction
from pathlib import Path
from xml.sax.saxutils import escape

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
HERE = SOURCE / "tests" / "oracle" / "sipas"
ENV = {"PATH": "/usr/bin:/bin"}
NOISE = 2e-14  # a variance that R has as 0 but for rounding
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    if good:
        passed += 1
        return
    failed += 1
    if failed <= 40:
        print(f"FAILED {what} {detail}")


def near(found, wanted, tolerance=1e-9, absolute=NOISE):
    return abs(found - wanted) <= max(tolerance * abs(wanted), absolute)


def run(*arguments, code=0):
    done = subprocess.run([BIN / "sipas-score", "--lang", "en", *map(str, arguments)], capture_output=True, env=ENV, check=False)
    if done.returncode != code:
        sys.exit(f"sipas-score {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr.decode()}\n0 passed, 1 failed")
    return done.stdout.decode(), done.stderr.decode()


def figures(*arguments):
    """{(grouping, group, node, option): row} of a run with as many decimals as there are."""
    out, _ = run("-q", "--precision", 12, *arguments)
    return {(r["grouping"], r["group"], r["node"], r["option"]): r for r in csv.DictReader(io.StringIO(out))}


def number(row, column, scale=1):
    return float(row[column]) / scale if row[column] else None


# ---------------------------------------------------------------- R's values

DESIGNS = {
    "wr": ["--strata", "tinh", "--psu", "xa"],
    "fpc1": ["--strata", "tinh", "--psu", "xa", "--fpc", "N_xa"],
    "fpc2": ["--strata", "tinh", "--psu", "xa", "--fpc", "N_xa", "--fpc2", "N_nguoi"],
    "srs": [],
}
METHODS = ["logit", "beta", "wilson", "asin", "mean"]


def expected():
    with open(HERE / "expected.tsv", encoding="utf-8") as file:
        return [(r["design"], r["lonely"], r["domain"], r["stat"], float(r["value"])) for r in csv.DictReader(file, delimiter="\t")]


def with_index(folder, rule):
    form = json.loads((HERE / "form.json").read_text(encoding="utf-8"))
    form["index"] = rule
    path = Path(folder) / f"{rule}.json"
    path.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    return path


class Runs:
    """Runs of the program, each made once."""

    def __init__(self, data, folder):
        self.data, self.done = data, {}
        self.forms = {rule: with_index(folder, rule) for rule in ("mean_of_persons", "pooled", "mean_of_items")}

    def get(self, design, lonely, rule, method="mean"):
        key = design, lonely, rule, method
        if key not in self.done:
            self.done[key] = figures("--form", self.forms[rule], "--weight", "trong_so", *DESIGNS[design], "--lonely", lonely,
                                     "--interval", method, "--by", "tinh", "--by", "gioi", "--by", "linh_vuc", self.data)
        return self.done[key]


def ours(runs, design, lonely, domain, stat):
    """The program's answer to a statistic of expected.tsv; None when it gives none."""
    group = ("", "*") if domain == "all" else tuple(domain.split("="))
    name, _, rest = stat.partition(".")
    if name == "ratio":
        row = runs.get(design, lonely, "pooled")[(*group, "total", "")]
        return number(row, "percent" if rest == "pooled_answers" else "se", 100)
    if rest == "mean_s":
        row = runs.get(design, lonely, "mean_of_persons")[(*group, "total", "")]
        return {"mean": number(row, "percent", 100), "se": number(row, "se", 100), "deff": number(row, "deff")}[name]
    which = rest.split(".")[-1]
    rule, item = "mean_of_persons", "q" + which[1]
    if rest.startswith(("lo.", "hi.")):
        method = "logit" if name == "xlogit" else name
        row = runs.get(design, lonely, rule, method)[(*group, item, "")]
        return number(row, "low" if rest.startswith("lo.") else "high", 100)
    row = runs.get(design, lonely, rule)[(*group, item, "")]
    if which[0] == "q":
        column = {"mean": "mean_score", "se": "score_se", "deff": "score_deff"}[name]
        return number(row, column)
    column, scale = {"mean": ("percent", 100), "se": ("se", 100), "deff": ("deff", 1), "df": ("df", 1)}[name]
    return number(row, column, scale)


def check_expected(data):
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(data, folder)
        for design, lonely, domain, stat, value in expected():
            found = ours(runs, design, lonely, domain, stat)
            what = f"{data.name} {design} {lonely} {domain} {stat}"
            if math.isnan(value):
                group = tuple(domain.split("="))
                flags = runs.get(design, lonely, "mean_of_persons")[(*group, "q1", "")]["flags"]
                check(what, found is None and "no_error" in flags, f"{found}, flags {flags}, expected no error")
            else:
                check(what, found is not None and near(found, value), f"{found}, expected {value!r}")


# ---------------------------------------------------------------- a second implementation

def stage(values, n, population, lonely):
    """One stage: sums of z of the units that have any, n in the sample. None: nothing can be said."""
    left = 1 - n / population if population else 1
    if left < 1e-7:
        return 0.0
    if n == 1:
        if lonely in ("fail", "average"):
            return None
        return left * sum(values) ** 2 if lonely == "adjust" else 0.0
    mean = sum(values) / n
    return left * n / (n - 1) * (sum((v - mean) ** 2 for v in values) + (n - len(values)) * mean ** 2)


def groups_of(rows, key):
    found = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def variance(sample, z, has, design, lonely):
    """z and has by row number; the design names the columns. None: nothing can be said."""
    total = second = 0.0
    present = decided = 0
    for stratum in groups_of(sample, "h").values():
        psus = groups_of(stratum, design["psu"])
        population = stratum[0]["N"] if design["fpc"] else None
        sums, found = [], False
        for psu in psus.values():
            mine = [r for r in psu if has[r["row"]]]
            if not mine:
                continue
            found = True
            sums.append(sum(z[r["row"]] for r in mine))
            if design["ssu"] and population:
                ssus = groups_of(psu, design["ssu"])
                of_ssus = [sum(z[r["row"]] for r in s if has[r["row"]]) for s in ssus.values() if any(has[r["row"]] for r in s)]
                part = stage(of_ssus, len(ssus), psu[0]["M"] if design["fpc2"] else None, lonely)
                if part is None:
                    return None
                second += len(psus) / population * part
        if not found:
            continue
        present += 1
        part = stage(sums, len(psus), population, lonely)
        if part is None and lonely == "fail":
            return None
        decided += part is not None
        total += part or 0.0
    if lonely == "average":
        return total * present / decided + second if decided else None
    return total + second


def estimate(sample, domain, items, design, lonely, missing, pooled):
    """(p, se, df, n) of the index of the items in a domain."""
    valid = {r["row"]: domain(r) and any(r["a"][k] is not None for k in items) for r in sample}
    if missing == "deleted":
        sample = [r for r in sample if any(r["a"][k] is not None for k in items)]
    own = [r for r in sample if valid[r["row"]]]
    z = {r["row"]: 0.0 for r in sample}
    weights = {k: sum(r["w"] for r in own if r["a"][k] is not None) for k in items}
    hits = {k: sum(r["w"] * r["a"][k] for r in own if r["a"][k] is not None) for k in items}
    asked = [k for k in items if weights[k]]
    p = Fraction(sum(hits.values()), 1) / sum(weights.values()) if pooled else sum(hits[k] / weights[k] for k in asked) / len(asked)
    for r in own:
        for k in asked:
            if r["a"][k] is None:
                continue
            if pooled:
                z[r["row"]] += float(r["w"] * (r["a"][k] - p) / sum(weights.values()))
            else:
                z[r["row"]] += float(r["w"] * (r["a"][k] - hits[k] / weights[k]) / weights[k] / len(asked))
    v = variance(sample, z, valid, design, lonely)
    df = len({(r["h"], r[design["psu"]]) for r in own}) - len({r["h"] for r in own})
    return float(p), None if v is None else math.sqrt(v), df, len(own)


def make_sample(seed):
    """Strata of all kinds: ordinary, lonely, taken whole; PSUs of one or several SSUs; SSUs of several people."""
    chance, sample = random.Random(seed), []
    for h in range(6):
        psus = 1 if h == 4 else chance.randint(2, 5)
        population = psus if h == 5 else psus + chance.randint(1, 40)
        for i in range(psus):
            ssus, mood = chance.randint(2, 4), chance.uniform(0.3, 0.95)
            for j in range(ssus):
                for _ in range(chance.randint(1, 5)):
                    answers = [None if chance.random() < 0.15 else int(chance.random() < mood) for _ in range(4)]
                    sample.append({"h": f"h{h}", "i": f"p{i}", "j": f"s{j}", "N": population, "M": ssus + 7 * i + h,
                                   "w": Fraction(chance.randint(1, 9_999_999), 10_000), "g": chance.choice("ab"), "a": answers})
    chance.shuffle(sample)
    for number_, row in enumerate(sample):
        row["row"] = row["id"] = f"r{number_:04}"
        row["people"] = len(sample) + 100
    return sample


def decimal_text(value):
    return f"{float(value):.4f}"


def write_sample(sample, path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "h", "i", "j", "N", "M", "people", "w", "g", "c1", "c2", "c3", "c4"])
        for r in sample:
            answers = ["" if a is None else ("Hài lòng", "Không hài lòng")[1 - a] for a in r["a"]]
            writer.writerow([r["id"], r["h"], r["i"], r["j"], r["N"], r["M"], r["people"], decimal_text(r["w"]), r["g"], *answers])


def write_form(folder, rule):
    node = lambda k: {"id": f"c{k}", "name": {"vi": f"Tiêu chí {k}"}}
    form = {"format": "parindex-sipas-form/1", "id": "thu", "title": {"vi": "Thử"}, "source": {"status": "sample"}, "index": rule,
            "scales": {"hai": {"choices": [{"id": "co", "label": {"vi": "Hài lòng"}, "score": 1, "satisfied": True},
                                           {"id": "khong", "label": {"vi": "Không hài lòng"}, "score": 0}]}}, "scale": "hai",
            "nodes": [{"id": "A", "name": {"vi": "Nhóm A"}, "nodes": [node(1), node(2), node(3)]},
                      {"id": "B", "name": {"vi": "Nhóm B"}, "nodes": [node(4)]}]}
    path = Path(folder) / f"form-{rule}.json"
    path.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    return path


NODES = {"total": [0, 1, 2, 3], "A": [0, 1, 2], "B": [3], "c2": [1]}
ALL_DESIGNS = [
    ("clusters", dict(psu="i", ssu=None, fpc=False, fpc2=False), ["--strata", "h", "--psu", "i"]),
    ("clusters, fpc", dict(psu="i", ssu=None, fpc=True, fpc2=False), ["--strata", "h", "--psu", "i", "--fpc", "N"]),
    ("two stages", dict(psu="i", ssu="j", fpc=True, fpc2=True), ["--strata", "h", "--psu", "i", "--fpc", "N", "--ssu", "j", "--fpc2", "M"]),
    ("two stages, no second fpc", dict(psu="i", ssu="j", fpc=True, fpc2=False), ["--strata", "h", "--psu", "i", "--fpc", "N", "--ssu", "j"]),
    ("strata of people", dict(psu="row", ssu=None, fpc=False, fpc2=False), ["--strata", "h"]),
]


def check_second(seed):
    sample = make_sample(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        write_sample(sample, path)
        rules = [("mean_of_items", write_form(folder, "mean_of_items")), ("pooled", write_form(folder, "pooled"))]
        for (rule, form), (name, design, options), lonely, missing in itertools.product(
                rules, ALL_DESIGNS, ("remove", "adjust", "average"), ("domain", "deleted")):
            found = figures("--form", form, "--weight", "w", *options, "--lonely", lonely, "--missing", missing, "--by", "g", path)
            for group, domain in (("*", lambda r: True), ("a", lambda r: r["g"] == "a")):
                for node, items in NODES.items():
                    row = found[("" if group == "*" else "g", group, node, "")]
                    p, se, df, n = estimate(sample, domain, items, design, lonely, missing, rule == "pooled")
                    what = f"seed {seed} {rule} {name} {lonely} {missing} {group} {node}"
                    check(what + " p", near(number(row, "percent", 100), p), f"{row['percent']} {p}")
                    check(what + " n", int(row["n"]) == n, f"{row['n']} {n}")
                    if se is None:
                        check(what + " se", row["se"] == "" and "no_error" in row["flags"], f"{row['se']} none")
                    else:
                        check(what + " se", row["se"] != "" and near(number(row, "se", 100), se, absolute=1e-13), f"{row['se']} {100 * se}")
                        check(what + " df", int(row["df"]) == df, f"{row['df']} {df}")


# ---------------------------------------------------------------- published totals

def check_published():
    """Whatever answers gave the two aspects as printed, their criteria 23 : 16 give the total as printed."""
    with open(HERE / "aggregation_checks.csv", encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["rule"] == "39 criteria pooled 23:16"]
    form = SOURCE / "criteria" / "sipas" / "sipas-2023-2026.json"
    items = [(i["id"], a["id"]) for a in json.loads(form.read_text(encoding="utf-8"))["nodes"] for f in a["nodes"] for i in f["nodes"]]
    for row in rows:
        low, high = sorted(["policy_aspect", "service_aspect"], key=lambda c: Fraction(row[c]))
        shares = {"I": Fraction(row["policy_aspect"]), "II": Fraction(row["service_aspect"])}
        kinds = [(Fraction(row[low]), {"I", "II"}), (Fraction(row[high]) - Fraction(row[low]), {"I" if shares["I"] > shares["II"] else "II"}),
                 (100 - Fraction(row[high]), set())]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answers.csv"
            with open(path, "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["w", *(name for name, _ in items)])
                for weight, satisfied in kinds:
                    if weight:
                        writer.writerow([decimal_text(weight), *(4 if aspect in satisfied else 2 for _, aspect in items)])
            out, _ = run("-q", "--form", form, "--weight", "w", path)
            found = {r["node"]: r["percent"] for r in csv.DictReader(io.StringIO(out))}
        for node, column in (("I", "policy_aspect"), ("II", "service_aspect"), ("total", "published_overall")):
            check(f"{row['case']} {node}", Fraction(found[node]) == Fraction(row[column]), f"{found[node]}, printed {row[column]}")


# ---------------------------------------------------------------- the same bytes

def check_order():
    """Rows in any order, in one file or in several, give the same bytes."""
    text = (HERE / "sipas.csv").read_text(encoding="utf-8").splitlines()
    arguments = ["-q", "--form", HERE / "form.json", "--weight", "trong_so", *DESIGNS["fpc2"], "--lonely", "adjust", "--by", "gioi,linh_vuc",
                 "--precision", 12]
    wanted, _ = run(*arguments, HERE / "sipas.csv")
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(3):
            rows = text[1:]
            random.Random(seed).shuffle(rows)
            parts = [rows] if seed == 0 else [rows[:300 * seed], rows[300 * seed:]]
            paths = []
            for number_, part in enumerate(parts):
                path = Path(folder) / f"{seed}-{number_}.csv"
                path.write_text("\n".join([text[0], *part]) + "\n", encoding="utf-8")
                paths.append(path)
            check(f"row order {seed}", run(*arguments, *paths)[0] == wanted)


def cell_xml(text, name):
    if text.replace(".", "", 1).isdigit():
        return f'<c r="{name}"><v>{text}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else ""


def write_workbook(rows, path):
    """The least that is an XLSX workbook: one sheet, a title above the header."""
    rows = [["Kết quả khảo sát"], [], *rows]
    lines = "".join(f'<row r="{i}">' + "".join(cell_xml(t, f"{chr(65 + k)}{i}") for k, t in enumerate(r)) + "</row>"
                    for i, r in enumerate(rows, 1))
    office = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels" ContentType='
                               '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
                               '"application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
                               '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" Type='
                       f'"{office}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{office}/spreadsheetml/2006/main" xmlns:r="{office}/officeDocument/2006/relationships">'
                           '<sheets><sheet name="Phiếu" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" Type='
                                      f'"{office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{office}/spreadsheetml/2006/main"><sheetData>{lines}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)


def check_workbook():
    """The same answers in a workbook, below a title, give the same bytes."""
    arguments = ["-q", "--form", HERE / "form.json", "--weight", "trong_so", *DESIGNS["fpc2"], "--lonely", "adjust", "--by", "gioi"]
    with open(HERE / "sipas.csv", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tra-loi.xlsx"
        write_workbook(rows, path)
        check("workbook", run(*arguments, path)[0] == run(*arguments, HERE / "sipas.csv")[0])


def main():
    for name in ("sipas.csv", "sipas_excel_vi.csv"):
        check_expected(HERE / name)
    for seed in (1, 2):
        check_second(seed)
    check_published()
    check_order()
    check_workbook()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
