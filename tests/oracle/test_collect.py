#!/usr/bin/env python3
"""160 forms that come back, with every trap of the trade, against what a list of the traps says must come of them.

    test_collect.py BIN SOURCE

par-form writes the forms; openpyxl fills them in as people do and spoils some. What par-collect must say is never taken
from what it says: every trap below states the rows of intake.csv, the rows of merged.csv and the findings with their
cells that it must lead to. The rest: the same bytes in any order, --strict, --take newest, the log, the way through
LibreOffice (XLSX and CSV in Vietnamese settings; left out where soffice is not installed), and that units whose form
cannot be used are `unreadable` in the scores.
"""
import csv
import datetime
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

sys.path.append("/usr/lib/python3/dist-packages")  # openpyxl of the system, whichever Python runs this
import openpyxl  # noqa: E402

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
INPUTS = ["dung_han", "tong", "ngay_gui", "han_gui", "ty_le", "hai_long"]
COLUMNS = ["unit", "criterion", "answer", *INPUTS, "score", "applies", "agree", "evidence", "reason", "note", "appraiser",
           "round", "file"]
ASKED = 6  # components that a unit answers
RESPONSE, APPLIES, EVIDENCE, NOTE = "G", "I", "J", "K"
DEADLINE = datetime.date(2026, 1, 10)


# ---------------------------------------------------------------- a year

def criteria_set(level, year):
    def leaf(number, name, most, rule, **more):
        return {"id": number, "name": {"vi": name}, "max": most, "rule": rule, **more}

    def options(*items):
        return [{"key": key, "label": {"vi": label}, "points": points} for key, label, points in items]
    return {
        "format": "parindex-criteria/1", "id": f"bo-{level}-{year}", "year": year, "level": level,
        "title": {"vi": f"Bộ tiêu chí {level} {year} (bịa)"}, "source": {"status": "sample"}, "max": 9,
        "rounds": [{"id": "self"}, {"id": "appraisal", "settles": ["report"]}], "blocs": [level],
        "inputs": {"dung_han": {"kind": "count", "label": {"vi": "Hồ sơ đúng hạn"}},
                   "tong": {"kind": "count", "label": {"vi": "Hồ sơ đã giải quyết"}},
                   "ngay_gui": {"kind": "date", "label": {"vi": "Ngày gửi"}},
                   "han_gui": {"kind": "date", "label": {"vi": "Hạn gửi"}},
                   "ty_le": {"kind": "percent", "label": {"vi": "Tỷ lệ trực tuyến"}},
                   "hai_long": {"kind": "percent", "label": {"vi": "Mức hài lòng"}}},
        "nodes": [
            {"id": "1", "name": {"vi": "Chỉ đạo, điều hành"}, "max": 4, "appraisers": ["so-noi-vu"], "nodes": [
                leaf("1.1", "Ban hành kế hoạch", 1.5, {"type": "choice", "options": options(
                    ("kip-thoi", "Kịp thời", 1.5), ("cham", "Chậm", 0.5), ("khong", "Không ban hành", 0))},
                    may_not_apply=True),
                leaf("1.2", "Hồ sơ đúng hạn", 1, {"type": "bands", "of": {"percent": ["dung_han", "tong"]}, "bands": [
                    {"from": 95, "points": 1}, {"from": 80, "points": 0.5}, {"below": 80, "points": 0}]}),
                leaf("1.10", "Sáng kiến", 1.5, {"type": "manual", "step": 0.25})]},
            {"id": "2", "name": {"vi": "Hiện đại hóa"}, "max": 5, "nodes": [
                leaf("2.1", "Kênh tiếp nhận", 2, {"type": "choice", "pick": "sum", "options": options(
                    ("tinh", "Cấp tỉnh", 1), ("huyen", "Cấp huyện", 0.5), ("xa", "Cấp xã", 0.5))}),
                leaf("2.2", "Báo cáo đúng hạn", 1, {"type": "bands", "of": {"days": ["ngay_gui", "han_gui"]}, "bands": [
                    {"to": 0, "points": 1}, {"above": 0, "points": 0}]}),
                leaf("2.3", "Mức hài lòng", 1, {"type": "index", "of": {"value": "hai_long"}}, source="survey"),
                leaf("2.4", "Dịch vụ công trực tuyến", 1, {"type": "linear", "of": {"value": "ty_le"}})]}]}


CODES = [("so", f"so-{i:02d}") for i in range(1, 41)] + [("xa", f"{i:03d}") for i in range(1, 121)]
LEVEL = {code: level for level, code in CODES}
NAMES = {code: ("Sở " if level == "so" else "Xã ") + f"Bịa {code}" for level, code in CODES}


