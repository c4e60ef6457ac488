#!/usr/bin/env python3
"""Parts of a survey, counted apart and merged, against one run over all of it; and the parts that must be refused.

    test_survey_parts.py BIN SOURCE

What is expected is the run over all files: the same bytes in every output and, when the parts are numbered in the order
of the files, every word on standard error. Surveys are made up with a seed, over all designs, rules for an index, blanks
and forms of the output, cut into parts at random; tests/oracle/sipas (whose figures R's package survey gave, see
test_sipas.py) is cut as well.
"""
import csv
import hashlib
import io
import itertools
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SIPAS = SOURCE / "tests" / "oracle" / "sipas"
ENV = {"PATH": "/usr/bin:/bin"}
passed = failed = 0
ended = [0, 0, 0, 0, 0]


def check(what, good, detail=""):
    global passed, failed
    if good:
        passed += 1
        return
    failed += 1
    if failed <= 40:
        print(f"FAILED {what} {str(detail)[:1500]}")


def run(folder, *arguments, program="sipas-score"):
    return subprocess.run([BIN / program, *map(str, arguments)], capture_output=True, env=ENV, cwd=folder, check=False)


# ---------------------------------------------------------------- made-up surveys

FIVE = [("5", True), ("4", True), ("3", False), ("2", False), ("1", False)]
INDEXES = ["mean_of_items", "weighted", "pooled", "mean_of_persons"]
BLANKS = ["skip", "unsatisfied", "reject"]


def make_form(dice):
    def node(name, weight):
        return {"id": name, "name": {"vi": f"Tiêu chí {name}"}, **({"weight": weight} if index == "weighted" else {})}
    index = dice.choice(INDEXES)
    choices = [{"id": name, "label": {"vi": f"Mức {name}"}, "score": int(name), **({"satisfied": True} if good else {})} for name, good in FIVE]
    return {"format": "parindex-sipas-form/1", "id": "thu", "title": {"vi": "Thử"}, "source": {"status": "sample"}, "index": index,
            "blanks": {"rule": dice.choice(BLANKS), "words": ["KTL"]}, "valid": {"least_answers": dice.choice([1, 2])},
            "scales": {"nam": {"choices": choices, "prints": {"5-1": list("54321"), "1-5": list("12345")}}}, "scale": "nam",
            "nodes": [{"id": "A", "name": {"vi": "Nhóm A"}, "nodes": [node("A1", 1), node("A2", 2.5)]},
                      {"id": "B", "name": {"vi": "Nhóm B"}, "nodes": [node("B1", 1)]}],
            "questions": [{"id": "kenh", "name": {"vi": "Kênh"}, "kind": "single", "options": [
                {"id": "1", "label": {"vi": "Trực tiếp"}}, {"id": "2", "label": {"vi": "Trực tuyến"}}]},
                {"id": "viec", "name": {"vi": "Việc"}, "kind": "pick", "most": 2, "options": [
                    {"id": str(i), "label": {"vi": f"Việc {i}"}} for i in (1, 2, 3)]}]}


# Codes that a careless file would spoil: quotes, separators, guards, blanks, line ends.
STRATA = ["T1", "Bắc, \"Nam\"", "=T3", "-T4"]
GROUPS = ["Nam", "Nữ", "nam", "'=x", "hai\ndòng", ""]
HEADER = ["so", "unit", "tang", "xa", "to", "w", "N", "M", "gioi", "tuoi", "A1", "A2", "B1", "kenh", "viec"]


def make_rows(dice, count):
    size = {stratum: dice.choice([1, 2, 5]) for stratum in STRATA}
    rows = []
    for number in range(count):
        stratum = dice.choice(STRATA[:dice.choice([2, 4])])
        psu = dice.randrange(size[stratum])
        answer = lambda: dice.choice(["5", "4", "4", "3", "2", "1", "", "KTL"] if dice.random() < 0.3 else ["5", "4", "3"])
        weight = dice.choice(["1", "2.5", "0.123456789", "1234567.5", "3.14159265358979"])
        rows.append([f"p{number}", dice.choice(["U1", "U2", "U3"]), stratum, f"x{psu}", f"s{dice.randrange(3)}", weight, str(9 + size[stratum]),
                     str(200 + psu), dice.choice(GROUPS), dice.choice(["trẻ", "già"]), answer(), answer(), answer(),
                     dice.choice(["1", "2", ""]), dice.choice(["1", "2;3", "", "3"])])
    return rows


