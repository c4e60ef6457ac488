#!/usr/bin/env python3
"""The HTML page of par-report, without a browser.

    test_report_page.py BIN SOURCE

Expected comes from outside the code of the report: the numbers of the CSV files, names that look like code, and an HTML
parser (Python's) that must find them as text and every element ended where it was begun. Two runs give the same bytes.
tests/browser/test_page.py looks at the same page in Chromium.
"""
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))
from pages import HOSTILE, Pages, Reader, rows_of, write_rows  # noqa: E402

BIN, SOURCE = (Path(argument).resolve() for argument in sys.argv[1:3])
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED {what}" + (f": {str(detail)[:1500]}" if detail != "" else ""))


def same(what, found, wanted):
    check(what, found == wanted, f"found {found!r}, expected {wanted!r}")


def read(page):
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    same(f"{page.name}: elements end where they should", reader.faults + reader.open, [])
    return reader


def whole(page, *, scripts):
    """One file that asks for nothing."""
    text = page.read_text(encoding="utf-8")
    same(f"{page.name}: scripts", text.count("<script"), scripts)
    for pattern in (r"https?://", r"@import", r"url\(", r"<(?:img|iframe|object|embed|base)\b", r"\bsrc="):
        outside = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", text, flags=re.S) if "<" in pattern else text
        check(f"{page.name}: no {pattern}", not re.search(pattern, outside))
    links = set(re.findall(r' href="([^"]*)"', text)) - {"data:,"}
    targets = set(re.findall(r' id="([^"]*)"', text))
    check(f"{page.name}: links lead to parts of the page", all(link[1:] in targets for link in links),
          [link for link in links if link[1:] not in targets][:5])
    same(f"{page.name}: each id stands once", len(re.findall(r' id="', text)), len(targets))


def in_numbers(page, folder, sign):
    cells = re.findall(r"<td[^>]*>([^<]*)", page.read_text(encoding="utf-8"))
    found = {cell.strip() for cell in cells}
    for row in rows_of(folder / "ranking-2025.csv"):
        for column, value in row.items():
            if value and (column.startswith("index") or column in ("points", "applicable_max")):
                check(f"{column} of {row['unit']}", value.replace(".", sign) in found, value)


# ---------------------------------------------------------------- pages made by hand

def ranked(code, bloc, rank, **more):
    return {"period": "2025", "bloc": bloc, "stt": rank, "rank": rank, "unit": code, "name": code.upper(), "points": "9.00",
            "applicable_max": "10", "index": "90.00", "rescaled": "", "class": "", "state": "scored", "open_max": "",
            "provisional": "no", "change_points": "", "change_index": "", "change_places": "", "comparison": "", **more}


def made(pages, name, *options, **files):
    for key, rows in files.items():
        write_rows(pages.folder / f"{name}-{key}.csv", rows)
    target = pages.folder / f"{name}.html"
    pages.run("par-report", "--lang", "en", "-q", f"-c{SOURCE}/criteria/mau-so-2025.json", f"-c{SOURCE}/criteria/mau-xa-2025.json",
              *options, "-o", target, *(pages.folder / f"{name}-{key}.csv" for key in files if key != "field"))
    return target.read_text(encoding="utf-8")


def section(text, name):
    return re.search(rf'<section id="{name}".*?</section>', text, re.S)[0]


