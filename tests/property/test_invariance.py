#!/usr/bin/env python3
"""What must not change the results: order of rows and files, names of blocs, locale, time zone, scale, form of the output.

    test_invariance.py BIN SOURCE

All on the sample year (samples/nam-mau-2025): 80 units, two sets, two rounds, facts.
"""
import csv
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
PLAIN = {"PATH": "/usr/bin:/bin"}
passed = failed = 0


def check(what, found, wanted):
    global passed, failed
    if found == wanted:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}")
    pairs = list(zip(lines_of(found), lines_of(wanted)))
    a, b = next((p for p in pairs if p[0] != p[1]), (f"{len(lines_of(found))} lines", f"{len(lines_of(wanted))} lines"))
    print(f"    found    {str(a)[:300]}\n    expected {str(b)[:300]}")


def lines_of(data):
    return data.splitlines() if isinstance(data, (str, bytes)) else data if isinstance(data, list) else [data]


def run(program, *arguments, given=b"", env=None, folder=None):
    done = subprocess.run([BIN / program, *map(str, arguments)], input=given, capture_output=True, env=env or PLAIN, cwd=folder,
                          check=False)
    if done.returncode:
        raise RuntimeError(f"{program} ended with {done.returncode}: {done.stderr.decode()[:1000]}")
    return done.stdout, done.stderr


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


class Year:
    """A copy of the sample year that can be changed."""

    def __init__(self, folder):
        self.root = Path(folder)
        self.folder = self.root / "samples" / "nam-mau-2025"
        shutil.copytree(SOURCE / "samples" / "nam-mau-2025", self.folder, ignore=shutil.ignore_patterns("ket-qua*", "__pycache__"))
        shutil.copytree(SOURCE / "criteria", self.root / "criteria")
        self.path = self.folder / "nam.json"
        self.sets = [self.root / "criteria" / f"{name}.json" for name in ("mau-so-2025", "mau-xa-2025")]

    def tables(self):
        return [self.folder / "units.csv", self.folder / "facts.csv", *sorted((self.folder / "tu-danh-gia").glob("*.csv")),
                *sorted((self.folder / "tham-dinh").glob("*.csv"))]

    def change_sets(self, change):
        for path in self.sets:
            text = json.loads(path.read_text(encoding="utf-8"))
            change(text)
            path.write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")

    def results(self, env=None):
        """Scores, wide scores, ranking, summary and table of progress, byte for byte."""
        scores, _ = run("par-score", "-q", "--year", self.path, "-o", "-", env=env)
        wide, _ = run("par-score", "-q", "--year", self.path, "--wide", "-o", "-", env=env)
        summary = self.root / "tom-tat.csv"
        ranking, _ = run("par-rank", "-q", "--year", self.path, "--summary", summary, "-o", "-", "-", given=scores, env=env)
        progress, _ = run("par-check", "-q", "--year", self.path, "-o", "-", env=env)
        return {"scores": scores, "wide scores": wide, "ranking": ranking, "summary": summary.read_bytes(), "progress": progress}


def read_table(path):
    with open(path, encoding="utf-8", newline="") as text:
        return list(csv.reader(text))


def write_table(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)


def compare(what, found, wanted):
    for name in wanted:
        check(f"{what}: {name}", found[name], wanted[name])


# ---------------------------------------------------------------- order of rows and files

def shuffle(year, dice):
    """Rows in another order, files under other names, a file in two."""
    for path in year.tables():
        header, *rows = read_table(path)
        dice.shuffle(rows)
        if path.parent == year.folder:
            write_table(path, [header] + rows)
            continue
        cut = dice.randint(0, len(rows)) if dice.random() < 0.5 else 0
        path.unlink()
        for part in filter(None, (rows[:cut], rows[cut:])):
            write_table(path.parent / f"{dice.randrange(10**9):09d}.csv", [header] + part)


def test_order(plain):
    for seed in range(1, 7):
        with tempfile.TemporaryDirectory() as folder:
            year = Year(folder)
            shuffle(year, random.Random(seed))
            compare(f"shuffled, seed {seed}", year.results(), plain)