DESIGNS = [[], ["--strata", "tang"], ["--strata", "tang", "--fpc", "N"], ["--psu", "xa"], ["--strata", "tang", "--psu", "xa"],
           ["--strata", "tang", "--psu", "xa", "--fpc", "N"], ["--strata", "tang", "--psu", "xa", "--fpc", "N", "--fpc2", "M"],
           ["--strata", "tang", "--psu", "xa", "--fpc", "N", "--ssu", "to"],
           ["--strata", "tang", "--psu", "xa", "--fpc", "N", "--ssu", "to", "--fpc2", "M"]]
LONELY = ["fail", "remove", "certainty", "adjust", "average"]
FORMATS = [["-f", "csv"], ["-f", "json"], ["-f", "jsonl"], ["-f", "table"], ["-f", "markdown"], ["--excel"], ["-f", "table", "--lang", "vi"]]


def write_table(path, rows, dice, header):
    separator = dice.choice(",;\t")
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator=dice.choice(["\n", "\r\n"])).writerows([header, *rows])


def as_long(rows):
    """A row per answer; what is blank has none."""
    return [row[:10] + [HEADER[k], row[k]] for row in rows for k in range(10, 15) if row[k] or k == 10]


class Survey:
    """A made-up survey in a folder of its own: options of the counting, options of the figures, files."""

    def __init__(self, seed, folder):
        self.dice, self.folder = random.Random(seed), Path(folder)
        dice = self.dice
        (self.folder / "form.json").write_text(json.dumps(make_form(dice), ensure_ascii=False), encoding="utf-8")
        (self.folder / "units.csv").write_text("unit,name\nU1,Đơn vị một\nU2,Đơn vị hai\nU3,Đơn vị ba\n", encoding="utf-8")
        self.inputs = ["--form", "form.json", *(["-u", "units.csv"] if dice.random() < 0.6 else [])]
        is_long = dice.random() < 0.2
        self.counting = [*DESIGNS[seed % len(DESIGNS)], *(["--weight", "w"] if dice.random() < 0.7 else []),
                         *(["--id", "so"] if is_long or dice.random() < 0.5 else []), *(["--long"] if is_long else []),
                         "--by", "gioi", *(["--by", "tuoi,gioi"] if dice.random() < 0.5 else []),
                         *(["--pairs", dice.choice(["always", "never"])] if dice.random() < 0.5 else []),
                         *(["--print", dice.choice(["5-1", "1-5"])] if dice.random() < 0.5 else []),
                         "--unreadable", dice.choice(["blank", "reject"])]
        self.figures = ["--lonely", dice.choice(LONELY), "--missing", dice.choice(["domain", "deleted"]),
                        "--interval", dice.choice(["beta", "logit", "wilson", "asin", "mean"]), *dice.choice(FORMATS),
                        *(["--suppress"] if dice.random() < 0.4 else []), *(["--precision", "9"] if dice.random() < 0.3 else []),
                        *(["--facts", "facts", "--fact-name", "hl"] if "-u" in self.inputs else []), "--rank", "rank"]
        self.rows = make_rows(dice, dice.choice([1, 30, 400]))
        for row in self.rows:
            if dice.random() < 0.02:
                row[dice.choice([10, 11, 12])] = dice.choice(["6", "x", "4;5"])
        self.files, borders = [], sorted(dice.randrange(len(self.rows) + 1) for _ in range(dice.randrange(6)))
        for number, (low, high) in enumerate(zip([0, *borders], [*borders, len(self.rows)])):
            name = f"tra-loi-{number}.csv"
            part = self.rows[low:high]
            header = HEADER[:10] + ["question", "answer"] if is_long else HEADER
            write_table(self.folder / name, as_long(part) if is_long else part, dice, header)
            self.files.append(name)
        self.cut()

    def cut(self):
        """The files in their order, in parts; the last may be of no file with rows."""
        count = self.dice.randrange(1, len(self.files) + 1)
        borders = sorted(self.dice.sample(range(1, len(self.files)), count - 1))
        self.shares = [self.files[a:b] for a, b in zip([0, *borders], [*borders, len(self.files)])]

    def outputs(self):
        found = {}
        for name in ("out", "facts", "rank"):
            path = self.folder / name
            if path.exists():
                found[name] = path.read_bytes()
                path.unlink()
        return found

    def whole(self, *more):
        done = run(self.folder, *self.inputs, *self.counting, *self.figures, *more, "-o", "out", *self.files)
        return done, self.outputs()

    def parts(self, numbered, *more):
        names = []
        for number, share in enumerate(self.shares, 1):
            part = ["--part", f"{number}/{len(self.shares)}"] if numbered else []
            done = run(self.folder, *self.inputs, *self.counting, *more, "--partial", *part, "-o", f"part{number}", *share)
            check("part", done.returncode == 0, done.stderr.decode())
            names.append(f"part{number}")
        return names

    def merge(self, names, *more):
        done = run(self.folder, *self.inputs, *self.figures, *more, "--merge", "-o", "out", *names)
        return done, self.outputs()


