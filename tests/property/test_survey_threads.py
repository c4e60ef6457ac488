#!/usr/bin/env python3
"""Whoever reads which rows: sipas-score writes and says the same bytes with any number of threads, and what it writes is
what it writes when rows are read in their order (which --id asks for), over designs, groupings, totals and faults.

    test_survey_threads.py BIN SOURCE
"""
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.argv[1]).resolve()
ROWS = 16000
ITEMS = ["A1", "A2", "A3", "B1", "B2"]
HEADER = ["so", "unit", "tang", "xa", "to", "w", "N", "gioi", "tuoi", *ITEMS, "kenh", "viec", "ghi chú"]


def make_form(index, blanks):
    choices = [{"id": str(i), "label": {"vi": f"Mức {i}"}, "score": i, **({"satisfied": True} if i > 3 else {})} for i in (5, 4, 3, 2, 1)]
    node = lambda name: {"id": name, "name": {"vi": f"Tiêu chí {name}"}, **({"weight": 1 + len(name)} if index == "weighted" else {})}
    options = lambda count: [{"id": str(i + 1), "label": {"vi": f"Lựa chọn {i + 1}"}} for i in range(count)]
    return {"format": "parindex-sipas-form/1", "id": "thu", "title": {"vi": "Thử"}, "source": {"status": "sample"}, "index": index,
            "blanks": {"rule": blanks, "words": ["KTL"]}, "valid": {"least_answers": 2},
            "scales": {"nam": {"choices": choices, "prints": {"5-1": list("54321"), "1-5": list("12345")}}}, "scale": "nam",
            "nodes": [{"id": "A", "name": {"vi": "Nhóm A"}, "nodes": [node(name) for name in ITEMS[:3]]},
                      {"id": "B", "name": {"vi": "Nhóm B"}, "nodes": [node(name) for name in ITEMS[3:]]}],
            "questions": [{"id": "kenh", "name": {"vi": "Kênh"}, "kind": "single", "options": options(2)},
                          {"id": "viec", "name": {"vi": "Việc"}, "kind": "pick", "most": 2, "options": options(3)}]}


def make_rows(rng, together, faults):
    """Units together or not; weights of a unit, or of a row."""
    weights = ["1.5", "2.5", "0.123456789", "12.25"]
    for n in range(ROWS):
        unit = n * 60 // ROWS if together else rng.randrange(60)
        weight = weights[unit % 4] if together or rng.random() < .9 else rng.choice(weights)
        answers = [rng.choice("5544321") if rng.random() < .95 else rng.choice(["", "KTL", "Mức 4", " 5 "]) for _ in ITEMS]
        row = [f"p{n}", rng.choice([f"U{unit % 3 + 1}", f"đơn vị {['một', 'hai', 'ba'][unit % 3]}"]), f"T{unit % 5}", f"X{unit:02}", f"s{rng.randrange(3)}", weight, str(9000 + unit % 5),
               rng.choice(["Nam", "Nữ"]), rng.choice(["trẻ", "già", '"ba, mươi"']), *answers, rng.choice(["1", "2", ""]),
               rng.choice(["1", "2;3", "", "3"]), ""]
        if rng.random() < faults:
            at = rng.randrange(8)
            if at < 2:
                row[9 + at] = rng.choice(["6", "x", "4;5"])
            elif at == 2:
                row[9:14] = [""] * 5
            elif at == 3:
                row = row[:4]
            elif at == 4:
                row[16] = '"một\nU1,T1,X1,5,5,5\n"'
            elif at == 5:
                row = []
            elif at == 6:
                row[15] = "1;2;3"
            else:
                row[5] = "3.14159265358979"
        yield ",".join(row) + ("\r\n" if n % 7 == 0 else "\n")