def test_columns(plain):
    """The columns of every table in another order."""
    with tempfile.TemporaryDirectory() as folder:
        year, dice = Year(folder), random.Random(7)
        for path in year.tables():
            rows = read_table(path)
            order = dice.sample(range(len(rows[0])), len(rows[0]))
            write_table(path, [[row[i] for i in order] for row in rows])
        compare("columns in another order", year.results(), plain)


# ---------------------------------------------------------------- names of blocs

def rename(value, names):
    """Every text of a JSON value that is a bloc, in lists of groups and blocs too."""
    if isinstance(value, list):
        return [rename(v, names) for v in value]
    if isinstance(value, dict):
        return {k: rename(v, names) if k in ("blocs", "for", "applies_to", "except", "classes", "nodes", "rules", "id", "bonus", "penalty")
                else v for k, v in value.items()}
    return names.get(value, value) if isinstance(value, str) else value


def test_blocs(plain):
    names = {"so": "khoi-2", "nganh-doc": "khoi-1", "xa": "cụm ba"}
    with tempfile.TemporaryDirectory() as folder:
        year = Year(folder)
        for path in year.sets:
            text = json.loads(path.read_text(encoding="utf-8"))
            path.write_text(json.dumps(rename(text, names) | {"id": text["id"]}, ensure_ascii=False), encoding="utf-8")
        for path in (year.folder / "units.csv", year.folder / "nam-truoc" / "ranking.csv"):
            header, *rows = read_table(path)
            at = header.index("bloc")
            write_table(path, [header] + [row[:at] + [names[row[at]]] + row[at + 1:] for row in rows])
        found = year.results()
    back = {new: old for old, new in names.items()}

    def restored(data):
        header, *rows = csv.reader(io.StringIO(data.decode()))
        at = header.index("bloc")
        return [header] + [row[:at] + [back.get(row[at], row[at])] + row[at + 1:] for row in rows]

    for name in plain:
        check(f"renamed blocs: {name}", restored(found[name]), list(csv.reader(io.StringIO(plain[name].decode()))))


# ---------------------------------------------------------------- surroundings

def make_locales(folder):
    """The locales, built where the sources of libc's are at hand; the names work without, as plain names."""
    names = {"de_DE.UTF-8": "de_DE", "tr_TR.UTF-8": "tr_TR", "vi_VN.UTF-8": "vi_VN"}
    there = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout if shutil.which("locale") else ""
    missing = [n for n in names if n.replace("-", "").lower() not in there.replace("-", "").lower()]
    for name in list(missing):
        made = shutil.which("localedef") and subprocess.run(
            ["localedef", "-i", names[name], "-f", "UTF-8", str(Path(folder) / name)], capture_output=True, check=False).returncode == 0
        if made:
            missing.remove(name)
    if missing:
        print(f"notice: not on this machine, used by name only: {', '.join(missing)}")
    return {"LOCPATH": folder} if len(missing) < len(names) else {}


def test_surroundings(plain):
    with tempfile.TemporaryDirectory() as folder:
        year = Year(Path(folder) / "nam")
        extra = make_locales(folder)
        for settings in ({"LC_ALL": "C"}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "vi_VN.UTF-8"}, {"LANG": "vi_VN"},
                         {"LC_NUMERIC": "de_DE.UTF-8", "LC_CTYPE": "tr_TR.UTF-8"}, {"TZ": "Asia/Ho_Chi_Minh"}, {"TZ": "UTC+12"},
                         {"HOME": "/nonexistent", "COLUMNS": "20", "NO_COLOR": "1", "LANGUAGE": "vi", "TMPDIR": "/nonexistent"}):
            name = " ".join(f"{k}={v}" for k, v in settings.items())
            compare(name, year.results({**PLAIN, **extra, **settings}), plain)
        said = [run("par-check", "--year", year.path, env={**PLAIN, **extra, "LC_ALL": c})[1] for c in ("C", "de_DE.UTF-8", "tr_TR.UTF-8")]
        check("the words of the findings under de_DE", said[1], said[0])
        check("the words of the findings under tr_TR", said[2], said[0])
        for form in ("table", "markdown"):
            scores = plain["scores"]
            tables = [run("par-rank", "-q", "--year", year.path, "-f", form, "--lang", "vi", "-o", "-", "-", given=scores,
                          env={**PLAIN, **extra, "LC_ALL": c})[0] for c in ("C", "vi_VN.UTF-8", "tr_TR.UTF-8")]
            check(f"-f {form} --lang vi under vi_VN", tables[1], tables[0])
            check(f"-f {form} --lang vi under tr_TR", tables[2], tables[0])


