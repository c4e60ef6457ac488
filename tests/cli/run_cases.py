#!/usr/bin/env python3
"""Runs the command-line cases: a case is files, not code.

    run_cases.py BIN SOURCE [--update] [WORD...]

A case is a folder cases/<program>/<case>/ ; under cases/steps/ every line of `args` is a command line of its own, its
first word a program, and "|" joins two programs. Words choose the cases whose path contains one of them.

    why            one or two lines: where the expected values come from
    args           the arguments, as in a shell, over any number of lines; @SOURCE@ is the folder of the sources
    status         exit status (of steps: one per program that ran, in order)
    out, err       standard output and standard error, to the byte; not compared when absent
    stdin, stdout  what standard input is read from; the name of what standard output goes to (/dev/full)
    env            NAME=value lines; the environment is empty otherwise
    base           a folder of bases/ that is copied first
    files/NAME     files that the run must write or leave as they are
    absent         names of files that must not be there afterwards
    anything else  an input file

The case runs in a folder of its own. Whatever it leaves there beside its inputs and files/ is a failure, so nothing can
be left behind unseen. --update writes status, files/ and, for a new case, out and err; read what it wrote.
"""
import difflib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = {"why", "args", "status", "out", "err", "stdin", "stdout", "env", "base", "files", "absent"}
SECONDS = 60


class Result:
    def __init__(self, statuses, out, err):
        self.statuses, self.out, self.err = statuses, out, err


def text_of(case, name):
    path = case / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def inputs_of(folder):
    return [p for p in sorted(folder.iterdir()) if p.name not in PARTS]


def place(items, target):
    for item in items:
        if item.is_dir():
            shutil.copytree(item, target / item.name, dirs_exist_ok=True)
        else:
            shutil.copy(item, target / item.name)


def prepare(case, folder):
    base = text_of(case, "base").strip()
    if base:
        place(sorted((HERE / "bases" / base).iterdir()), folder)
    place(inputs_of(case), folder)


def listing(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def commands_of(case, source):
    """A list of pipelines, each a list of [program, arguments...]."""
    text = text_of(case, "args").replace("@SOURCE@", str(source))
    if case.parent.name != "steps":
        return [[[case.parent.name] + shlex.split(text)]]
    pipelines = []
    for line in filter(str.strip, text.splitlines()):
        pipeline = [[]]
        for word in shlex.split(line):
            if word == "|":
                pipeline.append([])
            else:
                pipeline[-1].append(word)
        pipelines.append(pipeline)
    return pipelines


def run(case, folder, programs, source):
    env = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
    env.update(line.split("=", 1) for line in text_of(case, "env").splitlines() if line)
    stdin = (case / "stdin").read_bytes() if (case / "stdin").exists() else b""
    target = text_of(case, "stdout").strip()
    result = Result([], b"", b"")
    for pipeline in commands_of(case, source):
        data = stdin
        for i, (name, *arguments) in enumerate(pipeline):
            last = target and i == len(pipeline) - 1
            with open(target, "wb") if last else open(os.devnull, "wb") as sink:
                done = subprocess.run([programs / name] + arguments, input=data, cwd=folder, env=env, timeout=SECONDS,
                                      stdout=sink if last else subprocess.PIPE, stderr=subprocess.PIPE, check=False)
            data = done.stdout or b""
            result.statuses.append(str(done.returncode))
            result.err += done.stderr
        result.out += data
    result.err = result.err.replace(str(source).encode(), b"@SOURCE@")
    return result


def difference(name, expected, found):
    if expected == found:
        return []
    def lines(data):
        return data.decode("utf-8", "backslashreplace").splitlines(keepends=True)
    diff = [line.rstrip("\n") for line in
            difflib.unified_diff(lines(expected), lines(found), f"{name} expected", f"{name} found", n=1)]
    return diff or [f"{name} differs in the ends of its lines"]


def check_files(case, before, after):
    faults = []
    wanted = listing(case / "files") if (case / "files").is_dir() else {}
    for name, data in wanted.items():
        faults += difference(f"files/{name}", data, after[name]) if name in after else [f"{name} was not written"]
    for name in sorted(set(after) - set(before) - set(wanted)):
        faults.append(f"{name} was left behind")
    for name in sorted(set(before) - set(wanted)):
        if before[name] != after.get(name):
            faults.append(f"{name}, an input, was changed")
    faults += [f"{name} is there" for name in text_of(case, "absent").split() if name in after]
    return faults


def check(case, result, before, after):
    faults = []
    if not text_of(case, "why").strip():
        faults.append("nothing says why")
    wanted = text_of(case, "status").split()
    if result.statuses != wanted:
        faults.append(f"status {' '.join(result.statuses)}, expected {' '.join(wanted)}")
    for name, found in (("out", result.out), ("err", result.err)):
        if (case / name).exists():
            faults += difference(name, (case / name).read_bytes(), found)
    return faults + check_files(case, before, after)


def update(case, result, before, after):
    is_new = not (case / "status").exists()
    (case / "status").write_text(" ".join(result.statuses) + "\n", encoding="utf-8")
    for name, found in (("out", result.out), ("err", result.err)):
        if is_new or (case / name).exists():
            (case / name).write_bytes(found)
    for name in (n for n in after if before.get(n) != after[n]):
        path = case / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(after[name])


def try_case(case, programs, source, updating):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(case, folder)
        before = listing(folder)
        try:
            result = run(case, folder, programs, source)
        except subprocess.TimeoutExpired:
            return [f"did not end within {SECONDS} seconds"]
        after = listing(folder)
    if updating:
        update(case, result, before, after)
        return []
    return check(case, result, before, after)


def main():
    words = [w for w in sys.argv[3:] if w != "--update"]
    programs, source = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    passed = failed = 0
    for path in sorted((HERE / "cases").glob("*/*/args")):
        case = path.parent
        name = f"{case.parent.name}/{case.name}"
        if words and not any(w in name for w in words):
            continue
        faults = try_case(case, programs, source, "--update" in sys.argv)
        passed, failed = passed + (not faults), failed + bool(faults)
        if faults:
            print(f"FAILED {name}", *(f"    {fault}" for fault in faults), sep="\n")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
