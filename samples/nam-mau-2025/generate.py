#!/usr/bin/env python3
"""Writes the made-up year 2025 beside this file. Nothing in it is real.

    python3 generate.py            writes nam.json, units.csv, facts.csv, tu-danh-gia/, tham-dinh/, nam-truoc/

The sets are read from ../../criteria. The numbers come from a small integer generator with a fixed
seed, so a second run writes the same bytes. The script scores nothing: check.py does that.
"""
import csv
import io
import json
import unicodedata
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
CRITERIA = HERE.parent.parent / "criteria"
SETS = ["mau-so-2025", "mau-xa-2025"]
MADE_UP = "số liệu mẫu"


class Dice:
    """Numerical Recipes' 32-bit linear congruential generator; the upper bits only."""

    def __init__(self, seed):
        self.state = seed

    def roll(self, low, high):
        self.state = (1664525 * self.state + 1013904223) % 2**32
        return low + (self.state >> 8) % (high - low + 1)

    def chance(self, percent):
        return self.roll(1, 100) <= percent

    def part(self, whole, quality):
        """A count out of `whole` for a unit that does about `quality` percent of what it should."""
        return whole * max(0, min(100, quality + self.roll(-10, 14))) // 100


# ---------------------------------------------------------------- units

# code, name, bloc, groups, ranked, quality (about the percent of the points it reaches), predecessors
OFFICES = [
    ("so-noi-vu", "Sở Nội vụ", "so", "", "", 96, ""),
    ("so-tai-chinh", "Sở Tài chính", "so", "", "", 93, ""),
    ("so-tu-phap", "Sở Tư pháp", "so", "", "", 91, ""),
    ("so-khoa-hoc-cong-nghe", "Sở Khoa học và Công nghệ", "so", "", "", 89, ""),
    ("van-phong-ubnd-tinh", "Văn phòng UBND tỉnh", "so", "khong-tthc", "", 92, ""),
    ("so-xay-dung", "Sở Xây dựng", "so", "", "", 80, ""),
    ("so-nong-nghiep-moi-truong", "Sở Nông nghiệp và Môi trường", "so", "", "", 76, "so-nong-nghiep-ptnt|so-tai-nguyen-moi-truong"),
    ("so-cong-thuong", "Sở Công Thương", "so", "", "", 86, ""),
    ("so-y-te", "Sở Y tế", "so", "", "", 82, ""),
    ("so-giao-duc-dao-tao", "Sở Giáo dục và Đào tạo", "so", "", "", 88, ""),
    ("so-van-hoa-the-thao-du-lich", "Sở Văn hóa, Thể thao và Du lịch", "so", "", "", 84, ""),
    ("so-dan-toc-ton-giao", "Sở Dân tộc và Tôn giáo", "so", "", "", 72, "ban-dan-toc"),
    ("so-ngoai-vu", "Sở Ngoại vụ", "so", "khong-tthc", "", 87, ""),
    ("thanh-tra-tinh", "Thanh tra tỉnh", "so", "khong-tthc", "", 79, ""),
    ("ban-quan-ly-khu-kinh-te", "Ban Quản lý khu kinh tế", "so", "", "", 70, ""),
    ("cong-an-tinh", "Công an tỉnh", "nganh-doc", "", "no", 90, ""),
    ("thue-tinh", "Thuế tỉnh", "nganh-doc", "", "", 94, ""),
    ("bao-hiem-xa-hoi-tinh", "Bảo hiểm xã hội tỉnh", "nganh-doc", "", "", 89, ""),
    ("kho-bac-nha-nuoc", "Kho bạc Nhà nước khu vực", "nganh-doc", "", "", 85, ""),
    ("chi-cuc-hai-quan", "Chi cục Hải quan khu vực", "nganh-doc", "", "", 74, ""),
]

COMMUNE_NAMES = """An Bình Cẩm Châu Diên Đại Đông Đức Giang Hà Hải Hậu Hiệp Hòa Hồng Hưng Hương Khánh Kiên Kim
Lạc Lâm Lập Liên Long Lộc Lương Mai Minh Mỹ Nam Nghĩa Ngọc Nguyên Nhơn Ninh Phong Phú Phước Quang
Quế Sơn Tân Tây Thái Thạnh Thiện Thọ Thuận Thủy Tiên Trà Trung Tường Uyên Văn Viên Việt Xuân Yên""".split()

