#!/usr/bin/env python3
"""How often the intervals of sipas-score hold the truth: samples of clusters from a made-up population, each read by the
program, for every method and a satisfied share of 0.5, 0.9 and 0.98. It asserts nothing; 95 of 100 are promised.

usage: coverage.py BIN WORK [--quick]    2,000 samples of each, 200 with --quick
"""
import csv
import io
import json
import random
import subprocess
import sys
from pathlib import Path

CLUSTERS, SIZE, DRAWN, PEOPLE, ALIKE = 2000, 50, 30, 20, 0.05  # ALIKE: correlation within a cluster
METHODS = ["beta", "logit", "wilson", "asin", "mean"]
FORM = {"format": "parindex-sipas-form/1", "id": "thu", "title": {"vi": "Thử"}, "source": {"status": "sample"}, "index": "mean_of_items",
        "scales": {"s": {"choices": [{"id": "1", "label": {"vi": "Hài lòng"}, "satisfied": True}, {"id": "0", "label": {"vi": "Không"}}]}},
        "scale": "s", "nodes": [{"id": "q", "name": {"vi": "Câu"}}]}


def population(share, chance):
    a, b = share * (1 - ALIKE) / ALIKE, (1 - share) * (1 - ALIKE) / ALIKE
    shares = [chance.betavariate(a, b) for _ in range(CLUSTERS)]
    return [[int(chance.random() < p) for _ in range(SIZE)] for p in shares]


def interval(program, form, path, method):
    done = subprocess.run([program, "-q", "--form", form, "--psu", "c", "--interval", method, path], capture_output=True, text=True, check=True)
    row = next(csv.DictReader(io.StringIO(done.stdout)))
    return (float(row["low"]), float(row["high"])) if row["low"] else None


def main():
    bin_folder, work = sys.argv[1:3]
    samples = 200 if "--quick" in sys.argv else 2000
    chance, form, path = random.Random(7), Path(work) / "coverage.json", Path(work) / "coverage.csv"
    form.write_text(json.dumps(FORM), encoding="utf-8")
    print(f"{'share':>6} {'method':<7} {'held':>7} {'mean width':>11}   of {samples} samples of {DRAWN} x {PEOPLE}")
    for share in (0.5, 0.9, 0.98):
        people = population(share, chance)
        truth = 100 * sum(map(sum, people)) / (CLUSTERS * SIZE)
        held, width = dict.fromkeys(METHODS, 0), dict.fromkeys(METHODS, 0.0)
        for _ in range(samples):
            drawn = chance.sample(range(CLUSTERS), DRAWN)
            rows = [f"{c},{a}\n" for c in drawn for a in chance.sample(people[c], PEOPLE)]
            path.write_text("c,q\n" + "".join(rows), encoding="utf-8")
            for method in METHODS:
                found = interval(f"{bin_folder}/sipas-score", form, path, method)
                if found:
                    held[method] += found[0] <= truth <= found[1]
                    width[method] += found[1] - found[0]
        for method in METHODS:
            print(f"{truth:>6.2f} {method:<7} {100 * held[method] / samples:>6.1f}% {width[method] / samples:>11.2f}")


if __name__ == "__main__":
    main()
