#!/usr/bin/env python3
"""The forms of the sample year, opened as workbooks.

    test_forms.py BIN SOURCE

Looked at are: the file names; the rows against the set read here; which cells are locked and what may go into the others;
the hidden sheets; page and panes; that two runs give the same bytes and nothing is overwritten; the CSV forms; and which
rows the forms of appraisal, explanation and council have, against the sample's own tables.
"""
import csv
import filecmp
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
YEAR = SOURCE / "samples" / "nam-mau-2025"
ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
passed = failed = 0


def check(fine, what, why=""):
    global passed, failed
    passed, failed = passed + bool(fine), failed + (not fine)
    if not fine:
        print(f"FAILED {what}: {why}")


def run(program, *arguments, status=0):
    done = subprocess.run([BIN / program, *map(str, arguments)], capture_output=True, env=ENV, cwd=YEAR, check=False)
    check(done.returncode == status, f"{program} {' '.join(map(str, arguments))}", f"{done.returncode} {done.stderr.decode()[-800:]}")
    return done


def forms(folder, *arguments):
    run("par-form", "-q", "--year", "nam.json", "-o", folder, *arguments)
    return sorted(folder.iterdir())


def keyed(sheet):
    return {row[0].value: row for row in sheet.iter_rows() if isinstance(row[0].value, str) and "#" in row[0].value[:40]}


def header_of(sheet):
    """The number of the header's row and its texts: the row after which the keys begin."""
    first = min(row[0].row for row in keyed(sheet).values())
    return first - 1, [cell.value for cell in sheet[first - 1]]


def validations(sheet):
    return {cell.coord: rule for rule in sheet.data_validations.dataValidation for cell in rule.sqref.ranges}


# ---------------------------------------------------------------- the set as the form must show it

def nodes_of(raw):
    def walk(node, source, may):
        source = node["source"] if isinstance(node.get("source"), str) else source
        may = may or node.get("may_not_apply", False)
        yield node, source, may
        for child in node.get("nodes", []):
            yield from walk(child, source, may)

    for block in ({"nodes": raw["nodes"]}, raw.get("bonus"), raw.get("penalty")):
        for part in ([block] if block and "id" in block else (block or {}).get("nodes", [])):
            yield from walk(part, "report", False)


def inputs_of(rule):
    """The names that a rule takes."""
    found = set()

    def quantity(of):
        for value in of.values():
            for side in value if isinstance(value, list) else [value] if isinstance(value, str) and value not in ("not_applicable", "full", "none") else []:
                found.update(name.lstrip("-") for name in (side if isinstance(side, list) else [side]))

    def condition(when):
        quantity(when.get("of", {}))
        for part in when.get("all", []) + when.get("any", []):
            condition(part)

    quantity(rule.get("of", {}))
    found.update(rule.get("weights", {}))
    for case in rule.get("cases", []):
        condition(case.get("when", {}))
        found.update(inputs_of(case["rule"]))
    return found


def check_unit(path, raw, labels):
    book = openpyxl.load_workbook(path)
    sheet, rows, rules = book.worksheets[0], keyed(book.worksheets[0]), validations(book.worksheets[0])
    what, first = path.name, header_of(sheet)[0]
    column = {name: i for i, name in enumerate(
        ["key", "id", "title", "guide", "max", "applicable_max", "response", "points", "applies", "evidence", "note"])}
    lists = [cell.value for cell in book["lists"]["A"]]
    opened = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.protection.locked is False}
    wanted = set()
    for node, source, may in nodes_of(raw):
        row = rows.get(f"#{node['id']}")
        if row is None:
            continue  # left out for the unit: see below
        check(row[column["id"]].value == node["id"] and row[column["id"]].data_type == "s", f"{what} {node['id']}", "id is no text")
        check(row[column["title"]].value == node["name"]["vi"], f"{what} {node['id']}", row[column["title"]].value)
        if "nodes" in node or source != "report":
            check("nodes" in node or row[column["response"]].value, f"{what} {node['id']}", "does not say who scores it")
            continue
        wanted |= {row[column[name]].coordinate for name in ("evidence", "note")}
        wanted |= {row[column["applies"]].coordinate} if may else set()
        for rule in [node["rule"]] if "rule" in node else []:
            wanted |= check_component(what, node, rule, rows, rules, lists, column, labels)
    if all("rule" in node for node, _, _ in nodes_of(raw) if "nodes" not in node):
        check(opened == wanted, f"{what}: what is not locked", sorted(opened ^ wanted)[:8])
    check(sheet.protection.sheet and not sheet.protection.password, what, "the sheet is not protected, or has a password")
    check_page(what, sheet, first)
    check_identity(what, book, raw)


