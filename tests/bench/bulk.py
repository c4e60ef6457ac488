#!/usr/bin/env python3
"""Large tables: wall clock, processor time and memory of the programs beside what others take on the same file, the
best of some runs in turn, as ratios to reading it through libcsv with empty callbacks. What all of them count is
compared, and it ends with an error where they differ; it asserts no time.

usage: bulk.py BIN BASELINE TALLY WORK [--quick | --large]

Others are measured where they are there: DuckDB (npm package @duckdb/node-api, put into WORK where npm can), Miller and
datamash (Debian packages). --large: 10^7 rows as well.
"""
import csv
import io
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
TO = "2025-12-31"


def measure(command, shell_input=None):
    """Wall seconds, processor seconds, peak memory (MiB) and output of one run."""
    begin = time.monotonic()
    with open(shell_input or os.devnull, "rb") as stdin:
        process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


def compare(commands, path, runs):
    """Each in turn, `runs` times; a line for each, the first being what ratios are of. Their outputs."""
    best, outputs = {}, {}
    for _ in range(runs):
        for label, (command, stdin) in commands.items():
            wall, cpu, memory, outputs[label] = measure(command, stdin)
            old = best.get(label, (wall, cpu, memory))
            best[label] = tuple(map(min, old, (wall, cpu, memory)))
    base, size = best[next(iter(best))][0], path.stat().st_size / 1e6
    for label, (wall, cpu, memory) in best.items():
        print(f"  {label:<30} {wall:>8.3f} {cpu:>8.3f} {memory:>6.0f} {size / wall:>7.0f} {base / wall:>7.2f}x", flush=True)
    return outputs


def find_duckdb(work):
    """The folder with DuckDB's package; None: it is not to be had."""
    folder = work / "duckdb"
    folder.mkdir(exist_ok=True)
    if shutil.which("npm") and not (folder / "node_modules").exists():
        try:
            subprocess.run(["npm", "install", "--prefix", folder, "@duckdb/node-api"], capture_output=True, timeout=120)
        except subprocess.TimeoutExpired:
            pass
    return folder if (folder / "node_modules" / "@duckdb").exists() else None


def dossier_commands(binaries, path, duckdb):
    columns = ["--to", TO, "-q", "-f", "csv"]
    for threads in "1", "2":
        yield f"par-dossier, {threads} threads", ([binaries / "par-dossier", *columns, "--threads", threads, path], None)
    yield "par-dossier, a pipe", ([binaries / "par-dossier", *columns, "-"], path)
    if duckdb:
        for threads in "1", "2":
            yield f"DuckDB, {threads} threads", (["node", HERE / "bulk_duckdb.mjs", "dossiers", path, threads, duckdb], None)
    if shutil.which("mlr"):
        yield "Miller, rows of units", (["mlr", "--icsv", "--ojson", "count", "-g", "unit", path], None)
    if shutil.which("datamash"):
        yield "datamash, rows of units", (["datamash", "-t,", "--header-in", "-s", "-g2", "count", "1"], path)


def counts(label, out):
    """unit -> rows, early, on time, late, or what of these the tool counts."""
    text = out.decode()
    if label.startswith("par-dossier"):
        return {row["unit"]: tuple(int(row[name]) for name in ("received", "early", "on_time", "late")) for row in csv.DictReader(io.StringIO(text))}
    if label.startswith("DuckDB"):
        return {row[0]: tuple(map(int, row[1:5])) for row in csv.reader(io.StringIO(text))}
    if label.startswith("Miller"):
        import json
        return {row["unit"] if isinstance(row["unit"], str) else f'{row["unit"]:05}': (row["count"],) for row in json.loads(text)}
    return {row[0]: (int(row[1]),) for row in csv.reader(io.StringIO(text))}


def agree(outputs, own):
    expected = counts(own, outputs[own])
    for label, out in outputs.items():
        if label.startswith(("par-dossier", "DuckDB", "Miller", "datamash")):
            found = counts(label, out)
            if {unit: numbers[:len(found[unit])] for unit, numbers in expected.items() if unit in found} != found or len(found) != len(expected):
                sys.exit(f"{label}: OTHER RESULTS")
    print("  results agree")


def main():
    binaries, baseline, tally, work = (Path(argument).resolve() for argument in sys.argv[1:5])
    runs = 2 if "--quick" in sys.argv else 5
    sizes = [300_000] if "--quick" in sys.argv else [1_000_000] + [10_000_000] * ("--large" in sys.argv)
    scan = work / "newline_scan"
    subprocess.run(["cc", "-O2", "-o", scan, HERE / "newline_scan.c", "-lpthread"], check=True)
    duckdb = None if "--quick" in sys.argv else find_duckdb(work)
    absent = [name for name, there in (("DuckDB", duckdb), ("Miller", shutil.which("mlr")), ("datamash", shutil.which("datamash"))) if not there]
    print(f"{'large tables':<32} {'seconds':>8} {'cpu':>8} {'MiB':>6} {'MB/s':>7} {'to libcsv':>8}")
    if absent:
        print(f"  not installed{' or not asked' * ('--quick' in sys.argv)}: {', '.join(absent)}")
    for rows in sizes:
        for units in (700, 11000):
            for kind in ("survey", "dossiers"):
                path = work / f"{kind}-{units}.csv"
                subprocess.run([sys.executable, HERE / "bulk_generate.py", kind, str(rows), str(units), path], check=True)
                print(f"{kind}, {rows} rows, {units} units")
                commands = {"libcsv, empty callbacks": ([baseline, path], None), "newline scan": ([scan, path, "1"], None),
                            "newline scan, 2 threads": ([scan, path, "2"], None)}
                if kind == "survey":
                    commands |= {f"tally, {how}": ([tally, how, "1", path], None) for how in ("libcsv", "portable", "sse2", "avx2")}
                    commands |= {"tally, avx2, 2 threads": ([tally, "avx2", "2", path], None)}
                    if duckdb:
                        commands |= {f"DuckDB, {threads} threads": (["node", HERE / "bulk_duckdb.mjs", kind, path, threads, duckdb], None) for threads in "12"}
                    outputs = compare(commands, path, runs)
                    if len({out for label, out in outputs.items() if label.startswith("tally")}) != 1:
                        sys.exit("OTHER RESULTS")
                    print("  results agree")
                else:
                    agree(compare(commands | dict(dossier_commands(binaries, path, duckdb)), path, runs), "par-dossier, 1 threads")
                path.unlink()


main()
