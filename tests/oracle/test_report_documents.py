#!/usr/bin/env python3
"""Every number of the Word documents of par-report is one of the files it was made of; every text comes back as it was.

    test_report_documents.py BIN SOURCE

The documents are read with zipfile and ElementTree, not by us, and compared with the CSV of the other programs, which
is read here with the csv module. Sums and means are added up here with fractions.
"""
import csv
import io
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from fractions import Fraction
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
YEAR = SOURCE / "samples" / "nam-mau-2025" / "nam.json"
SETS = [SOURCE / "criteria" / name for name in ("mau-so-2025.json", "mau-xa-2025.json")]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPEN = "\N{EN DASH}"  # where a table has no number
HOSTILE = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "]]>", 'Sở "Nội" & <vụ>', "hai\ndòng", "\N{GRINNING FACE} tổ",
           "\N{RIGHT-TO-LEFT OVERRIDE}gnol", "&amp;&#60;", "giữa  trống", "đuôi\\", "tab\tgiữa", "{1}{2?x}", "%s%n",
           "\N{COMBINING GRAVE ACCENT}a", "x" * 300]
passed = failed = 0


def check(what, fine, detail=""):
    global passed, failed
    if fine:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}" + (f": {detail}" if detail else ""))


def same(what, found, wanted):
    check(what, found == wanted, f"{found!r}, not {wanted!r}")


def run(folder, *arguments, status=0, **environment):
    done = subprocess.run([BIN / arguments[0], *map(str, arguments[1:])], cwd=folder, capture_output=True,
                          env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **environment})
    same(f"{' '.join(map(str, arguments))} exits", (done.returncode, done.stderr[-600:] if done.returncode != status else b""), (status, b""))
    return done


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---------------------------------------------------------------- a document

def parts_of(path):
    with zipfile.ZipFile(path) as package:
        same(f"{path.name} is a whole zip file", package.testzip(), None)
        same("dates of its parts", {info.date_time for info in package.infolist()}, {(1980, 1, 1, 0, 0, 0)})
        return {name: package.read(name) for name in package.namelist()}


def check_package(parts):
    """All parts are XML, have a content type, and every relation leads to a part."""
    trees = {name: ElementTree.fromstring(text) for name, text in parts.items()}
    types = trees["[Content_Types].xml"]
    named = {e.get("PartName", "").lstrip("/") for e in types} | {e.get("Extension") for e in types}
    for name in parts:
        check(f"{name} has a type", name == "[Content_Types].xml" or name in named or name.endswith(".rels"))
    for name in parts:
        if name.endswith(".rels"):
            base = Path(name).parent.parent
            for relation in trees[name]:
                target = (base / relation.get("Target")).as_posix().removeprefix("./")
                check(f"{name}: {target} is there", target in parts and relation.get("TargetMode") != "External")
    return trees


def text_of(element):
    out = []
    for paragraph in element.iter(f"{W}p"):
        pieces = []
        for piece in paragraph.iter():
            pieces += {f"{W}t": [piece.text or ""], f"{W}br": ["\n"], f"{W}tab": ["\t"]}.get(piece.tag, []) if piece.tag != W + "tab" or piece.get(W + "val") is None else []
        out.append("".join(pieces))
    return "\n".join(out)


def grid_of(table):
    """Rows of cells: a cell that takes several columns once, one that is merged with the one above as None."""
    rows = []
    for row in table.iter(f"{W}tr"):
        cells = []
        for cell in row.findall(f"{W}tc"):
            down = cell.find(f"{W}tcPr/{W}vMerge")
            cells.append(None if down is not None and down.get(f"{W}val") is None else text_of(cell))
        rows.append((row.find(f"{W}trPr/{W}tblHeader") is not None, cells))
    return rows