def changes_are_said(pages):
    """One unit has two sources: its section tells the trend's change, and the page says that the two differ."""
    rows = [ranked("so-a", "so", 1, change_points="1.00", change_index="1.00", change_places="3", comparison="compared"),
            ranked("so-b", "so", 2, comparison="new"), ranked("so-c", "so", 3, comparison="not_comparable")]
    moves = [{"period": "2025", "previous_period": "2023", "bloc": "so", "unit": "so-a", "name": "", "comparison": "compared",
              "predecessors": "", "points": "9", "previous_points": "9", "change_points": "-1.00", "own_points": "-1.00",
              "set_points": "0.00", "index": "90.00", "previous_index": "92.00", "change_index": "-2.00", "own_index": "-2.00",
              "set_index": "0.00", "rank": 1, "previous_rank": "", "change_places": -2, "own_places": -2, "other_places": 0,
              "best_rank": "", "worst_rank": "", "unstable": "no"}]
    text = made(pages, "two", ranking=rows, moves=moves)
    unit = section(text, "ranking")
    same("why there is no change", re.findall(r'<td class="n"><small>([^<]*)</small>', unit), ["new"] * 3 + ["not comparable"] * 3)
    own = re.search(r'<section class="unit" id="u1".*?</section>', text, re.S)[0]
    check("the trend's places", "places: 2 down" in own and "places: 3 up" not in own, own)
    for part in ("ranking", "method"):
        check(f"two rankings are said in {part}", "look back to different rankings (units that changed otherwise: 1)" in section(text, part))
    alone = made(pages, "one", ranking=rows)
    check("without a trend the ranking's", "places: 3 up" in alone and "look back to different" not in alone)


def place(grouping, group, rank):
    return {"grouping": grouping, "bloc": "", "group": group, "name": "", "rank": rank, "best_rank": 1, "worst_rank": 2,
            "alike_next": 2 - rank, "n": 100, "percent": f"{90 - rank}.00", "se": "1.000000", "low": "80.000000", "high": "95.000000",
            "interval": "beta", "flags": ""}


def groupings_are_named(pages):
    """Women and men are no units, and a table says which groups it ranks."""
    places = [place("gioi", "Nữ", 1), place("gioi", "Nam", 2), place("unit", "so-a", 1), place("unit", "so-b", 2)]
    text = section(made(pages, "groups", ranking=[ranked("so-a", "so", 1), ranked("so-b", "so", 2)], places=places), "survey")
    for name in ("gioi", "Unit"):
        check(f"ranks by {name}", f'Ranks by satisfaction by "{name}", with' in text, re.findall("<caption>[^<]*", text))
    same("groups and units", [text.count("does not tell this group from"), text.count("does not tell it from")], [2, 2])


def blocs_without_a_field_are_left_out(pages):
    """A field that only the departments were judged in: no commune is listed as absent."""
    rows = [ranked("so-a", "so", 1), ranked("so-b", "so", 2), ranked("xa-a", "xa", 1)]
    text = section(made(pages, "fields", "--field", f"CNTT={pages.folder}/fields-field.csv", ranking=rows,
                        field=[ranked("so-a", "so", 1)]), "fields")
    same("rows", re.findall(r"SO-A|SO-B|XA-A|(?<=>)absent", text), ["SO-A", "SO-B", "absent"])


def main():
    with tempfile.TemporaryDirectory() as name:
        pages = Pages(BIN, SOURCE, Path(name), check)
        pages.sample_year()
        for language, sign in (("vi", ","), ("en", ".")):
            page = pages.page(name=f"{language}.html", language=language)
            reader = read(page)
            whole(page, scripts=1)
            in_numbers(page, pages.folder, sign)
            again = pages.page(name="again.html", language=language)
            check(f"{language}: two runs give the same bytes", page.read_bytes() == again.read_bytes())
        letter = pages.page("--unit", "so-noi-vu", name="letter.html")
        read(letter)
        whole(letter, scripts=0)
        page = pages.hostile_page()
        reader = read(page)
        check("hostile names: no tag of a name", not reader.tags & {"img", "b1", "iframe"}, reader.tags)
        same("hostile names: one script", page.read_text(encoding="utf-8").count("<script"), 1)
        text = "".join(reader.text)
        for hostile in HOSTILE:
            check(f"hostile name {hostile!r} is text", hostile in text)
        changes_are_said(pages)
        groupings_are_named(pages)
        blocs_without_a_field_are_left_out(pages)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