def write_year(folder):
    for level in ("so", "xa"):
        for year in (2024, 2025):
            (folder / f"{level}-{year}.json").write_text(json.dumps(criteria_set(level, year), ensure_ascii=False))
    with (folder / "units.csv").open("w", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["unit", "name", "bloc", "level"])
        rows.writerows([code, NAMES[code], level, level] for level, code in CODES)


def run(program, *args, folder):
    done = subprocess.run([BIN / program, *args], cwd=folder, env=ENV, capture_output=True)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def must(program, *args, folder):
    status, _, err = run(program, *args, folder=folder)
    assert status == 0, f"{program} {' '.join(map(str, args))}: {status}\n{err}"


# ---------------------------------------------------------------- what a unit fills in

class Filling:
    """What one unit writes: (row key, column) -> value as typed, and what must become of it."""

    def __init__(self, code, seed=0):
        dice = random.Random(f"{code} {seed}")
        self.code, self.cells, self.rows = code, {}, {}
        self.choice(dice)
        self.counts(dice)
        self.typed(dice)
        self.ticks(dice)
        self.dates(dice)
        self.percent(dice)

    def put(self, key, column, value, criterion, **becomes):
        self.cells[key, column] = value
        row = self.rows.setdefault(criterion, {"cells": []})
        row["cells"].append((key, column))
        row.update(becomes)

    def choice(self, dice):
        if dice.random() < 0.2:
            self.put("#1.1", APPLIES, "không áp dụng", "1.1", applies="no")
        else:
            key, label = dice.choice([("kip-thoi", "Kịp thời"), ("cham", "chậm "), ("khong", "Không ban hành")])
            self.put("#1.1", RESPONSE, label, "1.1", answer=key)
        text = dice.choice(['KH số 12/KH-UBND; trang "2"', "QĐ 7\nngày 3/1", "Báo cáo, phụ lục"])
        self.put("#1.1", EVIDENCE, text, "1.1", evidence=text)

    def counts(self, dice):
        total = dice.randrange(100, 5000)
        done = dice.randrange(total)
        self.put("#1.2/dung_han", RESPONSE, done, "1.2", dung_han=str(done))
        self.put("#1.2/tong", RESPONSE, total, "1.2", tong=str(total))
        if dice.random() < 0.3:  # beside the input rather than beside the criterion
            self.put("#1.2/tong", EVIDENCE, "Hệ thống một cửa", "1.2", evidence="Hệ thống một cửa")

    def typed(self, dice):
        score = dice.choice(["0.25", "0.5", "1.25", "1.5"])
        typed = float(score) if dice.random() < 0.5 else score.replace(".", ",")
        self.put("#1.10", RESPONSE, typed, "1.10", score=score)

    def ticks(self, dice):
        ticked = [key for key in ("tinh", "huyen", "xa") if dice.random() < 0.6]
        for key in ticked:
            self.put(f"#2.1#{key}", RESPONSE, "x", "2.1", answer="|".join(ticked))

    def dates(self, dice):
        day = datetime.date(2025, 12, 1) + datetime.timedelta(days=dice.randrange(40))
        as_text = dice.random() < 0.5
        for key, date in (("ngay_gui", day), ("han_gui", datetime.date(2025, 12, 20))):
            typed = date.strftime("%d/%m/%Y") if as_text else date
            self.put(f"#2.2/{key}", RESPONSE, typed, "2.2",
                     **{key: typed if as_text else date.isoformat()})

    def percent(self, dice):
        percent = dice.randrange(1, 100)
        self.put("#2.4/ty_le", RESPONSE, dice.choice([percent, f"{percent}%", percent / 100]), "2.4", ty_le=str(percent))
        if isinstance(self.cells["#2.4/ty_le", RESPONSE], float):
            self.cells["#2.4/ty_le", RESPONSE] = ("0%", percent / 100)

    def answered(self):
        return sum(any(k not in ("cells", "evidence", "note") for k in row) for row in self.rows.values())

    def merged(self, path, at, is_sheet=True):
        """Rows of merged.csv; `at`: key -> line in the file."""
        order = [RESPONSE, APPLIES, EVIDENCE, NOTE]
        out = []
        for criterion in ("1.1", "1.2", "1.10", "2.1", "2.2", "2.4"):
            if criterion not in self.rows:
                continue
            row = dict(self.rows[criterion])
            line, _, column = min((at[key], order.index(column), column) for key, column in row.pop("cells"))
            place = f"{path}!{column}{line}" if is_sheet else f"{path}:{line}"
            row.update(unit=self.code, criterion=criterion, round="self", file=place)
            out.append([row.get(name, "") for name in COLUMNS])
        return out


# ---------------------------------------------------------------- forms

