#!/usr/bin/env python3
"""Criteria tables through par-import, against what they hold.

    test_import.py BIN SOURCE

tests/oracle/import has two real workbooks with what an independent parser and a person found in them
(NAME.expected.json: every node with its id, maximum, row and wording, every option with its points, the limits of what
are bands), and tables made up in other layouts (NAME.csv) with their trees written by hand (NAME.tree):

    1.1.2 | 2 | choice | Kịp thời = 2, Không = 0     id | maximum | rule | what the options or bands give
    ! import-id-read 4                               a remark, and the row it belongs to

The same tables are also read as the XLSX and DOCX they could have been, where openpyxl and python-docx are installed.
"""
import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from decimal import Decimal
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
FOLDER = SOURCE / "tests" / "oracle" / "import"
ENV = {"PATH": "/usr/bin:/bin"}
COVERED = Decimal("0.95")

passed = failed = 0


def check(what, found, expected):
    global passed, failed
    if found == expected:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}\n    expected {expected}\n    found    {found}")


def plain(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def run(path, *arguments):
    """The set, the report by rows, and the messages of one import; and what par-check says of the set."""
    with tempfile.TemporaryDirectory() as folder:
        out, report = Path(folder, "set.json"), Path(folder, "report.csv")
        done = subprocess.run([BIN / "par-import", path, "-o", out, "--report", report, "--errors", "json", *arguments],
                              env=ENV, capture_output=True, text=True, timeout=60)
        if done.returncode:
            errors = [m for m in map(json.loads, done.stderr.splitlines()) if m["severity"] != "note"] if done.returncode > 0 else []
            return None, [], f"exit {done.returncode}" + "".join(f"\n        {m['code']} {m['line']} {m['criterion']} {m['message']}" for m in errors)
        loaded = subprocess.run([BIN / "par-check", "-c", out], env=ENV, capture_output=True, text=True, timeout=60)
        check(f"{path.name}: par-check takes the set", (loaded.returncode, loaded.stderr if loaded.returncode else ""), (0, ""))
        rows = list(csv.DictReader(io.StringIO(report.read_text(encoding="utf-8"))))
        return json.loads(out.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal), rows, done.stderr


def walk(nodes):
    for node in nodes:
        yield node
        yield from walk(node.get("nodes", []))


def all_nodes(found):
    blocks = [found[key] for key in ("bonus", "penalty") if key in found]
    return list(walk(found["nodes"])) + [node for block in blocks for node in [block, *walk(block["nodes"])]]


# ---------------------------------------------------------------- the real workbooks

def limits(band):
    return {"min": band.get("from", band.get("above")), "min_inclusive": "above" not in band,
            "max": band.get("to", band.get("below")), "max_inclusive": "below" not in band}


def step_of(bands, i):
    """A band with its open ends closed by the neighbours, as par-criteria(5) says."""
    own = limits(bands[i])
    above = [limits(b)["min"] for b in bands if limits(b)["min"] is not None and own["min"] is not None and limits(b)["min"] > own["min"]]
    if own["max"] is None and above:
        own["max"], own["max_inclusive"] = min(above), False
    return own


def expected_step(bands, i):
    own = {"min": None, "max": None, "min_inclusive": True, "max_inclusive": True, **bands[i]}
    above = [b["min"] for b in bands if b.get("min") is not None and own["min"] is not None and b["min"] > own["min"]]
    if own["max"] is None and above:
        own["max"], own["max_inclusive"] = min(above), False
    return own


def label_of(item):
    return plain(item["label"]["vi"])


def without_points(wording):
    return plain(re.sub(r"\s*:\s*[\d.,]+\s*$", "", plain(wording)))


def compare_workbook(path):
    truth = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    found, rows, err = run(path)
    if not found:
        check(path.name, err, "a set")
        return
    nodes = all_nodes(found)
    check(f"{path.name}: ids", [n["id"] for n in nodes], [n["id"] for n in truth["nodes"]])
    check(f"{path.name}: total", found["max"], truth["max"])
    typed = 0
    for node, expected in zip(nodes, truth["nodes"]):
        what = f"{path.name}: {expected['id']}"
        check(f"{what}: maximum", node["max"], expected["max"])
        check(f"{what}: name", plain(node["name"]["vi"]), plain(expected["name"]))
        check(f"{what}: row", [r["row"] for r in rows if r["id"] == node["id"] and r["kind"] in ("domain", "criterion", "component")],
              [str(expected["row"])])
        if "options" not in expected:
            continue
        rule = node["rule"]
        typed += rule["type"] == "manual"
        items = rule.get("options", rule.get("bands", []))
        check(f"{what}: wordings", [label_of(item) for item in items], [without_points(w) for w, _ in expected["options"]])
        check(f"{what}: points", [item["points"] for item in items], [p for _, p in expected["options"]])
        if "bands" in expected:
            check(f"{what}: limits", [step_of(items, i) for i in range(len(items))] if rule["type"] == "bands" else rule["type"],
                  [expected_step(expected["bands"], i) for i in range(len(items))])
    scored = sum("options" in n for n in truth["nodes"])
    check(f"{path.name}: rules other than manual cover 95 %", Decimal(scored - typed) / scored >= COVERED, True)
    compare_faults(path.name, truth, nodes, rows)


def compare_faults(name, truth, nodes, rows):
    kinds = {"bands overlap": "bands-overlap", "best option": "best-not-max"}
    faults = sorted((text.split(":")[0], kind) for text in truth["faults"] for words, kind in kinds.items() if words in text)
    check(f"{name}: faults of the source", sorted((n["id"], a["fault"]) for n in nodes for a in n.get("accept", [])
                                                  if a["fault"] != "id-misprint"), faults)
    printed = dict(re.match(r"([\d.]+) is printed '([\d.]+)'", t).groups() for t in truth["numbering"] if "is printed" in t)
    check(f"{name}: misprinted numbers", {n["id"]: a["printed"] for n in nodes for a in n.get("accept", []) if a["fault"] == "id-misprint"}, printed)
    stray = sorted(t.split()[0] for t in truth["numbering"] if "stands under" in t)
    check(f"{name}: numbers under another", sorted(r["id"] for r in rows if "import-id-stray" in r["remarks"]), stray)
    listed = {r["id"] for r in rows if r["remarks"]}
    check(f"{name}: every one is listed", [i for i in [f for f, _ in faults] + list(printed) + stray if i not in listed], [])


# ---------------------------------------------------------------- made-up tables

def bound(value):
    return str(value).rstrip("0").rstrip(".") if "." in str(value) else str(value)


def range_text(band):
    return " ".join(sign + bound(band[key]) for key, sign in (("from", ">="), ("above", ">"), ("to", "<="), ("below", "<")) if key in band)


def worth(item):
    return bound(item["points"]) if "points" in item else "share " + bound(item["share"])


def rule_text(rule):
    kind = rule["type"]
    if kind == "choice":
        name = "sum" if rule.get("pick") == "sum" else "choice"
        return name, ", ".join(f"{label_of(o)} = {worth(o)}" for o in rule["options"])
    if kind == "bands":
        return "bands " + next(iter(rule["of"])), ", ".join(f"{range_text(b)} = {worth(b)}" for b in rule["bands"])
    if kind == "per_item":
        return kind, bound(rule["points"]) + (f" cap {bound(rule['cap'])}" if "cap" in rule else "")
    if kind == "linear":
        return kind, f"full_at {bound(rule.get('full_at', 100))}" + (f" zero_below {bound(rule['zero_below'])}" if "zero_below" in rule else "")
    return kind, ""


def line_of(node, role):
    parts = [node["id"], bound(node.get("max", node.get("cap", "")))]
    if "rule" in node:
        parts += [part for part in rule_text(node["rule"]) if part]
    elif role:
        parts.append(role)
    if node.get("source"):
        parts[0] += " @" + node["source"]
    return " | ".join(parts)


def tree_of(found, rows):
    lines = [f"total | {bound(found['max'])}"]
    roles = {found[key]["id"]: key for key in ("bonus", "penalty") if key in found}
    lines += [line_of(node, roles.get(node["id"])) for node in all_nodes(found)]
    return lines, sorted(f"! {code} {r['row']}" for r in rows for code in r["remarks"].split())


def compare_made_up(path, tree, arguments):
    wanted = [line.rstrip() for line in tree.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    found, rows, err = run(path, *arguments)
    if not found:
        check(path.name, err, "a set")
        return
    lines, remarks = tree_of(found, rows)
    nodes = [line for line in wanted if not line.startswith("!")]
    for i in range(max(len(lines), len(nodes))):
        check(f"{path.name}: node {i}", lines[i] if i < len(lines) else None, nodes[i] if i < len(nodes) else None)
    if path.suffix == ".csv":
        check(f"{path.name}: remarks", remarks, sorted(line for line in wanted if line.startswith("!")))


def cells_of(path):
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.splitlines()[0] else ","))