ERRORS = ["p,U1,T1,X01,s1,nonsense,9001,Nam,già,5,5,5,5,5,1,1,\n", "p,U1,,X01,s1,1.5,9001,Nam,già,5,5,5,5,5,1,1,\n",
          "p,U9,T1,X01,s1,1.5,9001,Nam,già,5,5,5,5,5,1,1,\n", "p,U1,T1,X01,s1,1.5,101,N\xe1m,già,5,5,5,5,5,1,1,\n",
          "p,U1,T1,X01,s1,1,5,9001,Nam,già,5,5,5,5,5,1,1,\n", "p,U1,T1,X01,s1,9000000000,9001,Nam,già,5,5,5,5,5,1,1,\n"]

TOTALS = "variable,category,population\ngioi,Nam,70000\ngioi,Nữ,60000\n"

DESIGNS = [[], ["--strata", "tang"], ["--psu", "xa"], ["--strata", "tang", "--psu", "xa", "--weight", "w"], ["--weight", "w"],
           ["--strata", "tang", "--psu", "xa", "--ssu", "to", "--fpc", "N", "--weight", "w"], ["--strata", "tang", "--psu", "xa", "--pairs", "always"],
           ["--strata", "tang", "--fpc", "N", "--weight", "w"], ["--psu", "xa", "--weight", "w", "--totals", "totals.csv"],
           ["--psu", "xa", "--weight", "w", "--trim", "0.5:3"]]
GROUPINGS = [[], ["--by", "gioi", "--by", "tuoi,gioi", "--rank", "rank.csv"],
             ["-u", "units.csv", "--by", "tang", "--facts", "facts.csv", "--rank", "rank.csv"]]


def run(folder, arguments):
    for name in ("rank.csv", "facts.csv"):
        (folder / name).unlink(missing_ok=True)
    done = subprocess.run([BIN / "sipas-score", "--form", "form.json", "--unreadable", "blank", "-o", "-", *arguments, "answers.csv"],
                          capture_output=True, cwd=folder)
    files = [(folder / name).read_bytes() if (folder / name).exists() else None for name in ("rank.csv", "facts.csv")]
    return done.returncode, done.stdout, files, done.stderr


def check(folder, what, arguments):
    """The differences between numbers of threads, and to the order of the rows."""
    expected, faults = run(folder, [*arguments, "--threads", "1"]), 0
    for threads in "234":
        if run(folder, [*arguments, "--threads", threads]) != expected:
            faults += 1
            print(f"FAILED {what} {threads} threads: not the same")
    if "--partial" not in arguments and expected[0] == 0 and run(folder, [*arguments, "--id", "so"])[1:3] != expected[1:3]:
        faults += 1
        print(f"FAILED {what}: not what is read in order")
    return faults, expected[0]


def main():
    failures = runs = good = 0
    rng = random.Random(11)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "units.csv").write_text("unit,name\nU1,Đơn vị một\nU2,Đơn vị hai\nU3,Đơn vị ba\n", encoding="utf-8")
        (folder / "totals.csv").write_text(TOTALS, encoding="utf-8")
        for number, design in enumerate(DESIGNS * 2):
            index = ["mean_of_items", "weighted", "pooled", "mean_of_persons"][number % 4]
            form = make_form(index, ["skip", "unsatisfied", "reject"][number % 3])
            (folder / "form.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
            rows = list(make_rows(rng, number % 2 == 0, (0, .001, .05)[number // 3 % 3]))
            rows = [row for row in rows if row.count(",") != 3] if number % 4 != 3 else rows
            if number % 5 == 4:
                for fault in ERRORS:
                    rows[rng.randrange(ROWS // 2):0] = [fault] * rng.randrange(1, 40)
            text = ",".join(HEADER) + "\n" + "".join(rows)
            (folder / "answers.csv").write_bytes(text.encode("utf-8").replace("\xe1".encode(), b"\xe1"))
            arguments = [*design, *GROUPINGS[number % 3], *(["--partial"] if number == 3 else [])]
            found, code = check(folder, f"{number} {' '.join(arguments)}", arguments)
            failures, runs, good = failures + found, runs + 4, good + (code == 0)
    print(f"{runs - failures} passed, {failures} failed; {good} surveys of {2 * len(DESIGNS)} had figures")
    return failures > 0 or good < len(DESIGNS) // 2


sys.exit(main())