def check_survey(seed):
    with tempfile.TemporaryDirectory() as folder:
        survey = Survey(seed, folder)
        more = ["-v"] if seed % 2 else []
        whole, wanted = survey.whole(*more)
        ended[whole.returncode] += 1
        label = f"seed {seed} {' '.join(survey.counting + survey.figures)}"
        check(label + ": runs", whole.returncode in (0, 1) and (whole.returncode == 1 or "out" in wanted), whole.stderr.decode())
        for numbered in (True, False):
            names = survey.parts(numbered, *more)
            survey.dice.shuffle(names)
            merged, found = survey.merge(names, *more)
            check(label + ": exit", merged.returncode == whole.returncode, merged.stderr.decode())
            check(label + ": outputs", found == wanted, (found, wanted))
            said, expected = merged.stderr.decode(), whole.stderr.decode()
            if numbered:
                check(label + ": what is said", said == expected, f"\n{said}\n--\n{expected}")
            elif more:
                check(label + ": what is said, in any order", sorted(said.splitlines()) == sorted(expected.splitlines()), f"\n{said}\n--\n{expected}")


# ---------------------------------------------------------------- R's survey, cut

def check_cut(seed):
    dice = random.Random(seed)
    with open(SIPAS / "sipas.csv", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    designs = {"wr": ["--strata", "tinh", "--psu", "xa"], "fpc1": ["--strata", "tinh", "--psu", "xa", "--fpc", "N_xa"], "srs": [],
               "fpc2": ["--strata", "tinh", "--psu", "xa", "--fpc", "N_xa", "--fpc2", "N_nguoi"]}
    with tempfile.TemporaryDirectory() as folder:
        dice.shuffle(rows)
        count = dice.randrange(2, 9)
        for number in range(count):
            write_table(Path(folder) / f"{number}.csv", rows[number::count], dice, header)
        for (name, design), lonely in itertools.product(designs.items(), LONELY):
            inputs = ["-q", "--form", SIPAS / "form.json"]
            counting = ["--weight", "trong_so", *design, "--by", "tinh", "--by", "gioi,linh_vuc"]
            figures = ["--lonely", lonely, "--precision", "12"]
            whole = run(folder, *inputs, *counting, *figures, SIPAS / "sipas.csv")
            for number in range(count):
                run(folder, *inputs, *counting, "--partial", "-o", f"p{number}", f"{number}.csv")
            names = [f"p{number}" for number in range(count)]
            dice.shuffle(names)
            merged = run(folder, *inputs, *figures, "--merge", *names)
            check(f"sipas.csv {name} {lonely}", merged.stdout == whole.stdout and merged.returncode == whole.returncode, merged.stderr)


# ---------------------------------------------------------------- what only the whole shows

FORM = {"format": "parindex-sipas-form/1", "id": "nho", "title": {"vi": "Nhỏ"}, "source": {"status": "sample"}, "index": "mean_of_items",
        "scales": {"hai": {"choices": [{"id": "1", "label": {"vi": "Hài lòng"}, "satisfied": True}, {"id": "0", "label": {"vi": "Không"}}]}},
        "scale": "hai", "nodes": [{"id": "c1", "name": {"vi": "Một"}}, {"id": "c2", "name": {"vi": "Hai"}}]}


class Small:
    """Two files of a small survey and their parts."""

    def __init__(self, folder, first, second, counting, header="so,tang,xa,N,M,nhom,c1,c2"):
        self.folder, self.counting = Path(folder), counting
        (self.folder / "form.json").write_text(json.dumps(FORM, ensure_ascii=False), encoding="utf-8")
        for name, rows in (("1.csv", first), ("2.csv", second)):
            (self.folder / name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        for number in (1, 2):
            done = self.part(number)
            check("a small part", done.returncode == 0, done.stderr.decode())

    def part(self, number, *more, of=2, form="form.json", counting=None, out=None):
        return run(self.folder, "--form", form, *(counting or self.counting), "--partial", "--part", f"{number}/{of}", *more,
                   "-o", out or f"p{number}", f"{number}.csv")

    def merge(self, *names, form="form.json", more=()):
        return run(self.folder, "--lang", "en", "--errors", "csv", "--form", form, "--lonely", "adjust", *more, "--merge", *names)

    def whole(self):
        return run(self.folder, "--lang", "en", "--errors", "csv", "--form", "form.json", "--lonely", "adjust", *self.counting, "1.csv", "2.csv")


def codes(done):
    text = "\n".join(line for line in done.stderr.decode().splitlines() if not line.startswith("sipas-score: "))
    return sorted({row["code"] for row in csv.DictReader(io.StringIO(text)) if row["severity"] == "error"})


def refused(what, done, code, *words):
    text = done.stderr.decode()
    check(f"{what}: refused", done.returncode == 1 and not done.stdout, (done.returncode, done.stdout, text))
    check(f"{what}: {code}", code in codes(done), text)
    for word in words:
        check(f"{what}: says {word}", word in text, text)


def check_whole():
    a, b = ["p1,T,x1,9,20,g,1,0", "p2,T,x2,9,20,g,1,1"], ["p3,T,x1,9,20,g,0,1", "p4,T,x3,9,20,g,1,1"]
    cases = [
        ("the number of primary units differs", [], ["p4,T,x3,8,20,g,1,1"], ["--strata", "tang", "--psu", "xa", "--fpc", "N"], "survey-population"),
        ("the number of secondary units differs", [], ["p4,T,x1,9,21,g,1,1"],
         ["--strata", "tang", "--psu", "xa", "--fpc", "N", "--fpc2", "M"], "survey-population"),
        ("a number of a form twice", [], ["p1,T,x3,9,20,g,1,1"], ["--id", "so"], "survey-form-repeated"),
        ("more units in the sample than there are", ["p9,K,y1,1,20,g,1,1"], ["p8,K,y2,1,20,g,1,1"],
         ["--strata", "tang", "--psu", "xa", "--fpc", "N"], "survey-population-low"),
    ]
    for what, more, other, counting, code in cases:
        with tempfile.TemporaryDirectory() as folder:
            small = Small(folder, a + more, other, counting)
            check(what + ": one run", codes(small.whole()) == [code], small.whole().stderr.decode())
            refused(what, small.merge("p1", "p2"), code)
            refused(what + ", the other way round", small.merge("p2", "p1"), code)
    with tempfile.TemporaryDirectory() as folder:
        small = Small(folder, a, b, ["--strata", "tang", "--psu", "xa"])
        whole, merged = small.whole(), small.merge("p2", "p1")
        check("the same PSU in both parts is one", merged.stdout == whole.stdout and merged.returncode == 0, merged.stderr.decode())


# ---------------------------------------------------------------- what is refused

def again(data, old, new):
    """The part with something else in it, and the digest of that: as another version, or another hand, would write it."""
    body = data[:data.rindex(b"end,")].replace(old, new)
    return body + b"end,%d,sha256:%s\n" % (body.count(b"\n"), hashlib.sha256(body).hexdigest().encode())


def check_refused():
    a, b = ["p1,T,x1,9,20,g,1,0", "p2,T,x2,9,20,g,1,1"], ["p3,T,x1,9,20,g,0,1", "p4,T,x3,9,20,h,1,1"]
    counting = ["--strata", "tang", "--psu", "xa", "--by", "nhom"]
    with tempfile.TemporaryDirectory() as folder:
        small = Small(folder, a, b, counting)
        where = small.folder
        data = (where / "p2").read_bytes()
        check("a part is taken as it is", again(data, b"", b"") == data and small.merge("p1", "p2").returncode == 0)
        refused("a lost part", small.merge("p1"), "part-lost", "2")
        dice = random.Random(5)
        for size in [0, 1, len(data) - 1, *(dice.randrange(len(data)) for _ in range(60))]:
            (where / "cut").write_bytes(data[:size])
            done = small.merge("p1", "cut")
            check(f"a part cut to {size} bytes", done.returncode == 1 and not done.stdout and set(codes(done)) & {"part-broken", "part-kind", "part-version"},
                  done.stderr.decode())
        for _ in range(60):
            at = dice.randrange(len(data))
            (where / "changed").write_bytes(data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1:])
            done = small.merge("p1", "changed")
            check(f"a part changed at byte {at}", done.returncode == 1 and not done.stdout, done.stderr.decode())
        (where / "other").write_bytes(again(data, b"partial/1,", b"partial/1,9."))
        refused("another version", small.merge("p1", "other"), "part-version", "9.")
        (where / "other").write_bytes(again(data, b"\ncell,0,", b"\ncell,7,"))
        refused("a cell of no group", small.merge("p1", "other"), "part-broken")
        (where / "other").write_bytes(again(data, b"\nsum,", b"\nsummm,"))
        refused("a line of another kind", small.merge("p1", "other"), "part-broken")
        (where / "copy").write_bytes(data)
        refused("the same part twice", small.merge("p1", "p2", "copy"), "part-twice", "p2")
        small.part(1, out="first")
        (where / "1.csv").write_text((where / "1.csv").read_text(encoding="utf-8") + "p7,T,x1,9,20,g,1,1\n", encoding="utf-8")
        small.part(1, out="second")
        refused("the same number twice", small.merge("first", "second", "p2"), "part-twice", "first")
        small.part(2, of=3, out="other")
        refused("parts of another number of parts", small.merge("p1", "other"), "part-setting", "parts")
        for what, options in (("another column", ["--strata", "tang", "--psu", "so", "--by", "nhom"]), ("another grouping", counting[:-2]),
                              ("one more grouping", [*counting, "--by", "xa"]), ("a weight", [*counting, "--weight", "N"]),
                              ("another rule for cells", [*counting, "--unreadable", "blank"])):
            small.part(2, counting=options, out="other")
            refused(what, small.merge("p1", "other"), "part-setting")
            refused(what + ", the other way round", small.merge("other", "p1"), "part-setting")
        (where / "other.json").write_text(json.dumps({**FORM, "index": "pooled"}, ensure_ascii=False), encoding="utf-8")
        small.part(2, form="other.json", out="other")
        refused("another form", small.merge("p1", "other"), "part-list", "--form")
        refused("another form when merging", small.merge("p1", "p2", form="other.json"), "part-list", "--form")
        (where / "units.csv").write_text("unit,name\nU1,Một\n", encoding="utf-8")
        refused("a unit list that the parts had not", small.merge("p1", "p2", more=["-u", "units.csv"]), "part-list", "--units")
        (where / "mau.json").write_text('{"psu": "so"}', encoding="utf-8")
        refused("another design when merging", small.merge("p1", "p2", more=["--design", "mau.json"]), "part-setting", "psu")
        (where / "mau.json").write_text('{"psu": "xa", "lonely": "certainty"}', encoding="utf-8")
        check("the design of the parts when merging", small.merge("p1", "p2", more=["--design", "mau.json"]).returncode == 0)
        (where / "table").write_bytes(small.merge("p1", "p2").stdout)
        refused("a result that was merged already", small.merge("table", "p2"), "part-kind")
        (where / "ho-so.csv").write_text("unit,received_on\nU1,2025-01-02\n", encoding="utf-8")
        run(where, "--partial", "-o", "dossiers", "ho-so.csv", program="par-dossier")
        refused("a part of par-dossier", small.merge("dossiers", "p2"), "part-kind", "sipas-score")
        for what, arguments in (("parts of parts", ["--merge", "--partial", "p1", "p2"]), ("counting while merging", ["--merge", "--by", "nhom", "p1"]),
                                ("figures of a part", ["--partial", "--rank", "r", "1.csv"]), ("a form of output of a part", ["--partial", "-f", "json", "1.csv"]),
                                ("a number without a part", ["--part", "1/2", "1.csv"]), ("a number that is none", ["--partial", "--part", "3/2", "1.csv"])):
            done = run(where, "--form", "form.json", *arguments)
            check(f"{what}: a mistake in the command line", done.returncode == 2 and not done.stdout, done.stderr.decode())


def main():
    for seed in range(72):
        check_survey(seed)
    check("most surveys have a result, some have none", ended[0] > 40 and ended[1] > 4, ended)
    for seed in range(2):
        check_cut(seed)
    check_whole()
    check_refused()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
