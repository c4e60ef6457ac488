#!/usr/bin/env python3
"""par-report: what it joins and adds up, against what the other programs say of the same year.

    test_report.py BIN SOURCE

Expected comes from outside the code of the report:
- figures and classes of blocs, means of domains: the summary of par-rank;
- what criteria, domains and agencies cost: par-audit lost --by, which adds up from the rows of all rounds, and sums made
  here of lost.csv;
- the same report whatever the order of files and rows, the form of the files (CSV, CSV for Excel in Vietnamese, a workbook
  that a spreadsheet made of them), the locale and the time zone;
- letters of units whose codes are no names of files: none is lost, none is written outside the folder;
- manifests: a report can be made again from what its manifest names, and nothing else.
Numbers are taken from the workbook, whose cells are read back with openpyxl.
"""
import csv
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import openpyxl

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
ENV = {"PATH": "/usr/bin:/bin", "PARINDEX_LANG": "en"}
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED {what}" + (f": {str(detail)[:1500]}" if detail else ""))


def same(what, found, wanted):
    check(what, found == wanted, f"found {found}, expected {wanted}")


def run(folder, program, *arguments, env=ENV, status=0):
    done = subprocess.run([BIN / program, *map(str, arguments)], capture_output=True, cwd=folder, env=env, check=False)
    check(f"{program} {' '.join(map(str, arguments))[-160:]}", done.returncode == status,
          f"exit {done.returncode}\n{done.stderr.decode()[-1500:]}")
    return done


def rows_of(path, separator=","):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def number(value):
    return None if value in (None, "") else Decimal(str(value))


# ---------------------------------------------------------------- the sample year

YEAR = "nam-mau-2025/nam.json"
OUT = "nam-mau-2025/ket-qua"
MAPPINGS = ["--mapping", "mau-so-2025=nam-mau-2025/doi-chieu-bo-tieu-chi.csv",
            "--mapping", "mau-xa-2025=nam-mau-2025/doi-chieu-bo-tieu-chi-xa.csv"]
PERIODS = ["nam-mau-2024/nam.json", YEAR]
MADE = {
    "scores": ["par-score", "--year", YEAR],
    "ranking": ["par-rank", "--year", YEAR],
    "lost": ["par-audit", "lost", "--year", YEAR],
    "plan": ["par-audit", "plan-table", "--year", YEAR],
    "trend": ["par-trend", *PERIODS, *MAPPINGS],
    "changes": ["par-trend", *PERIODS, *MAPPINGS, "--by", "criterion"],
}


def make_year(folder):
    """The outputs of the sample year in its folder, as people would make them."""
    shutil.copytree(SOURCE / "criteria", folder / "criteria")
    shutil.copytree(SOURCE / "samples", folder / "samples", ignore=shutil.ignore_patterns("ket-qua"))
    samples = folder / "samples"
    run(samples, "par-score", "--year", YEAR, "-q")
    run(samples, "par-rank", "--year", YEAR, "-q")
    for name in ("lost", "plan", "trend", "changes"):
        run(samples, *MADE[name], "-q", "-o", f"{OUT}/{name}.csv")
    return samples


def cells(samples, *arguments):
    """{sheet: rows} of the workbook."""
    run(samples, "par-report", *arguments, "-q", "-o", samples / "r.xlsx")
    book = openpyxl.load_workbook(samples / "r.xlsx")
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def table(rows, first):
    """The rows below the heading that begins with `first`, up to an empty one, as dictionaries."""
    start = next(i for i, row in enumerate(rows) if row and row[0] == first)
    heading, found = rows[start], []
    for row in rows[start + 1:]:
        if all(cell is None for cell in row):
            break
        found.append({name: cell for name, cell in zip(heading, row) if name is not None})
    return found


def tables(rows, first):
    """All tables of a sheet whose heading begins with `first`."""
    starts = [i for i, row in enumerate(rows) if row and row[0] == first]
    return [table(rows[i:], first) for i in starts]