NOT_SUBMITTED = {"ban-quan-ly-khu-kinh-te", "037"}
DEADLINE = "2026-01-15"
LATE = {"so-dan-toc-ton-giao": "2026-01-20", "044": "2026-01-18", "058": "2026-02-02"}
# Communes whose papers are a copy of another one's, up to a few figures: see PAIRS.
COPIES = {"022": "021", "034": "033", "047": "046"}


class Unit:
    def __init__(self, code, name, bloc, level, set_id, groups, ranked, quality, predecessors):
        self.code, self.name, self.bloc, self.level, self.set_id = code, name, bloc, level, set_id
        self.groups, self.ranked, self.quality, self.predecessors = groups, ranked, quality, predecessors
        self.tags = {code, bloc, level} | set(filter(None, groups.split("|")))
        self.submitted, self.submitted_at = code not in NOT_SUBMITTED, ""


def all_units(dice):
    units = []
    for code, name, bloc, groups, ranked, quality, before in OFFICES:
        level, set_id = ("so", "") if bloc == "so" else ("nganh-doc", "mau-so-2025")
        units.append(Unit(code, name + " (mẫu)", bloc, level, set_id, groups, ranked, quality, before))
    for i, syllable in enumerate(COMMUNE_NAMES, start=1):
        kind = "Đặc khu" if i == 60 else "Phường" if i % 4 == 1 else "Xã"
        groups = "mien-nui" if kind == "Xã" and i % 3 == 0 else ""
        if i % 5 == 0:
            groups = (groups + "|trong-diem").lstrip("|")
        units.append(Unit(f"{i:03d}", f"{kind} Mẫu {syllable}", "xa", "xa", "", groups, "", dice.roll(64, 97), ""))
    return units


def units_table(units, dice):
    header = ["unit", "name", "bloc", "level", "set", "groups", "parent", "ranked", "submitted_at", "predecessors"]
    rows = []
    for u in units:
        if u.submitted:
            u.submitted_at = LATE.get(u.code, f"2026-01-{dice.roll(5, 15):02d}")
        rows.append([u.code, u.name, u.bloc, u.level, u.set_id, u.groups, "", u.ranked, u.submitted_at, u.predecessors])
    return header, rows


# ---------------------------------------------------------------- sets

class Leaf:
    def __init__(self, node, source, evidence, appraisers, applies_to, excepts, extra):
        self.id, self.max = node["id"], node["max"]
        self.source, self.evidence, self.appraisers = source, evidence, appraisers
        self.applies_to, self.excepts, self.extra = applies_to, excepts, extra
        self.rules = node.get("rules") or [{"rule": node["rule"]}]

    def serves(self, unit):
        return all(unit.tags & set(a) for a in self.applies_to) and not unit.tags & set(self.excepts)

    def rule(self, unit):
        return next(r["rule"] for r in self.rules if "for" not in r or unit.tags & set(r["for"]))


def leaves(nodes, source="report", appraisers=(), applies_to=(), excepts=(), extra=False):
    for node in nodes:
        args = dict(source=node.get("source", source),
                    appraisers=node.get("appraisers", appraisers),
                    applies_to=[*applies_to, *([node["applies_to"]] if "applies_to" in node else [])],
                    excepts=[*excepts, *node.get("except", [])],
                    extra=extra)
        if "nodes" in node:
            yield from leaves(node["nodes"], **args)
        else:
            yield Leaf(node, evidence=node.get("evidence", "optional"), **args)


def all_leaves(criteria):
    found = list(leaves(criteria["nodes"]))
    for block in ("bonus", "penalty"):
        found += leaves(criteria.get(block, {}).get("nodes", []), extra=True)
    return found


def names_in(operand):
    return [n.lstrip("-") for n in ([operand] if isinstance(operand, str) else operand)]


def quantities(rule):
    """Every quantity of a rule, those of its cases and conditions included."""
    if isinstance(rule, dict):
        if "of" in rule:
            yield rule["of"]
        for value in rule.values():
            yield from quantities(value)
    elif isinstance(rule, list):
        for value in rule:
            yield from quantities(value)


def inputs_of(rule):
    names = []
    for q in quantities(rule):
        for kind in ("value", "count", "percent", "ratio", "change", "days"):
            for operand in ([q[kind]] if kind in ("value", "count") else q.get(kind, ())) if kind in q else ():
                names += [n for n in names_in(operand) if n not in names]
    return names


