#!/usr/bin/env python3
"""Whoever reads which rows: par-dossier writes and says the same bytes with any number of threads, and the same as when
rows are read in their order (which --check-ids asks for), on a file of many pieces with faults of every kind in it.

    test_threads.py BIN SOURCE
"""
import random
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.argv[1]).resolve()
ROWS = 60000
FAULTS = ["H{n},{u},P1,2025-13-01,,,,\n", "H{n},{u},P1,2025-03-01,2025-02-01,,,\n", "H{n},{u},P1,2025-03-01,,2025-02-01,solved,\n",
          "H{n},{u},P1\n", "H{n},{u},P1,2025-03-01,,,nonsense,\n", "H{n},{u},\"P\"1,2025-03-01,,,,\n", "\n", " ,,\n", ",,,,,,,\n",
          "H{n},\xe1,P1,2025-03-01,,,,\n", "H{n},{u},\"P1\nH1,1,P9,2025-01-01,,,,\n\",2025-03-01,,,,\n"]


def make(rng, share_of_faults):
    yield "dossier,unit,procedure,received_on,due_on,finished_on,status,channel\n"
    for n in range(ROWS):
        unit, day = f"X{rng.randrange(300):03}", f"2025-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        if rng.random() < share_of_faults:
            yield rng.choice(FAULTS).format(n=n, u=unit)
        elif rng.random() < .1:
            yield f'"H{n}", {unit} ,"P{rng.randrange(40)}",{day} 08:{n % 60:02},"31/12/2025",{day} 17:00,"Đã giải quyết",Trực tuyến\r\n'
        else:
            yield f"H{n},{unit},P{rng.randrange(40)},{day},2025-12-31,,pending,direct\n"


def run(*arguments, stdin=None):
    done = subprocess.run([BIN / "par-dossier", "--to", "2025-12-31", "--by", "unit,procedure", "-o", "-", *arguments], stdin=stdin,
                          capture_output=True)
    return done.returncode, done.stdout, done.stderr


def rows_only(said):
    """Without what --check-ids adds, and the note about columns that are not read, of which it needs one."""
    return [line for line in said.splitlines() if b"checked for repetition" not in line and b" note[" not in line]


def main():
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossiers.csv"
        for share in (0, .0001, .01, .3):
            path.write_bytes("".join(make(random.Random(5), share)).encode("utf-8").replace("\xe1".encode(), b"\xe1"))
            expected = run("--threads", "1", path)
            for threads in "234":
                if run("--threads", threads, path) != expected:
                    failures += 1
                    print(f"{share} faults, {threads} threads: not the same")
            in_order = run("--check-ids", path)
            if in_order[:2] != expected[:2] or rows_only(in_order[2]) != rows_only(expected[2]):
                failures += 1
                print(f"{share} faults: not what is read in order")
            with open(path, "rb") as file:
                piped = run("--threads", "2", "-", stdin=file)
            if piped[:2] != expected[:2] or len(piped[2].splitlines()) != len(expected[2].splitlines()):
                failures += 1
                print(f"{share} faults: not the same through a pipe")
    print(f"{12 + 8 - failures} passed, {failures} failed")
    return failures > 0


sys.exit(main())