# ---------------------------------------------------------------- figures of blocs

def names_of_blocs(samples):
    names = {}
    for path in ("mau-so-2025.json", "mau-xa-2025.json"):
        for bloc in json.loads((samples.parent / "criteria" / path).read_text(encoding="utf-8"))["blocs"]:
            names[bloc["id"]] = bloc["name"].get("en", bloc["name"]["vi"])
    return names


def classes_in_english(samples):
    names = {}
    for path in ("mau-so-2025.json", "mau-xa-2025.json"):
        for scheme in json.loads((samples.parent / "criteria" / path).read_text(encoding="utf-8"))["classes"]:
            names.update({step["name"]["vi"]: step["name"].get("en", step["name"]["vi"]) for step in scheme["steps"]})
    return names


def check_blocs(samples, book):
    summary = rows_of(samples / OUT / "summary.csv")
    blocs, classes = names_of_blocs(samples), classes_in_english(samples)
    figures, counted, domains = tables(book["Summary"], "Bloc")[:3]
    columns = {"mean": "Mean", "median": "Median", "highest": "Highest", "lowest": "Lowest", "spread": "Highest less lowest"}
    for bloc, name in blocs.items():
        told = {(row["measure"], row["name"]): row for row in summary if row["bloc"] == bloc}
        found = next(row for row in figures if row["Bloc"] == name)
        for measure, heading in columns.items():
            same(f"{bloc}: {measure}", number(found[heading]), number(told[measure, ""]["value"]))
        same(f"{bloc}: units", found["Units"], int(told["units", ""]["count"]))
        same(f"{bloc}: ranked", found["Ranked units"], int(told["ranked", ""]["count"]))
        wanted = {classes[row["name"]]: (int(row["count"]), number(row["share"]))
                  for (measure, _), row in told.items() if measure == "class"}
        same(f"{bloc}: classes", {row["Class"]: (row["Count"], number(row["Share (%)"])) for row in counted if row["Bloc"] == name},
             wanted)
        means = {row["name"]: number(row["value"]) for (measure, _), row in told.items() if measure == "domain_mean"}
        same(f"{bloc}: domains", {row["Domain"].split(".")[0]: number(row["Mean"]) for row in domains if row["Bloc"] == name}, means)


# ---------------------------------------------------------------- costs

NOBODY = "(no agency named)"

def check_costs(samples, book):
    units = {row["unit"]: row["name"] for row in rows_of(samples / "nam-mau-2025" / "units.csv")}
    lost = rows_of(samples / OUT / "lost.csv")
    everything = sum(Decimal(row["lost"]) for row in lost if row["lost"])
    for by, sheet, key in (("owner", "Lost by agency", "lead"), ("criterion", "Lost by criterion", "node"),
                           ("domain", "Lost by domain", "domain")):
        run(samples, "par-audit", "lost", "--year", YEAR, "--by", by, "-q", "-o", "by.csv")
        wanted = [row for row in rows_of(samples / "by.csv") if row["lost"]]
        found = table(book[sheet], "No.")
        same(f"by {by}: how many", len(found), len(wanted))
        same(f"by {by}: all of it", sum(number(row["Points lost"]) for row in found), everything)
        name = {"owner": lambda row: units.get(row["lead"], NOBODY), "criterion": lambda row: row["node"],
                "domain": lambda row: row["domain"]}[by]
        heading = {"owner": "Lead agency", "criterion": "Criterion", "domain": "Domain"}[by]
        values = lambda row: (number(row["lost"]), number(row["share"]), int(row["units"] or 0), number(row["largest_lost"]))
        sort = lambda rows: sorted(rows, key=str)
        same(f"by {by}", sort((str(row[heading]), number(row["Points lost"]), number(row["Share (%)"]),
                                 row["Units that lost there"], number(row["Most lost"])) for row in found),
             sort((name(row), *values(row)) for row in wanted))
    by_lead = defaultdict(Decimal)
    for row in lost:
        if row["lost"]:
            by_lead[units.get(row["lead"], NOBODY)] += Decimal(row["lost"])
    same("by agency, from lost.csv", {row["Lead agency"]: number(row["Points lost"]) for row in table(book["Lost by agency"], "No.")},
         dict(by_lead))


