#!/usr/bin/env python3
"""The published tables in samples/: every total, index, rank, class and mean comes out as printed.

    test_published.py BIN SOURCE

expected.csv of a sample holds what was printed. Where ../shared/data/results lies beside the checkout, the same rows are
read again from there, so that a slip in the sample is found too; elsewhere that part is skipped with a notice.
"""
import csv
import io
import subprocess
import sys
import tempfile
import unicodedata
from decimal import Decimal
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
RESULTS = SOURCE.parent / "shared" / "data" / "results"
ENV = {"PATH": "/usr/bin:/bin"}
passed = failed = 0


def check(what, found, wanted):
    global passed, failed
    if found == wanted:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}: {found}, expected {wanted}")


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def read(path):
    return rows_of(path.read_text(encoding="utf-8"))


def run(program, *arguments, given=""):
    done = subprocess.run([BIN / program, "-q", *map(str, arguments)], input=given.encode(), capture_output=True, env=ENV,
                          check=False)
    if done.returncode:
        sys.exit(f"{program}: exit {done.returncode}\n{done.stderr.decode()}\n0 passed, 1 failed")
    return done.stdout.decode()


class Year:
    """A sample, scored and ranked by the programs."""

    def __init__(self, name):
        self.name, self.folder = name, SOURCE / "samples" / name
        year = self.folder / "nam.json"
        scores = run("par-score", "--year", year, "-o", "-")
        with tempfile.TemporaryDirectory() as folder:
            summary = Path(folder) / "summary.csv"
            ranking = run("par-rank", "--year", year, "-o", "-", "--summary", summary, "-", given=scores)
            self.summary = {(r["bloc"], r["measure"], r["name"]): r["value"] for r in read(summary)}
        self.ranking = {r["unit"]: r for r in rows_of(ranking)}
        self.totals = {r["unit"]: r for r in rows_of(scores) if r["node"] == "total"}
        expected = read(self.folder / "expected.csv")
        self.expected = [r for r in expected if not r["unit"].startswith("(")]
        self.means = [r for r in expected if r["unit"] == "(mean)"]
        check(f"{name}: units", sorted(self.ranking), sorted(r["unit"] for r in self.expected))

    def compare(self, column, wanted=None, same=Decimal):
        """A column of the ranking against a column of expected.csv."""
        for row in self.expected:
            value = row[wanted or column]
            found = self.ranking[row["unit"]][column]
            check(f"{self.name} {row['unit']} {column}", same(found) if found else found, same(value) if value else value)

    def source(self, rows, name_column, pairs, unit_of=str):
        """Every row of the source: its name is a unit's, and pairs (column of the source, column here) agree."""
        by_name = {unicodedata.normalize("NFC", r["name"]): r for r in self.expected}
        check(f"{self.name}: rows of the source", sorted(unit_of(r[name_column]) for r in rows), sorted(by_name))
        for row in rows:
            mine = by_name.get(unit_of(row[name_column]))
            for theirs, here in pairs if mine else []:
                found, wanted = mine[here], row[theirs].rstrip("%")
                numbers = found[:1].isdigit()
                check(f"{self.name} {mine['unit']}: {here} in expected.csv", Decimal(found) if numbers else found,
                      Decimal(wanted) if numbers else wanted)

    def inputs(self, rows, name_column, columns):
        """The scores that went in against the source: columns maps a criterion to a column of the source."""
        text = run("par-score", "--year", self.folder / "nam.json", "-o", "-")
        points = {(r["unit"], r["node"]): r["points"] for r in rows_of(text)}
        codes = {r["name"]: r["unit"] for r in self.expected}
        for row in rows:
            for node, column in columns.items():
                unit = codes.get(row[name_column])
                check(f"{self.name} {unit} {node}: input", Decimal(points[unit, node]), rounded(row[column]))


def rounded(text):
    """As a set with six decimals keeps it: half up."""
    return Decimal(text).quantize(Decimal("0.000001"), rounding="ROUND_HALF_UP")


def published_rows(name, whole):
    """The whole rows of a file in ../shared, [] when it is not there."""
    path = RESULTS / name
    return [r for r in read(path) if r[whole]] if path.exists() else []


