#!/usr/bin/env python3
"""Prints, for each program, its processor time as a ratio to reading its own input through libcsv with empty callbacks,
its peak memory, and how time grows with 1x, 2x and 4x the units. It asserts nothing: machines differ and are noisy.

usage: run.py BIN BASELINE WORK [--quick]
"""
import subprocess
import sys
from pathlib import Path

from measure import paired

HERE = Path(__file__).parent
AIMS = {"par-check": 2.5, "par-score": 4, "par-rank": 3}


def commands(bin_folder, folder):
    common = ["-c", f"{folder}/set.json", "-u", f"{folder}/units.csv"]
    rounds = ["--round", f"self={folder}/self.csv", "--round", f"appraisal={folder}/appraisal.csv"]
    inputs = [f"{folder}/self.csv", f"{folder}/appraisal.csv"]
    scores, ranking = f"{folder}/scores.csv", f"{folder}/ranking.csv"
    return [("par-check", [f"{bin_folder}/par-check", *common, *rounds, "-o", f"{folder}/check.csv"], inputs),
            ("par-score", [f"{bin_folder}/par-score", *common, *rounds, "-o", scores], inputs),
            ("par-rank", [f"{bin_folder}/par-rank", *common, "-o", ranking, scores], [scores])]


def main():
    bin_folder, baseline, work = sys.argv[1:4]
    quick = "--quick" in sys.argv
    runs, full = (3, 830) if quick else (7, 3321)
    print(f"{'program':<10} {'units':>6} {'seconds':>8} {'MiB':>6} {'ratio to libcsv':>16} {'aim':>5}")
    first = {}
    for factor in (1, 2, 4):
        units = full * factor // 4
        folder = Path(work) / str(units)
        subprocess.run([sys.executable, str(HERE / "generate.py"), str(folder), str(units)], check=True)
        for name, command, inputs in commands(bin_folder, folder):
            time, memory, ratio = paired(command, [[baseline, *inputs]], runs)
            growth = f"  x{time / first[name]:.2f} of the first" if name in first else ""
            first.setdefault(name, time)
            print(f"{name:<10} {units:>6} {time:>8.3f} {memory:>6.0f} {ratio:>16.2f} {AIMS[name]:>5}{growth}")


if __name__ == "__main__":
    main()