def test_folder(plain):
    """Named from another folder, with a relative path, and a second time over the first output."""
    with tempfile.TemporaryDirectory() as folder:
        year = Year(folder)
        for _ in range(2):
            run("par-score", "-q", "--year", "nam.json", folder=year.folder)
            run("par-rank", "-q", "--year", "samples/nam-mau-2025/nam.json", folder=year.root)
        check("scores.csv in the output folder", (year.folder / "ket-qua" / "scores.csv").read_bytes(), plain["scores"])
        check("ranking.csv in the output folder", (year.folder / "ket-qua" / "ranking.csv").read_bytes(), plain["ranking"])
        check("summary.csv in the output folder", (year.folder / "ket-qua" / "summary.csv").read_bytes(), plain["summary"])


# ---------------------------------------------------------------- scale

def scale_set(value, factor):
    """All points of a set: maxima, points of options and bands, caps, steps, ends of minmax."""
    if isinstance(value, list):
        return [scale_set(v, factor) for v in value]
    if not isinstance(value, dict):
        return value
    scaled = {}
    for key, item in value.items():
        is_points = key in ("max", "points", "cap", "step", "min", "low", "high") and isinstance(item, (int, float))
        scaled[key] = float(Decimal(str(item)) * factor) if is_points else scale_set(item, factor)
    return scaled


def scaled_text(text, factor):
    return str(Decimal(text) * factor) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def scale_year(year, factor, decimals):
    def change(text):
        rounding = {"component": decimals, "points": decimals, "index": 2, "mode": "half_up"}
        scaled = scale_set({k: v for k, v in text.items() if k not in ("rounding", "classes")}, factor)
        text.update(scaled, rounding=rounding)
    year.change_sets(change)
    for path in year.tables()[2:]:
        header, *rows = read_table(path)
        wide = "criterion" not in header
        for row in rows:
            for i, name in enumerate(header):
                if name == "score" or wide and i:
                    row[i] = scaled_text(row[i], factor)
        write_table(path, [header] + rows)