def vinh_phuc():
    year = Year("vinhphuc-2019")
    check("vinhphuc-2019: whole rows", len(year.expected), 22)
    year.compare("points")
    year.compare("rank")
    rows = published_rows("vinhphuc_2019_cchc.csv", "total_published")
    if rows:
        year.source(rows, "unit", [("total_published", "points"), ("rank_published", "rank")])
        year.inputs(rows, "unit", {"1": "direct_appraisal_points", "2": "survey_points"})


def binh_duong():
    year = Year("binhduong-2017")
    for column in ("points", "index", "rank"):
        year.compare(column)
    check("binhduong-2017: printed mean", [year.summary["huyen", "mean", ""]], [r["index"] for r in year.means])
    check("binhduong-2017: printed mean", year.means[0]["index"], "78.39")
    rows = published_rows("binhduong_2017_huyen.csv", "rank_published")
    if rows:
        year.source(rows, "unit", [("total_published_max100", "points"), ("index_pct_published", "index"), ("rank_published", "rank")])
        year.inputs(rows, "unit", {"1": "appraisal_points_max65", "2": "survey_points_max35"})


def hue(table, differing):
    """`differing`: the units whose printed rate is not what the rounding of the set gives."""
    year = Year(f"hue-2020/{table}")
    for column in ("points", "applicable_max", "rank"):
        year.compare(column)
    year.compare("class", same=str)
    year.compare("index", "index_by_rule")
    year.compare("rescaled", "rescaled_by_rule")
    as_printed = {r["unit"] for r in year.expected if Decimal(year.ranking[r["unit"]]["index"]) == Decimal(r["index"])}
    check(f"hue-2020/{table}: rates not as printed", sorted({r["unit"] for r in year.expected} - as_printed), differing)
    for row in year.expected:
        total = year.totals[row["unit"]]
        check(f"hue-2020/{table} {row['unit']} max", Decimal(total["max"]), Decimal(row["max"]))
        check(f"hue-2020/{table} {row['unit']} excluded", Decimal(total["max"]) - Decimal(total["applicable_max"]), Decimal(row["excluded"]))
        if row["unit"] in as_printed:
            check(f"hue-2020/{table} {row['unit']} rescaled as printed", Decimal(total["rescaled"]), Decimal(row["rescaled"]))
    rows = [r for r in published_rows("hue_2020_cqdt_huyen_exclusion_scaling.csv", "points_achieved")
            if r["table"].startswith(table[0].upper())]
    if rows:
        year.source(rows, "unit", [("points_achieved", "points"), ("applicable_max", "applicable_max"), ("rate_published", "index"),
                                   ("scaled_points_published", "rescaled"), ("level_class_published", "class"), ("stt", "rank")])


PCI_COLUMNS = ("entry", "land", "transparency", "time", "informal", "policy_bias", "proactivity", "business_support", "labor", "legal")


def pci(year_name):
    year = Year(f"pci-{year_name}")
    check(f"pci-{year_name}: provinces", len(year.expected), 63)
    year.compare("rank")
    year.compare("points", "points_by_rule")
    for row in year.expected:
        far = abs(Decimal(year.ranking[row["unit"]]["points"]) - Decimal(row["points"]))
        check(f"pci-{year_name} {row['unit']}: published total within 0.00002", far <= Decimal("0.00002"), True)
    rows = [r for r in published_rows("pci_2012_2016.csv", "pci_published") if r["year"] == year_name]
    if rows:
        year.source(rows, "province", [("pci_published", "points"), ("rank_published", "rank")])
        header = (year.folder / "chi-so-thanh-phan.csv").read_text(encoding="utf-8").splitlines()[0].split(",")[1:]
        used = [c for c in PCI_COLUMNS if rows[0][c]]
        check(f"pci-{year_name}: as many sub-indexes as the source has", len(header), len(used))
        year.inputs(rows, "province", dict(zip(header, used)))


vinh_phuc()
binh_duong()
hue("a", [])
hue("b", ["a-luoi"])
hue("b-down", ["nam-dong"])
pci("2012")
pci("2016")
if not RESULTS.is_dir():
    print(f"skipped: {RESULTS} is not there, the samples were not compared with their sources")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