class Form:
    """A blank form of par-form, to be filled in and spoilt."""

    def __init__(self, path):
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book.worksheets[0]

    def at(self):
        return {row[0].value: row[0].row for row in self.sheet.iter_rows(max_col=1)
                if isinstance(row[0].value, str) and row[0].value.startswith("#")}

    def fill(self, filling):
        at = self.at()
        for (key, column), value in filling.cells.items():
            cell = self.sheet[f"{column}{at[key]}"]
            cell.number_format = "General"
            if isinstance(value, tuple):
                cell.number_format, value = value
            elif isinstance(value, datetime.date):
                cell.number_format = "dd/mm/yyyy"
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        return self

    def claim(self, **fields):
        """Another identity, in the first cell and on the hidden sheet."""
        words = [w.split("=", 1) for w in self.sheet["A1"].value.split()[1:]]
        self.sheet["A1"] = "parindex-form/1 " + " ".join(f"{k}={fields.get(k, v)}" for k, v in words)
        for row in self.book["parindex"].iter_rows():
            if row[0].value in fields:
                row[1].value = fields[row[0].value]
        return self

    def save(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(path)


# ---------------------------------------------------------------- expectations

class Year:
    def __init__(self, folder):
        self.folder, self.sent, self.back = folder, folder / "sent", folder / "back"
        write_year(folder)
        must("par-form", "-c", "so-2025.json", "-c", "xa-2025.json", "-u", "units.csv", "--lang", "vi", "-o", "sent",
             folder=folder)
        self.blank = {p.name.replace("-so-bia", "-xa-bia").split("-xa-bia")[0]: p for p in sorted(self.sent.glob("*.xlsx"))}
        assert sorted(self.blank) == sorted(LEVEL), list(self.blank)[:3]
        self.merged, self.intake, self.messages, self.log = {}, [], [], []
        self.free = [code for _, code in CODES]
        random.Random(4).shuffle(self.free)

    def take(self):
        return self.free.pop()

    def form(self, code):
        return Form(self.blank[code])

    def say(self, severity, code, path, cell="", unit="", criterion=""):
        self.messages.append((severity, code, path, cell, unit, criterion))

    def receive(self, path, unit="", day=DEADLINE - datetime.timedelta(days=1), take=""):
        self.log.append([Path(path).name, unit, day.isoformat() if day else "", take])
        return day.isoformat() if day else ""

    def list(self, code, state, path="", received="", answered="", blank="", late="", note=""):
        unit = [code, NAMES.get(code, ""), LEVEL.get(code, "")]
        self.intake.append([*unit, "", state, late, path, received, str(answered), str(blank), note])

    def good(self, code, path, filling, at, state="received", received="", late="", is_sheet=True):
        answered = filling.answered()
        self.merged[code] = filling.merged(path, at, is_sheet)
        self.list(code, state, path, received, answered, ASKED - answered, late)

    def bad(self, code, state, path, received, note, filling=None):
        answered = filling.answered() if filling else ""
        self.list(code, state, path, received, answered, ASKED - answered if filling else "", note=note)


def name_of(code, tail="phieu.xlsx"):
    return f"back/{code}-{tail}"


# ---------------------------------------------------------------- traps: each spoils something and says what must come of it

def plain(year, code, path=None):
    path = path or name_of(code)
    form, filling = year.form(code), Filling(code)
    form.fill(filling).save(year.folder / path)
    year.good(code, path, filling, form.at(), received=year.receive(path))


def renamed(year, code):
    plain(year, code, "back/thu muc/Bản cuối (đã sửa) 2.xlsx")


def macos(year, code):
    plain(year, code, unicodedata.normalize("NFD", "back/may-mac/Phiếu tự đánh giá.xlsx"))
    year.log[-1][0] = unicodedata.normalize("NFC", year.log[-1][0])


def late(year, code):
    path, filling, form = name_of(code), Filling(code), year.form(code)
    form.fill(filling).save(year.folder / path)
    received = year.receive(path, day=DEADLINE + datetime.timedelta(days=23))
    year.good(code, path, filling, form.at(), "late", received, "23")
    year.say("warning", "return-late", path, unit=code)


def on_the_day(year, code):
    path, filling, form = name_of(code), Filling(code), year.form(code)
    form.fill(filling).save(year.folder / path)
    year.good(code, path, filling, form.at(), received=year.receive(path, day=DEADLINE))


def no_date(year, code):
    path, filling, form = name_of(code), Filling(code), year.form(code)
    form.fill(filling).save(year.folder / path)
    year.good(code, path, filling, form.at())
    year.say("warning", "return-no-date", path, unit=code)


def broken(year, path):
    (year.folder / path).parent.mkdir(parents=True, exist_ok=True)
    whole = next(iter(year.blank.values())).read_bytes()
    (year.folder / path).write_bytes(whole[:len(whole) // 2])
    year.say("error", "book-broken", path)


def broken_by_log(year, code):
    path = "back/scan0001.xlsx"
    broken(year, path)
    year.say("error", "return-unreadable", path, unit=code)
    year.bad(code, "unreadable", path, year.receive(path, code), "book-broken|return-unreadable")


def broken_by_name(year, code):
    path = name_of(code)
    broken(year, path)
    year.say("error", "return-guessed", path, unit=code)
    year.bad(code, "unreadable", path, "", "book-broken|return-guessed")


def broken_by_nobody(year, code):
    path = "back/moi.xlsx"
    broken(year, path)
    year.say("error", "return-lost", path)
    year.bad("", "unreadable", path, "", "book-broken|return-lost")
    absent(year, code)


def old_format(year, code):
    path = name_of(code, "phieu.xls")
    (year.folder / path).write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024))
    year.say("error", "text-binary", path)
    year.say("error", "return-guessed", path, unit=code)
    year.bad(code, "unreadable", path, year.receive(path), "text-binary|return-guessed")


def damaged_sheet(year, code):
    """The sheet is broken, but the hidden one still says whose it is."""
    import zipfile
    path, form = "back/hong.xlsx", year.form(code)
    form.fill(Filling(code)).save(year.folder / path)
    data = {i.filename: zipfile.ZipFile(year.folder / path).read(i) for i in zipfile.ZipFile(year.folder / path).infolist()}
    with zipfile.ZipFile(year.folder / path, "w") as out:
        for name, content in data.items():
            out.writestr(name, content[:len(content) // 2] if name == "xl/worksheets/sheet1.xml" else content)
    year.say("error", "book-broken", path, cell="*")
    year.say("error", "return-unreadable", path, unit=code)
    year.bad(code, "unreadable", path, year.receive(path), "book-broken|return-unreadable")


def two_files(year, code):
    one, other = name_of(code), name_of(code, "sua.xlsx")
    fillings = Filling(code), Filling(code, 1)
    for path, filling, rival in ((one, fillings[0], other), (other, fillings[1], one)):
        year.form(code).fill(filling).save(year.folder / path)
        year.bad(code, "duplicate", path, year.receive(path), rival, filling)
        year.say("error", "return-twice", path, unit=code)


def two_copies(year, code):
    one, other = name_of(code), name_of(code, "gui-lai.xlsx")
    filling, form = Filling(code), year.form(code)
    form.fill(filling).save(year.folder / one)
    form.fill(filling).save(year.folder / other)
    first = year.receive(one, day=DEADLINE + datetime.timedelta(days=1))
    year.bad(code, "copy", one, first, other, filling)
    year.intake[-1][5] = "1"
    year.good(code, other, filling, form.at(), received=year.receive(other))
    year.say("note", "return-copy", one, unit=code)


def chosen(year, code):
    one, other = name_of(code), name_of(code, "sua.xlsx")
    old, new, form = Filling(code), Filling(code, 1), year.form(code)
    form.fill(old).save(year.folder / one)
    form = year.form(code)
    form.fill(new).save(year.folder / other)
    year.bad(code, "superseded", one, year.receive(one), other, old)
    year.good(code, other, new, form.at(), received=year.receive(other, take="x"))
    year.say("note", "return-superseded", one, unit=code)


def good_and_broken(year, code):
    """The broken one may be the newer: nobody can know, so the unit has to be asked."""
    one, other = name_of(code), "back/thu-hai.xlsx"
    filling = Filling(code)
    year.form(code).fill(filling).save(year.folder / one)
    broken(year, other)
    year.say("error", "return-unreadable", other, unit=code)
    year.bad(code, "duplicate", one, year.receive(one), other, filling)
    year.say("error", "return-twice", one, unit=code)
    year.bad(code, "unreadable", other, year.receive(other, code), "book-broken|return-unreadable")


def changed(year, code, spoil, *findings, without=()):
    path, filling, form = name_of(code), Filling(code), year.form(code)
    for key in [k for k in filling.cells if k[0] in without]:
        del filling.cells[key]
    form.fill(filling)
    at = form.at()
    spoil(form.sheet, at)
    form.save(year.folder / path)
    gone = {c for c in filling.rows if any(k[0] in without for k in filling.rows[c]["cells"])}
    codes = []
    for severity, finding, line, column, criterion in findings:
        year.say(severity, finding, path, f"{column}{line(at)}" if column else str(line(at)), code if criterion else "",
                 criterion)
        codes += [finding] if severity == "error" and finding not in codes else []
    year.bad(code, "changed", path, year.receive(path), "|".join(codes), filling)
    answered = filling.answered() - len(gone)
    year.intake[-1][8:10] = [str(answered), str(ASKED - len(gone) - answered)]


def row_gone(year, code):
    changed(year, code, lambda sheet, at: sheet.delete_rows(at["#1.10"]),
            ("error", "return-row-gone", lambda at: at["#1.10"] - 1, "", "1.10"), without=("#1.10",))


def row_added(year, code):
    def spoil(sheet, at):
        sheet.insert_rows(at["#1.10"])
        sheet[f"C{at['#1.10']}"], sheet[f"G{at['#1.10']}"] = "Tiêu chí thêm", 1
    changed(year, code, spoil, ("error", "return-row-added", lambda at: at["#1.10"], "", ""))


def row_moved(year, code):
    def spoil(sheet, at):
        values = [cell.value for cell in sheet[at["#1.10"]]]
        sheet.delete_rows(at["#1.10"])
        sheet.insert_rows(at["#1.1"])
        for cell, value in zip(sheet[at["#1.1"]], values):
            cell.value = value
    changed(year, code, spoil, ("error", "return-row-moved", lambda at: at["#1.1"], "A", "1.10"))


def row_repeated(year, code):
    def spoil(sheet, at):
        values = [cell.value for cell in sheet[at["#1.10"]]]
        sheet.insert_rows(at["#1.10"] + 1)
        for cell, value in zip(sheet[at["#1.10"] + 1], values):
            cell.value = value
    changed(year, code, spoil, ("error", "return-row-repeated", lambda at: at["#1.10"] + 1, "A", "1.10"))


def maximum_changed(year, code):
    def spoil(sheet, at):
        sheet[f"E{at['#1.10']}"] = 3
    changed(year, code, spoil, ("error", "max-differs", lambda at: at["#1.10"], "E", "1.10"))


def option_changed(year, code):
    def spoil(sheet, at):
        sheet[f"C{at['#2.1#xa']}"] = "Cấp huyện trở xuống"
    changed(year, code, spoil, ("error", "return-text-changed", lambda at: at["#2.1#xa"], "C", "2.1"))


def column_gone(year, code):
    path, filling, form = name_of(code), Filling(code), year.form(code)
    form.fill(filling)
    header = form.at()["#1"] - 1
    form.sheet[f"K{header}"] = "Ý kiến của phòng"
    form.save(year.folder / path)
    year.say("error", "header-unknown", path, f"K{header}")
    year.say("error", "header-missing", path, str(header))
    year.bad(code, "changed", path, year.receive(path), "header-unknown|header-missing", filling)


def changed_and_taken(year, code):
    path, filling, form = name_of(code), Filling(code), year.form(code)
    form.fill(filling)
    at = form.at()
    form.sheet[f"C{at['#1.10']}"] = "Sáng kiến (mới)"
    form.save(year.folder / path)
    year.say("warning", "return-text-changed", path, f"C{at['#1.10']}", code, "1.10")
    year.say("warning", "return-taken", path, unit=code)
    year.good(code, path, filling, at, received=year.receive(path, take="có"))
    year.intake[-1][-1] = "return-text-changed"


def pasted(year, code):
    """The sheet of one unit in the workbook of another."""
    other = "so-40" if code != "so-40" else "so-39"
    path, form = name_of(code), year.form(code)
    form.fill(Filling(code))
    form.sheet["A1"] = form.sheet["A1"].value.replace(f"unit={code}", f"unit={other}")
    form.save(year.folder / path)
    year.say("error", "return-identity", path)
    year.bad(code, "changed", path, year.receive(path), "return-identity")


def last_year(year, code):
    path = name_of(code)
    level = LEVEL[code]
    old = year.folder / "old-units.csv"
    old.write_text(f"unit,name,bloc,level\n{code},{NAMES[code]},{level},{level}\n")
    must("par-form", "-c", f"{level}-2024.json", "-u", "old-units.csv", "--lang", "vi", "-o", "old", folder=year.folder)
    form = Form(next((year.folder / "old").glob("*.xlsx")))
    form.fill(Filling(code)).save(year.folder / path)
    year.say("error", "return-year", path, unit="")
    year.bad(code, "wrong_year", path, year.receive(path), "return-year")


def other_round(year, code):
    path = name_of(code)
    year.form(code).fill(Filling(code)).claim(round="appraisal").save(year.folder / path)
    year.say("error", "return-round", path)
    year.bad(code, "wrong_round", path, year.receive(path), "return-round")


def other_set(year, code):
    path = name_of(code)
    year.form(code).fill(Filling(code)).claim(set="bo-khac").save(year.folder / path)
    year.say("error", "return-set", path)
    year.bad(code, "wrong_set", path, year.receive(path), "return-set")


def stranger(year, code):
    path = "back/la.xlsx"
    year.form(code).fill(Filling(code)).claim(unit="so-99").save(year.folder / path)
    year.say("error", "unit-unknown", path)
    year.bad("so-99", "unknown_unit", path, year.receive(path), "unit-unknown")
    absent(year, code)


def swapped(year, code):
    """Named after and logged from one unit, filled in for another; the unit it is for sent nothing."""
    other = year.take()
    path = name_of(other)
    filling = Filling(code)
    year.form(code).fill(filling).save(year.folder / path)
    year.say("error", "return-other-unit", path, unit=code)
    year.bad(code, "wrong_unit", path, year.receive(path, other), "return-other-unit", filling)
    absent(year, other)


def named_after_another(year, code):
    other = year.take()
    plain(year, other)
    path = f"back/{other}-nham.xlsx"
    plain(year, code, path)
    year.say("warning", "return-name", path, unit=code)


def empty(year, code):
    path = name_of(code)
    year.form(code).save(year.folder / path)
    year.list(code, "empty", path, year.receive(path), 0, ASKED)
    year.say("warning", "return-blank", path, unit=code)


def absent(year, code):
    line = 2 + [c for _, c in CODES].index(code)
    year.list(code, "not_submitted")
    year.say("warning", "not-submitted", "units.csv", str(line), code)


def bad_cells(year, code):
    path, filling, form = name_of(code), Filling(code), year.form(code)
    form.fill(filling)
    at = form.at()
    for key, value in (("#1.10", "1,5o"), ("#1.2/tong", 12.5), ("#2.1#xa", "hai"), ("#2.2/ngay_gui", "31/02/2026"),
                       ("#2.2/han_gui", "hết năm")):
        form.sheet[f"G{at[key]}"] = value
    form.sheet[f"I{at['#1.1']}"] = "tùy"
    form.sheet[f"G{at['#1.1']}"] = "Rất kịp thời"
    form.save(year.folder / path)
    for finding, key, column in (("answer-unknown", "#1.1", "G"), ("applies-value", "#1.1", "I"),
                                 ("number-whole", "#1.2/tong", "G"), ("number-syntax", "#1.10", "G"),
                                 ("value-unknown", "#2.1#xa", "G"), ("date-syntax", "#2.2/ngay_gui", "G"),
                                 ("date-syntax", "#2.2/han_gui", "G")):
        year.say("error", finding, path, f"{column}{at[key]}", code, key[1:].split("/")[0].split("#")[0])
    year.bad(code, "faulty", path, year.receive(path), "answer-unknown|applies-value|number-whole|number-syntax|"
             "value-unknown|date-syntax", filling)
    ticked = any(key.startswith("#2.1#") and key != "#2.1#xa" for key, _ in filling.cells)
    answered = 2 + ticked  # 1.2 by the other input, 2.4
    year.intake[-1][8:10] = [str(answered), str(ASKED - answered)]


def formula_fault(year, code):
    path, filling, form = name_of(code), Filling(code), year.form(code)
    form.fill(filling)
    at = form.at()
    form.sheet[f"G{at['#1.10']}"] = "=1/0"  # openpyxl stores no value, as a program that does not calculate
    form.save(year.folder / path)
    year.say("error", "cell-no-value", path, f"G{at['#1.10']}", code, "1.10")
    year.bad(code, "faulty", path, year.receive(path), "cell-no-value", filling)
    year.intake[-1][8:10] = [str(filling.answered() - 1), str(ASKED - filling.answered() + 1)]


def stray(year, code):
    path, filling, form = name_of(code), Filling(code), year.form(code)
    form.fill(filling)
    at = form.at()
    form.sheet[f"G{at['#2.3']}"] = 85
    form.sheet[f"J{at['#1']}"] = "Xem phụ lục"
    form.save(year.folder / path)
    year.say("warning", "return-stray", path, f"G{at['#2.3']}", code, "2.3")
    year.say("warning", "return-stray", path, f"J{at['#1']}", code, "1")
    year.good(code, path, filling, at, received=year.receive(path))


def no_form(year, code):
    path = "back/bao-cao.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B2"] = "Báo cáo", 5
    book.save(year.folder / path)
    year.say("error", "return-no-form", path)
    year.bad("", "no_form", path, year.receive(path), "return-no-form")
    absent(year, code)


def attachment(year, code):
    plain(year, code)
    path = "back/minh-chung/quyet-dinh.pdf"
    (year.folder / path).parent.mkdir(exist_ok=True)
    (year.folder / path).write_bytes(b"%PDF-1.4")
    year.say("warning", "file-skipped", path)
    year.bad("", "no_form", path, "", "file-skipped")


def litter(year, code):
    plain(year, code, name_of(code, "co-rac.xlsx"))
    (year.back / "__MACOSX" / "back").mkdir(parents=True)
    for name in (f"~${code}-co-rac.xlsx", "Thumbs.db", "desktop.ini", ".DS_Store", f"__MACOSX/back/._{code}-phieu.xlsx",
                 f".~lock.{code}-co-rac.xlsx#"):
        (year.back / name).write_bytes(b"rubbish")
    os.symlink(year.back, year.back / "vong-lap")


def as_csv(year, code, encoding, decimal=","):
    path = name_of(code, "phieu.csv")
    filling = Filling(code)
    if not hasattr(year, "sent_csv"):
        year.sent_csv = year.folder / "sent-csv"
        must("par-form", "-c", "so-2025.json", "-c", "xa-2025.json", "-u", "units.csv", "--lang", "vi", "--csv", "-o",
             "sent-csv", folder=year.folder)
    blank = next(year.sent_csv.glob(f"{code}-??-bia*.csv"))
    rows = list(csv.reader(io.StringIO(blank.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    by_key = {row[0]: row for row in rows if row and row[0].startswith("#")}
    for (key, column), value in filling.cells.items():
        if isinstance(value, tuple):
            value = f"{round(value[1] * 100)}%"
        if isinstance(value, datetime.date):
            value = value.strftime("%d/%m/%Y")
            filling.rows["2.2"][key.split("/")[1]] = value
        by_key[key]["ABCDEFGHIJK".index(column)] = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    text, at = "", {}
    for row in rows:
        out = io.StringIO()
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(row)
        if row and row[0].startswith("#"):
            at[row[0]] = 1 + text.count("\n")
        text += out.getvalue()
    (year.folder / path).write_bytes(text.encode(encoding))
    for row in filling.rows.values():
        if "evidence" in row:
            row["evidence"] = row["evidence"].strip()
    year.good(code, path, filling, at, received=year.receive(path), is_sheet=False)


def as_csv_utf8(year, code):
    as_csv(year, code, "utf-8-sig")


def as_csv_utf16(year, code):
    as_csv(year, code, "utf-16")


TRAPS = [renamed, macos, late, on_the_day, no_date, broken_by_log, broken_by_name, broken_by_nobody, old_format,
         damaged_sheet, two_files, two_copies, chosen, good_and_broken, row_gone, row_added, row_moved, row_repeated,
         maximum_changed, option_changed, column_gone, changed_and_taken, pasted, last_year, other_round, other_set, stranger,
         swapped, named_after_another, empty, absent, bad_cells, formula_fault, stray, no_form, attachment, litter,
         as_csv_utf8, as_csv_utf16]


# ---------------------------------------------------------------- comparing

def compare(what, found, expected):
    found, expected = [tuple(x) for x in found], [tuple(x) for x in expected]
    if found == expected:
        return
    for line in [f"  not expected: {x}" for x in found if x not in expected][:12] + \
            [f"  missing: {x}" for x in expected if x not in found][:12]:
        print(line)
    sys.exit(f"test_collect: {what}: not as expected ({len(found)} for {len(expected)})")


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def findings_of(err):
    def place(row):
        return row["cell"] or row["line"]
    # a finding about a whole sheet has its line, and no cell
    return [(r["severity"], r["code"], r["file"], place(r), r["unit"], r["criterion"]) for r in csv.DictReader(io.StringIO(err))]


COLLECT = ["-c", "so-2025.json", "-c", "xa-2025.json", "-u", "units.csv", "--received", "log.csv", "--deadline",
           DEADLINE.strftime("%d/%m/%Y")]


def normal(path):
    return unicodedata.normalize("NFC", path)


def check_all(year):
    order = {code: i for i, code in enumerate(sorted(LEVEL))}
    status, out, err = run("par-collect", *COLLECT, "-v", "--errors", "csv", "back", folder=year.folder)
    assert status == 1 and out == "", (status, out[:200], err[:500])
    year.say("warning", "return-not-there", "log.csv", str(len(year.log) + 1))
    findings = sorted(findings_of(err))
    wild = {(m[1], m[2]) for m in year.messages if m[3] == "*"}
    findings = sorted((*f[:3], "*", *f[4:]) if (f[1], f[2]) in wild else f for f in findings)
    compare("messages", findings, sorted(year.messages))
    head, *intake = rows_of(year.folder / "intake.csv")
    assert head == ["unit", "name", "bloc", "appraiser", "state", "late_days", "file", "received_on", "answered", "blank", "note"]
    compare("intake.csv", intake, sorted(year.intake, key=lambda r: (order.get(r[0], 999), r[6])))
    head, *merged = rows_of(year.folder / "merged.csv")
    assert head == COLUMNS, head
    compare("merged.csv", merged, [row for code in sorted(year.merged) for row in year.merged[code]])


def check_order(year):
    """The same bytes, whatever the order in which files are found or named."""
    before = [(year.folder / name).read_bytes() for name in ("merged.csv", "intake.csv")]
    files = [normal_path for normal_path in sorted({r[6] for r in year.intake if r[6]}, reverse=True)]
    run("par-collect", *COLLECT, *files, folder=year.folder)
    after = [(year.folder / name).read_bytes() for name in ("merged.csv", "intake.csv")]
    assert before == after, "the order of the files shows in the output"


def check_strict(year):
    for name in ("merged.csv", "intake.csv"):
        (year.folder / name).unlink()
    status, _, _ = run("par-collect", *COLLECT, "--strict", "back", folder=year.folder)
    assert status == 1 and not (year.folder / "merged.csv").exists() and not (year.folder / "intake.csv").exists()


def check_newest(year):
    """Different files on different days: the newer; on one day: still neither."""
    folder = year.folder / "newest"
    folder.mkdir()
    code, other = "so-01", "so-02"
    with (year.folder / "log2.csv").open("w") as log:
        log.write("Tệp;Ngày nhận\n")
        for unit, days in ((code, (5, 3)), (other, (4, 4))):
            for i, day in enumerate(days):
                Form(year.blank[unit]).fill(Filling(unit, i)).save(folder / f"{unit}-{i}.xlsx")
                log.write(f"{unit}-{i}.xlsx;{day}/1/2026\n")
    status, _, _ = run("par-collect", "-c", "so-2025.json", "-c", "xa-2025.json", "-u", "units.csv", "--received",
                       "log2.csv", "--take", "newest", "newest", folder=year.folder)
    states = {r[6]: r[4] for r in rows_of(year.folder / "intake.csv") if r[6].startswith("newest/")}
    assert status == 1 and states == {f"newest/{code}-0.xlsx": "received", f"newest/{code}-1.xlsx": "superseded",
                                      f"newest/{other}-0.xlsx": "duplicate", f"newest/{other}-1.xlsx": "duplicate"}, states


def check_scores(year):
    """Nothing of the traps comes into the scores unnamed: units whose form cannot be used are unreadable there."""
    run("par-collect", *COLLECT, "back", folder=year.folder)
    must("par-score", "-q", "-c", "so-2025.json", "-c", "xa-2025.json", "-u", "units.csv", "--round", "self=merged.csv",
         "--intake", "intake.csv", "-o", "scores.csv", folder=year.folder)
    states = {r["unit"]: r["state"] for r in csv.DictReader(io.StringIO((year.folder / "scores.csv").read_text()))
              if r["node"] == "total"}
    for code in LEVEL:
        lost = {r[4] for r in year.intake if r[0] == code} & {"unreadable", "duplicate", "changed", "faulty", "wrong_year",
                                                                "wrong_round", "wrong_set", "wrong_unit"}
        expected = "unreadable" if lost and code not in year.merged else "not_submitted" if code not in year.merged else None
        assert states[code] == expected or (expected is None and states[code] not in ("unreadable", "not_submitted")), \
            (code, states[code], expected)


def check_office(year):
    """LibreOffice opens a form, it is filled in and saved there, as XLSX and as CSV: no manual step."""
    soffice = shutil.which("soffice")
    if not soffice:
        print("test_collect: soffice is not installed; the way through LibreOffice was not tried")
        return
    folder, code = year.folder / "office", "so-07"
    filling = Filling(code)
    Form(year.blank[code]).fill(filling).save(folder / "in" / "phieu.xlsx")
    home = f"-env:UserInstallation=file://{year.folder}/office-home"
    profile = year.folder / "office-home" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">'
        '<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi</value></prop></item></oor:items>')
    csv_vi = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1066,false,true,false,false,false,1"
    for target, out in (("xlsx", "xlsx"), (csv_vi, "csv")):
        subprocess.run([soffice, home, "--headless", "--convert-to", target, "--outdir", str(folder / out),
                        str(folder / "in" / "phieu.xlsx")], check=True, capture_output=True, timeout=240)
        status, _, err = run("par-collect", "-q", "-c", "so-2025.json", "-c", "xa-2025.json", "-u", "units.csv", "-o",
                             "office.csv", f"office/{out}", folder=year.folder)
        assert status == 0, (out, err)
        found = [row[:-1] for row in rows_of(year.folder / "office.csv")[1:]]
        expected = [row[:-1] for row in filling.merged("", Form(year.blank[code]).at())]
        for row in found + expected:  # a date may be written in either of the two ways
            for i, cell in enumerate(row):
                if COLUMNS[i] in ("ngay_gui", "han_gui") and "/" in cell:
                    row[i] = "-".join(reversed([part.zfill(2) for part in cell.split("/")]))
        compare(f"LibreOffice, {out}", found, expected)


def main():
    with tempfile.TemporaryDirectory() as name:
        year = Year(Path(name))
        year.back.mkdir()
        for trap in TRAPS:
            trap(year, year.take())
        while year.free:
            plain(year, year.take())
        year.log.append(["khong-thay.xlsx", "", "2026-01-05", ""])
        with (year.folder / "log.csv").open("w", newline="") as out:
            rows = csv.writer(out, lineterminator="\n")
            rows.writerow(["file", "unit", "received_on", "take"])
            rows.writerows(year.log)
        check_all(year)
        check_order(year)
        check_scores(year)
        check_strict(year)
        check_newest(year)
        check_office(year)
    print(f"test_collect: {len(CODES)} units, {len(TRAPS)} traps")


main()