def nice_numbers(year):
    """Denominators that leave no endless decimals, so that nothing is rounded at six decimals."""
    for path in year.tables()[2:]:
        header, *rows = read_table(path)
        for row in rows if "den" in header else []:
            num, den = header.index("num"), header.index("den")
            if row[den] not in ("", "0"):
                row[num], row[den] = str(Decimal(row[num]) * 80 // Decimal(row[den])), "80"
        write_table(path, [header] + rows)


def outcome(results):
    return {r["unit"]: (r["index"], r["rank"], r["class"], r["state"]) for r in rows_of(results["ranking"])}


def test_scale():
    """Ten times the points at one decimal less is the same everywhere; twice the points where nothing is rounded."""
    for factor, decimals, nice in ((10, (2, 1), False), (2, (6, 6), True)):
        found = []
        for scale, places in ((1, decimals[0]), (factor, decimals[1])):
            with tempfile.TemporaryDirectory() as folder:
                year = Year(folder)
                if nice:
                    nice_numbers(year)
                scale_year(year, scale, places)
                found.append(year.results())
        plain, scaled = map(outcome, found)
        for unit, wanted in plain.items():
            check(f"{factor} times the points: {unit}", scaled[unit], wanted)
        points = [{r["unit"]: r["points"] for r in rows_of(f["ranking"])} for f in found]
        for unit, wanted in points[0].items() if not nice else []:
            check(f"{factor} times the points: points of {unit}", points[1][unit] and Decimal(points[1][unit]), wanted and Decimal(wanted) * factor)


# ---------------------------------------------------------------- sums, forms

def amount(text):
    return Decimal(text or 0)


def check_unit(unit, rows, raw):
    """Totals and domains are the sums of their leaves, bonus and penalty within their caps."""
    points = {r["node"]: amount(r["points"]) for r in rows}
    applicable = {r["node"]: amount(r["applicable_max"]) for r in rows}
    opened = {r["node"]: amount(r["open_max"]) for r in rows}

    def leaves(node):
        return [node] if "nodes" not in node else [leaf for child in node["nodes"] for leaf in leaves(child)]

    def whole(node):
        yield node
        for child in node.get("nodes", []):
            yield from whole(child)

    for domain in raw["nodes"]:
        for node in whole(domain):
            for name, column in (("points", points), ("applicable maximum", applicable), ("open maximum", opened)):
                check(f"{unit} {node['id']}: {name}", column[node["id"]], sum(column[leaf["id"]] for leaf in leaves(node)))
    base = [leaf["id"] for domain in raw["nodes"] for leaf in leaves(domain)]
    total, limits = sum(points[i] for i in base), {}
    for block in ("bonus", "penalty"):
        for leaf in leaves(raw[block]) if block in raw else []:
            limits[block] = limits.get(block, 0) + abs(points[leaf["id"]])
        if block in raw:
            total += (1 if block == "bonus" else -1) * min(limits[block], Decimal(str(raw[block].get("cap", limits[block]))))
    maximum = sum(applicable[i] for i in base)
    total = max(Decimal(0), min(total, maximum) if raw.get("cap_at_max") else total)
    check(f"{unit}: total", points["total"], total)
    check(f"{unit}: applicable maximum", applicable["total"], maximum)
    check(f"{unit}: open maximum", opened["total"], sum(opened[i] for i in base))
    percent = (total * 100 / maximum).quantize(Decimal("0.01"), ROUND_HALF_UP)
    check(f"{unit}: index", Decimal(rows[0]["percent"]), percent)


def test_sums(plain):
    sets = {t["id"]: t for t in (json.loads(p.read_text(encoding="utf-8")) for p in (SOURCE / "criteria").glob("mau-*.json"))}
    units = {}
    for row in rows_of(plain["scores"]):
        units.setdefault(row["unit"], []).append(row)
    for unit, rows in units.items():
        if rows[0]["state"] == "not_submitted":
            check(f"{unit}: not submitted, no number anywhere", {r["points"] + r["percent"] + r["computed"] for r in rows}, {""})
        else:
            check_unit(unit, rows, sets[rows[0]["set"]])


def test_forms(plain):
    """JSON and JSON Lines hold the cells of the CSV; Excel's form read back ranks alike."""
    year = SOURCE / "samples" / "nam-mau-2025" / "nam.json"
    wanted = rows_of(plain["scores"])
    for form in ("json", "jsonl"):
        data, _ = run("par-score", "-q", "--year", year, "-f", form, "-o", "-")
        text = data.decode()
        decode = json.JSONDecoder(parse_float=str, parse_int=str).decode
        found = decode(text) if form == "json" else [decode(line) for line in text.splitlines()]
        check(f"-f {form}: the cells of the CSV", [{k: v or "" for k, v in row.items()} for row in found], wanted)
    for language in ("en", "vi"):
        data, _ = run("par-score", "-q", "--year", year, "--excel", "--lang", language, "-o", "-")
        try:
            ranking, _ = run("par-rank", "-q", "--year", year, "-o", "-", "-", given=data)
        except RuntimeError as error:
            ranking = str(error).encode()
        check(f"--excel --lang {language}, read back", ranking, plain["ranking"])


def main():
    with tempfile.TemporaryDirectory() as folder:
        plain = Year(folder).results()
    for test in (test_order, test_columns, test_blocs, test_surroundings, test_folder, test_sums, test_forms):
        test(plain)
    test_scale()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
