#!/usr/bin/env python3
"""Writes a made-up year of many communes: nam.json, set.json, units.csv, self.csv, appraisal.csv.

usage: generate.py FOLDER UNITS [--years]    (100 components, two rounds, seeded)

With --years also FOLDER/2024 and FOLDER/2023, in which every tenth figure is another one, and mapping.csv: the set was
issued again for 2025, domains 9 and 10 changed places, and the upper band began at 90 % before.
"""
import json
import random
import sys
from pathlib import Path

DOMAINS, PER_DOMAIN = 10, 10
YEAR = 2025
REASON = "Tài liệu kiểm chứng chưa đúng thời gian quy định"


def component(domain, number, year):
    node = {"id": f"{domain}.{number}", "name": {"vi": f"Tiêu chí {domain}.{number} (dữ liệu bịa)"}, "max": 1}
    kind = number % 4
    if kind == 0:
        node["rule"] = {"type": "choice", "options": [
            {"key": "tot", "label": {"vi": "Tốt"}, "points": 1},
            {"key": "kha", "label": {"vi": "Khá"}, "points": 0.5},
            {"key": "khong", "label": {"vi": "Không"}, "points": 0}]}
    elif kind == 1:
        node["rule"] = {"type": "bands", "of": {"percent": ["dung_han", "tong"]}, "bands": [
            {"from": 95 if year == YEAR else 90, "points": 1}, {"from": 80, "points": 0.5}, {"below": 80, "points": 0}]}
    elif kind == 2:
        node["rule"] = {"type": "linear", "of": {"percent": ["dung_han", "tong"]}, "zero_below": 50}
    else:
        node["rule"] = {"type": "manual"}
    return node


def criteria_set(year):
    return {
        "format": "parindex-criteria/1", "id": "bench" if year == YEAR else "bench-old",
        "year": max(year, YEAR - 1), "level": "xa",
        "title": {"vi": "Bộ tiêu chí bịa để đo tốc độ"}, "source": {"status": "sample"}, "max": 100,
        "rounds": [{"id": "self"}, {"id": "appraisal", "settles": ["report"]}], "blocs": ["xa"],
        "inputs": {"dung_han": {"kind": "count"}, "tong": {"kind": "count"}},
        "nodes": [{"id": str(d), "name": {"vi": f"Lĩnh vực {d}"}, "max": PER_DOMAIN,
                   "nodes": [component(d, n, year) for n in range(1, PER_DOMAIN + 1)]}
                  for d in range(1, DOMAINS + 1)]}


def year_file(year):
    return {"format": "parindex-year/1", "period": str(year), "sets": "set.json", "units": "units.csv",
            "rounds": {"self": "self.csv", "appraisal": "appraisal.csv"}}


def evidence(dice):
    return (f"Kế hoạch số {dice.randrange(1, 400)}/KH-UBND ngày {dice.randrange(1, 29)}/{dice.randrange(1, 13)}/2025 "
            "của Ủy ban nhân dân")


def self_row(code, domain, number, dice):
    kind = number % 4
    if kind == 0:
        return f"{code},{domain}.{number},{dice.choice(['tot', 'kha', 'khong'])},,,,{evidence(dice)}\n"
    if kind == 3:
        return f"{code},{domain}.{number},,,,{dice.choice(['0', '0.5', '1'])},\n"
    total = dice.randrange(1, 900)
    return f"{code},{domain}.{number},,{dice.randrange(total + 1)},{total},,{evidence(dice)}\n"


def appraisal_row(code, domain, number, dice):
    cut = dice.randrange(10) == 0
    return f"{code},{domain}.{number},{'0' if cut else ''},{'' if cut else 'x'},{REASON if cut else ''}\n"


def pairs(codes, year):
    """The row of each unit and component in both rounds; every tenth of an earlier year is not that of YEAR."""
    same, other = random.Random(20251122), random.Random(year)
    for code in codes:
        for domain in range(1, DOMAINS + 1):
            for number in range(1, PER_DOMAIN + 1):
                pair = [row(code, domain, number, same) for row in (self_row, appraisal_row)]
                if year != YEAR and other.randrange(10) == 0:
                    pair = [row(code, domain, number, other) for row in (self_row, appraisal_row)]
                yield pair


def write_json(path, what):
    path.write_text(json.dumps(what, ensure_ascii=False), encoding="utf-8")


def write_year(folder, units, year):
    folder.mkdir(parents=True, exist_ok=True)
    codes = [f"{i:05d}" for i in range(1, units + 1)]
    write_json(folder / "set.json", criteria_set(year))
    write_json(folder / "nam.json", year_file(year))
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as out:
        out.write("unit,name,bloc\n")
        out.writelines(f"{code},Xã bịa {code},xa\n" for code in codes)
    with (folder / "self.csv").open("w", encoding="utf-8", newline="") as own, \
            (folder / "appraisal.csv").open("w", encoding="utf-8", newline="") as appraisal:
        own.write("unit,criterion,answer,dung_han,tong,score,evidence\n")
        appraisal.write("unit,criterion,score,agree,reason\n")
        for self_line, appraisal_line in pairs(codes, year):
            own.write(self_line)
            appraisal.write(appraisal_line)


def write_mapping(path):
    moved = {DOMAINS - 1: DOMAINS, DOMAINS: DOMAINS - 1}
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("old,new\n")
        for domain in range(1, DOMAINS + 1):
            now = moved.get(domain, domain)
            out.write(f"{domain},{now}\n")
            out.writelines(f"{domain}.{n},{now}.{n}\n" for n in range(1, PER_DOMAIN + 1))


def main():
    folder, units = Path(sys.argv[1]), int(sys.argv[2])
    write_year(folder, units, YEAR)
    if "--years" in sys.argv:
        write_year(folder / "2024", units, 2024)
        write_year(folder / "2023", units, 2023)
        write_mapping(folder / "mapping.csv")


main()
