#!/usr/bin/env python3
"""Draws of sipas-sample against a second implementation from its manual page, and into sipas-score.

    test_sampling.py BIN SOURCE

Every method in one and two stages is drawn again here, with hashlib and fractions alone; the rows, their exact
fractions and weights must be the same. The order of the list must not show, a draw in two runs is one in two stages,
and sipas-score takes the columns: the weights add up to the list, and everybody asked has an error of 0.
"""
import csv
import hashlib
import io
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from itertools import groupby
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SEED = "2025-10-01 4817"
passed = failed = 0


def check(what, fine, why=""):
    global passed, failed
    passed, failed = passed + bool(fine), failed + (not fine)
    if not fine:
        print(f"FAILED {what}", why)


def run(program, *arguments, **options):
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    return subprocess.run([BIN / program, *map(str, arguments)], capture_output=True, text=True, env=environment, **options)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


# --- The second implementation ---------------------------------------------------------------------------------------

def word(*lines):
    return int(hashlib.sha256("\n".join([SEED, *lines]).encode()).hexdigest()[:16], 16)


def below(limit, *lines):
    """The first word that falls into a whole run of `limit`."""
    number = 0
    while True:
        value = word("start", *lines, str(number))
        if value < 2**64 // limit * limit:
            return value % limit
        number += 1


def draw_random(keys, wanted, *_):
    return {i: Fraction(wanted, len(keys)) for i in sorted(range(len(keys)), key=keys.__getitem__)[:wanted]}


