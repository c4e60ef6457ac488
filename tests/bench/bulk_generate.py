#!/usr/bin/env python3
"""Large tables for the benches, the same for the same seed.

usage: bulk_generate.py survey|dossiers ROWS UNITS FILE
"""
import datetime
import random
import sys


def survey(rng, rows, units):
    yield "unit,weight," + ",".join(f"q{i}" for i in range(1, 23)) + "\n"
    tails = [f"{rng.randrange(1, 4)}.{rng.randrange(100):02}," + ",".join(str(rng.randrange(1, 6)) for _ in range(22))
             for _ in range(4096)]
    for _ in range(rows):
        yield f"{rng.randrange(units):05},{tails[rng.randrange(4096)]}\n"


def dossiers(rng, rows, units):
    yield "dossier,unit,procedure,received_on,due_on,finished_on,status,channel\n"
    first, tails = datetime.date(2025, 1, 1), []
    for _ in range(4096):
        received = first + datetime.timedelta(rng.randrange(365))
        due = received + datetime.timedelta(rng.randrange(1, 30))
        done = rng.random() < .9
        finished = received + datetime.timedelta(rng.randrange(40)) if done else ""
        tails.append(f"{rng.randrange(200):03},{received},{due},{finished},{'solved' if done else 'pending'},"
                     f"{rng.choice(['online', 'direct', 'post'])}")
    for number in range(rows):
        yield f"H{number:09},{rng.randrange(units):05},{tails[rng.randrange(4096)]}\n"


def main():
    kind, rows, units, path = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines({"survey": survey, "dossiers": dossiers}[kind](random.Random(7), rows, units))


main()
