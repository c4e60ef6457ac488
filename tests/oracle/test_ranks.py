#!/usr/bin/env python3
"""Rankings of sipas-score (--rank) against a second implementation, row by row of the forms.

    test_ranks.py BIN SOURCE

The intervals of all groups at 1 - (1 - level) / K, the ranks that they leave open as Klein, Wright and Wieczorek (2020) count
them, and for each group how many that follow cannot be told from it, by the difference of two indexes with the covariance that
shared strata and PSUs give it, at Bonferroni's share of K (K - 1) / 2 tests. Everything from the rows with plain formulas; only
the quantile of t is by integration. The forms are those of tests/oracle/sipas and made-up ones in which groups share PSUs.
"""
import csv
import io
import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
HERE = SOURCE / "tests" / "oracle" / "sipas"
FORM, ITEMS = HERE / "form.json", ("q1", "q2", "q3", "q4", "q5")
LEVEL = 0.95
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good and failed <= 20:
        print(f"FAILED {what} {detail}")


def student_cdf(t, df):
    """By Simpson's rule on x = t / sqrt(df + t^2) = sin(a): the density is cos(a)^(df - 1)."""
    top, steps = math.asin(t / math.sqrt(df + t * t)), 4000
    constant = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(math.pi)
    width = top / steps
    values = [math.cos(i * width) ** (df - 1) for i in range(steps + 1)]
    return 0.5 + constant * width / 3 * (values[0] + values[-1] + 4 * sum(values[1:-1:2]) + 2 * sum(values[2:-1:2]))


def student_quantile(p, df, known={}):
    if (p, df) not in known:
        low, high = 0.0, 1.0
        while student_cdf(high, df) < p:
            high *= 2
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if student_cdf(middle, df) < p else (low, middle)
        known[p, df] = (low + high) / 2
    return known[p, df]


def linearised(rows, group, by):
    """The index of a group, and for each row what it adds to the error."""
    index, z, answered = 0, [0.0] * len(rows), 0
    for item in ITEMS:
        mine = [(i, r) for i, r in enumerate(rows) if r[by] == group and r[item] != ""]
        if not mine:
            continue
        answered += 1
        weight = sum(r["w"] for _, r in mine)
        share = sum(r["w"] for _, r in mine if int(r[item]) >= 4) / weight
        index += share
        for i, r in mine:
            z[i] += r["w"] * ((int(r[item]) >= 4) - share) / weight
    return index / answered, [x / answered for x in z]


def variance(rows, z, groups, by):
    """V and df over the PSUs of the strata; lonely ones add nothing (--lonely remove)."""
    sums, sizes, asked = {}, {}, set()
    for r, x in zip(rows, z):
        psu = sums.setdefault(r["h"], {})
        psu[r["i"]] = psu.get(r["i"], 0) + x
        sizes[r["h"]] = r["N"]
        if r[by] in groups and any(r[item] != "" for item in ITEMS):
            asked.add((r["h"], r["i"]))
    total = 0
    for h in {h for h, _ in asked}:
        n, t = len(sums[h]), list(sums[h].values())
        if n > 1:
            left = 1 - n / sizes[h] if sizes[h] else 1
            total += left * n / (n - 1) * sum((x - sum(t) / n) ** 2 for x in t)
    return total, len(asked) - len({h for h, _ in asked})


def expected(rows, by):
    """[(group, index, se, low, high, best, worst, alike)] by index; intervals are p -+ t se, cut to 0..1."""
    groups = sorted({r[by] for r in rows})
    found = {g: linearised(rows, g, by) for g in groups}
    order = sorted(groups, key=lambda g: (-round(100 * found[g][0], 2), g))
    count, made = len(order), {}
    for g in order:
        p, z = found[g]
        v, df = variance(rows, z, {g}, by)
        n = sum(r[by] == g and any(r[item] != "" for item in ITEMS) for r in rows)
        known, ends = v > 1e-20 and df > 0, p in (0, 1)
        if ends:  # Clopper and Pearson's
            far = ((1 - LEVEL) / count / 2) ** (1 / n)
            made[g] = (p, 0, far if p else 0, 1 if p else 1 - far, True)
            continue
        half = student_quantile(1 - (1 - LEVEL) / count / 2, df) * math.sqrt(v) if known else 0
        made[g] = (p, math.sqrt(v) if v > 1e-20 else 0, max(0, p - half) if known else None, min(1, p + half) if known else None, False)
    result = []
    for at, g in enumerate(order):
        p, se, low, high, ends = made[g]
        others = [made[o] for o in order if o != g and made[o][2] is not None]
        best = 1 + sum(o[2] > high for o in others) if low is not None else 1
        worst = count - sum(o[3] <= low for o in others) if low is not None else count
        alike = 0
        for o in order[at + 1:]:
            z = [a - b for a, b in zip(found[g][1], found[o][1])]
            v, df = variance(rows, z, {g, o}, by)
            tests = count * (count - 1) / 2
            both = low is not None and made[o][2] is not None
            if both and (ends or made[o][4]):
                if low > made[o][3]:
                    break
                alike += 1
                continue
            if both and v > 1e-20 and df > 0 and (p - made[o][0]) / math.sqrt(v) > student_quantile(1 - (1 - LEVEL) / tests / 2, df):
                break
            alike += 1
        result.append((g, p, se, low, high, best, worst, alike))
    return result