def draw_systematic(keys, wanted, _, lines):
    start, count = below(len(keys), *lines), len(keys)
    marks = [start + count * i for i in range(wanted)]
    return {mark // wanted: Fraction(wanted, count) for mark in marks}


def draw_size(keys, wanted, sizes, lines):
    drawn = {}
    while True:  # those that are certain, until there are none
        left, total = wanted - len(drawn), sum(s for i, s in enumerate(sizes) if i not in drawn)
        large = [i for i, s in enumerate(sizes) if i not in drawn and left > 0 and left * s >= total]
        if not large:
            break
        drawn.update(dict.fromkeys(large, Fraction(1)))
    if left <= 0:
        return drawn
    mark, end = below(total, *lines), 0
    for i in sorted(range(len(keys)), key=keys.__getitem__):
        if i in drawn and drawn[i] == 1:
            continue
        end += left * sizes[i]
        if mark < end:
            drawn[i] = Fraction(left * sizes[i], total)
            mark += total
    return drawn


DRAW = {"random": draw_random, "systematic": draw_systematic, "size": draw_size}


def shares(counts, wanted, least):
    """Proportional, by largest remainders; in these lists no bound decides."""
    total = sum(counts)
    quotas = [Fraction(wanted * c, total) for c in counts]
    out = [q.__floor__() for q in quotas]
    order = sorted(range(len(counts)), key=lambda i: (-(quotas[i] - out[i]), i))
    for i in order[: wanted - sum(out)]:
        out[i] += 1
    assert min(out) >= least
    return out


def groups(rows, key):
    return [(name, list(group)) for name, group in groupby(sorted(rows, key=key), key)]


def in_order(rows, sort):
    return sorted(rows, key=lambda r: ((r[sort] if sort else "").encode(), r["ma_ho_so"].encode()))


def one_stage(rows, strata, wanted, method, sort=None, measure=None):
    out = {}
    parts = groups(rows, lambda r: r[strata].encode())
    for (name, part), n in zip(parts, shares([len(part) for _, part in parts], wanted, 2)):
        part = in_order(part, sort)
        keys = [word("unit", r["ma_ho_so"]) for r in part]
        sizes = [int(r[measure]) if measure else 1 for r in part]
        for i, chance in DRAW[method](keys, n, sizes, [name.decode()]).items():
            out[part[i]["ma_ho_so"]] = chance
    return out


def two_stages(rows, strata, psu, wanted, take, method, second):
    out = {}
    parts = groups(rows, lambda r: r[strata].encode())
    for (name, part), n in zip(parts, shares([len(part) for _, part in parts], -(-wanted // take), 2)):
        units = groups(part, lambda r: r[psu].encode())
        keys = [word("psu", name.decode(), code.decode()) for code, _ in units]
        for i, first in DRAW[method](keys, n, [len(people) for _, people in units], [name.decode()]).items():
            code, people = units[i]
            people = in_order(people, None)
            keys_of_people = [word("unit", r["ma_ho_so"]) for r in people]
            lines = [name.decode(), code.decode()]
            for k, chance in DRAW[second](keys_of_people, min(take, len(people)), None, lines).items():
                out[people[k]["ma_ho_so"]] = first * chance
    return out


# --- Comparing -------------------------------------------------------------------------------------------------------

def compare(what, done, wanted):
    check(f"{what}: exit code", done.returncode == 0, done.stderr)
    found = {r["ma_ho_so"]: r for r in rows_of(done.stdout)}
    check(f"{what}: who is drawn", set(found) == set(wanted), sorted(set(found) ^ set(wanted))[:6])
    fractions = [i for i in set(found) & set(wanted) if Fraction(found[i]["fraction"]) != wanted[i]]
    check(f"{what}: fractions", not fractions, fractions[:3])
    off = [i for i, r in found.items() if abs(Fraction(r["weight"]) - 1 / Fraction(r["fraction"])) > Fraction(1, 2 * 10**9)]
    check(f"{what}: weights", not off, off[:3])
    return found


def check_methods(frame, rows):
    common = ["-q", "--id", "ma_ho_so", "--seed", SEED]
    for method in DRAW:
        sort = ["--sort", "ngay"] if method == "systematic" else []
        measure = ["--measure", "so"] if method == "size" else []
        done = run("sipas-sample", *common, "--strata", "linh_vuc", "-n", 60, "--method", method, *sort, *measure, frame)
        wanted = one_stage(rows, "linh_vuc", 60, method, "ngay" if sort else None, "so" if measure else None)
        found = compare(f"one stage, {method}", done, wanted)
        if method != "size":
            sums = {}
            for r in found.values():
                sums.setdefault((r["stratum"], int(r["fpc"])), []).append(Fraction(r["fraction"]))
            check(f"one stage, {method}: weights add up",
                  all(sum(1 / f for f in part) == size for (_, size), part in sums.items()))
        for second in ("random", "systematic"):
            done = run("sipas-sample", *common, "--strata", "huyen", "--psu", "xa", "--take", 6, "-n", 54, "--method", method,
                       "--second", second, frame)
            compare(f"two stages, {method}, {second}", done, two_stages(rows, "huyen", "xa", 54, 6, method, second))


def check_order(frame, rows, work):
    common = ["-q", "--id", "ma_ho_so", "--seed", SEED, "--strata", "huyen", "--psu", "xa", "--take", 5, "-n", 60]
    first = run("sipas-sample", *common, frame).stdout
    for turn in range(5):
        random.Random(turn).shuffle(rows)
        shuffled = work / "shuffled.csv"
        write(shuffled, rows)
        check("the order of the list does not show", run("sipas-sample", *common, shuffled).stdout == first)
    other = run("sipas-sample", *common[:4], SEED + "x", *common[5:], frame).stdout
    check("another seed draws others", other != first)


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def check_two_runs(frame, rows, work):
    """Communes drawn from their own list, then people of those: the same fractions as in one run."""
    communes = [{"xa": code.decode(), "huyen": people[0]["huyen"], "nguoi": len(people)}
                for code, people in groups(rows, lambda r: r["xa"].encode())]
    write(work / "xa.csv", communes)
    for method, measure in (("random", []), ("size", ["--measure", "nguoi"])):
        first = run("sipas-sample", "-q", "--id", "xa", "--strata", "huyen", "-n", 9, "--method", method, *measure, "--seed", SEED,
                    work / "xa.csv")
        (work / "mau-xa.csv").write_text(first.stdout, encoding="utf-8")
        second = run("sipas-sample", "-q", "--id", "ma_ho_so", "--psu", "xa", "--take", 6, "--first", work / "mau-xa.csv", "--seed",
                     SEED, frame)
        check(f"two runs, {method}: exit code", second.returncode == 0, second.stderr)
        sizes = {c["xa"]: c["nguoi"] for c in communes}
        chances = {r["xa"]: Fraction(r["fraction"]) for r in rows_of(first.stdout)}
        drawn = rows_of(second.stdout)
        check(f"two runs, {method}: six of each", len(drawn) == 6 * len(chances) == 54)
        check(f"two runs, {method}: fractions",
              all(Fraction(r["fraction"]) == chances[r["psu"]] * Fraction(6, sizes[r["psu"]]) for r in drawn))
        check(f"two runs, {method}: corrections", ("fpc" in drawn[0]) == (method == "random"))


def check_survey(frame, work):
    """The whole way: answers of those drawn, with the columns as they are."""
    drawn = run("sipas-sample", "-q", "--id", "ma_ho_so", "--seed", SEED, "--strata", "huyen", "--psu", "xa", "--take", 6, "-n", 54,
                frame)
    answers = rows_of(drawn.stdout)
    for i, row in enumerate(answers):
        row.update({f"q{k}": 5 - (i * k) % 4 for k in range(1, 6)})
    write(work / "answers.csv", answers)
    design = ["--form", SOURCE / "samples/khao-sat/phieu.json", "--strata", "stratum", "--psu", "psu", "--weight", "weight", "--fpc",
              "fpc", "--fpc2", "fpc2"]
    done = run("sipas-score", *design, "--werror", work / "answers.csv")
    check("sipas-score takes the sample", done.returncode == 0, done.stderr)
    total = rows_of(done.stdout)[0] if done.stdout else {}
    check("and gives an error", total.get("n") == "54" and float(total.get("se") or 0) > 0, total)
    everybody = run("sipas-sample", "-q", "--id", "ma_ho_so", "--seed", SEED, "--strata", "huyen", "-n", 10**6, frame)
    answers = rows_of(everybody.stdout)
    for i, row in enumerate(answers):
        row.update({f"q{k}": 5 - (i * k) % 4 for k in range(1, 6)})
    write(work / "answers.csv", answers)
    done = run("sipas-score", *design[:2], "--strata", "stratum", "--weight", "weight", "--fpc", "fpc", "-q",
               work / "answers.csv")
    total = rows_of(done.stdout)[0] if done.stdout else {}
    check("where everybody is asked the error is 0", total.get("se") == "0.000000", done.stderr or total)


def main():
    frame = SOURCE / "samples/khao-sat/khung.csv"
    with open(frame, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for i, row in enumerate(rows):
            row["so"] = (i * 7) % 13 + 1 + (400 if i == 11 else 0)
        write(work / "khung.csv", rows)
        check_methods(work / "khung.csv", rows)
        check_order(frame, [{k: v for k, v in r.items() if k != "so"} for r in rows], work)
        check_two_runs(frame, rows, work)
        check_survey(frame, work)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