def check_tables(body):
    """What Word refuses: a cell without a paragraph at its end, rows that do not fill the grid, two tables in touch."""
    before = None
    for element in body:
        check("tables stand apart", not (before == element.tag == f"{W}tbl"))
        before = element.tag
    for table in body.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            spans = [int(c.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val")) if c.find(f"{W}tcPr/{W}gridSpan") is not None else 1
                     for c in row.findall(f"{W}tc")]
            widths = [int(c.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for c in row.findall(f"{W}tc")]
            same("columns of a row", (sum(spans), sum(widths)), (len(grid), sum(grid)))
        check("cells end with paragraphs", all(cell[-1].tag == f"{W}p" for cell in table.iter(f"{W}tc")))


class Document:
    def __init__(self, path):
        self.parts = parts_of(path)
        self.body = check_package(self.parts)["word/document.xml"][0]
        check_tables(self.body)
        self.grids = [grid_of(table) for table in self.body.findall(f"{W}tbl")]
        self.lines = [text_of(p).replace("\N{NO-BREAK SPACE}", " ") for p in self.body.findall(f"{W}p")]
        self.text = "\n".join(self.lines)


# ---------------------------------------------------------------- the annex

LABELS = {"not_submitted": ("chưa nộp", "not submitted"), "not_ranked": ("không xếp hạng", "not ranked")}


def sign(number, vietnamese):
    return number.replace(".", ",") if vietnamese else number


def half_up(value, decimals=2):
    scaled = abs(value) * 10 ** decimals
    whole = int(scaled + Fraction(1, 2))
    text = f"{whole // 10 ** decimals}.{whole % 10 ** decimals:0{decimals}d}"
    return "-" + text if value < 0 and whole else text


def groups(rows, key):
    out = {}
    for row in rows:
        out.setdefault(row[key], []).append(row)
    return out


def domains_of(rows):
    return [c for c in rows[0] if c.startswith("index_") and any(r[c] for r in rows)]


def wanted_row(row, domains, vietnamese):
    numbers = [sign(row[c], vietnamese) for c in ("points", "applicable_max", "index")]
    tail = [sign(row[c], vietnamese) or OPEN for c in domains]
    if not row["points"]:
        return [row["stt"], row["name"], None, *tail]
    if not row["rank"]:
        return [row["stt"], row["name"], *numbers, None, *tail]
    return [row["stt"], row["name"], *numbers, row["rank"], row["class"], *tail]


def check_ranking(document, ranking, vietnamese):
    for number, (bloc, rows) in enumerate(groups(ranking, "bloc").items()):
        domains = domains_of(rows)
        grid = document.grids[number]
        heads, body = [c for head, c in grid if head], [c for head, c in grid if not head]
        same(f"heading rows of {bloc}", len(heads), 2)
        same(f"domains of {bloc}", len([c for c in heads[1] if c is not None]), len(domains))
        same(f"units of {bloc}", len(body), len(rows))
        for cells, row in zip(body, rows):
            wanted = wanted_row(row, domains, vietnamese)
            if not vietnamese and row["rank"]:
                wanted[6] = cells[6]  # the name of the class in the other language
            state = next((c for c, w in zip(cells, wanted) if w is None), None)
            same(f"row of {row['unit']}", [c for c, w in zip(cells, wanted) if w is not None], [w for w in wanted if w is not None])
            same(f"columns of {row['unit']}", len(cells), len(wanted))
            if state is not None:
                same(f"state of {row['unit']}", state, LABELS[row["state"]][0 if vietnamese else 1])


def check_figures(document, ranking, vietnamese):
    for bloc, rows in groups(ranking, "bloc").items():
        ranked = [r for r in rows if r["rank"]]
        index = [Fraction(r["index"]) for r in ranked]
        wanted = [str(len(rows)), str(len(ranked)), half_up(sum(index) / len(index)), half_up(max(index)), half_up(min(index))]
        lines = [re.findall(r"\d+(?:[.,]\d+)?", line)[:5] for line in document.lines]
        check(f"figures of {bloc}", [sign(w, vietnamese) for w in wanted] in lines, wanted)


def check_costs(document, lost, ranking, vietnamese):
    grids = document.grids[len(groups(ranking, "bloc")):]
    blocs = list(groups(ranking, "bloc"))
    same("tables of costs", len(grids), len(blocs))
    for bloc, grid in zip(blocs, grids):
        sums, units = {}, {}
        for row in lost:
            if row["bloc"] == bloc and row["lost"] and Fraction(row["lost"]) > 0:
                sums[row["node"]] = sums.get(row["node"], 0) + Fraction(row["lost"])
                units.setdefault(row["node"], set()).add(row["unit"])
        body = [c for head, c in grid if not head]
        same(f"rows of costs of {bloc}", len(body), min(10, len(sums)))
        costliest = sorted(sums.values(), reverse=True)
        for place, cells in enumerate(body):
            node = cells[1].split()[0]
            same(f"cost {place + 1} of {bloc}", (cells[0], cells[3], cells[4], cells[5]),
                 (str(place + 1), str(len(units[node])), sign(half_up(sums[node]), vietnamese),
                  sign(half_up(sums[node] * 100 / sum(sums.values())), vietnamese)))
            same(f"order of costs of {bloc}", sums[node], costliest[place])


def check_annex(folder, ranking, lost):
    for language, vietnamese in (("vi", True), ("en", False)):
        name = f"annex-{language}.docx"
        run(folder, "par-report", "--year", YEAR, "--lang", language, "-q", "ranking.csv", "lost.csv", "-o", name,
            "--annex", "PHỤ LỤC <I>", "--decision", "(Kèm theo & cùng)", "--title", "Kết quả \"thử\"")
        document = Document(folder / name)
        same("heading", document.lines[:3], ["PHỤ LỤC <I>", "Kết quả \"thử\"", "(Kèm theo & cùng)"])
        check_ranking(document, ranking, vietnamese)
        check_figures(document, ranking, vietnamese)
        check_costs(document, lost, ranking, vietnamese)
    run(folder, "par-report", "--year", YEAR, "--lang", "vi", "-q", "ranking.csv", "-o", "alone.docx")
    same("without lost points there is the ranking alone", len(Document(folder / "alone.docx").grids), len(groups(ranking, "bloc")))


def check_bytes(folder):
    for i, zone in enumerate(("UTC", "Asia/Ho_Chi_Minh")):
        run(folder, "par-report", "--year", YEAR, "-q", "ranking.csv", "lost.csv", "-o", f"run{i}.docx", TZ=zone)
    check("two runs give the same bytes, wherever", (folder / "run0.docx").read_bytes() == (folder / "run1.docx").read_bytes())


# ---------------------------------------------------------------- letters

def check_domain_table(unit, grid, ranking, scores):
    row = next(r for r in ranking if r["unit"] == unit)
    bloc = [r for r in ranking if r["bloc"] == row["bloc"] and r["rank"]]
    for head, cells in grid:
        if head:
            continue
        column, score = f"index_{cells[0]}", scores[unit, cells[0]]
        values = [Fraction(r[column]) for r in bloc if r[column]]
        mean = half_up(sum(values) / len(values))
        gap = half_up(Fraction(row[column]) - Fraction(mean)) if row[column] else ""
        gap = "+" + gap if gap and Fraction(gap) > 0 else gap
        same(f"domain {cells[0]} of {unit}", cells[2:],
             [sign(t, True) for t in (score["points"], score["applicable_max"], row[column], mean, gap)])


def check_loss_table(unit, grid, lost, plan, document):
    mine = [r for r in lost if r["unit"] == unit and r["lost"] and Fraction(r["lost"]) > 0]
    body = [c for head, c in grid if not head]
    largest = sorted((Fraction(r["lost"]) for r in mine), reverse=True)
    shown = []
    for cells in body:
        node = cells[0].split()[0]
        row = next((r for r in mine if r["node"] == node and r not in shown and sign(r["lost"], True) == cells[3]), None)
        check(f"{unit} {node} lost {cells[3]}", row is not None)
        if row:
            shown.append(row)
            same(f"{node} of {unit}", (cells[0], cells[1], cells[2]),
                 (f"{node} {row['title']}", sign(row["applicable_max"], True), sign(row["points"], True)))
            check(f"reason of {node} of {unit}", row["reason"] in cells[4], cells[4])
            way = plan.get((unit, node), {"target": ""})["target"]  # a cap is no row of a plan
            same(f"way back of {node} of {unit}", cells[5].replace("\N{NO-BREAK SPACE}", " "), way)
    same(f"largest losses of {unit} first", [Fraction(r["lost"]) for r in shown], largest[: len(shown)])
    rest = sum(largest[len(shown):])
    if len(largest) > len(shown):
        check(f"what the table of {unit} leaves out", any(str(len(largest) - len(shown)) in line and sign(half_up(rest), True) in line
                                                       for line in document.lines))
    check(f"all points lost by {unit}", sign(half_up(sum(largest)), True) in document.text)
    check(f"the table of {unit} has rows", len(shown) >= min(3, len(largest)))


def check_letter(unit, document, ranking, lost, plan, scores):
    row = next(r for r in ranking if r["unit"] == unit)
    check(f"{unit} is addressed", f"Kính gửi: {row['name']}" in document.lines)
    if not row["points"]:
        same(f"tables of {unit}: head and foot", len(document.grids), 2)
        check(f"state of {unit}", LABELS[row["state"]][0] in document.text)
        return
    for column in ("points", "applicable_max", "index", "rank", "class"):
        check(f"{column} of {unit}", sign(row[column], True) in document.text)
    check_domain_table(unit, document.grids[1], ranking, scores)
    check_loss_table(unit, document.grids[2], lost, plan, document)


def check_letters(folder, ranking, lost):
    plan = {(r["unit"], r["criterion"]): r for r in rows_of(folder / "plan.csv")}
    scores = {(r["unit"], r["node"]): r for r in rows_of(folder / "scores.csv")}
    run(folder, "par-report", "--year", YEAR, "--lang", "vi", "-q", "ranking.csv", "scores.csv", "lost.csv", "plan.csv", "-f", "docx",
        "--each", "thu", "--issuer", "SỞ <NỘI> VỤ", "--superior", "UBND", "--number", "Số: 1/TB", "--place", "X, ngày 1", "--signer-role",
        "Giám đốc", "--signer", "A & B")
    same("a letter to every unit", sorted(p.stem for p in (folder / "thu").iterdir()), sorted(r["unit"] for r in ranking))
    for path in sorted((folder / "thu").iterdir()):
        document = Document(path)
        same(f"head of {path.stem}", [c for _, cells in document.grids[0] for c in cells],
             ["UBND\nSỞ <NỘI> VỤ\n", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n", "Số: 1/TB", "X, ngày 1"])
        same(f"foot of {path.stem}", document.grids[-1][0][1][1], "Giám đốc\nA & B")
        check_letter(path.stem, document, ranking, lost, plan, scores)
    run(folder, "par-report", "--year", YEAR, "--lang", "vi", "-q", "ranking.csv", "--unit", "001", "-o", "mot.docx")
    document = Document(folder / "mot.docx")
    check("what is not given is dotted", all("…" in c for c in (document.grids[0][0][1][0], *document.grids[0][1][1], document.grids[-1][0][1][1])))


# ---------------------------------------------------------------- odd tables

def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def row_of(i, name, **more):
    return {"period": "2025", "bloc": "so", "stt": i, "rank": i, "unit": f"u{i:04}", "name": name, "points": f"{90 - i % 50}.50",
            "applicable_max": "100", "index": f"{90 - i % 50}.50", "rescaled": "", "class": "Tốt", "state": "scored", "open_max": "",
            "provisional": "no", **more}


def odd(folder, name, rows):
    write(folder / f"{name}.csv", rows)
    run(folder, "par-report", "-c", SETS[0], "--lang", "vi", "-q", f"{name}.csv", "-o", f"{name}.docx")
    return Document(folder / f"{name}.docx")


def check_hostile(folder):
    rows = [row_of(i + 1, name) for i, name in enumerate(HOSTILE)]
    document = odd(folder, "xau", rows)
    same("hostile names come back as text", [c[1] for head, c in document.grids[0] if not head], HOSTILE)
    control = odd(folder, "dieu-khien", [row_of(1, "a\x01b\x1bc\x7fd")])
    same("what XML cannot hold", [c[1] for head, c in control.grids[0] if not head], ["a\ufffdb\ufffdc\x7fd"])
    run(folder, "par-report", "-c", SETS[0], "--lang", "vi", "-q", "xau.csv", "--each", "xau", "-f", "docx")
    for row in rows:
        text = Document(folder / "xau" / f"{row['unit']}.docx").text
        check(f"the letter to {row['name'][:30]!r}", row["name"] in text)


def check_domains(folder):
    """No table is wider than its paper, however many domains there are, and each number stands once."""
    for count, decimals in ((0, 2), (1, 2), (2, 2), (9, 2), (10, 2), (11, 2), (25, 2), (60, 2), (8, 6), (4, 6)):
        rows = [row_of(i, f"Đơn vị {i}", **{f"index_{d}": f"{(i * 7 + d * 3) % 100}.{d:0{decimals}}" for d in range(1, count + 1)}) for i in (1, 2, 3)]
        document = odd(folder, f"linh-vuc-{count}-{decimals}", rows)
        page = document.body.findall(f".//{W}pgSz")[0]
        room = int(page.get(f"{W}w")) - 1701 - 850
        for table in document.body.iter(f"{W}tbl"):
            check(f"{count} domains fit the paper", sum(int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")) <= room + 10)
            widest = max(int(c.get(f"{W}w")) for c in list(table.iter(f"{W}gridCol"))[-1:])
            check(f"a number of {decimals} decimals fits its column", not count or widest >= (3 + decimals) * 75, widest)  # half an em of 8 points
        found = [[], [], []]
        for grid in document.grids:
            for i, cells in enumerate(c for head, c in grid if not head):
                found[i] += cells[7:] if grid is document.grids[0] else cells[2:]
        same(f"numbers of {count} domains", found, [[sign(r[f"index_{d}"], True) for d in range(1, count + 1)] for r in rows])


def check_ties(folder):
    rows = [row_of(1, "Một"), row_of(2, "Hai", rank=2), row_of(3, "Ba", rank=2), row_of(4, "Bốn", rank=4)]
    rows[2]["index"] = rows[1]["index"]
    document = odd(folder, "dong-hang", rows)
    same("ranks as published", [c[0] + " " + c[5] for head, c in document.grids[0] if not head], ["1 1", "2 2", "3 2", "4 4"])
    run(folder, "par-report", "-c", SETS[0], "--lang", "en", "-q", "dong-hang.csv", "--unit", "u0002", "-o", "tie.docx")
    check("a shared rank is said", "Other units with the same rank: 1." in Document(folder / "tie.docx").text)
    alone = odd(folder, "mot-don-vi", [row_of(1, "Một mình", provisional="yes")])
    same("one unit", [c[1] for head, c in alone.grids[0] if not head], ["Một mình"])
    check("what is provisional says so", "(TẠM TÍNH)" in alone.lines)


# ---------------------------------------------------------------- why, and by chance or not

def check_moves(folder):
    """What par-trend says of a unit stands in its letter, and the components that moved it most."""
    years = [SOURCE / "samples" / f"nam-mau-{year}" / "nam.json" for year in (2024, 2025)]
    run(folder, "par-trend", "-q", *years, "-o", "trend.csv")
    run(folder, "par-trend", "-q", *years, "--by", "criterion", "-o", "nodes.csv")
    run(folder, "par-report", "--year", YEAR, "--lang", "en", "-q", "ranking.csv", "trend.csv", "nodes.csv", "-f", "docx", "--each", "moves")
    nodes = rows_of(folder / "nodes.csv")
    for row in rows_of(folder / "trend.csv"):
        if row["comparison"] == "ended":
            continue
        text = Document(folder / "moves" / f"{row['unit']}.docx").text
        if row["comparison"] == "not_comparable":
            check(f"{row['unit']} is not compared", "Not comparable with the year 2024" in text)
        elif row["comparison"] == "new":
            check(f"{row['unit']} is new", "No result of this unit in the year 2024." in text)
        elif row["own_index"] and Fraction(row["change_index"]):
            signed = [("+" if Fraction(row[c]) > 0 else "") + row[c] for c in ("change_index", "own_index", "set_index")]
            wanted = f"({signed[0]} percentage points), the unit's own part is {signed[1]}, that of the changed criteria set {signed[2]}."
            check(f"why {row['unit']} moved", wanted in text or (Fraction(row["set_index"]) == 0 and f"({signed[0]} percentage points) is the unit's own." in text), wanted)
            check_where(row, [n for n in nodes if n["unit"] == row["unit"]], text)


def check_where(row, nodes, text):
    parents = {n["node"].rsplit(".", 1)[0] for n in nodes if "." in n["node"]}
    up = (Fraction(row["change_index"]) or Fraction(row["own_points"])) > 0
    own = [Fraction(n["own_points"]) for n in nodes if n["own_points"] and n["node"] not in parents and n["node"] != "total"]
    largest = sorted((o for o in own if o and (o > 0) == up), key=abs, reverse=True)[:3]
    if not largest:  # all that moved went the other way
        largest = sorted((o for o in own if o), key=abs, reverse=True)[:3]
        words = "No component {}; against this change, what {} most: ".format(*(("rose", "fell") if up else ("fell", "rose")))
    else:
        words = f"What {'rose' if up else 'fell'} most: "
    found = re.search(re.escape(words) + r"(.*)\.$", text, re.M)
    numbers = [Fraction(n) for n in re.findall(r"\(([+-]\d+\.\d+) points\)", found[1])] if found else []
    same(f"what moved {row['unit']} most", numbers, largest)


MOVE = {"period": "2025", "previous_period": "2024", "bloc": "so", "name": "", "comparison": "compared", "predecessors": "",
        "previous_rank": "", "own_places": "", "other_places": "", "best_rank": "", "worst_rank": "", "unstable": "no"}


def check_direction(folder):
    """By hand: points rose while the index fell, since more became applicable. What fell is named, or that nothing fell."""
    rows = [row_of(i, name, change_places=2, change_index="1.50", comparison="compared") for i, name in enumerate("ABC", 1)]
    write(folder / "dir-xh.csv", rows)
    moves = [{**MOVE, "unit": r["unit"], "points": r["points"], "previous_points": "80", "change_points": "1.00", "own_points": "1.00",
              "set_points": "0.00", "index": r["index"], "previous_index": "90.00", "change_index": index, "own_index": index,
              "set_index": "0.00", "rank": r["rank"], "change_places": -1} for r, index in zip(rows, ("-2.00", "-2.00", "2.00"))]
    write(folder / "dir-moves.csv", moves)
    shifts = [{"period": "2025", "previous_period": "2024", "bloc": "so", "unit": r["unit"], "name": "", "comparison": "compared",
               "node": node, "previous_node": node, "depth": 1, "title": "T", "points": "3", "previous_points": "3", "change_points": own,
               "own_points": own, "set_points": "0.00", "index": "50", "previous_index": "50", "change_index": "0"}
              for r, owns in zip(rows, (("1.50", "-0.50"), ("0.75", "0.25"), ("-0.25", "-0.50"))) for node, own in zip("12", owns)]
    write(folder / "dir-shifts.csv", shifts)
    run(folder, "par-report", "-c", SETS[0], "--lang", "en", "-q", "dir-xh.csv", "dir-moves.csv", "dir-shifts.csv", "--each", "dir", "-f", "docx")
    wanted = [r"What fell most: 2 \S+ \(-0\.50 points\)\.",
              r"No component fell; against this change, what rose most: 1 \S+ \(\+0\.75 points\); 2 \S+ \(\+0\.25 points\)\.",
              r"No component rose; against this change, what fell most: 2 \S+ \(-0\.50 points\); 1 \S+ \(-0\.25 points\)\."]
    for row, words in zip(rows, wanted):
        text = re.sub(r"\b([12]) [^();]*\(", r"\1 T (", Document(folder / "dir" / f"{row['unit']}.docx").text)
        check(f"the index of {row['name']} and what moved it", re.search(words, text), text[-900:])
        check(f"one source of places for {row['name']}", "1 down" in text and "2 up" not in text, text[-900:])


def check_places(folder):
    """By hand: A cannot be told from the next two, B from the next one, and so on; each says it of both sides."""
    rows = [row_of(i, name) for i, name in enumerate("ABCDE", 1)]
    write(folder / "xh.csv", rows)
    places = [{"grouping": "unit", "bloc": "so", "group": r["unit"], "name": "", "rank": r["rank"], "best_rank": max(1, r["rank"] - 1),
               "worst_rank": r["rank"] + 1, "alike_next": alike, "n": 100, "percent": f"{90 - r['rank']}.00", "se": "1.000000",
               "low": "70.000000", "high": "95.000000", "interval": "beta", "flags": ""} for r, alike in zip(rows, (2, 1, 0, 0, 0))]
    write(folder / "places.csv", places)
    run(folder, "par-report", "-c", SETS[0], "--lang", "en", "-q", "xh.csv", "places.csv", "--each", "places", "-f", "docx")
    wanted = ["from the 2 ranked just below:", "from the 1 ranked just above and the 1 ranked just below:", "from the 2 ranked just above:",
              "It differs from its neighbours by more than chance.", "It differs from its neighbours by more than chance."]
    for row, words in zip(rows, wanted):
        text = Document(folder / "places" / f"{row['unit']}.docx").text
        check(f"neighbours of {row['name']}", words in text, text[-900:])
        check(f"ranks left open to {row['name']}", f"leaves ranks {max(1, row['rank'] - 1)} to {row['rank'] + 1} open" in text)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for arguments in (("par-score", "-o", "scores.csv"), ("par-rank", "scores.csv", "-o", "ranking.csv"), ("par-audit", "lost", "-o", "lost.csv"),
                          ("par-audit", "plan-table", "--lang", "vi", "-f", "csv", "-o", "plan.csv")):
            command = arguments[:2] if arguments[0] == "par-audit" else arguments[:1]
            run(folder, *command, "-q", "--year", YEAR, *arguments[len(command):])
        ranking, lost = rows_of(folder / "ranking.csv"), rows_of(folder / "lost.csv")
        check_annex(folder, ranking, lost)
        check_bytes(folder)
        check_letters(folder, ranking, lost)
        check_hostile(folder)
        check_domains(folder)
        check_ties(folder)
        check_moves(folder)
        check_direction(folder)
        check_places(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
