#!/usr/bin/env python3
"""Large tables: processor time and memory as ratios to reading the same file through libcsv with empty callbacks, each
measured just before. Results of all scanners are compared. It asserts no time.

usage: bulk.py BIN BASELINE TALLY WORK [--quick]
"""
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def measure(command):
    """Processor seconds, peak memory (MiB) and output of one run."""
    with open(os.devnull, "wb") as null:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=null)
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


def scan_newlines(path):
    """Processor seconds to look for line ends in the file with memchr."""
    begin = os.times()
    with open(path, "rb", buffering=0) as file:
        while block := file.read(1 << 18):
            block.count(b"\n")
    end = os.times()
    return end.user + end.system - begin.user - begin.system


def line(label, command, baseline, runs):
    ratios, times, memories, out = [], [], [], b""
    for _ in range(runs):
        base, _, _ = measure(baseline)
        time, memory, out = measure(command)
        times.append(time)
        ratios.append(base / time)
        memories.append(memory)
    print(f"{label:<34} {statistics.median(times):>8.3f} {statistics.median(memories):>6.0f} "
          f"{statistics.median(ratios):>8.2f}x")
    return out


def main():
    binaries, baseline, tally, work = (Path(argument).resolve() for argument in sys.argv[1:5])
    quick = "--quick" in sys.argv
    rows, runs = (300000, 3) if quick else (3000000, 5)
    print(f"{'large tables':<34} {'seconds':>8} {'MiB':>6} {'libcsv with empty callbacks = 1':>8}")
    for units in (700, 11000):
        for kind in ("survey", "dossiers"):
            path = work / f"{kind}-{units}.csv"
            subprocess.run([sys.executable, HERE / "bulk_generate.py", kind, str(rows), str(units), path], check=True)
            print(f"{kind}, {rows} rows, {units} units: newline scan {scan_newlines(path):.3f} s")
            if kind == "survey":
                results = {line(f"  tally, {scan}", [tally, scan, path], [baseline, path], runs)
                           for scan in ("libcsv", "portable", "sse2", "avx2")}
                print("  results agree" if len(results) == 1 else "  RESULTS DIFFER")
            else:
                line("  par-dossier", [binaries / "par-dossier", "-q", "--to", "2025-12-31", path], [baseline, path], runs)


main()