def found(path, by, *options):
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "ranks.csv"
        done = subprocess.run([BIN / "sipas-score", "-q", "--form", FORM, "--lonely", "remove", "--interval", "mean", "--by", by,
                               "--rank", target, *options, path], capture_output=True, env={"PATH": "/usr/bin:/bin"}, check=False)
        if done.returncode:
            sys.exit(f"exit {done.returncode}\n{done.stderr.decode()}\n0 passed, 1 failed")
        return list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))


def compare(what, rows, path, by, *options):
    ranks, wanted = found(path, by, *options), expected(rows, by)
    check(f"{what}: groups", [r["group"] for r in ranks] == [w[0] for w in wanted], f"{[r['group'] for r in ranks]} {[w[0] for w in wanted]}")
    for r, (group, p, se, low, high, best, worst, alike) in zip(ranks, wanted):
        place = 1 + sum(round(100 * w[1], 2) > round(100 * p, 2) for w in wanted)
        check(f"{what} {group}: rank", int(r["rank"]) == place, r)
        check(f"{what} {group}: ranks", (int(r["best_rank"]), int(r["worst_rank"])) == (min(best, place), max(worst, place)), f"{r} {best} {worst}")
        check(f"{what} {group}: alike", int(r["alike_next"]) == alike, f"{r} {alike}")
        check(f"{what} {group}: se", abs(float(r["se"]) - 100 * se) < 2e-6, f"{r} {100 * se}")
        if low is None:
            check(f"{what} {group}: no interval", r["low"] == r["high"] == "", r)
        else:
            near = abs(float(r["low"]) - 100 * low) < 2e-6 and abs(float(r["high"]) - 100 * high) < 2e-6
            check(f"{what} {group}: interval", near, f"{r} {100 * low} {100 * high}")


def shipped():
    rows = []
    for r in csv.DictReader((HERE / "sipas.csv").open(encoding="utf-8-sig")):
        rows.append({**r, "w": float(r["trong_so"]), "h": r["tinh"], "i": r["xa"], "N": float(r["N_xa"])})
    for by in ("tinh", "gioi", "linh_vuc"):
        compare(f"shipped {by}", rows, HERE / "sipas.csv", by, "--strata", "tinh", "--psu", "xa", "--fpc", "N_xa", "--weight", "trong_so")


def made_up(seed, folder):
    """Groups that differ a lot or little, that share PSUs or have their own, with blanks."""
    random.seed(seed)
    count, own = random.choice((2, 3, 5, 9)), seed % 2
    share, rows = [random.uniform(0.3, 0.95) for _ in range(count)], []
    for h in range(random.choice((1, 3))):
        for i in range(random.choice((4, 12))):
            shift = random.uniform(-0.15, 0.15)
            for _ in range(random.choice((5, 30))):
                g = (i if own else random.randrange(count)) % count
                row = {"h": f"h{h}", "i": f"i{i}", "w": random.randint(1, 40) / 4, "N": 0, "nhom": f"g{g}"}
                for item in ITEMS:
                    row[item] = "" if random.random() < 0.08 else str(5 - int(random.random() > share[g] + shift) * 3)
                rows.append(row)
    path = Path(folder) / f"made-{seed}.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["tang", "cum", "trong_so", "nhom", *ITEMS])
        writer.writerows([r["h"], r["i"], r["w"], r["nhom"], *(r[k] for k in ITEMS)] for r in rows)
    compare(f"made {seed}", rows, path, "nhom", "--strata", "tang", "--psu", "cum", "--weight", "trong_so")


shipped()
with tempfile.TemporaryDirectory() as work:
    for number in range(24):
        made_up(number, work)
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
