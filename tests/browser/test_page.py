#!/usr/bin/env python3
"""The HTML page of par-report in a real browser (Debian's chromium, headless).

    test_page.py BIN SOURCE WORK

Sorting, filtering by mouse and keyboard, no message on the console, no request beyond the file itself, axe-core without
serious faults (light and dark, 360 and 1400 px), no horizontal scrolling of the page, no text outside its place, whole
without scripts, printable on A4 in light colours, names that look like code shown as text, thousands of units. Numbers
are compared with the CSV files the page was made of. WORK keeps axe-core (npm, at the version below) between runs.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from chromium import Browser
from pages import HOSTILE, Pages, rows_of

AXE = "4.10.3"
BIN, SOURCE, WORK = (Path(argument).resolve() for argument in sys.argv[1:4])
SIZES = (1400, 360)
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED {what}" + (f": {str(detail)[:2500]}" if detail != "" else ""))


def same(what, found, wanted):
    check(what, found == wanted, f"found {found!r}, expected {wanted!r}")


# --- Pages ---

def many_units(pages):
    big, run = pages.folder / "big", pages.run
    subprocess.run([sys.executable, SOURCE / "tests/bench/generate.py", big, "3321"], check=True)
    common = ["-c", big / "set.json", "-u", big / "units.csv"]
    rounds = ["--round", f"self={big}/self.csv", "--round", f"appraisal={big}/appraisal.csv"]
    run("par-score", *common, *rounds, "-q", "-o", big / "scores.csv")
    run("par-rank", *common, "-q", "-o", big / "ranking.csv", big / "scores.csv")
    run("par-audit", "lost", *common, *rounds, "-q", "-o", big / "lost.csv")
    run("par-report", "--lang", "vi", "-q", *common, "-o", big / "page.html", big / "ranking.csv", big / "scores.csv",
        big / "lost.csv")
    return big / "page.html"


# --- In the browser ---

def axe_source():
    folder = WORK / f"axe-core-{AXE}"
    script = folder / "node_modules/axe-core/axe.min.js"
    if not script.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--no-save", "--silent", "--prefix", folder, f"axe-core@{AXE}"], check=True)
    return script.read_text(encoding="utf-8")


def unfold(browser):
    """What lies out of sight is laid out as well."""
    browser.run("(() => { const s = document.createElement('style'); document.head.append(s); s.textContent = "
                "'* { content-visibility: visible !important; }'; document.body.offsetHeight; })()")


def accessible(browser, what, source):
    browser.run(source)
    found = browser.run("axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map("
                        "v => ({id: v.id, impact: v.impact, help: v.help, at: v.nodes.slice(0, 3).map(n => n.html + ' '"
                        " + (n.any[0] ? n.any[0].message : ''))}))))")
    check(f"{what}: axe-core ran", browser.run("axe.version") == AXE and found is not None)
    serious = [item for item in json.loads(found) if item["impact"] in ("serious", "critical")]
    check(f"{what}: axe-core finds no serious fault", not serious, json.dumps(serious, ensure_ascii=False, indent=1))


OUTSIDE = """(() => {
  const found = [];
  for (const item of document.querySelectorAll("body *")) {
    const box = item.closest(".box, #contents ul, .vh, .skip");
    if (box && box !== item) continue;
    if (item.matches(".vh, .skip")) continue;
    const at = item.getBoundingClientRect();
    if (at.width && (at.right > innerWidth + 1 || at.left < -1)) found.push(item.outerHTML.slice(0, 120));
  }
  for (const caption of document.querySelectorAll("caption"))
    if (caption.getBoundingClientRect().right > innerWidth + 1) found.push("caption: " + caption.textContent);
  for (const drawing of document.querySelectorAll("svg"))
    for (const text of drawing.querySelectorAll("text")) {
      const box = text.getBBox(), view = drawing.viewBox.baseVal;
      if (box.x < -1 || box.x + box.width > view.width + 1 || box.y < -1 || box.y + box.height > view.height + 3)
        found.push("outside its drawing: " + text.textContent);
    }
  for (const drawing of document.querySelectorAll("svg.slope")) {
    const boxes = Array.from(drawing.querySelectorAll("text.l, text.e"), (text) => [text, text.getBBox()]);
    boxes.forEach(([text, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
      if (a.x < b.x + b.width && b.x < a.x + a.width && a.y + 2 < b.y + b.height && b.y + 2 < a.y + a.height)
        found.push("overlap: " + text.textContent + " / " + other.textContent);
    }));
  }
  for (const cell of document.querySelectorAll("td, th, dd, li, p, h2, h3, caption"))
    if (cell.scrollWidth > cell.clientWidth + 2 && cell.clientWidth && !cell.closest(".vh"))
      found.push("wider than its place: " + cell.outerHTML.slice(0, 160));
  return JSON.stringify(found.slice(0, 8));
})()"""


def laid_out(browser, what):
    width = browser.run("innerWidth")
    check(f"{what}: the page does not scroll sideways", browser.run("document.documentElement.scrollWidth") <= width,
          browser.run("document.documentElement.scrollWidth"))
    unfold(browser)
    outside = json.loads(browser.run(OUTSIDE))
    check(f"{what}: nothing lies outside its place or over another", not outside, "\n".join(outside))


def quiet(browser, what):
    same(f"{what}: nothing on the console", browser.complaints(), [])
    others = [url for url in browser.requests() if not url.startswith(("file://", "data:,"))]
    same(f"{what}: no request leaves the page", others, [])
    same(f"{what}: one file is read", len([url for url in browser.requests() if url.startswith("file:")]), 1)


def column(browser, number, table=0):
    return json.loads(browser.run(f"JSON.stringify(Array.from(document.querySelectorAll('.ranking')[{table}].tBodies[0]"
                                  f".rows, r => r.cells[{number}].textContent.trim()))"))


def in_numbers(browser, folder):
    """Rank, index, points, maximum and changes of every unit, as the CSV has them."""
    rows = rows_of(folder / "ranking-2025.csv")
    for table, bloc in enumerate(("so", "nganh-doc", "xa")):
        wanted = {row["unit"]: row for row in rows if row["bloc"] == bloc}
        cells = json.loads(browser.run(
            f"JSON.stringify(Array.from(document.querySelectorAll('.ranking')[{table}].tBodies[0].rows, r => "
            "[r.cells[1].dataset.c, ...Array.from(r.cells, c => c.lastChild ? c.lastChild.textContent.trim() : '')]))"))
        same(f"units of the bloc {bloc}", sorted(row[0] for row in cells), sorted(wanted))
        for code, rank, _, index, points, most, *rest in cells:
            row = wanted[code]
            values = [row[name].replace(".", ",") for name in ("rank", "index", "points", "applicable_max")]
            same(f"numbers of {code}", [rank, index, points, most], values)
            if row["change_points"]:
                same(f"changes of {code}", [text.lstrip("+") for text in rest[1:3]],
                     [row[name].replace(".", ",") for name in ("change_points", "change_index")])


def sorts(browser):
    press = "document.querySelector('.ranking thead th:nth-child(3) button').click()"
    browser.run(press)
    numbers = [float(text.replace(",", ".")) for text in column(browser, 2) if text]
    same("sorted by index, ascending", numbers, sorted(numbers))
    same("aria-sort", browser.run("document.querySelector('.ranking thead th:nth-child(3)').ariaSort"), "ascending")
    same("without a number at the end", [not text for text in column(browser, 2)].index(True), len(numbers))
    browser.run(press)
    numbers = [float(text.replace(",", ".")) for text in column(browser, 2) if text]
    same("sorted by index, descending", numbers, sorted(numbers, reverse=True))
    same("one column is marked", browser.run("document.querySelectorAll('.ranking')[0].querySelectorAll('[aria-sort]')"
                                             ".length"), 1)
    browser.run("document.querySelector('.ranking thead th:nth-child(2) button').focus()")
    for kind in ("keyDown", "keyUp"):
        browser.send("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r")
    names = column(browser, 1)
    wanted = json.loads(browser.run(f"JSON.stringify({json.dumps(names)}.sort(new Intl.Collator('vi').compare))"))
    same("sorted by name with the keyboard", names, wanted)
    outline = browser.run("getComputedStyle(document.activeElement).outlineStyle")
    check("the focus is seen", outline not in ("none", ""), outline)


def type_name(browser, text):
    browser.run(f"(() => {{ const i = document.querySelector('#filter input'); i.value = {json.dumps(text)};"
                "i.dispatchEvent(new Event('input', {bubbles: true})); })()")


def visible(browser):
    return json.loads(browser.run("JSON.stringify(Array.from(document.querySelectorAll('.ranking tbody tr')).filter("
                                  "r => r.checkVisibility()).map(r => r.cells[1].dataset.c))"))


def choose(browser, name, value):
    browser.run(f"(() => {{ const s = document.querySelector('#filter select[name={name}]'); s.value = "
                f"{json.dumps(value)}; s.dispatchEvent(new Event('input', {{bubbles: true}})); }})()")


def filters(browser, folder):
    rows = rows_of(folder / "ranking-2025.csv")
    for text in ("Sở Nội vụ", "so noi vu", "SO NOI VU", "so-noi-vu"):
        type_name(browser, text)
        same(f"filter {text}", visible(browser), ["so-noi-vu"])
    type_name(browser, "không có đơn vị này")
    same("filter without a hit", visible(browser), [])
    same("its count", browser.run("document.querySelector('#filter output').value"), f"0 trên {len(rows)} đơn vị")
    type_name(browser, "")
    choose(browser, "bloc", "b2")
    same("filter by bloc", sorted(visible(browser)), sorted(r["unit"] for r in rows if r["bloc"] == "nganh-doc"))
    choose(browser, "bloc", "")
    choose(browser, "class", "Khá")
    same("filter by class", sorted(visible(browser)), sorted(r["unit"] for r in rows if r["class"] == "Khá"))
    choose(browser, "class", "")
    same("all again", len(visible(browser)), len(rows))


def highlights(browser):
    browser.run("(() => { const s = document.querySelector('form.light select'); s.value = s.options[2].value;"
                "s.dispatchEvent(new Event('input', {bubbles: true})); })()")
    same("one line is highlighted", browser.run("document.querySelectorAll('svg.slope .s.on').length"), 1)
    check("lists are folded", browser.run("!document.querySelector('details.fold').open"))


def answers(browser, folder):
    """What a Chairman asks first stands in the first part."""
    rows = [row for row in rows_of(folder / "ranking-2025.csv") if row["bloc"] == "so" and row["rank"]]
    first, second = rows[0], rows[1]
    gap = f"{float(first['index']) - float(second['index']):.2f}".replace(".", ",")
    card = browser.run("document.querySelector('#glance .card').innerText")
    for text in (first["name"], second["name"], gap, first["index"].replace(".", ",")):
        check(f"at a glance: {text}", text in card, card)
    lost = {}
    for row in rows_of(folder / "lost.csv"):
        if row["lost"] and float(row["lost"]) > 0:
            key = (row["set"], row["node"], row["lead"])
            lost[key] = lost.get(key, 0) + round(float(row["lost"]) * 1e6)
    (_, node, lead), points = max(lost.items(), key=lambda item: item[1])
    most = browser.run("document.querySelector('#glance > .cost').innerText")
    names = {row["unit"]: row["name"] for row in rows_of(SOURCE / "samples/nam-mau-2025/units.csv")}
    for text in (node, f"{points / 1e6:.2f}".replace(".", ","), names[lead]):
        check(f"costliest: {text}", text in most, most)


def without_scripts(browser, page):
    browser.open(page, scripts=False)
    for what, script in (("lists are open", "!document.querySelector('details:not([open])')"),
                         ("there is no filter", "!document.querySelector('#filter').checkVisibility()"),
                         ("headings are no buttons", "!document.querySelector('th button')"),
                         ("the ranking is there", "document.querySelectorAll('.ranking tbody tr').length > 70")):
        check(f"without scripts: {what}", browser.run(script))


def printed(browser, page, folder, what, at_most=None):
    browser.open(page, dark=True)
    browser.pdf(folder / "print.pdf")
    text = subprocess.run(["pdftotext", "-layout", folder / "print.pdf", "-"], capture_output=True, text=True,
                          check=True).stdout
    pages = text.split("\f")[:-1]
    check(f"{what}: every printed page has text", pages and all(len(page.split()) > 8 for page in pages),
          [len(page.split()) for page in pages])
    info = subprocess.run(["pdfinfo", folder / "print.pdf"], capture_output=True, text=True, check=True).stdout
    check(f"{what}: A4", re.search(r"Page size: +59[45][.\d]* x 84[12][.\d]* pts", info), info)
    if at_most:
        check(f"{what}: {at_most} pages at most", len(pages) <= at_most, len(pages))
    browser.send("Emulation.setEmulatedMedia", media="print",
                 features=[{"name": "prefers-color-scheme", "value": "dark"}])
    same(f"{what}: printed on white", browser.run("getComputedStyle(document.documentElement).backgroundColor"),
         "rgb(255, 255, 255)")
    return pages


def hostile(browser, pages):
    browser.open(pages.hostile_page(), width=360)
    quiet(browser, "hostile names")
    shown = browser.run("document.querySelectorAll('.ranking')[2].innerText")
    for name in HOSTILE:
        check(f"hostile name {name!r} is shown", name.strip() in shown, shown[:400])
    laid_out(browser, "hostile names, 360 px")
    check("absent units are absent", "không tham gia" in browser.run("document.querySelector('#fields').innerText"))


def many(browser, pages):
    page = many_units(pages)
    size = page.stat().st_size
    check("3,321 units: less than 20 MB", size < 20_000_000, size)
    browser.open(page)
    quiet(browser, "3,321 units")
    times = browser.run("""(() => { const times = [];
      const input = document.querySelector("#filter input");
      for (const text of ["xa bia 001", "1", "", "00999", "7", "xa", "2", "3", ""]) {
        input.value = text;
        const begin = performance.now();
        input.dispatchEvent(new Event("input", {bubbles: true}));
        document.querySelector(".ranking").offsetHeight;
        times.push(performance.now() - begin);
      }
      return times; })()""")
    check("3,321 units: the filter answers within 100 ms", sorted(times)[len(times) // 2] < 100, times)
    same("3,321 units: the page does not scroll sideways", browser.run("document.documentElement.scrollWidth"), 1400)


def main():
    axe = axe_source()
    with tempfile.TemporaryDirectory() as name, Browser() as browser:
        folder = Path(name)
        pages = Pages(BIN, SOURCE, folder, check)
        pages.sample_year()
        page = pages.page()
        for width in SIZES:
            for dark in (False, True):
                what = f"{width} px, {'dark' if dark else 'light'}"
                browser.open(page, width=width, dark=dark)
                quiet(browser, what)
                laid_out(browser, what)
                accessible(browser, what, axe)
        browser.open(page)
        in_numbers(browser, folder)
        answers(browser, folder)
        sorts(browser)
        filters(browser, folder)
        highlights(browser)
        quiet(browser, "after all this")
        without_scripts(browser, page)
        printed(browser, page, folder, "the report")
        letter = pages.page("--unit", "so-giao-duc-dao-tao", name="letter.html")
        for width in SIZES:
            browser.open(letter, width=width)
            quiet(browser, f"letter, {width} px")
            laid_out(browser, f"letter, {width} px")
            accessible(browser, f"letter, {width} px", axe)
        printed(browser, letter, folder, "a letter", at_most=2)
        hostile(browser, pages)
        many(browser, pages)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
