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
from pages import HOSTILE, Pages, Reader, rows_of  # noqa: E402

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
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
