#!/usr/bin/env python3
"""Writes the made-up years 2023 and 2024 and their link to 2025. Nothing in them is real.

    python3 generate.py      writes ../nam-mau-2023/, this folder, and in ../nam-mau-2025/ doi-chieu-bo-tieu-chi*.csv,
                             units-sap-nhap.csv and nam-sap-nhap.json; not the expected results: check.py does that

Single cases and planted errors are in cases.py. Figures and rows come from ../nam-mau-2025/generate.py, sets from
../../criteria. The seed of each year is fixed, so a second run writes the same bytes. The script scores nothing.
"""
import csv
import importlib.util
import io
import json
import unicodedata
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent
NOTE = "mẫu"


def module(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


base = module("base", SAMPLES / "nam-mau-2025" / "generate.py")
cases = module("cases", HERE / "cases.py")
SETS = {s: json.loads((base.CRITERIA / f"{s}.json").read_text(encoding="utf-8"))
        for s in ("mau-so-2024", "mau-xa-2024", "mau-so-2025", "mau-xa-2025")}
LEAVES = {s: base.all_leaves(criteria) for s, criteria in SETS.items()}

DEADLINES = {
    2023: {"self": "2024-01-15", "appraisal": "2024-03-15"},
    2024: {"self": "2025-01-15", "appraisal": "2025-02-28", "explanation": "2025-03-14", "appraisal2": "2025-03-31",
           "council": "2025-04-15"},
}
FILES = {"self": "tu-danh-gia", "appraisal": "tham-dinh", "explanation": "giai-trinh.csv", "appraisal2": "tham-dinh-lan-2.csv",
         "council": "hoi-dong.csv"}
LATE = {2023: {"thanh-tra-tinh": "2024-01-18", "011": "2024-01-22"}, 2024: {"ban-dan-toc": "2025-01-20", "044": "2025-01-18"}}
NOT_SUBMITTED = {2023: {"ban-quan-ly-khu-kinh-te"}, 2024: set()}

# ---------------------------------------------------------------- units

OLD_OFFICES = {  # what became one office, or was renamed, in 2025
    "so-nong-nghiep-moi-truong": [("so-nong-nghiep-ptnt", "Sở Nông nghiệp và PTNT (mẫu)", 78),
                                  ("so-tai-nguyen-moi-truong", "Sở Tài nguyên và Môi trường (mẫu)", 74)],
    "so-dan-toc-ton-giao": [("ban-dan-toc", "Ban Dân tộc (mẫu)", 70)],
}
DISTRICTS = [("huyen-bac", "Huyện Mẫu Bắc", 84), ("huyen-nam", "Huyện Mẫu Nam", 77), ("huyen-dao", "Huyện đảo Mẫu Yên", 72),
             ("thanh-pho", "Thành phố Mẫu", 89)]
NEW_IN_2025 = {"chi-cuc-hai-quan", "056", "060"}
# What 2024 made of the units of 2023: one from two, a new name, two from one, a new one.
PREDECESSORS_2024 = {"032": "061|062", "041": "063", "054": "064", "055": "064", "thanh-pho": "thi-xa"}
ONLY_2023 = {"032": [("061", "Xã Mẫu Nghĩa Đông"), ("062", "Xã Mẫu Nghĩa Tây")], "041": [("063", "Xã Mẫu Quế")],
             "054": [("064", "Xã Mẫu Tường Uyên")], "055": [], "thanh-pho": [("thi-xa", "Thị xã Mẫu")], "so-ngoai-vu": []}
# Another list of 2025: 056 was split off from 055, the island district became the special zone 060.
PREDECESSORS_2025 = {"056": "055", "055": "055", "060": "huyen-dao"}


def district_of(code):
    return "thanh-pho" if code <= "015" else "huyen-bac" if code <= "035" else "huyen-nam"


def units_2024():
    """(unit, parent) as they were at the end of 2024."""
    found = []
    for unit in base.all_units(base.Dice(20250701)):
        if unit.code in NEW_IN_2025:
            continue
        set_id = "mau-so-2024" if unit.bloc != "xa" else "mau-xa-2024"
        for code, name, quality in OLD_OFFICES.get(unit.code, [(unit.code, unit.name, unit.quality)]):
            old = base.Unit(code, name, unit.bloc, unit.level, set_id, unit.groups, "", quality, PREDECESSORS_2024.get(code, ""))
            found.append((old, district_of(code) if unit.bloc == "xa" else ""))
    for code, name, quality in DISTRICTS:
        found.append((base.Unit(code, name, "huyen", "huyen", "mau-xa-2024", "", "", quality, PREDECESSORS_2024.get(code, "")), ""))
    return found


def units_of(year, dice):
    found = []
    for unit, parent in units_2024():
        twins = [(unit.code, unit.name)] if year == 2024 else ONLY_2023.get(unit.code, [(unit.code, unit.name)])
        for code, name in twins:
            if year == 2023 and parent == "thanh-pho":
                parent = "thi-xa"
            low, high = (-6, 4) if year == 2024 else (-8, 3)
            quality = max(45, min(97, unit.quality + dice.roll(low, high)))
            one = base.Unit(code, name, unit.bloc, unit.level, unit.set_id, unit.groups, "", quality, unit.predecessors)
            if year == 2023:
                one.predecessors = ""
            one.parent, one.submitted = parent, code not in NOT_SUBMITTED[year]
            one.submitted_at = LATE[year].get(code, f"{year + 1}-01-{dice.roll(5, 15):02d}") if one.submitted else ""
            found.append(one)
    return found


UNIT_COLUMNS = ["unit", "name", "bloc", "level", "set", "groups", "parent", "ranked", "submitted_at", "predecessors", "note"]


def unit_row(u):
    return [u.code, u.name, u.bloc, u.level, u.set_id, u.groups, u.parent, u.ranked, u.submitted_at, u.predecessors, NOTE]


# ---------------------------------------------------------------- the self round

def case_row(case, unit, leaf):
    row = {"unit": unit.code, "criterion": leaf.id, "note": NOTE, **case}
    return {k: v for k, v in row.items() if v != ""}


def bonus_row(year, unit, leaf):
    count, answer = cases.BONUS[year].get(unit.code, (None, None))
    cells = {"T.1": count and {"khen_thuong" if unit.bloc == "nganh-doc" else "value": count}, "T.2": answer and {"answer": answer}}
    return cells.get(leaf.id) and case_row({**cells[leaf.id], "evidence": cases.DOC.format(50)}, unit, leaf)


def self_row(year, unit, leaf, fig, dice):
    if leaf.extra:
        return bonus_row(year, unit, leaf)
    row, _ = base.answer_row(leaf, unit, fig, dice)
    kind = dice.roll(1, 100)
    case = cases.CASES[year].get((unit.code, leaf.id))
    if case:
        return None if case["self"] is None else case_row(case["self"], unit, leaf)
    if (unit.code, leaf.id) in cases.NA or leaf.id == "2.1" and unit.bloc == "xa" and int(unit.code) % 2 == 0:
        return case_row({"applies": "no"}, unit, leaf)
    row["note"] = NOTE
    if kind <= 8:  # why points may be lost, as the unit sees it
        row["cause_kind"] = "khách quan" if kind <= 3 else "chủ quan"
    return row


def supplied(leaf, unit):
    """Whether the unit list and the year file answer it: nobody fills it in."""
    inputs = SETS[unit.set_id]["inputs"]
    return any("from" in inputs.get(name, {}) for name in base.inputs_of(leaf.rule(unit)))


def self_rows(year, unit, dice):
    fig = base.figures(unit, dice)
    fig["ngay_gui"], fig["han_gui"] = (base.written(d, unit) for d in (unit.submitted_at, DEADLINES[year]["self"]))
    for late in ("ty_le_qua_han_nam_nay", "ty_le_qua_han_nam_truoc"):  # under 1 % would be taken for a slip
        fig[late] = fig[late] if Fraction(fig[late]) >= 1 else base.hundredths(100 + int(Fraction(fig[late]) * 100))
    asked = [leaf for leaf in LEAVES[unit.set_id] if leaf.source == "report" and leaf.serves(unit) and not supplied(leaf, unit)]
    rows = [self_row(year, unit, leaf, fig, dice) for leaf in asked]
    return [row for row in rows if row]


# ---------------------------------------------------------------- the rounds after it

def cut_of(unit, leaf, row):
    """What an appraiser makes of a claim: cells of the cut, of a restoration in part, in full. None: cannot be cut."""
    rule = leaf.rule(unit)
    if rule["type"] == "choice" and rule.get("pick") != "sum" and "answer" in row:
        options = sorted(rule["options"], key=lambda o: -Fraction(base.option_points(rule, leaf, o)))
        at = next(i for i, o in enumerate(options) if row["answer"] in (o["key"], o["label"]["vi"], str(rule["options"].index(o) + 1)))
        points = [base.option_points(rule, leaf, o) for o in options]
        if at + 2 < len(options):
            return {"score": points[at + 2]}, {"score": points[at + 1]}, {"score": points[at]}
        return ({"score": points[at + 1]}, None, {"score": points[at]}) if at + 1 < len(options) else None
    if rule["type"] in ("linear", "between") and row.get("num") and int(row["num"]) > 4:
        num, den = int(row["num"]), row["den"]
        return tuple({"num": n, "den": den} for n in (num - max(2, num // 6), num - max(1, num // 12), num))
    return None


ANSWERS = ["Bổ sung tài liệu kiểm chứng (mẫu)", "Số liệu đã đối chiếu với hệ thống (mẫu)", "Văn bản đã ban hành đúng hạn (mẫu)"]


def after_cut(way, cut, dice):
    """The rounds after a cut; `way` goes round: restored in full, in part, not, accepted, restored by the council."""
    lower, part, full = cut
    doc = {"evidence": f"VB số {dice.roll(1, 950)} (mẫu)"}
    explained = {"reason": ANSWERS[dice.roll(0, 2)], **doc, "cause_kind": "khách quan" if dice.chance(40) else "chủ quan"}
    if way == 0 or way == 1 and part is None:
        return {"explanation": explained, "appraisal2": {**full, "reason": "Chấp nhận giải trình (mẫu)"}}
    if way == 1:
        return {"explanation": explained, "appraisal2": {**part, "reason": "Chấp nhận một phần (mẫu)"}}
    if way == 2:
        return {"explanation": explained, "appraisal2": {"agree": "x", "reason": "Giữ điểm thẩm định (mẫu)", "cause_kind": "chủ quan"}}
    if way == 3:
        return {"explanation": {"agree": "x", "reason": "Đơn vị nhất trí (mẫu)", **doc, "cause_kind": "chủ quan"}}
    return {"explanation": explained, "appraisal2": {"agree": "x", "reason": "Giữ điểm thẩm định (mẫu)"},
            "council": {**full, "reason": "Hội đồng chấp nhận giải trình (mẫu)"}}


def later_cells(year, unit, leaf, row, state, dice):
    """round -> cells on one component. `state` counts the cuts, so that each way is gone."""
    roll = dice.roll(1, 100)
    reason = base.REASONS[dice.roll(0, len(base.REASONS) - 1)]
    case = cases.CASES[year].get((unit.code, leaf.id))
    if case:
        return {name: cells for name, cells in case.items() if name != "self"}
    if (unit.code, leaf.id) in cases.PENALTY[year]:
        score, why = cases.PENALTY[year][unit.code, leaf.id]
        return {"appraisal": {"score": score, "reason": why}}
    if leaf.source == "appraiser" and not leaf.extra:
        return {"appraisal": {"score": base.decimal(Fraction(min(12, (unit.quality + roll % 13 - 6) * 12 // 100), 4))}}
    if leaf.source != "report" or leaf.extra and not row:
        return {}
    if row.get("applies") == "no":
        return {"appraisal": {"applies": "no"}}
    cut = cut_of(unit, leaf, row) if roll <= 5 else None
    if not cut or year == 2023 and unit.bloc == "xa" and "score" not in cut[0]:  # a wide table has scores only
        return {"appraisal": {"agree": "x"}}
    state["cuts"] += 1
    found = {"appraisal": {**cut[0], "reason": reason, "cause_kind": "chủ quan"}}
    return found if year == 2023 else {**found, **after_cut(state["cuts"] % 5, cut, dice)}


def later_rows(year, units, claims, dice):
    """round -> rows; those of the appraisal know their appraiser, those of the explanation are the unit's own."""
    rounds, state = {}, {"cuts": 0}
    for unit in (u for u in units if u.submitted):
        mine = {row["criterion"]: row for row in claims[unit.code]}
        for leaf in (leaf for leaf in LEAVES[unit.set_id] if leaf.serves(unit)):
            for name, cells in later_cells(year, unit, leaf, mine.get(leaf.id, {}), state, dice).items():
                row = {**cells, "unit": unit.code, "criterion": leaf.id, "note": NOTE, "bloc": unit.bloc}
                if name in ("appraisal", "appraisal2"):
                    row["appraiser"] = base.appraiser_of(unit, leaf)
                rounds.setdefault(name, []).append(row)
    return rounds


# ---------------------------------------------------------------- facts

def facts_of(year, unit, dice):
    q, rows = unit.quality, []

    def fact(name, value, n, source):
        rows.append([unit.code, name, value, "", "", n, f"{source} {year} (mẫu)"])

    if "khong-tthc" not in unit.groups:
        fact("sipas", base.hundredths(min(9950, q * 100 + dice.roll(-700, 500))), dice.roll(60, 240), "Khảo sát SIPAS")
    if unit.set_id == "mau-so-2024":
        n = dice.roll(80, 150)
        a = n * max(20, q - 35 + dice.roll(-6, 6)) // 100
        b = (n - a) * 6 // 10
        c = (n - a - b) * 7 // 10
        for name, value in zip(("muc_a", "muc_b", "muc_c", "muc_d"), (a, b, c, n - a - b - c)):
            fact(name, value, n, "Điều tra xã hội học")
        fact("doanh_nghiep_hai_long", base.hundredths(min(10000, q * 100 + dice.roll(-900, 700))), dice.roll(40, 90), "Điều tra xã hội học")
    return rows


# ---------------------------------------------------------------- the re-issued set

# Ids of 2024 that are others in 2025, and those without a counterpart. What is below a node moves with it.
MOVED = {
    "so": {"1.2": "1.3", "1.3": "1.2", "3.2.2": None, "3.2.3": "3.2.2", "3.2.4": "3.2.3", "4": "5", "5": "4"},
    "xa": {"1.2.3": None, "1.4": "1.5", "1.5": "1.4", "6.2": "6.3"},
}


def moved(level, old):
    """The id of 2025, or None."""
    at = old
    while at and at not in MOVED[level]:
        at = at.rpartition(".")[0]
    if not at:
        return old
    return MOVED[level][at] and MOVED[level][at] + old[len(at):]


def nodes_of(nodes):
    for node in nodes:
        yield node
        yield from nodes_of(node.get("nodes", []))


def all_nodes(criteria):
    found = {n["id"]: n for n in nodes_of(criteria["nodes"])}
    for block in ("bonus", "penalty"):
        found.update({n["id"]: n for n in nodes_of([criteria[block]])} if block in criteria else {})
    return found


def change_of(old, before, new, now):
    notes = ["đổi số"] if new != old else []
    if before.get("max") != now.get("max"):
        notes.append(f"điểm tối đa {before['max']} -> {now['max']}")
    elif before.get("rule") != now.get("rule"):
        notes.append("đổi ngưỡng")
    return "; ".join(notes)


def mapping_rows(level):
    """Every pair, what is gone and what is new."""
    before, now = all_nodes(SETS[f"mau-{level}-2024"]), all_nodes(SETS[f"mau-{level}-2025"])
    pairs = {old: moved(level, old) for old in before}
    rows = [[old, new or "", change_of(old, before[old], new, now[new]) if new else "bỏ"] for old, new in pairs.items()]
    return rows + [["", new, "mới năm 2025"] for new in now if new not in pairs.values()]


# ---------------------------------------------------------------- files

def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(unicodedata.normalize("NFC", text).encode("utf-8"))


def write_csv(path, header, rows):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    write(path, out.getvalue())


def write_json(path, value):
    write(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_rows(path, rows, front, back):
    """Dict rows under the columns that occur: `front`, the declared inputs by name, `back`."""
    used = {k for row in rows for k in row}
    inputs = sorted(used - set(front) - set(back) - {"bloc"})
    header = [k for k in [*front, *inputs, *back] if k in used]
    write_csv(path, header, [[row.get(k, "") for k in header] for row in rows])


FRONT = ["unit", "criterion", "answer", "value", "num", "den"]
BACK = ["score", "applies", "agree", "evidence", "reason", "cause_kind", "note", "appraiser"]
WIDE = {("xa", "so-tu-phap"), ("xa", "so-tai-chinh"), ("xa", "so-noi-vu"), ("xa", "van-phong-ubnd-tinh"), ("xa", "so-khoa-hoc-cong-nghe")}


def write_wide(path, rows):
    cells = {}
    for row in rows:
        cells.setdefault(row["unit"], {})[row["criterion"]] = base.wide_cell(row)
    columns = sorted({row["criterion"] for row in rows}, key=lambda c: [int(x) for x in c.split(".")])
    write_csv(path, ["unit", *columns], [[u, *[c.get(x, "") for x in columns]] for u, c in cells.items()])


def write_appraisal(folder, year, rows):
    tables = {}
    for row in rows:
        tables.setdefault(("so" if row["bloc"] in ("so", "nganh-doc") else row["bloc"], row["appraiser"]), []).append(row)
    for (level, appraiser), mine in tables.items():
        path = folder / FILES["appraisal"] / f"{appraiser}-cap-{level}.csv"
        if year == 2023 and (level, appraiser) in WIDE:
            write_wide(path, mine)
        else:
            write_rows(path, mine, FRONT, BACK)


def write_year(year):
    folder, dice = SAMPLES / f"nam-mau-{year}", base.Dice(year * 10000 + 701)
    units = units_of(year, dice)
    write_csv(folder / "units.csv", UNIT_COLUMNS, [unit_row(u) for u in units])
    claims = {u.code: self_rows(year, u, dice) for u in units if u.submitted}
    for bloc in ("so", "nganh-doc", "xa", "huyen"):
        rows = [row for u in units if u.bloc == bloc for row in claims.get(u.code, [])]
        write_rows(folder / FILES["self"] / f"cap-{bloc}.csv", rows, FRONT, BACK)
    rounds = later_rows(year, units, claims, dice)
    write_appraisal(folder, year, rounds.pop("appraisal"))
    for name, rows in rounds.items():
        write_rows(folder / FILES[name], rows, FRONT, BACK)
    write_csv(folder / "facts.csv", ["unit", "name", "value", "num", "den", "n", "source"], [r for u in units for r in facts_of(year, u, dice)])
    write_json(folder / "nam.json", year_file(year))


def year_file(year):
    found = {"format": "parindex-year/1", "note": "Số liệu mẫu, không có thật", "period": str(year),
             "sets": [f"../../criteria/mau-{s}-2024.json" for s in ("so", "xa")], "units": "units.csv",
             "rounds": {name: [FILES[name]] for name in DEADLINES[year]}, "facts": ["facts.csv"]}
    if year == 2024:
        found["previous"] = "../nam-mau-2023/expected-totals.csv"
    return {**found, "deadlines": DEADLINES[year], "output": "ket-qua"}


def write_link():
    """What joins 2024 to 2025: the ids, and a list of units with a split and a renamed district."""
    folder = SAMPLES / "nam-mau-2025"
    for level, name in (("so", "doi-chieu-bo-tieu-chi.csv"), ("xa", "doi-chieu-bo-tieu-chi-xa.csv")):
        write_csv(folder / name, ["old", "new", "note"], mapping_rows(level))
    with open(folder / "units.csv", encoding="utf-8", newline="") as f:
        header, *rows = csv.reader(f)
    before = header.index("predecessors")
    write_csv(folder / "units-sap-nhap.csv", header, [[*r[:before], PREDECESSORS_2025.get(r[0], r[before]), *r[before + 1:]] for r in rows])
    year = json.loads((folder / "nam.json").read_text(encoding="utf-8"))
    year.update(note="Số liệu mẫu, không có thật", units="units-sap-nhap.csv", previous="../nam-mau-2024/expected-totals.csv")
    del year["output"]
    write_json(folder / "nam-sap-nhap.json", year)


def main():
    for year in (2023, 2024):
        write_year(year)
    write_link()
    write_csv(HERE / "loi-cai-san.csv", ["kind", "unit", "criterion", "round", "planted", "program"], cases.PLANTED)


if __name__ == "__main__":
    main()
