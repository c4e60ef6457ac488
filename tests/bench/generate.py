#!/usr/bin/env python3
"""Writes a made-up year of many communes: set.json, units.csv, self.csv, appraisal.csv.

usage: generate.py FOLDER UNITS    (100 components, two rounds, seeded)
"""
import json
import random
import sys
from pathlib import Path

DOMAINS, PER_DOMAIN = 10, 10


def component(domain, number):
    node = {"id": f"{domain}.{number}", "name": {"vi": f"Tiêu chí {domain}.{number} (dữ liệu bịa)"}, "max": 1}
    kind = number % 4
    if kind == 0:
        node["rule"] = {"type": "choice", "options": [
            {"key": "tot", "label": {"vi": "Tốt"}, "points": 1},
            {"key": "kha", "label": {"vi": "Khá"}, "points": 0.5},
            {"key": "khong", "label": {"vi": "Không"}, "points": 0}]}
    elif kind == 1:
        node["rule"] = {"type": "bands", "of": {"percent": ["dung_han", "tong"]}, "bands": [
            {"from": 95, "points": 1}, {"from": 80, "points": 0.5}, {"below": 80, "points": 0}]}
    elif kind == 2:
        node["rule"] = {"type": "linear", "of": {"percent": ["dung_han", "tong"]}, "zero_below": 50}
    else:
        node["rule"] = {"type": "manual"}
    return node


def criteria_set():
    return {
        "format": "parindex-criteria/1", "id": "bench", "year": 2025, "level": "xa",
        "title": {"vi": "Bộ tiêu chí bịa để đo tốc độ"}, "source": {"status": "sample"}, "max": 100,
        "rounds": [{"id": "self"}, {"id": "appraisal", "settles": ["report"]}], "blocs": ["xa"],
        "inputs": {"dung_han": {"kind": "count"}, "tong": {"kind": "count"}},
        "nodes": [{"id": str(d), "name": {"vi": f"Lĩnh vực {d}"}, "max": PER_DOMAIN,
                   "nodes": [component(d, n) for n in range(1, PER_DOMAIN + 1)]}
                  for d in range(1, DOMAINS + 1)]}


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


def main():
    folder, units = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    dice = random.Random(20251122)
    codes = [f"{i:05d}" for i in range(1, units + 1)]
    (folder / "set.json").write_text(json.dumps(criteria_set(), ensure_ascii=False), encoding="utf-8")
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as out:
        out.write("unit,name,bloc\n")
        out.writelines(f"{code},Xã bịa {code},xa\n" for code in codes)
    with (folder / "self.csv").open("w", encoding="utf-8", newline="") as own, \
            (folder / "appraisal.csv").open("w", encoding="utf-8", newline="") as appraisal:
        own.write("unit,criterion,answer,dung_han,tong,score,evidence\n")
        appraisal.write("unit,criterion,score,agree,reason\n")
        for code in codes:
            for domain in range(1, DOMAINS + 1):
                for number in range(1, PER_DOMAIN + 1):
                    own.write(self_row(code, domain, number, dice))
                    cut = dice.randrange(10) == 0
                    appraisal.write(f"{code},{domain}.{number},{'0' if cut else ''},{'' if cut else 'x'},"
                                    f"{'Tài liệu kiểm chứng chưa đúng thời gian quy định' if cut else ''}\n")


main()
