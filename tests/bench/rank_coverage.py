#!/usr/bin/env python3
"""How often all true ranks are among those that sipas-score --rank leaves open.

    rank_coverage.py BIN WORK [--quick]

A made-up population of UNITS units, each of 60 clusters of 200 people who are satisfied with a chance of their unit and cluster.
Each sample takes DRAWN clusters of every unit and PEOPLE people of each. Counted are the samples in which every unit's true rank
is in its set (the joint statement, of which 95 in 100 are promised), the mean width of the sets, and the share of pairs that were told
apart. It asserts nothing.
"""
import csv
import io
import json
import random
import subprocess
import sys
from pathlib import Path

UNITS, CLUSTERS, DRAWN, PEOPLE = 12, 60, 10, 20


def population(spread, rng):
    """[unit][cluster][person]: satisfied or not."""
    units = []
    for u in range(UNITS):
        chance = 0.85 + spread * (u - (UNITS - 1) / 2) / UNITS
        clusters = [min(0.999, max(0.001, rng.gauss(chance, 0.04))) for _ in range(CLUSTERS)]
        units.append([[rng.random() < c for _ in range(200)] for c in clusters])
    return units


def draw(units, path, rng):
    with path.open("w", encoding="utf-8") as out:
        out.write("don_vi,cum,q\n")
        for u, clusters in enumerate(units):
            for c in rng.sample(range(CLUSTERS), DRAWN):
                out.writelines(f"u{u:02},u{u:02}-{c},{5 if x else 2}\n" for x in rng.sample(clusters[c], PEOPLE))


def ranks(program, form, path, target):
    subprocess.run([program, "-q", "--form", form, "--strata", "don_vi", "--psu", "cum", "--by", "don_vi", "--rank", target, "-o",
                    path.with_suffix(".out"), path], check=True)
    return {r["group"]: r for r in csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))}


def main():
    program, work = f"{sys.argv[1]}/sipas-score", Path(sys.argv[2])
    samples, rng = 50 if "--quick" in sys.argv else 2000, random.Random(1)
    form = work / "rank-form.json"
    choices = [{"id": str(k), "label": {"vi": f"Mức {k}"}, "satisfied": k > 3} for k in range(5, 0, -1)]
    form.write_text(json.dumps({"format": "parindex-sipas-form/1", "id": "thu", "title": {"vi": "Thử"}, "source": {"status": "sample"},
                                "index": "mean_of_items", "scales": {"s": {"choices": choices}}, "scale": "s",
                                "nodes": [{"id": "q", "name": {"vi": "Câu"}}]}), encoding="utf-8")
    print(f"{'spread':>6} {'held':>7} {'width':>6} {'told apart':>10}   of {samples} samples of {UNITS} units x {DRAWN} x {PEOPLE}")
    for spread in (0.0, 0.1, 0.3):
        units = population(spread, rng)
        truth = {f"u{u:02}": sum(map(sum, clusters)) for u, clusters in enumerate(units)}
        true_rank = {u: 1 + sum(x > truth[u] for x in truth.values()) for u in truth}
        held = width = told = 0
        for _ in range(samples):
            draw(units, work / "rank-sample.csv", rng)
            found = ranks(program, form, work / "rank-sample.csv", work / "ranks.csv")
            held += all(int(r["best_rank"]) <= true_rank[u] <= int(r["worst_rank"]) for u, r in found.items())
            width += sum(int(r["worst_rank"]) - int(r["best_rank"]) + 1 for r in found.values()) / UNITS
            told += sum(UNITS - 1 - at - int(r["alike_next"]) for at, r in enumerate(found.values())) / (UNITS * (UNITS - 1) / 2)
        print(f"{spread:>6.2f} {100 * held / samples:>6.1f}% {width / samples:>6.2f} {100 * told / samples:>9.1f}%")


main()
