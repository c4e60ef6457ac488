#!/usr/bin/env python3
"""par-explain against the files it names and against par-score, over the sample years and the published ones.

    test_explain.py BIN SOURCE

Nothing here is taken from par-explain's own arithmetic: every number is looked up in the file, line and field that the
step names, every quotient, share, mean and rounding is done again with fractions, and the end of each derivation is
compared with the scores of par-score.
"""
import csv
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from fractions import Fraction
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
passed = failed = 0


def check(what, found, expected):
    global passed, failed
    if found == expected:
        passed += 1
        return
    failed += 1
    if failed < 40:
        print(f"FAILED {what}\n    found    {found}\n    expected {expected}")


def run(program, *args, cwd):
    done = subprocess.run([BIN / program, *args], cwd=cwd, capture_output=True, text=True, timeout=300,
                          env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    if done.returncode:
        sys.exit(f"{program} {' '.join(args)} ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def number(text):
    """97.5, 3200/33, >= 95 ..., a date as its day."""
    text = text.lstrip("<>= ")
    if text.count("-") == 2 and len(text) == 10:
        import datetime
        return Fraction(datetime.date.fromisoformat(text).toordinal())
    return Fraction(text) if text else None


def rounded(exact, decimals, mode="half_up"):
    scaled = exact * 10 ** decimals
    sign, size = (-1, -scaled) if scaled < 0 else (1, scaled)
    whole, rest = divmod(size, 1)
    up = {"half_up": rest >= Fraction(1, 2), "down": False,
          "half_even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)}[mode]
    return Fraction(sign * (whole + up), 10 ** decimals)


class Files:
    """Cells of CSV files by file, line and field; a line is a row here (no sample has line breaks in a cell)."""

    def __init__(self, folder):
        self.folder, self.rows = folder, {}

    def cell(self, step):
        name = step["file"]
        if name not in self.rows:
            self.rows[name] = list(csv.reader((self.folder / name).open(encoding="utf-8-sig", newline="")))
        row = self.rows[name][int(step["line"]) - 1]
        return row[int(step["field"]) - 1] if step["field"] else row


def same_value(cell, step):
    text = cell.rstrip("%").strip()
    if "/" in text or text.count("-") == 2:
        import datetime
        day = datetime.datetime.strptime(text, "%Y-%m-%d" if "-" in text else "%d/%m/%Y").date()
        return day.isoformat() == step["value"]
    return Fraction(text) == number(step["value"])


# ---------------------------------------------------------------- the arithmetic of a step

def arithmetic(step):
    """What the step must come to, from its own sides; None where it computes nothing."""
    kind, name = step["step_kind"], step["name"]
    first, second = (number(step[k]) if step[k] and step[k][0] in "-0123456789" else None for k in ("first", "second"))
    low, high = number(step["low"]), number(step["high"])
    points, before, most = (number(step[k]) for k in ("points", "before", "max"))
    if kind == "measured":
        return {"percent": lambda: first / second * 100, "ratio": lambda: first / second, "change": lambda: first - second,
                "relative": lambda: (first - second) / second * 100, "days": lambda: first - second}[name]()
    if kind == "proportion":
        return most * (first - low) / (high - low)
    if kind == "spread":
        return before + (most - before) * (min(max(first, low), high) - low) / (high - low)
    if kind == "items":
        return first * second
    if kind == "weighted":
        return first / second
    if kind == "share":
        return most * first / 100
    if kind == "index":
        return first / second * 100
    return None


def check_arithmetic(what, step, decimals, mode):
    exact = arithmetic(step)
    if exact is not None:
        check(f"{what}: {step['step_kind']}", number(step["value"]), exact)
    if step["step_kind"] == "rounded":
        check(f"{what}: rounded", number(step["points"]), rounded(number(step["value"]), decimals["component"], mode))
    if step["step_kind"] == "index":
        check(f"{what}: index", number(step["points"]), rounded(number(step["value"]), decimals["index"], mode))
    if step["step_kind"] == "deducted":
        check(f"{what}: deducted", number(step["points"]), number(step["max"]) - number(step["before"]))
    if step["step_kind"] in ("band", "band-also", "band-above"):
        check_band(what, step)


def check_band(what, step):
    low, high = step["low"], step["high"]
    check(f"{what}: a bound has its sign", all(b == "" or b.split()[0] in ("<", "<=", ">", ">=") for b in (low, high)), True)
    if step["step_kind"] != "band":
        return
    value = number(step["value"])
    holds = (not low or (value > number(low) if low[:2] == "> " else value >= number(low))) and \
            (not high or (value < number(high) if high[:2] == "< " else value <= number(high)))
    check(f"{what}: {step['value']} lies in {low} {high}", holds, True)


# Those whose points a later arithmetic step of the rule replaces.
POINTS = {"band", "option", "options", "below", "nothing", "full", "items-cap", "deducted", "rounded", "zero", "spread-flat"}
VALUES = {"proportion", "share", "items", "spread"}


def check_rule_ends(what, steps):
    """The last points of the rule's arithmetic are those that the round computed."""
    last = None
    for step in steps:
        if step["step_kind"] in POINTS:
            last = number(step["points"] or step["max"])
        elif step["step_kind"] in VALUES:
            last = number(step["value"])
        elif step["step_kind"] == "round":
            last = None
        elif step["step_kind"] == "computed":
            check(f"{what}: the rule's arithmetic ends at its points", last, number(step["points"]))


# ---------------------------------------------------------------- a year

STATES = {"scored": "scored", "none-yet": "scored", "missing": "missing", "missing-lost": "missing", "pending": "pending", "excluded": "not_applicable",
          "not-applicable": "not_applicable", "not-submitted": "not_submitted", "unreadable": "unreadable", "unclaimed": "unclaimed"}


def check_node(what, steps, score, rounding, mode):
    end = next(s for s in steps if s["step_kind"] in STATES)
    state = "scored" if score["state"] == "incomplete" else score["state"]
    check(f"{what}: state", STATES[end["step_kind"]], state)
    points = number(end["points"])
    expected = number(score["points"])
    if expected is not None and "penalty" in score["flags"]:
        expected = -expected  # the scores file shows what is taken off as a negative number
    if points is not None and expected is not None and any(s["step_kind"].endswith("of-parts") for s in steps):
        points, expected = rounded(points, rounding["points"], mode), rounded(expected, rounding["points"], mode)
    check(f"{what}: points", points, expected)
    if state == "scored":
        check(f"{what}: applicable maximum", number(end["max"]), number(score["applicable_max"]))
    index = [s for s in steps if s["step_kind"] == "index"]
    if index:
        check(f"{what}: index as printed", number(index[0]["points"]), number(score["percent"]))
    lost = [s for s in steps if s["step_kind"] == "lost"]
    if lost:
        check(f"{what}: maximum less points", number(lost[0]["points"]), number(score["applicable_max"]) - number(end["points"]))


def check_parts(what, steps):
    parts = [s for s in steps if s["step_kind"] == "part"]
    total = [s for s in steps if s["step_kind"] == "sum-of-parts"]
    if total:
        check(f"{what}: the parts add up", sum(number(s["points"]) for s in parts if s["points"]), number(total[0]["points"]))
    mean = [s for s in steps if s["step_kind"] == "mean-of-parts"]
    if mean:
        there = [s for s in parts if number(s["max"]) > 0]
        weights = sum(number(s["value"]) for s in there)
        exact = sum(number(s["value"]) * number(s["points"]) / number(s["max"]) for s in there if s["points"]) / weights
        check(f"{what}: the weighted mean", number(mean[0]["value"]), exact * number(mean[0]["max"]))


TYPED = {"option", "score", "claim", "claim-differs", "claim-alone", "score-rounded", "evidence", "reason", "cause", "note"}


def check_places(what, steps, files):
    for step in steps:
        if step["step_kind"] in TYPED and step["file"].endswith(".csv"):
            cell = files.cell(step)
            check(f"{what}: {step['step_kind']} as it stands in the file", step["wording"] in cell, True)
        if step["step_kind"] not in ("input", "column") or not step["file"]:
            continue
        if step["field"]:
            check(f"{what}: {step['name']} stands at {step['file']}:{step['line']}", same_value(files.cell(step), step), True)
            check(f"{what}: under its header", step["header"] != "", True)
        elif not step["line"]:  # a deadline of the year file
            check(f"{what}: the year file has it", step["value"] in (files.folder / step["file"]).read_text(encoding="utf-8"), True)
        else:
            check(f"{what}: the fact is in its line", any(c and same_number(c, step) for c in files.cell(step)), True)


def same_number(cell, step):
    try:
        return same_value(cell, step)
    except ValueError:
        return False


def roundings(folder, year):
    import json
    sets = {}
    for path in json.loads((folder / year).read_text(encoding="utf-8"))["sets"]:
        one = json.loads((folder / path).read_text(encoding="utf-8"))
        sets[one["id"]] = {"component": 2, "points": 2, "index": 2, "mode": "half_up", **one.get("rounding", {})}
    return sets


def check_year(folder, year="nam.json"):
    files = Files(folder)
    sets = roundings(folder, year)
    scores = {(s["unit"], s["node"]): s for s in table(run("par-score", "--year", year, "-o", "-", "-f", "csv", "-q", cwd=folder))}
    units = sorted({unit for unit, _ in scores})
    options = [word for unit in units for word in ("--unit", unit)]
    explained = {}
    for step in table(run("par-explain", "--year", year, *options, "-f", "csv", "-q", cwd=folder)):
        explained.setdefault((step["unit"], step["criterion"]), []).append(step)
    check(f"{folder.name}: every criterion of every unit is explained", sorted(explained), sorted(scores))
    for key, steps in explained.items():
        what, rounding = f"{folder.name} {key[0]} {key[1]}", sets[scores[key]["set"]]
        check(f"{what}: numbered", [int(s["step"]) for s in steps], list(range(1, len(steps) + 1)))
        check(f"{what}: each step has its sentence", all(s["sentence"] for s in steps), True)
        check_node(what, steps, scores[key], rounding, rounding["mode"])
        check_parts(what, steps)
        check_rule_ends(what, steps)
        check_places(what, steps, files)
        for step in steps:
            check_arithmetic(what, step, rounding, rounding["mode"])


# ---------------------------------------------------------------- a workbook, a set with faults kept knowingly

def workbook(path, rows):
    """A sheet "Phiếu" of inline texts and numbers, as small as XLSX can be."""
    def cell(r, c, value):
        name = f"{chr(ord('A') + c)}{r}"
        if isinstance(value, (int, Fraction)):
            return f'<c r="{name}"><v>{value}</v></c>'
        return f'<c r="{name}" t="inlineStr"><is><t>{value}</t></is></c>'
    lines = "".join(f'<row r="{r}">{"".join(cell(r, c, v) for c, v in enumerate(row) if v != "")}</row>'
                    for r, row in enumerate(rows, 1))
    main, rel = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{kinds}.sheet.main+xml"/><Override PartName="/xl/s.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" '
            f'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="Phiếu" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{rel}/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'}
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            book.writestr(name, head + text)


def check_workbook():
    """Numbers of a workbook are found under the names of their cells."""
    base = SOURCE / "tests" / "cli" / "bases" / "explain"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("set.json", "units.csv"):
            shutil.copy(base / file, folder)
        workbook(folder / "tu-cham.xlsx", [["Phiếu tự chấm"], ["unit", "criterion", "dung_han", "tong", "ky_nang"],
                                          ["so-a", "1.3", 49, 50, ""], ["so-b", "2.2", "", "", 20], ["so-a", "2.2", "", "", 80]])
        args = ["-c", "set.json", "-u", "units.csv", "--round", "self=tu-cham.xlsx", "--unit", "so-a", "-q"]
        steps = table(run("par-explain", *args, "-f", "csv", cwd=folder))
        cells = {(s["name"] or s["step_kind"]): (s["sheet"], s["cell"]) for s in steps if s["step_kind"] == "input"}
        check("cells of the workbook", cells, {"dung_han": ("Phiếu", "C3"), "tong": ("Phiếu", "D3"), "ky_nang": ("Phiếu", "E5")})
        lowest = next(s for s in steps if s["step_kind"] == "lowest")
        check("the lowest unit stands in its row", (lowest["name"], lowest["sheet"], lowest["line"]), ("so-b", "Phiếu", "4"))
        page = run("par-explain", *args, "--criterion", "1.3", cwd=folder)
        check("the row in the text", "(tu-cham.xlsx, Phiếu, line 3)" in page, True)
        check("the cell in the text", "Dossiers on time: 49 (cell C3)" in page, True)


def check_accepted():
    """The faults that the sets of Ba Ria - Vung Tau keep knowingly are said where they are, with the reason given."""
    import json
    for name in ("brvt-2024-bang1", "brvt-2024-bang4"):
        path = SOURCE / "criteria" / f"{name}.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        kept = {}

        def walk(node):
            if node.get("accept"):
                kept[node["id"]] = sorted(a["fault"] for a in node["accept"])
            for part in node.get("nodes", []):
                walk(part)
        for node in document["nodes"]:
            walk(node)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "units.csv").write_text(f"unit,name,level,bloc\nu,U,{document.get('level', '')},\n", encoding="utf-8")
            first = next(leaf for leaf in leaves(document["nodes"]))
            Path(folder, "self.csv").write_text(f"unit,criterion,score\nu,{first['id']},0\n", encoding="utf-8")
            steps = table(run("par-explain", "-c", path, "-u", "units.csv", "--round", "self=self.csv", "--unit", "u", "-f", "csv",
                              "-q", cwd=folder))
        said = {}
        for step in steps:
            if step["step_kind"] == "accepted":
                said.setdefault(step["criterion"], []).append(step["name"])
                check(f"{name} {step['criterion']}: with a reason", step["label"] != "", True)
        check(f"{name}: the faults that are kept", {k: sorted(v) for k, v in said.items()}, kept)


def leaves(nodes):
    for node in nodes:
        yield from leaves(node["nodes"]) if "nodes" in node else [node]


# ---------------------------------------------------------------- languages, formats, order

def check_forms(folder):
    unit = "so-y-te"
    english = table(run("par-explain", "--year", "nam.json", "--unit", unit, "-f", "csv", "--lang", "en", "-q", cwd=folder))
    vietnamese = table(run("par-explain", "--year", "nam.json", "--unit", unit, "-f", "csv", "--lang", "vi", "-q", cwd=folder))
    drop = lambda rows: [{k: v for k, v in r.items() if k not in ("sentence", "label")} for r in rows]
    check("the language changes words alone", drop(english), drop(vietnamese))
    page = run("par-explain", "--year", "nam.json", "--unit", unit, "-q", cwd=folder)
    check("a text is no wider than the page", max(map(len, page.splitlines())) <= 100, True)
    again = run("par-explain", "--year", "nam.json", "--unit", unit, "-f", "text", "-q", cwd=folder)
    check("text is the default", again, page)
    one = run("par-explain", "--year", "nam.json", "--unit", unit, "--criterion", "3", "-f", "csv", "-q", cwd=folder)
    check("a criterion brings its parts along", {r["criterion"].split(".")[0] for r in table(one)}, {"3"})


for sample in ("nam-mau-2025", "nam-mau-2024", "nam-mau-2023", "hue-2020/a", "hue-2020/b", "binhduong-2017", "vinhphuc-2019", "pci-2012",
               "pci-2016"):
    if (SOURCE / "samples" / sample / "nam.json").exists():
        check_year(SOURCE / "samples" / sample)
check_workbook()
check_accepted()
check_forms(SOURCE / "samples" / "nam-mau-2025")
print(f"{passed} checks passed, {failed} failed")
sys.exit(failed > 0)