def as_workbook(path, folder):
    import openpyxl
    book = openpyxl.Workbook()
    for row in cells_of(path):
        book.active.append([cell or None for cell in row])
    book.save(folder / (path.stem + ".xlsx"))
    return folder / (path.stem + ".xlsx")


def as_document(path, folder):
    import docx
    document, rows = docx.Document(), cells_of(path)
    width = max(len(row) for row in rows)
    table = document.add_table(rows=len(rows), cols=width)
    for cells, row in zip((r.cells for r in table.rows), rows):
        for cell, text in zip(cells, row):
            cell.text = text
    document.save(folder / (path.stem + ".docx"))
    return folder / (path.stem + ".docx")


def arguments_of(tree):
    first = tree.read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("#").split() if first.startswith("# --") else []


for workbook in sorted(FOLDER.glob("*.xlsx")):
    compare_workbook(workbook)
with tempfile.TemporaryDirectory() as scratch:
    for table in sorted(FOLDER.glob("*.csv")):
        truth_of = table.with_suffix(".tree")
        compare_made_up(table, truth_of, arguments_of(truth_of))
        for make in (as_workbook, as_document):
            try:
                copy = make(table, Path(scratch))
            except ImportError:
                continue
            compare_made_up(copy, truth_of, arguments_of(truth_of))
print(f"{passed} checks passed, {failed} failed")
sys.exit(failed > 0)