def check_component(what, node, rule, rows, rules, lists, column, labels):
    """The cells that must be open for it."""
    row = rows[f"#{node['id']}"]
    cell = row[column["response"]]
    answers = [o.get("label", {}).get("vi", o["key"]) for o in rule.get("options", [])]
    answers += [case["when"]["answer"] for case in rule.get("cases", []) if "answer" in case.get("when", {})]
    opened = set()
    if rule["type"] == "manual":
        found = rules[cell.coordinate]
        check((found.type, found.formula1, float(found.formula2)) == ("decimal", "0", node["max"]), f"{what} {node['id']}", "limits of a score")
        opened.add(cell.coordinate)
    elif answers and rule.get("pick") != "sum":
        area = rules[cell.coordinate].formula1.rpartition("!")[2].replace("$", "").split(":")
        low, high = (int(name[1:]) for name in area)
        check(lists[low - 1 : high] == answers, f"{what} {node['id']}", lists[low - 1 : high])
        opened.add(cell.coordinate)
    for option in rule.get("options", []) if rule.get("pick") == "sum" else []:
        tick = rows[f"#{node['id']}#{option['key']}"][column["response"]]
        check(rules[tick.coordinate].formula1 == '"x"', f"{what} {node['id']}", "a tick is x")
        opened.add(tick.coordinate)
    for name in inputs_of(rule):
        given = rows[f"#{node['id']}/{name}"][column["response"]]
        kind = labels[name]["kind"]
        found = rules[given.coordinate]
        limits = {"count": ("whole", "0"), "percent": ("decimal", "0"), "date": ("date", "32874"), "number": ("decimal", "-1E+17")}
        check((found.type, found.formula1) == limits[kind], f"{what} {node['id']}/{name}", f"{found.type} {found.formula1}")
        check(found.prompt and found.error and found.showErrorMessage, f"{what} {node['id']}/{name}", "no message")
        opened.add(given.coordinate)
    points = row[column["points"]].value
    check(rule["type"] == "minmax" or str(points).startswith("="), f"{what} {node['id']}", f"no formula: {points}")
    return opened


def check_page(what, sheet, header):
    setup = sheet.page_setup
    check(setup.orientation == "landscape" and str(setup.paperSize) == "9", what, "not A4 landscape")
    check(sheet.sheet_properties.pageSetUpPr.fitToPage and str(setup.fitToHeight) == "0", what, "does not fit the width of a page")
    check(sheet.print_title_rows in (f"${header}:${header}", f"{header}:{header}"), what, f"repeats {sheet.print_title_rows}")
    check(sheet.freeze_panes == f"A{header + 1}", what, f"panes at {sheet.freeze_panes}")
    check(sheet.column_dimensions["A"].hidden, what, "the keys are not hidden")


def check_identity(what, book, raw):
    fields = {row[0].value: row[1].value for row in book["parindex"].iter_rows()}
    digest = "sha256:" + hashlib.sha256((SOURCE / "criteria" / f"{raw['id']}.json").read_bytes()).hexdigest()
    check(fields["set"] == raw["id"] and fields["digest"] == digest and fields["format"] == "parindex-form/1", what, fields)
    check(book["parindex"].sheet_state == book["lists"].sheet_state == "hidden", what, "a helping sheet shows")
    line = " ".join([fields["format"]] + [f"{k}={fields[k] or ''}" for k in ("round", "unit", "appraiser", "period", "set", "digest")])
    check(book.worksheets[0]["A1"].value == line, what, f"A1 {book.worksheets[0]['A1'].value}")


# ---------------------------------------------------------------- the rounds