def answers_of(rule):
    """The answers that the cases of a rule ask for."""
    return [c["when"]["answer"] for c in rule.get("cases", []) if "answer" in c.get("when", {})]


# ---------------------------------------------------------------- figures of one unit

def figures(unit, dice):
    """Input name -> figure, so that an input used by two components is the same in both."""
    q, roll, part = unit.quality, dice.roll, dice.part
    commune = unit.bloc == "xa"
    bad = (100 - q) // 8
    f = {}

    def share(done, whole, low, high, quality=q):
        f[whole] = roll(low, high)
        f[done] = part(f[whole], quality)

    share("bao_cao_da_gui", "bao_cao_phai_gui", 4, 8, q + 12)
    share("don_vi_duoc_kiem_tra", "don_vi_truc_thuoc", 6, 14, q // 3)
    share("van_de_da_xu_ly", "van_de_phat_hien", 0, 9)
    share("nhiem_vu_dung_han", "nhiem_vu_duoc_giao", 40, 260)
    share("van_ban_da_trinh", "van_ban_chuong_trinh", 0, 7, q + 5)
    share("van_ban_da_xu_ly", "van_ban_phai_xu_ly", 0, 12)
    share("tthc_don_gian_hoa", "tthc_quan_ly", 40, 160, q // 4)
    share("tthc_cong_khai", "tthc_thuc_hien", 150, 350, q + 6)
    share("cong_chuc_tap_huan", "cong_chuc_trung_tam", 4, 9, q + 8)
    share("kien_nghi_da_thuc_hien", "kien_nghi_phai_thuc_hien", 0, 6)
    share("van_ban_ky_so", "van_ban_di", 500, 6000, q + 6)
    share("giao_dich_truc_tuyen", "giao_dich_phi", 100, 4000, q * 3 // 5)
    share("pakn_dung_han", "pakn_tong", 0, 60)
    f["pakn_khong_hai_long"] = f["pakn_tong"] * roll(0, max(1, 100 - q) // 2) // 100
    f["thuc_hien"] = f["ke_hoach"] = 0  # one plan per component: set in plan()

    f["bao_cao_tre"] = roll(0, bad)
    f["hinh_thuc"] = roll(0, 2) + q // 30
    f["tin_bai"] = roll(0, 6) + q // 12
    f["sang_kien"] = roll(0, 2) if q > 65 else roll(0, 1)
    f["van_ban_trai_luat"] = roll(0, 1) if q < 80 else 0
    f["lan_nhac_nho"] = roll(0, bad)
    f["cong_chuc_vi_pham"] = roll(0, bad) * roll(0, 1)
    f["ho_so_bo_sung_nhieu_lan"] = roll(0, bad)

    f["ho_so_tiep_nhan"] = roll(300, 2500) if commune else roll(250, 9000)
    f["ho_so_da_giai_quyet"] = f["ho_so_tiep_nhan"] * roll(94, 99) // 100
    f["ho_so_qua_han"] = f["ho_so_da_giai_quyet"] * roll(0, (100 - q) * 4) // 1000
    in_time = f["ho_so_da_giai_quyet"] - f["ho_so_qua_han"]
    f["ho_so_truoc_han"] = in_time * roll(30, 75) // 100
    f["ho_so_dung_han"] = in_time - f["ho_so_truoc_han"]
    f["phieu_xin_loi"] = part(f["ho_so_qua_han"], q + 5)
    f["ket_qua_so_hoa"] = part(f["ho_so_da_giai_quyet"], q - 5)
    f["ho_so_truc_tuyen"] = part(f["ho_so_tiep_nhan"], q * 2 // 3)
    f["ho_so_trung_tam"] = part(f["ho_so_tiep_nhan"], q + 4)
    f["ho_so_bcci"] = f["ho_so_tiep_nhan"] * roll(0, 14) // 100
    late = f["ho_so_qua_han"] * 10000 // f["ho_so_da_giai_quyet"]
    f["ty_le_qua_han_nam_nay"], f["ty_le_qua_han_nam_truoc"] = hundredths(late), hundredths(max(0, late + roll(-150, 300)))

    staff = roll(18, 30) if commune else roll(45, 160)
    f["cong_chuc_co_mat"] = f["bien_che_co_mat"] = staff
    f["bien_che_duoc_giao"] = staff + roll(-1, 6)
    f["cong_chuc_dung_vi_tri"] = part(staff, q + 8)
    f["cong_chuc_ky_nang_so"] = part(staff, q - 12)
    f["cong_chuc_hoan_thanh_tot"] = part(staff, q + 3)
    f["lanh_dao_bi_ky_luat"] = 1 if q < 75 and dice.chance(40) else 0
    f["vu_viec_bao_che"] = 0
    f["cong_chuc_bi_ky_luat"] = roll(0, bad)
    f["noi_khac_phat_hien"] = roll(0, 1) if f["cong_chuc_bi_ky_luat"] else 0

    f["von_ke_hoach"] = roll(0, 3) and roll(8_000, 400_000) * 1_000_000 + roll(0, 999_999)
    f["von_giai_ngan"] = f["von_ke_hoach"] * min(100, q + roll(-18, 6)) // 100
    f["du_toan_thu"] = roll(4_000, 90_000) * 1_000_000
    f["thu_ngan_sach"] = f["du_toan_thu"] * (q + roll(0, 30)) // 100
    f["dien_nam_truoc"] = roll(20_000, 90_000)
    f["dien_nam_nay"] = f["dien_nam_truoc"] * (100 - roll(-4, 14)) // 100
    f["chu_ky_so_nam_truoc"] = hundredths(roll(1500, 4500))
    f["chu_ky_so_nam_nay"] = hundredths(int(Fraction(f["chu_ky_so_nam_truoc"]) * 100) + roll(-50, 1200))
    f["diem_chuyen_doi_so"] = f"0.{min(9999, q * 100 + roll(-900, 300)):04d}"
    f["ngay_gui"], f["han_gui"] = written(unit.submitted_at, unit), written(DEADLINE, unit)
    return f


def written(day, unit):
    """Central agencies write dates the Vietnamese way."""
    return "/".join(reversed(day.split("-"))) if unit.bloc == "nganh-doc" else day


def hundredths(n):
    return f"{n // 100}.{n % 100:02d}"


def plan(dice, quality):
    whole = dice.roll(18, 60)
    return {"thuc_hien": dice.part(whole, quality + 5), "ke_hoach": whole}


# ---------------------------------------------------------------- the self round

WIDE_SAFE = ["unit", "criterion", "answer", "value", "num", "den"]
TAIL = ["score", "applies", "evidence", "note"]


def option_points(rule, leaf, option):
    """Points of an option as a plain decimal text."""
    share = option.get("share")
    if share is None:
        points = Fraction(str(option["points"]))
    else:
        share = str(share)
        points = Fraction(str(leaf.max)) * (Fraction(share[:-1]) / 100 if share.endswith("%") else Fraction(share))
    return decimal(points)


def decimal(x):
    text = f"{int(x * 10000):05d}"
    return (text[:-4] + "." + text[-4:]).rstrip("0").rstrip(".")


def choose(rule, leaf, dice, quality):
    """The options from best to worst, and which one a unit of this quality takes."""
    best_first = sorted(rule["options"], key=lambda o: -Fraction(option_points(rule, leaf, o)))
    if dice.chance(quality + 4):
        return best_first, 0
    if dice.chance(quality):
        return best_first, 1
    return best_first, len(best_first) - 1


def spell(rule, option, code):
    """An answer may be the key, the number or the label of the option."""
    if code in ("011", "012"):
        return option["label"]["vi"]
    if code == "013":
        return str(rule["options"].index(option) + 1)
    return option["key"]


def answer_row(leaf, unit, fig, dice):
    """One row of the self round as a dict, and what the appraiser may make of it: (lower, higher) points."""
    rule, quality = leaf.rule(unit), unit.quality
    row = {"unit": unit.code, "criterion": leaf.id, "note": MADE_UP}
    lower = higher = None
    if rule["type"] == "choice" and rule.get("pick") == "sum":
        keys = [o["key"] for o in rule["options"] if dice.chance(quality)] or [rule["options"][0]["key"]]
        row["answer"] = "|".join(keys)
    elif rule["type"] == "choice":
        options, at = choose(rule, leaf, dice, quality)
        row["answer"] = spell(rule, options[at], unit.code)
        row["score"] = option_points(rule, leaf, options[at])
        lower = option_points(rule, leaf, options[at + 1]) if at + 1 < len(options) else None
        higher = option_points(rule, leaf, options[at - 1]) if at else None
    else:
        asked = answers_of(rule)
        if asked:  # cases on an answer: whose document system the unit uses
            row["answer"] = asked[-1] if unit.bloc == "nganh-doc" else asked[0]
        names = inputs_of(rule)
        source = {**fig, **plan(dice, quality)} if "thuc_hien" in names else fig
        fill_inputs(row, rule, {n: source[n] for n in names}, by_name=unit.bloc == "nganh-doc")
    if leaf.evidence == "required" or dice.chance(25):
        row["evidence"] = f"VB số {dice.roll(1, 950)} (mẫu)"
    return row, (lower, higher)


def fill_inputs(row, rule, values, by_name):
    """Into value, num and den where the rule has single inputs; otherwise under their own names."""
    q = rule.get("of", {})
    pair = q.get("percent") or q.get("ratio")
    if not by_name and ("value" in q or "count" in q):
        row["value"] = values[q.get("value") or q["count"]]
    elif not by_name and pair and all(isinstance(x, str) for x in pair):
        row["num"], row["den"] = values[pair[0]], values[pair[1]]
    else:
        row.update(values)


# Components that a unit says, by itself, do not apply to it. The set allows it for them.
SELF_NOT_APPLICABLE = {
    ("so-noi-vu", "2.1.1"), ("so-noi-vu", "2.1.2"), ("so-ngoai-vu", "5.1.2"), ("thanh-tra-tinh", "2.1.1"),
    ("thanh-tra-tinh", "2.1.2"), ("van-phong-ubnd-tinh", "2.1.1"), ("van-phong-ubnd-tinh", "2.1.2"),
    ("so-xay-dung", "5.1.2"),
}
# The office whose whole domain 2 does not apply: the appraiser says so for every component.
WITHOUT_DOMAIN = ("van-phong-ubnd-tinh", "2")
NO_ROW = {("so-cong-thuong", "1.3.1")}                       # not answered: no row at all
EMPTY_ROW = {("016", "1.5")}                                 # not answered: a row without an answer
NO_EVIDENCE = {("so-y-te", "1.1.2"), ("so-xay-dung", "2.3.1"), ("009", "3.4.1"), ("026", "1.1.1")}
CLAIMS = {("so-giao-duc-dao-tao", "4.3"): "1.75", ("030", "5.1"): "2.5"}   # claim differs from the answer
BONUS = {  # unit -> (khen_thuong, answer of T.2)
    "so-noi-vu": (5, "nhan-rong-toan-tinh"),                 # 2 + 2, cut to the cap of 3
    "so-tai-chinh": (1, None),
    "so-khoa-hoc-cong-nghe": (3, "nhan-rong-mot-so-noi"),
    "thue-tinh": (2, None),
}


def self_rows(unit, leafs, dice):
    fig = figures(unit, dice)
    rows, moves = [], {}
    for leaf in leafs:
        if leaf.source != "report" or not leaf.serves(unit):
            continue
        if leaf.extra:
            row = bonus_row(unit, leaf, dice)
            if row:
                rows.append(row)
            continue
        row, moves[leaf.id] = answer_row(leaf, unit, fig, dice)
        key = (unit.code, leaf.id)
        without = unit.code == WITHOUT_DOMAIN[0] and leaf.id.startswith(WITHOUT_DOMAIN[1] + ".")
        if key in SELF_NOT_APPLICABLE or (leaf.id == "2.1" and unit.bloc == "xa" and int(unit.code) % 2 == 0):
            row = {"unit": unit.code, "criterion": leaf.id, "applies": "no", "note": MADE_UP}
        elif key in EMPTY_ROW:
            row = {"unit": unit.code, "criterion": leaf.id, "note": MADE_UP + ", chưa trả lời"}
        elif key in NO_ROW or without:
            continue
        if key in NO_EVIDENCE:
            row.pop("evidence", None)
        if key in CLAIMS:
            row["score"] = CLAIMS[key]
        rows.append(row)
    return rows, moves


def bonus_row(unit, leaf, dice):
    count, answer = BONUS.get(unit.code, (None, None))
    row = {"unit": unit.code, "criterion": leaf.id, "evidence": f"VB số {dice.roll(1, 950)} (mẫu)", "note": MADE_UP}
    if leaf.id == "T.1" and count is not None:
        return {**row, ("khen_thuong" if unit.bloc == "nganh-doc" else "value"): count}
    if leaf.id == "T.2" and answer is not None:
        return {**row, "answer": answer}
    return None


# Copies of a commune's papers. 022 ties with 021 in everything. 034 and 047 tie in the index with 033 and
# 046, and the set's tie_break (domain 3, then criterion 6.3) parts them.
PAIRS = {
    ("033", "1.2.2"): ("value", 1), ("033", "3.4.3"): ("value", 2),
    ("034", "1.2.2"): ("value", 2), ("034", "3.4.3"): ("value", 1),
    ("046", "1.2.2"): ("value", 0), ("047", "1.2.2"): ("value", 1),
}
SIPAS = {"046": "81.00", "047": "86.00"}


def copied(rows, code):
    return [{**row, "unit": code} for row in rows]


def apply_pairs(rows):
    for row in rows:
        name, value = PAIRS.get((row["unit"], row["criterion"]), (None, None))
        if name:
            row[name] = value


# ---------------------------------------------------------------- the appraisal round

REASONS = [
    "Tài liệu kiểm chứng chưa chứng minh được kết quả (mẫu)",
    "Văn bản ban hành sau thời hạn (mẫu)",
    "Số liệu không khớp với hệ thống theo dõi (mẫu)",
    "Chưa có xác nhận của cơ quan chủ trì (mẫu)",
]
# Single decisions of the appraisers: (unit, criterion) -> (score, reason).
DECISIONS = {
    ("so-cong-thuong", "1.3.1"): ("0", "Không tự đánh giá, không có tài liệu kiểm chứng (mẫu)"),
    ("016", "1.5"): ("0", "Không tự đánh giá (mẫu)"),
    ("so-tu-phap", "5.2.1"): ("1.37", "Hai lớp bồi dưỡng không thuộc kế hoạch năm (mẫu)"),       # linear: any score
    ("so-xay-dung", "5.1.2"): ("0", "Có tuyển dụng trong năm nên tiêu chí có áp dụng (mẫu)"),      # rejects "not applicable"
    ("so-y-te", "2.3.1"): ("1.25", "Hội đồng chuyên môn thống nhất mức giữa hai phương án (mẫu)"),  # between the options
    ("kho-bac-nha-nuoc", "1.4.1"): ("0.5", "Hai trong số các hình thức trùng nhau (mẫu)"),
    ("so-khoa-hoc-cong-nghe", "T.1"): ("1", "Một mô hình được khen thưởng từ năm trước (mẫu)"),
    ("thue-tinh", "T.1"): ("0", "Khen thưởng không về cải cách hành chính (mẫu)"),
    ("so-dan-toc-ton-giao", "P.1"): ("2", "Hai văn bản phê bình trong năm (mẫu)"),
    ("so-nong-nghiep-moi-truong", "P.2"): ("1.5", "Số liệu hồ sơ đúng hạn lệch so với hệ thống (mẫu)"),
    ("chi-cuc-hai-quan", "P.1"): ("3", "Ba văn bản phê bình trong năm (mẫu)"),
    ("chi-cuc-hai-quan", "P.2"): ("3", "Báo cáo sai nghiêm trọng (mẫu)"),                         # 3 + 3, cut to the cap of 5
}
WIDE = {("xa", "so-tu-phap"), ("xa", "so-tai-chinh")}    # these appraisers sent a wide table
APPRAISAL = ["unit", "criterion", "score", "applies", "agree", "reason", "note", "appraiser"]


def appraisal_row(unit, leaf, claimed, moves, wide, dice):
    """The appraiser's row on one component, or None where there is nothing to appraise."""
    key, row = (unit.code, leaf.id), {"unit": unit.code, "criterion": leaf.id}
    lower, higher = moves.get(leaf.id, (None, None))
    copy = unit.code in COPIES or unit.code in COPIES.values()
    cut, raised = dice.chance(7), dice.chance(12)
    reason = REASONS[dice.roll(0, len(REASONS) - 1)]
    if key in DECISIONS:
        row["score"], row["reason"] = DECISIONS[key]
    elif leaf.source == "appraiser" and not leaf.extra:
        row["score"] = decimal(Fraction(min(12, (unit.quality + dice.roll(-6, 8)) * 12 // 100), 4))
    elif leaf.source != "report" or (leaf.extra and not claimed):
        return None
    elif unit.code == WITHOUT_DOMAIN[0] and leaf.id.startswith(WITHOUT_DOMAIN[1] + "."):
        row["applies"], row["reason"] = "no", "Trong năm không có nhiệm vụ thuộc lĩnh vực này (mẫu)"
    elif claimed and claimed.get("applies") == "no":
        row["applies"] = "no"
    elif higher and not copy and raised:
        row["score"], row["reason"] = higher, "Bổ sung tài liệu sau khi tự đánh giá (mẫu)"
    elif lower and not copy and cut:
        row["score"], row["reason"] = lower, reason
    else:
        row["agree"] = "yes"
    row["note"], row["appraiser"] = MADE_UP, appraiser_of(unit, leaf)
    return row


def appraiser_of(unit, leaf):
    """The first office that is named and is not the unit itself: nobody appraises itself."""
    return next(a for a in leaf.appraisers or ["so-noi-vu", "van-phong-ubnd-tinh"] if a != unit.code)


def wide_cell(row):
    return "KAD" if row.get("applies") == "no" else "=" if row.get("agree") else row["score"]


# ---------------------------------------------------------------- facts and the year before

def facts_rows(unit, dice):
    q = unit.quality
    rows = []

    def fact(name, value, n, source):
        rows.append([unit.code, name, value, "", "", n, source + " (mẫu)"])

    if "khong-tthc" not in unit.groups:
        n = dice.roll(60, 240)
        fact("sipas", SIPAS.get(unit.code, hundredths(min(9950, q * 100 + dice.roll(-700, 500)))), n, "Khảo sát SIPAS 2025")
    if unit.bloc != "xa":
        n = dice.roll(80, 150)
        a = n * max(20, q - 35 + dice.roll(-6, 6)) // 100
        b = (n - a) * 6 // 10
        c = (n - a - b) * 7 // 10
        for name, value in zip(("muc_a", "muc_b", "muc_c", "muc_d"), (a, b, c, n - a - b - c)):
            fact(name, value, n, "Điều tra xã hội học 2025")
        firms = hundredths(min(10000, q * 100 + dice.roll(-900, 700)))
        if unit.code != "so-y-te":  # the survey of firms was not held there: the component stays missing
            fact("doanh_nghiep_hai_long", firms, dice.roll(40, 90), "Điều tra xã hội học 2025")
    return rows


OLD_OFFICES = {  # what the units of 2025 were in 2024
    "so-nong-nghiep-moi-truong": [("so-nong-nghiep-ptnt", "Sở Nông nghiệp và PTNT (mẫu)"),
                                  ("so-tai-nguyen-moi-truong", "Sở Tài nguyên và Môi trường (mẫu)")],
    "so-dan-toc-ton-giao": [("ban-dan-toc", "Ban Dân tộc (mẫu)")],
}
NEW_IN_2025 = {"chi-cuc-hai-quan", "056", "060"}


def half_up(x):
    return hundredths(int(x * 100 + Fraction(1, 2)))


def class_of(index, criteria, bloc):
    steps = next(c["steps"] for c in criteria["classes"] if bloc in c.get("for", [bloc]))
    return next(s["name"]["vi"] for s in steps if "from" not in s or Fraction(index) >= Fraction(str(s["from"])))


def previous_ranking(units, sets, dice):
    """A ranking of 2024 in the columns of par-rank, from made-up domain points in steps of 0.25."""
    domains = [f"index_{i}" for i in range(1, 9)]
    header = ["period", "bloc", "stt", "rank", "unit", "name", "points", "applicable_max", "index", "rescaled", "class",
              "state", "open_max", "provisional", *domains]
    rows = []
    for bloc in ("so", "nganh-doc", "xa"):
        criteria = sets["mau-xa-2025" if bloc == "xa" else "mau-so-2025"]
        found = []
        for unit in (u for u in units if u.bloc == bloc and u.code not in NEW_IN_2025):
            for code, name in OLD_OFFICES.get(unit.code, [(unit.code, unit.name)]):
                quality = max(45, min(97, unit.quality + dice.roll(-7, 5)))
                parts = [(n["max"], Fraction(n["max"] * 4 * min(100, quality + dice.roll(-6, 5)) // 100, 4)) for n in criteria["nodes"]]
                found.append((sum(p for _, p in parts), code, name, parts))
        found.sort(key=lambda f: (-f[0], f[1]))
        for stt, (points, code, name, parts) in enumerate(found, start=1):
            index = half_up(points)  # the maximum is 100
            rank = 1 + sum(other[0] > points for other in found)
            rows.append(["2024", bloc, stt, rank, code, name, half_up(points), 100, index, "", class_of(index, criteria, bloc),
                         "scored", "", "no", *[half_up(p * 100 / m) for m, p in parts], *[""] * (8 - len(parts))])
    return header, rows


# ---------------------------------------------------------------- files

def write(path, text):
    path = HERE / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(unicodedata.normalize("NFC", text).encode("utf-8"))


def write_csv(path, header, rows):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    write(path, out.getvalue())


def write_long(path, rows):
    """Dict rows; the columns are the known ones in order, with the declared inputs that occur between them."""
    known = WIDE_SAFE + TAIL
    extra = sorted({k for row in rows for k in row if k not in known})
    header = WIDE_SAFE + extra + TAIL
    write_csv(path, header, [[row.get(k, "") for k in header] for row in rows])


def main():
    dice = Dice(20250701)
    sets = {s: json.loads((CRITERIA / f"{s}.json").read_text(encoding="utf-8")) for s in SETS}
    leafs = {s: all_leaves(c) for s, c in sets.items()}
    set_of = lambda unit: "mau-xa-2025" if unit.bloc == "xa" else "mau-so-2025"
    units = all_units(dice)
    write_csv("units.csv", *units_table(units, dice))

    claims, moves, communes = {}, {}, []
    for unit in units:
        if not unit.submitted:
            continue
        original = COPIES.get(unit.code)
        if original:
            rows, moves[unit.code] = copied(claims[original], unit.code), moves[original]
        else:
            rows, moves[unit.code] = self_rows(unit, leafs[set_of(unit)], dice)
        apply_pairs(rows)
        claims[unit.code] = rows
        if unit.bloc == "xa":
            communes += rows
        else:
            write_long(f"tu-danh-gia/{unit.code}.csv", rows)
    write_long("tu-danh-gia/cap-xa.csv", communes)

    decisions = {}
    for unit in units:
        answered = {row["criterion"]: row for row in claims.get(unit.code, [])}
        for leaf in leafs[set_of(unit)] if unit.submitted else []:
            appraiser = appraiser_of(unit, leaf)
            key = ("xa" if unit.bloc == "xa" else "so", appraiser)
            row = leaf.serves(unit) and appraisal_row(unit, leaf, answered.get(leaf.id), moves[unit.code], key in WIDE, dice)
            if row:
                decisions.setdefault(key, []).append(row)
    for (level, appraiser), rows in decisions.items():
        path = f"tham-dinh/{appraiser}-cap-{level}.csv"
        if (level, appraiser) in WIDE:
            columns = sorted({row["criterion"] for row in rows})
            table = {}
            for row in rows:
                table.setdefault(row["unit"], {})[row["criterion"]] = wide_cell(row)
            write_csv(path, ["unit", *columns], [[u, *[cells[c] for c in columns]] for u, cells in table.items()])
        else:
            write_csv(path, APPRAISAL, [[row.get(k, "") for k in APPRAISAL] for row in rows])

    facts = {unit.code: facts_rows(unit, dice) for unit in units}
    for copy, original in COPIES.items():
        if copy not in SIPAS:
            facts[copy] = [[copy, *row[1:]] for row in facts[original]]
    write_csv("facts.csv", ["unit", "name", "value", "num", "den", "n", "source"], [r for rows in facts.values() for r in rows])
    write_csv("nam-truoc/ranking.csv", *previous_ranking(units, sets, dice))
    year = {"format": "parindex-year/1", "period": "2025", "sets": [f"../../criteria/{s}.json" for s in SETS],
            "units": "units.csv", "rounds": {"self": ["tu-danh-gia"], "appraisal": ["tham-dinh"]}, "facts": ["facts.csv"],
            "previous": "nam-truoc/ranking.csv", "deadlines": {"self": DEADLINE, "appraisal": "2026-03-15"},
            "output": "ket-qua"}
    write("nam.json", json.dumps(year, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
