#!/usr/bin/env python3
"""par-audit sample and recheck against a second implementation.

    test_audit_sample.py BIN SOURCE

Samples are drawn again in Python from what par-score wrote, with hashlib's SHA-256. What verdicts change is computed by
another way: the verdicts as one more round of edited sets, through par-score and par-rank. Intervals are those of the
definition of Clopper and Pearson, from sums of the binomial distribution in fractions.
"""
import csv
import hashlib
import io
import json
import math
import random
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
YEAR = "samples/nam-mau-2025/nam.json"
passed = failed = 0


def check(what, fine, *why):
    global passed, failed
    passed, failed = passed + bool(fine), failed + (not fine)
    if not fine:
        print(f"FAILED {what}", *(f"    {line}" for text in why for line in str(text).splitlines()[:12]), sep="\n")


def run(folder, program, *arguments, expect=0):
    done = subprocess.run([BIN / program, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                          check=False)
    check(f"{program} {' '.join(arguments)}: exit {expect}", done.returncode == expect, done.returncode, done.stderr.decode())
    return done


def table(data):
    return list(csv.DictReader(io.StringIO(data.decode() if isinstance(data, bytes) else data)))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


# --- Drawing ----------------------------------------------------------------------------------------------------------

def word(text):
    return int(hashlib.sha256(text.encode()).hexdigest()[:16], 16)


class Population:
    """The scored components of a year, from its sets and its scores."""

    def __init__(self, work):
        self.sets, self.parts, self.required = {}, {}, {}
        for name in ("mau-so-2025", "mau-xa-2025"):
            document = json.loads((work / f"criteria/{name}.json").read_text(encoding="utf-8"))
            self.sets[name] = document
            self.parts[name] = {}
            for node in document["nodes"] + [document[key] for key in ("bonus", "penalty") if key in document]:
                self.walk(name, node, node["id"])
        self.rows = [row for row in table(run(work, "par-score", "--year", YEAR, "-o", "-", "-q").stdout)
                     if row["node"] in self.parts[row["set"]]]
        self.scored = [row for row in self.rows if row["state"] == "scored"]

    def walk(self, name, node, domain):
        if "nodes" not in node:
            self.parts[name][node["id"]] = domain
        for part in node.get("nodes", []):
            self.walk(name, part, domain)

    def key(self, row, seed):
        return word(f"{seed}\n{row['unit']}\n{row['node']}")

    def stratum(self, row, by):
        return {None: "", "unit": row["unit"], "bloc": row["bloc"], "set": row["set"],
                "domain": f"{row['set']}:{self.parts[row['set']][row['node']]}"}[by]

    def strata(self, by):
        found = {}
        for row in self.scored:
            found.setdefault(self.stratum(row, by), []).append(row)
        return found


def points(text):
    return int(Fraction(text) * 10**6)


def size_of(row):
    flags = row["flags"].split("|")
    return points(row["max"] if "bonus" in flags or "penalty" in flags else row["applicable_max"])


def evenly(population, rows, wanted, seed, _stratum):
    order = sorted(rows, key=lambda row: population.key(row, seed))
    return {(row["unit"], row["node"]): Fraction(min(wanted, len(rows)), len(rows)) for row in order[:wanted]}


def by_size(population, rows, wanted, seed, stratum):
    """Madow's systematic draw after Hartley and Rao, with those that are certain taken first."""
    left, drawn = sorted(rows, key=lambda row: population.key(row, seed)), {}
    wanted = min(wanted, len(rows))
    while True:
        total = sum(map(size_of, left))
        certain = [row for row in left if size_of(row) and wanted * size_of(row) >= total]
        if not certain:
            break
        drawn.update({(row["unit"], row["node"]): Fraction(1) for row in certain})
        wanted -= len(certain)
        left = [row for row in left if row not in certain]
    if not wanted or not total:
        return drawn
    number = 0
    while True:
        chance = word(f"{seed}\n{stratum}\nstart\n{number}")
        if chance < 2**64 // total * total:
            break
        number += 1
    marks, end = [chance % total + total * k for k in range(wanted)], 0
    for row in left:
        begin, end = end, end + wanted * size_of(row)
        if any(begin <= mark < end for mark in marks):
            drawn[(row["unit"], row["node"])] = Fraction(wanted * size_of(row), total)
    return drawn


def shares(weights, rooms, wanted):
    """Hamilton's largest remainders; what finds no room goes to the others in the same way."""
    out = [0] * len(weights)
    while wanted:
        open_ = [i for i in range(len(out)) if out[i] < rooms[i] and weights[i]]
        total = sum(weights[i] for i in open_)
        if not total:
            break
        quotas = {i: Fraction(wanted * weights[i], total) for i in open_}
        placed = 0
        for i in open_:
            more = min(math.floor(quotas[i]), rooms[i] - out[i])
            out[i] += more
            placed += more
        for i in sorted(open_, key=lambda i: (-(quotas[i] % 1), i)):
            if placed < wanted and quotas[i] % 1 and out[i] < rooms[i]:
                out[i] += 1
                placed += 1
        if not placed:
            break
        wanted -= placed
    return out


def half_up(share, decimals=6):
    return Fraction(math.floor(share * 10**decimals + Fraction(1, 2)), 10**decimals)


def expect_draw(population, work, method, by, amount, seed):
    """The draw of the program and that of this file."""
    kind, number = amount
    strata = population.strata(by)
    names = list(strata)
    if kind == "--size":
        weights = [sum(map(size_of, strata[name])) if method == "points" else len(strata[name]) for name in names]
        wanted = shares(weights, [len(strata[name]) for name in names], int(number))
    elif kind == "--share":
        wanted = [math.ceil(Fraction(number.rstrip("%")) / 100 * len(strata[name])) for name in names]
    else:
        wanted = [int(number)] * len(names)
    expected = {}
    for name, count in zip(names, wanted):
        expected.update((by_size if method == "points" else evenly)(population, strata[name], count, seed, name))
    arguments = ["--year", YEAR, "--by", method, kind, number, "--seed", seed, "-q"] + (["--stratify", by] if by else [])
    found = table(run(work, "par-audit", "sample", *arguments).stdout)
    what = f"sample by {method}, {kind} {number}, {by or 'no strata'}"
    check(f"{what}: who is drawn", [(row["unit"], row["criterion"]) for row in found]
          == [pair for row in population.scored if (pair := (row["unit"], row["node"])) in expected],
          len(found), len(expected), set((r["unit"], r["criterion"]) for r in found) ^ set(expected))
    check(f"{what}: probabilities", all(Fraction(row["probability"]) == half_up(expected.get((row["unit"], row["criterion"]), 0))
                                        for row in found))
    return found


def check_samples(work, population):
    for method in ("random", "points"):
        for by in (None, "unit", "bloc", "set", "domain"):
            expect_draw(population, work, method, by, ("--size", "60"), "2026-03-02 417")
        expect_draw(population, work, method, "bloc", ("--share", "3%"), "đồng xu")
        expect_draw(population, work, method, None, ("--share", "0.5"), "x")
        expect_draw(population, work, method, "unit", ("--each", "2"), "x")
        expect_draw(population, work, method, None, ("--size", "999999"), "x")
    everything = table(run(work, "par-audit", "sample", "--year", YEAR, "--by", "all", "--seed", "x", "-q").stdout)
    check("by all: every scored component, with certainty", [(r["unit"], r["criterion"], r["points"]) for r in everything]
          == [(r["unit"], r["node"], r["points"].lstrip("-")) for r in population.scored] and {r["probability"] for r in everything} == {"1"})
    check("by all: the last columns are the auditor's", all(r["verdict"] == r["score"] == r["reason"] == "" for r in everything))


def check_risk(work, population):
    weights = {"claim-differs": 2, "claim-alone": 2, "override": 3, "no-evidence": 3, "raised": 3, "restored": 2, "gain": 2,
               "unappraised": 1}
    everything = table(run(work, "par-audit", "sample", "--year", YEAR, "--by", "risk", "--size", "999999", "-q").stdout)
    scored = {(row["unit"], row["node"]): row for row in population.scored}
    risk, wrong = {}, []
    for row in everything:
        signs = set(filter(None, row["why"].split("|")))
        risk[(row["unit"], row["criterion"])] = int(row["risk"])
        score = scored[(row["unit"], row["criterion"])]
        flags = set(score["flags"].split("|"))
        raised = score["points_self"] and score["points_appraisal"] and points(score["points"]) > points(score["points_self"])
        fine = (int(row["risk"]) == sum(weights[sign] for sign in signs)
                and all((sign in signs) == (sign in flags) for sign in ("claim-differs", "claim-alone", "override", "no-evidence"))
                and (not raised or "raised" in signs or "claim-differs" in flags or "restored" in signs))
        wrong += [] if fine else [row]
    check("by risk: the score is the sum of its signs, and signs are those of par-score", not wrong, len(wrong), wrong[:2])
    order = sorted(population.scored, key=lambda row: (-risk[(row["unit"], row["node"])], -size_of(row), population.key(row, "")))
    few = table(run(work, "par-audit", "sample", "--year", YEAR, "--by", "risk", "--size", "40", "-q").stdout)
    check("by risk: the riskiest, then the largest, then by chance",
          {(r["unit"], r["criterion"]) for r in few} == {(r["unit"], r["node"]) for r in order[:40]})
    last = order[39]
    tied = [i for i, row in enumerate(order) if (risk[(row["unit"], row["node"])], size_of(row)) ==
            (risk[(last["unit"], last["node"])], size_of(last))]
    chance = half_up(Fraction(sum(i < 40 for i in tied), len(tied)))
    check("by risk: the probability of those that are equal at the edge",
          next(Fraction(r["probability"]) for r in few if (r["unit"], r["criterion"]) == (last["unit"], last["node"])) == chance)


def check_scores_file(work, population):
    """From a scores file the same is drawn; only what was given back after a cut cannot be seen in it."""
    run(work, "par-score", "--year", YEAR, "-o", "scores.csv", "-q")
    inputs = ["-c", "criteria/mau-so-2025.json", "-c", "criteria/mau-xa-2025.json", "-u", "samples/nam-mau-2025/units.csv"]
    lines = (work / "scores.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    shuffled = lines[1:]
    random.Random(1).shuffle(shuffled)
    (work / "shuffled.csv").write_text("".join([lines[0], *shuffled]), encoding="utf-8")
    for method in ("random", "points", "risk", "all"):
        amount = [] if method == "all" else ["--size", "50", "--stratify", "bloc"]
        draw = ["--by", method, *amount, "--seed", "x", "-q"]
        own = run(work, "par-audit", "sample", "--year", YEAR, *draw).stdout
        for name in ("scores.csv", "shuffled.csv"):
            check(f"by {method} from {name}", run(work, "par-audit", "sample", *inputs, name, *draw).stdout == own)
    run(work, "par-score", "--year", YEAR, "--excel", "--lang", "vi", "-o", "excel-scores.csv", "-q")
    draw = ["--by", "random", "--size", "50", "--seed", "x", "-q"]
    check("from scores for Excel", run(work, "par-audit", "sample", *inputs, "excel-scores.csv", *draw).stdout
          == run(work, "par-audit", "sample", "--year", YEAR, *draw).stdout)
    row = next(i for i, line in enumerate(lines) if ",001,xa,yes,1.1.1," in line)
    for what, changed, status, code in (
            ("a row is missing", lines[:row] + lines[row + 1:], 1, "scores-row"),
            ("a row stands twice", lines + [lines[row]], 1, "row-repeated"),
            ("an unknown criterion", lines + [lines[row].replace(",1.1.1,", ",1.1.99,")], 1, "criterion-unknown"),
            ("an unknown unit", lines + [lines[row].replace(",001,", ",zzz,")], 1, "unit-unknown"),
            ("another set", lines[:row] + [lines[row].replace("mau-xa-2025", "mau-so-2025")] + lines[row + 1:], 1, "set-unknown"),
            ("a unit is missing", [line for line in lines if ",001,xa," not in line], 0, "sample-no-rows")):
        (work / "changed.csv").write_text("".join(changed), encoding="utf-8")
        done = run(work, "par-audit", "sample", *inputs, "changed.csv", *draw[:-1], expect=status)
        check(f"scores: {what}", f"[{code}]".encode() in done.stderr, done.stderr.decode()[-300:])


def check_gain(work, population):
    """Against the same scores with other points: a gain of half the maximum is a sign, a smaller one is not."""
    rows = table((work / "scores.csv").read_text(encoding="utf-8"))
    chosen = [row for row in rows if row["state"] == "scored" and row["node"] in {"1.1.1", "2.1", "5.1"} & population.parts[row["set"]].keys()
              and Fraction(row["points"]) * 2 >= Fraction(row["max"]) and "bonus" not in row["flags"]]
    expected = set()
    for i, row in enumerate(chosen):
        less = Fraction(row["applicable_max"]) / 2 - (Fraction(1, 100) if i % 2 else 0)
        before = Fraction(row["points"]) - less
        row["points"] = f"{float(before):.2f}"
        if i % 2 == 0:
            expected.add((row["unit"], row["node"]))
    write(work / "earlier.csv", rows)
    draw = ["sample", "--year", YEAR, "--by", "all", "-q", "--seed", "x", "--history"]
    found = table(run(work, "par-audit", *draw, "earlier.csv").stdout)
    gained = {(r["unit"], r["criterion"]) for r in found if "gain" in r["why"].split("|")}
    check("gains of half the maximum", gained == expected, len(expected), gained ^ expected)
    for row in rows:
        if row["node"] == "1.1.1":
            row["node"] = "9.1"
    write(work / "renumbered.csv", rows)
    (work / "mapping.csv").write_text("old,new\n9.1,1.1.1\n", encoding="utf-8")
    found = table(run(work, "par-audit", *draw, "renumbered.csv", "--mapping", "mapping.csv").stdout)
    check("gains through a mapping", {(r["unit"], r["criterion"]) for r in found if "gain" in r["why"].split("|")} == expected)
    run(work, "par-audit", "sample", "--year", YEAR, "--by", "all", "--mapping", "mapping.csv", expect=2)


def check_row_order(work):
    """The same year with its rows in another order draws the same list."""
    seen = set()
    for seed in range(3):
        copy = work / f"order-{seed}"
        for part in ("samples/nam-mau-2025", "criteria"):
            shutil.copytree(work / part, copy / part)
        for name in ("units.csv", "tu-danh-gia/cap-xa.csv", "tham-dinh/so-noi-vu-cap-so.csv"):
            path = copy / "samples/nam-mau-2025" / name
            head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
            random.Random(seed).shuffle(rows)
            path.write_text("".join([head, *rows]), encoding="utf-8")
        for method in ("random", "points", "risk"):
            seen.add((method, run(copy, "par-audit", "sample", "--year", YEAR, "--by", method, "--size", "50", "--seed", "x",
                                  "-q").stdout))
    check("whatever the order of rows", len(seen) == 3)


# --- Verdicts ---------------------------------------------------------------------------------------------------------

def interval(wrong, checked, level):
    """Clopper and Pearson: the shares at which so many or more (so few or fewer) have a chance of (1 - level) / 2."""
    tail = (1 - Fraction(level)) / 2
    def at_least(p, k):
        return sum(math.comb(checked, i) * p**i * (1 - p)**(checked - i) for i in range(k, checked + 1))
    def solve(rises, target):
        low, high = Fraction(0), Fraction(1)
        for _ in range(40):
            middle = Fraction(round((low + high) / 2 * 2**48), 2**48)
            low, high = (middle, high) if rises(middle) < target else (low, middle)
        return low
    return (Fraction(0) if wrong == 0 else solve(lambda p: at_least(p, wrong), tail),
            Fraction(1) if wrong == checked else solve(lambda p: at_least(p, wrong + 1), 1 - tail))


def outward(low, high):
    return Fraction(math.floor(low * 10**4), 10**2), Fraction(math.ceil(high * 10**4), 10**2)


def fill_in(rows, seed):
    """Every fifth is wrong, and a unit gets all that it can or loses all."""
    chance = random.Random(seed)
    for i, row in enumerate(rows):
        if i % 5 == 3:
            now, most = Fraction(row["points"]), Fraction(row["max"])
            row["verdict"] = chance.choice(["sai", "Sai", "wrong", ""])
            row["score"] = "0" if now else str(float(most))
            row["reason"] = "kiểm tra hồ sơ"
        elif i % 17 == 5:
            row["verdict"] = row["score"] = ""
        else:
            row["verdict"] = chance.choice(["đúng", "Đúng", "right"])
    return rows


def through_a_round(work, rows):
    """Scores and ranking with the verdicts as a round of edited sets, by par-score and par-rank."""
    copy = work / "another-way"
    shutil.rmtree(copy, ignore_errors=True)
    for part in ("samples/nam-mau-2025", "criteria"):
        shutil.copytree(work / part, copy / part)
    for name in ("mau-so-2025", "mau-xa-2025"):
        path = copy / f"criteria/{name}.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        document["rounds"].append({"id": "phuc-tra"})
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    year = json.loads((copy / YEAR).read_text(encoding="utf-8"))
    year["rounds"]["phuc-tra"] = ["phuc-tra.csv"]
    (copy / YEAR).write_text(json.dumps(year), encoding="utf-8")
    write(copy / "samples/nam-mau-2025/phuc-tra.csv",
          [{"unit": r["unit"], "criterion": r["criterion"], "score": r["score"], "agree": "" if r["score"] else "yes",
            "reason": r["reason"]} for r in rows if r["verdict"] or r["score"]])
    return ranking(copy)


def ranking(work):
    run(work, "par-score", "--year", YEAR, "-o", "scores.csv", "-q")
    rows = table(run(work, "par-rank", "--year", YEAR, "--provisional", "-o", "-", "-q", "scores.csv").stdout)
    return {row["unit"]: row for row in rows}


def check_recheck(work, seed):
    arguments = ["--year", YEAR, "--by", "random", "--size", "70", "--seed", str(seed), "-q"]
    rows = fill_in(table(run(work, "par-audit", "sample", *arguments).stdout), seed)
    write(work / "phuc-tra.csv", rows)
    done = run(work, "par-audit", "recheck", "--year", YEAR, "phuc-tra.csv", "--all", "--rates", "rates.csv")
    check("a random draw has no warning about its rate", b"recheck-not-random" not in done.stderr)
    found = table(done.stdout)
    before, after = ranking(work), through_a_round(work, rows)
    wrong = []
    for row in found:
        for when, expected in (("before", before), ("after", after)):
            unit = expected[row["unit"]]
            for name in ("points", "index", "rank", "class"):
                if row[f"{name}_{when}"] != unit[name]:
                    wrong.append((row["unit"], name, when, row[f"{name}_{when}"], unit[name]))
    check(f"recheck {seed}: points, index, rank and class before and after", not wrong and len(found) == len(before),
          len(found), len(before), wrong[:5])
    own = {r["unit"] for r in rows if r["score"] and Fraction(r["score"]) != Fraction(r["points"])}
    moved = {r["unit"] for r in found if any(r[f"{n}_before"] != r[f"{n}_after"] for n in ("points", "index", "rank", "class"))}
    check(f"recheck {seed}: who moved, and by whom", {r["unit"]: r["moved_by"] for r in found if r["moved_by"]}
          == {unit: "own" if unit in own else "others" for unit in moved | own})
    shown = table(run(work, "par-audit", "recheck", "--year", YEAR, "phuc-tra.csv", "-q").stdout)
    check(f"recheck {seed}: without --all those that changed", {r["unit"] for r in shown} == moved | own)
    check_rates(work, rows, seed)


def check_rates(work, rows, seed):
    rates = {row["bloc"]: row for row in table((work / "rates.csv").read_text(encoding="utf-8"))}
    for bloc, rate in rates.items():
        mine = [r for r in rows if (r["verdict"] or r["score"]) and bloc in ("*", r["bloc"])]
        off = [Fraction(r["score"]) - Fraction(r["points"]) for r in mine if r["score"]]
        bad = [change for change in off if change]
        low, high = outward(*interval(len(bad), len(mine), "0.95"))
        book = sum(Fraction(r["points"]) for r in mine)
        expected = [len(mine), len(bad), half_up(Fraction(100 * len(bad), len(mine)), 2), low, high, 95, book,
                    sum(map(abs, off)), sum(off), half_up(100 * sum(map(abs, off)) / book, 2) if book else None]
        names = ["checked", "wrong", "rate", "rate_low", "rate_high", "confidence", "points_checked", "points_off", "points_net",
                 "points_rate"]
        check(f"recheck {seed}: rates of {bloc}", [Fraction(rate[name]) if rate[name] else None for name in names] == expected,
              [rate[name] for name in names], list(map(str, expected)))


def check_interval(work):
    """Published: 10 of 100 is 4.90 - 17.62 % and 0 of 30 0 - 11.57 % (R's binom.test, and any table of the interval)."""
    check("this file's own interval", [outward(*interval(10, 100, "0.95")), outward(*interval(0, 30, "0.95"))]
          == [(Fraction("4.90"), Fraction("17.63")), (Fraction(0), Fraction("11.58"))],
          outward(*interval(10, 100, "0.95")), outward(*interval(0, 30, "0.95")))
    rows = table(run(work, "par-audit", "sample", "--year", YEAR, "--by", "random", "--size", "30", "--seed", "y", "-q").stdout)
    for row in rows:
        row["verdict"] = "đúng"
    write(work / "dung.csv", rows)
    run(work, "par-audit", "recheck", "--year", YEAR, "dung.csv", "--rates", "r.csv", "--confidence", "90", "-q")
    rate = table((work / "r.csv").read_text(encoding="utf-8"))[0]
    low, high = outward(*interval(0, 30, "0.90"))
    check("none wrong: from 0, and an upper bound all the same", (rate["rate_low"], Fraction(rate["rate_high"])) == ("0.00", high), rate)


# --- What is refused --------------------------------------------------------------------------------------------------

def check_faults(work):
    rows = table(run(work, "par-audit", "sample", "--year", YEAR, "--by", "random", "--size", "12", "--seed", "z", "-q").stdout)
    def verdicts(status, codes, **change):
        changed = [dict(row) for row in rows]
        changed[0].update(verdict="đúng")
        changed[1].update(change)
        write(work / "v.csv", changed)
        done = run(work, "par-audit", "recheck", "--year", YEAR, "v.csv", expect=status)
        check(f"{change}: {codes}", all(f"[{code}]" in done.stderr.decode() for code in codes), done.stderr.decode()[-400:])
        check(f"{change}: output only without errors", bool(done.stdout) == (status == 0))
    verdicts(1, ["recheck-verdict"], verdict="có lẽ")
    verdicts(1, ["recheck-score"], verdict="đúng", score="1")
    verdicts(1, ["recheck-no-score"], verdict="sai", reason="x")
    verdicts(1, ["recheck-same"], verdict="sai", score=rows[1]["points"], reason="x")
    verdicts(1, ["score-above-max"], verdict="sai", score="99", reason="x")
    verdicts(1, ["score-negative"], verdict="sai", score="-1", reason="x")
    verdicts(1, ["unit-unknown"], unit="khong-co", verdict="đúng")
    verdicts(1, ["criterion-unknown"], criterion="9.9.9", verdict="đúng")
    verdicts(1, ["row-repeated"], unit=rows[0]["unit"], criterion=rows[0]["criterion"], max=rows[0]["max"], verdict="đúng")
    verdicts(1, ["max-differs"], max="77", verdict="đúng")
    verdicts(0, ["recheck-stale"], points="0.01", verdict="đúng")
    verdicts(0, ["recheck-not-random"], method="risk", verdict="đúng")
    write(work / "v.csv", rows)
    done = run(work, "par-audit", "recheck", "--year", YEAR, "v.csv", expect=1)
    check("nothing filled in", b"[recheck-none]" in done.stderr, done.stderr.decode())
    unscored = next(row for row in Population(work).rows if row["state"] == "not_submitted")
    write(work / "v.csv", [dict(rows[0], unit=unscored["unit"], criterion=unscored["node"], max="", points="", verdict="đúng")])
    done = run(work, "par-audit", "recheck", "--year", YEAR, "v.csv", expect=1)
    check("a component without points", b"[recheck-no-points]" in done.stderr, done.stderr.decode()[-300:])
    usage = (["--by", "random", "--size", "5"], ["--by", "points", "--share", "5%"], ["--size", "5", "--seed", "x"],
             ["--by", "random", "--seed", "x"], ["--by", "random", "--size", "5", "--share", "5%", "--seed", "x"],
             ["--by", "all", "--size", "5"], ["--by", "random", "--each", "5", "--seed", "x"], ["--by", "chance"],
             ["--by", "random", "--size", "0", "--seed", "x"], ["--by", "random", "--share", "101%", "--seed", "x"],
             ["--by", "random", "--size", "5", "--seed", "x", "--stratify", "phong"])
    for arguments in usage:
        done = run(work, "par-audit", "sample", "--year", YEAR, *arguments, expect=2)
        check(f"usage: {arguments}: nothing is written", not done.stdout)


def check_excel(work):
    """The list through Excel's CSV with decimal commas and Vietnamese headings, and back."""
    run(work, "par-audit", "sample", "--year", YEAR, "--by", "random", "--size", "20", "--seed", "e", "-q", "--excel", "--lang",
        "vi", "-o", "excel.csv")
    rows = list(csv.DictReader((work / "excel.csv").open(encoding="utf-8-sig", newline=""), delimiter=";"))
    heading = {name: column for column in rows[0] for name in [column]}
    check("headings for people", "Kết luận" in heading and "Mã đơn vị" in heading, list(heading))
    for i, row in enumerate(rows):
        row["Kết luận"] = "Sai" if i == 0 else "Đúng"
    rows[0]["Điểm chấm"] = "0,5" if rows[0]["Điểm đạt được"] != "0,50" else "0"
    rows[0]["Lý do"] = "x"
    with (work / "excel.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    done = run(work, "par-audit", "recheck", "--year", YEAR, "excel.csv", "--rates", "e.csv")
    check("read back without a warning of stale points", b"recheck-stale" not in done.stderr, done.stderr.decode())
    rate = table((work / "e.csv").read_text(encoding="utf-8"))[0]
    check("one of twenty", (rate["checked"], rate["wrong"]) == ("20", "1"), rate)


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copytree(SOURCE / "samples/nam-mau-2025", work / "samples/nam-mau-2025", ignore=shutil.ignore_patterns("ket-qua"))
        shutil.copytree(SOURCE / "criteria", work / "criteria")
        population = Population(work)
        check_samples(work, population)
        check_risk(work, population)
        check_scores_file(work, population)
        check_gain(work, population)
        check_row_order(work)
        for seed in range(4):
            check_recheck(work, seed)
        check_interval(work)
        check_faults(work)
        check_excel(work)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