def units():
    with open(YEAR / "units.csv", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def check_self(folder):
    sets = {level: json.loads((SOURCE / "criteria" / f"mau-{level}-2025.json").read_text(encoding="utf-8")) for level in ("so", "xa")}
    files = forms(folder / "self", "--lang", "vi")
    check(len(files) == len(units()), "a form for each unit", len(files))
    check("001-phuong-mau-an.xlsx" in {f.name for f in files}, "file names", files[0].name)
    for path in files[:3] + files[-16:]:
        level = "xa" if path.name[0] == "0" else "so"
        check_unit(path, sets[level], sets[level]["inputs"])
    again = forms(folder / "again", "--lang", "vi")
    check(filecmp.cmpfiles(folder / "self", folder / "again", [f.name for f in files], shallow=False)[1:] == ([], []), "the same bytes")
    before = again[0].read_bytes()
    done = run("par-form", "--year", "nam.json", "-o", folder / "again", "--lang", "en", status=1)
    check(b"form-exists" in done.stderr and again[0].read_bytes() == before, "nothing is overwritten")
    run("par-form", "-q", "--year", "nam.json", "-o", folder / "again", "--lang", "en", "--force")
    check(again[0].read_bytes() != before, "--force overwrites")
    left = keyed(openpyxl.load_workbook(next(folder.glob("self/so-ngoai-vu*"))).worksheets[0])
    check("#2.1.1" in left and "#3.2.1" not in left, "what is left out for a unit does not appear")


def check_csv(folder):
    path = forms(folder / "csv", "--csv", "--unit", "so-y-te", "--lang", "vi")[0]
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    book = openpyxl.load_workbook(forms(folder / "book", "--unit", "so-y-te", "--lang", "vi")[0])
    keys = [row[0] for row in csv.reader(open(path, encoding="utf-8-sig", newline=""), delimiter=";")]
    check(keys == [row[0].value or "" for row in book.worksheets[0].iter_rows()], "CSV has the rows of the workbook")
    check(rows[0][0].startswith("parindex-form/1 round=self unit=so-y-te"), "the identity of a CSV form", rows[0][0])


def rows_of(path):
    with open(path, encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def check_appraisal(folder):
    files = forms(folder / "appraisal", "--round", "appraisal", "--lang", "vi")
    check(len(files) >= 5, "a form for each appraiser", len(files))
    path = next(f for f in files if f.name == "appraisal-so-tu-phap.xlsx")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    given = {f"{row['unit']}|#{row['criterion']}" for row in rows_of(YEAR / "tham-dinh" / "so-tu-phap-cap-so.csv")}
    rows = keyed(sheet)
    check(given <= set(rows), "the appraiser's rows of the sample", sorted(given - set(rows))[:5])
    check(not {key for key in rows if key.startswith(("037|", "ban-quan-ly"))}, "units that did not submit are not asked about")
    check(sheet.auto_filter.ref and sheet.protection.autoFilter is False, "rows can be filtered")
    opened = {cell.column for row in rows.values() for cell in row if cell.protection.locked is False}
    check(opened == {10, 11, 12, 13}, "score, agreement, whether it applies and reason are open", opened)
    rules = validations(sheet)
    first = next(iter(rows.values()))
    check(rules[first[10].coordinate].formula1 == '"Đồng ý"', "agreement is chosen", rules[first[10].coordinate].formula1)
    only = forms(folder / "one", "--round", "appraisal", "--appraiser", "so-tu-phap", "--lang", "vi")
    check([f.name for f in only] == [path.name] and only[0].read_bytes() == path.read_bytes(), "--appraiser")


def said_in(name):
    paths = json.loads((YEAR / "nam.json").read_text(encoding="utf-8"))["rounds"].get(name, [])
    for path in [paths] if isinstance(paths, str) else paths:
        for file in sorted((YEAR / path).glob("*.csv")) if (YEAR / path).is_dir() else [YEAR / path]:
            yield from rows_of(file)


def check_disputes(folder):
    scores = folder / "scores.csv"
    run("par-score", "-q", "--year", "nam.json", "-o", scores)
    rows = [row for row in rows_of(scores) if row["points_self"] and row["points"] and row["state"] == "scored"]
    inner = {(r["set"], r["node"].rpartition(".")[0]) for r in rows} | {(r["set"], r["node"]) for r in rows if int(r["depth"]) < 2}
    cut = {(r["unit"], r["node"]) for r in rows if (r["set"], r["node"]) not in inner and float(r["points"]) < float(r["points_self"])}
    files = forms(folder / "explanation", "--round", "explanation", "--from", scores, "--lang", "vi")
    found = set()
    for path in files:
        book = openpyxl.load_workbook(path)
        unit = {row[0].value: row[1].value for row in book["parindex"].iter_rows()}["unit"]
        found |= {(unit, key[1:]) for key in keyed(book.worksheets[0])}
    check(found == cut and cut, "what was cut is to be explained", sorted(found ^ cut)[:5])
    computed = forms(folder / "computed", "--round", "giai-trinh", "--lang", "vi")
    check([f.read_bytes() for f in files] == [f.read_bytes() for f in computed], "computed as from the scores file")
    council = forms(folder / "council", "--round", "council", "--from", scores, "--lang", "vi")
    listed = {tuple(key.split("|#")) for key in keyed(openpyxl.load_workbook(council[0]).worksheets[0])}
    explained = {(row["unit"], row["criterion"]) for row in said_in("explanation") if row.get("reason")}
    check(len(council) == 1 and listed == (cut & explained if explained else cut), "the council decides on what was cut", sorted(listed ^ cut)[:5])


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        check_self(folder)
        check_csv(folder)
        check_appraisal(folder)
        check_disputes(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