# ---------------------------------------------------------------- orders and forms

def page(samples, *arguments, env=ENV):
    """The page without its page of methods, which names the files and their digests."""
    run(samples, "par-report", "-c", "../criteria/mau-so-2025.json", "-c", "../criteria/mau-xa-2025.json", "-u",
        "nam-mau-2025/units.csv", *arguments, "-q", "-o", samples / "p.html", env=env)
    text = (samples / "p.html").read_text(encoding="utf-8")
    return re.sub(r'(?s)<section id="method".*?</section>', "", text)


def difference(found, wanted):
    return next(((a, b) for a, b in zip(found.splitlines(), wanted.splitlines()) if a != b), "length")


def shuffled(path, target, chance):
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    body = lines[1:]
    chance.shuffle(body)
    with open(target, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([lines[0], *body])


def as_workbook(path, target):
    """As a spreadsheet saves it: numbers are numbers, codes stay text."""
    texts = {"unit", "node", "period", "set", "name", "title", "domain", "criterion", "key", "previous_period", "class"}
    book = openpyxl.Workbook()
    with open(path, encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    book.active.append(lines[0])
    for line in lines[1:]:
        book.active.append([value if name in texts or not re.fullmatch(r"-?\d+(\.\d+)?", value) else float(value)
                            for name, value in zip(lines[0], line)])
    for row in book.active.iter_rows(min_row=2):
        for cell, name in zip(row, lines[0]):
            written = lines[cell.row - 1][cell.column - 1]
            if isinstance(cell.value, float) and "." in written:
                cell.number_format = "0." + "0" * len(written.split(".")[1])
    book.save(target)


def check_orders(samples):
    chance = random.Random(20)
    names = ["ranking", "lost", "scores", "plan", "trend", "changes"]
    files = [f"{OUT}/{name}.csv" for name in names] + ["nam-mau-2025/nam-truoc/ranking.csv"]
    plain = page(samples, *files)
    check("two runs", page(samples, *files) == plain)
    check("the folder of the year", re.sub(r'(?s)<section id="method".*?</section>', "", (
        run(samples, "par-report", "--year", YEAR, "-q", "-f", "html", "-o", "-").stdout.decode())) == plain)
    for locale in ("vi_VN.UTF-8", "tr_TR.UTF-8"):
        check(f"locale {locale}", page(samples, *files, env={**ENV, "LC_ALL": locale, "TZ": "Asia/Tokyo"}) == plain)
    for turn in range(3):
        mixed = []
        for path in files:
            target = samples / f"mixed-{turn}-{path.replace('/', '-')}"
            if Path(path).stem in ("ranking", "lost", "scores"):
                shuffled(samples / path, target, chance)
            else:
                shutil.copy(samples / path, target)
            mixed.append(target.name)
        chance.shuffle(mixed)
        check(f"files and rows in another order ({turn})", page(samples, *mixed) == plain)
    return plain, files


def check_forms(samples, plain, files):
    excel = [files[3], files[-1]]  # a plan has numbers in its texts, which Excel's form writes with commas
    for name, command in MADE.items():
        if name != "plan":
            excel.append(f"excel-{name}.csv")
            scores = [f"{OUT}/scores.csv"] if name == "ranking" else []
            run(samples, *command, *scores, "-q", "--excel", "--lang", "vi", "-o", excel[-1])
    found = page(samples, *excel)
    check("CSV for Excel, headings in Vietnamese", found == plain, difference(found, plain))
    books = []
    for path in files[:2] + files[4:]:
        books.append(f"book-{path.replace('/', '-')}.xlsx")
        as_workbook(samples / path, samples / books[-1])
    check("workbooks", page(samples, *books, files[2], files[3]) == plain)


# ---------------------------------------------------------------- letters

ODD_CODES = ["a/b", "..", ".", "a:b", "A:B", 'x"y', "-o", "con", "x\u202ey", "é", "é".encode().decode(), "ghi chú 1", "<b>", "=1+1"]


def check_letters(folder):
    codes = sorted(set(ODD_CODES))
    head = "period,bloc,stt,rank,unit,name,points,applicable_max,index,class,state,provisional\n"
    lines = [f'2025,so,{i},{i},"{code.replace(chr(34), chr(34) * 2)}",Unit {i},9,10,90.00,,scored,no\n' for i, code in enumerate(codes, 1)]
    work = folder / "letters"
    work.mkdir()
    (work / "ranking.csv").write_text(head + "".join(lines), encoding="utf-8")
    for form in ("html", "xlsx", "docx"):
        before = {path for path in folder.rglob("*") if work not in path.parents}
        run(work, "par-report", "ranking.csv", "--each", "out", "-f", form, "-q")
        made = sorted((work / "out").glob("*"))
        same(f"a {form} for each unit", len(made), len(codes))
        check(f"they are {form}", all(path.suffix == f".{form}" and path.stat().st_size > 500 for path in made), made)
        same(f"nothing outside ({form})", {path for path in folder.rglob("*") if work not in path.parents}, before)
        check("names differ also where capitals make no difference", len({path.name.lower() for path in made}) == len(codes), made)
        shutil.rmtree(work / "out")
    run(work, "par-report", "ranking.csv", "--unit", "ghi chú 1", "-o", "one.html", "-q")
    run(work, "par-report", "ranking.csv", "--each", "out", "-q")
    check("--unit writes what --each writes", (work / "one.html").read_bytes() == (work / "out" / "ghi chú 1.html").read_bytes())


# ---------------------------------------------------------------- manifests

def check_manifests(samples):
    for form in ("html", "xlsx", "docx"):
        run(samples, "par-report", "--year", YEAR, "-q", "-o", f"m.{form}", "--manifest", f"m-{form}.json")
        run(samples, "par-audit", "verify", "--within", "..", "-q", f"m-{form}.json")
    manifest = json.loads((samples / "m-html.json").read_text(encoding="utf-8"))
    named = {Path(item["file"]).name for item in manifest["inputs"]}
    check("a manifest names all that was read", {"nam.json", "units.csv", "ranking.csv", "lost.csv", "changes.csv"} <= named, named)
    run(samples, "par-report", "--year", YEAR, "-q", "--bloc", "so", "--each", "thu", "-f", "docx", "--manifest", "m-each.json")
    outputs = json.loads((samples / "m-each.json").read_text(encoding="utf-8"))["outputs"]
    same("an output for each letter", len(outputs), len(list((samples / "thu").glob("*.docx"))))
    run(samples, "par-audit", "verify", "--within", "..", "-q", "m-each.json")
    extra = samples / OUT / "extra.csv"
    shutil.copy(samples / "nam-mau-2024" / "cong-bo.csv", extra)
    run(samples, "par-audit", "verify", "--within", "..", "-q", "m-html.json", status=1)
    extra.unlink()
    ranking = samples / OUT / "ranking.csv"
    text = ranking.read_text(encoding="utf-8")
    ranking.write_text(text.replace("85.40", "85.41"), encoding="utf-8")
    run(samples, "par-audit", "verify", "--within", "..", "-q", "m-html.json", status=1)
    ranking.write_text(text, encoding="utf-8")
    run(samples, "par-audit", "verify", "--within", "..", "-q", "m-html.json")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples = make_year(folder)
        book = cells(samples, "--year", YEAR)
        check_blocs(samples, book)
        check_costs(samples, book)
        plain, files = check_orders(samples)
        check_forms(samples, plain, files)
        check_manifests(samples)
        check_letters(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
