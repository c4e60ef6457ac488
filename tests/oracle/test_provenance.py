#!/usr/bin/env python3
"""Holds --manifest and par-audit verify to what they promise.

    test_provenance.py BIN SOURCE

Digests are those of hashlib; what a recomputation may touch is looked at from outside: the bytes and times of every file
before and after, and named pipes in places that must not be opened (opening one would never come back).
"""
import csv
import hashlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SECONDS = 60
passed = failed = 0


def check(what, fine, *why):
    global passed, failed
    passed, failed = passed + bool(fine), failed + (not fine)
    if not fine:
        print(f"FAILED {what}", *(f"    {line}" for text in why for line in str(text).splitlines()[:20]), sep="\n")


def run(folder, program, *arguments, stdin="", seconds=SECONDS, **env):
    environment = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")} | env
    return subprocess.run([BIN / program, *arguments], cwd=folder, env=environment, input=stdin.encode(), timeout=seconds,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def store(path, manifest):
    path.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")


def verify(folder, manifest, *more, **env):
    """(status, rows, messages) of par-audit verify."""
    done = run(folder, "par-audit", "verify", manifest, *more, **env)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    return done.returncode, rows, done.stderr.decode()


def states(rows):
    return {(row["role"], row["file"]): row["state"] for row in rows}


def snapshot(folder):
    """Every file and folder with its bytes, mode and time of change."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else None
        found[str(path.relative_to(folder))] = (status.st_mode, status.st_mtime_ns if data is not None else None, data)
    return found


# --- A small year ----------------------------------------------------------------------------------------------------

SET = {"format": "parindex-criteria/1", "id": "thu", "year": 2025, "level": "so", "title": {"vi": "Thử"},
       "source": {"issuer": "x", "document": "x", "date": "2025-01-01", "status": "sample"}, "max": 10,
       "rounds": [{"id": "self"}, {"id": "appraisal", "settles": ["report"]}], "blocs": ["so"],
       "nodes": [{"id": "1", "name": {"vi": "Một"}, "max": 10, "nodes": [
           {"id": "1.1", "name": {"vi": "Báo cáo"}, "max": 6, "source": "report",
            "rule": {"type": "choice", "options": [{"key": "kip", "label": {"vi": "Kịp thời"}, "points": 6},
                                                   {"key": "cham", "label": {"vi": "Chậm"}, "points": 0}]}},
           {"id": "1.2", "name": {"vi": "Chất lượng"}, "max": 4, "source": "report",
            "rule": {"type": "manual", "step": 0.5}}]}]}
YEAR = {"format": "parindex-year/1", "sets": ["thu.json"], "units": "don-vi.csv",
        "rounds": {"self": ["tu"], "appraisal": ["tham-dinh.csv"]}, "output": "ket-qua"}


def write_year(folder, order=1):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tu").mkdir()
    texts = {"thu.json": json.dumps(SET, ensure_ascii=False), "nam.json": json.dumps(YEAR),
             "don-vi.csv": "unit,name,bloc\n01,Sở Một,so\n02,Sở Hai,so\n03,Sở Ba,so\n",
             "tham-dinh.csv": "unit,criterion,score,agree,reason\n" + "".join(
                 f"{unit},1.1,,yes,\n{unit},1.2,{score},,chấm lại\n" for unit, score in (("01", 3), ("02", 4), ("03", 1.5))),
             "truoc.csv": "bloc,rank,unit,points,index\nso,1,02,9,90.00\nso,2,01,8,80.00\nso,3,03,7,70.00\n"}
    for unit, answer, score in (("01", "kip", 3.5), ("02", "cham", 4), ("03", "kip", 2)):
        texts[f"tu/{unit}.csv"] = f"unit,criterion,answer,score\n{unit},1.1,{answer},\n{unit},1.2,,{score}\n"
    for name in sorted(texts)[::order]:
        (folder / name).write_text(texts[name], encoding="utf-8")
    return folder


# --- What a manifest says ---------------------------------------------------------------------------------------------

def check_content(work):
    year = write_year(work / "content")
    done = run(year, "par-score", "--year", "nam.json", "--manifest", "m.json")
    manifest = load(year / "m.json")
    check("par-score writes a manifest", done.returncode == 0, done.stderr.decode())
    check("format, program, language, form, exit", [manifest[key] for key in ("format", "program", "language", "form", "exit")]
          == ["parindex-manifest/1", "par-score", "en", "csv", 0], manifest)
    check("arguments without --manifest", manifest["arguments"] == ["--year", "nam.json"], manifest["arguments"])
    check("sets", manifest["sets"] == [{"id": "thu", "file": "thu.json"}], manifest["sets"])
    names = ["nam.json", "thu.json", "don-vi.csv", "tu/01.csv", "tu/02.csv", "tu/03.csv", "tham-dinh.csv"]
    check("every file that was read, with its digest by hashlib",
          manifest["inputs"] == [{"file": name, "sha256": sha256(year / name)} for name in names], manifest["inputs"])
    check("outputs", manifest["outputs"] == [{"file": "ket-qua/scores.csv", "sha256": sha256(year / "ket-qua/scores.csv")}],
          manifest["outputs"])
    text = (year / "m.json").read_text(encoding="utf-8")
    check("no path but those given", str(work) not in text and os.uname().nodename not in text, text)
    done = run(year, "par-score", "--manif=n.json", "-f", "json", "--year=nam.json", "-o", "-", PARINDEX_LANG="vi")
    manifest = load(year / "n.json")
    check("standard output", manifest["outputs"] == [{"file": "-", "sha256": hashlib.sha256(done.stdout).hexdigest()}], manifest)
    check("options as they were understood", (manifest["arguments"], manifest["form"], manifest["language"])
          == (["-f", "json", "--year", "nam.json", "-o", "-"], "json", "vi"), manifest)


def check_programs(work):
    """Every program that keeps a manifest: what it records, and that verify finds it identical."""
    year = write_year(work / "programs")
    year.joinpath("bang.csv").write_text("STT,Tiêu chí,Điểm tối đa\nI,Cải cách thể chế,3\n1,Ban hành kế hoạch,3\n"
                                         ",Kịp thời: 3,\n,Không kịp thời: 0,\n", encoding="utf-8")
    year.joinpath("ket-luan.csv").write_text("unit,criterion,verdict,score,reason\n01,1.1,đúng,,\n02,1.2,sai,1,thiếu\n",
                                             encoding="utf-8")
    run(year, "par-form", "-c", "thu.json", "-u", "don-vi.csv", "--round", "self", "-o", "phieu")
    runs = [("par-score", ["--year", "nam.json"], ["ket-qua/scores.csv"]),
            ("par-score", ["--year", "nam.json", "--wide", "--excel", "--lang", "vi"], ["ket-qua/scores-wide.csv"]),
            ("par-rank", ["--year", "nam.json", "--previous", "truoc.csv"], ["ket-qua/ranking.csv", "ket-qua/summary.csv"]),
            ("par-rank", ["-c", "thu.json", "-u", "don-vi.csv", "-f", "table", "ket-qua/scores.csv"], ["-"]),
            ("par-check", ["--year", "nam.json", "--progress", "-o", "tien-do.csv"], ["tien-do.csv"]),
            ("par-check", ["-c", "thu.json"], []),
            ("par-audit", ["sample", "--year", "nam.json", "--by", "random", "--size", "4", "--seed", "x", "-o", "mau.csv"],
             ["mau.csv"]),
            ("par-audit", ["recheck", "--year", "nam.json", "ket-luan.csv", "-o", "doi.csv", "--rates", "sai.csv"],
             ["doi.csv", "sai.csv"]),
            ("par-import", ["bang.csv", "--year", "2025", "-o", "bang.json", "--report", "doi-chieu.csv"],
             ["bang.json", "doi-chieu.csv"])]
    forms = sorted(str(p.relative_to(year)) for p in (year / "phieu").rglob("*.xlsx")) if (year / "phieu").exists() else []
    if forms:
        runs.append(("par-collect", ["-c", "thu.json", "-u", "don-vi.csv", "--intake", "nhan.csv", "-o", "gop.csv", "phieu"],
                     ["gop.csv", "nhan.csv"]))
    check("forms to collect were made", forms)
    for number, (program, arguments, outputs) in enumerate(runs):
        name = f"m{number}.json"
        done = run(year, program, *arguments, "--manifest", name)
        what = " ".join([program, *arguments])
        check(f"{what}: runs", done.returncode == 0, done.returncode, done.stderr.decode())
        manifest = load(year / name)
        check(f"{what}: outputs", [output["file"] for output in manifest["outputs"]] == outputs, manifest["outputs"])
        check(f"{what}: inputs by hashlib", manifest["inputs"] and
              all(item["sha256"] == sha256(year / item["file"]) for item in manifest["inputs"]), manifest["inputs"])
        if program == "par-collect":
            check("every form is an input", set(forms) <= {item["file"] for item in manifest["inputs"]}, manifest["inputs"])
        before = snapshot(year)
        status, rows, said = verify(year, name, LC_ALL="vi_VN.UTF-8")
        check(f"{what}: verified", status == 0 and states(rows)[("verdict", name)] == "identical", said, rows)
        check(f"{what}: verify touches nothing", snapshot(year) == before)


def check_bad_forms(work):
    """par-collect keeps the good forms of a round with a bad one, exit 1: such a run is recorded and verified too."""
    year = write_year(work / "bad-forms")
    run(year, "par-form", "-c", "thu.json", "-u", "don-vi.csv", "--round", "self", "-o", "phieu")
    forms = sorted((year / "phieu").rglob("*.xlsx"))
    forms[0].write_bytes(forms[0].read_bytes()[:700])
    done = run(year, "par-collect", "-c", "thu.json", "-u", "don-vi.csv", "--manifest", "m.json", "phieu")
    check("a bad form: exit and manifest", done.returncode != 0 and load(year / "m.json")["exit"] == done.returncode,
          done.stderr.decode())
    status, rows, said = verify(year, "m.json")
    check("a bad form: verified", status == 0, said, rows)


# --- Two machines ------------------------------------------------------------------------------------------------------

def check_same_everywhere(work):
    seen = set()
    places = [("C", "UTC", 1, {}), ("vi_VN.UTF-8", "Asia/Ho_Chi_Minh", -1, {}), ("tr_TR.UTF-8", "America/New_York", 1, {}),
              ("de_DE.ISO-8859-1", "UTC", -1, {"LANGUAGE": "de", "COLUMNS": "40", "NO_COLOR": "1"})]
    for number, (locale, zone, order, more) in enumerate(places):
        year = write_year(work / f"machine-{number}" / ("x" * number) / "y", order)
        env = {"LC_ALL": locale, "TZ": zone, "PARINDEX_LANG": "vi", **more}
        outputs = [run(year, "par-score", "--year", "nam.json", "--manifest", "s.json", **env).stdout,
                   run(year, "par-rank", "--year", "nam.json", "-f", "table", "-o", "-", "--manifest", "r.json", **env).stdout]
        files = ["s.json", "r.json", "ket-qua/scores.csv"]
        seen.add((*outputs, *((year / name).read_bytes() for name in files)))
    check("four locales, zones and orders of files: the same bytes", len(seen) == 1, len(seen))
    here = work / "machine-0" / "y"
    elsewhere = work / "machine-1" / "x" / "y"
    status, rows, said = verify(elsewhere, str(here / "s.json"), LC_ALL="tr_TR.UTF-8", TZ="Asia/Tokyo")
    check("a manifest of one machine is verified on another", status == 0, said, rows)
    seen = set()
    for seed in range(4):
        year = write_year(work / f"rows-{seed}")
        for name in ("don-vi.csv", "tham-dinh.csv", "tu/01.csv"):
            head, *rows = (year / name).read_text(encoding="utf-8").splitlines(keepends=True)
            random.Random(seed).shuffle(rows)
            (year / name).write_text("".join([head, *rows]), encoding="utf-8")
        run(year, "par-score", "--year", "nam.json", "--manifest", "s.json")
        seen.add(json.dumps(load(year / "s.json")["outputs"]))
    check("whatever the order of rows: the same digest of the output", len(seen) == 1, seen)


# --- What verify finds --------------------------------------------------------------------------------------------------

class Case:
    """A year with a manifest m.json of its scores (scores.csv), to be changed."""

    def __init__(self, work, name):
        self.year = write_year(work / name / "nam")
        run(self.year, "par-score", "--year", "nam.json", "-o", "scores.csv", "--manifest", "m.json")
        self.manifest = load(self.year / "m.json")

    def edit(self, name, old, new):
        path = self.year / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def expect(self, what, codes, found, *more):
        before = snapshot(self.year.parent)
        status, rows, said = verify(self.year, "m.json", *more)
        check(f"{what}: exit 1", status == 1, status, said)
        check(f"{what}: {codes}", all(f"[{code}]" in said for code in codes), said)
        check(f"{what}: {found}", found.items() <= states(rows).items(), states(rows))
        closed = any(row["role"] == "input" and row["state"] in ("missing", "outside", "not_a_file") for row in rows)
        verdict = "input_missing" if closed else "different"  # par-audit-verify(1): then nothing is run again
        check(f"{what}: the verdict", not rows or rows[-1]["state"] == verdict, rows[-1:])
        check(f"{what}: why nothing was run", ("[verify-not-run]" in said) == closed, said)
        check(f"{what}: nothing is touched", snapshot(self.year.parent) == before)
        return rows, said


def check_changes(work):
    case = Case(work, "input")
    case.edit("tham-dinh.csv", "01,1.2,3,", "01,1.2,2.5,")
    rows, said = case.expect("an input was changed", ["verify-input-changed", "verify-differs", "verify-first"],
                             {("input", "tham-dinh.csv"): "changed", ("output", "scores.csv"): "different"})
    check("the cause is said", "an input was changed" in said, said)
    output = next(row for row in rows if row["role"] == "output")
    check("the first difference: line, column, both values",
          (output["column"], output["at_hand"], output["recomputed"]) == ("points_appraisal", "9.00", "8.50"), output)

    case = Case(work, "edited")
    table = list(csv.reader((case.year / "scores.csv").open(encoding="utf-8")))
    line, column = next((i, table[0].index("points")) for i, row in enumerate(table) if row[2] == "02" and row[5] == "1.2")
    old = ",".join(table[line])
    case.edit("scores.csv", old, ",".join(cell if i != column else "3.50" for i, cell in enumerate(table[line])))
    rows, said = case.expect("the scores were edited by hand", ["verify-edited", "verify-first"],
                             {("output", "scores.csv"): "edited", ("input", "nam.json"): "same"})
    output = next(row for row in rows if row["role"] == "output")
    check("edited: the cell", (int(output["line"]), output["column"], output["at_hand"], output["recomputed"])
          == (line + 1, "points", "3.50", "4.00"), output)
    check("edited: the place in the message", f"scores.csv:{line + 1}:" in said, said)

    case = Case(work, "row-gone")
    text = (case.year / "scores.csv").read_text(encoding="utf-8")
    (case.year / "scores.csv").write_text(text[:text.rindex("\n", 0, -1) + 1], encoding="utf-8")
    case.expect("a row was taken out", ["verify-edited"], {("output", "scores.csv"): "edited"})

    case = Case(work, "line-ends")
    (case.year / "scores.csv").write_bytes((case.year / "scores.csv").read_bytes().replace(b"\n", b"\r\n"))
    case.expect("only the ends of lines differ", ["verify-edited", "verify-first"], {("output", "scores.csv"): "edited"})

    case = Case(work, "not-at-hand")
    (case.year / "scores.csv").unlink()
    status, rows, said = verify(case.year, "m.json")
    check("an output that is not at hand is recomputed all the same", status == 0, said, rows)

    case = Case(work, "missing")
    (case.year / "tu/02.csv").unlink()
    case.expect("an input is missing", ["verify-input-missing"], {("input", "tu/02.csv"): "missing"})

    case = Case(work, "new")
    shutil.copy(case.year / "tu/02.csv", case.year / "tu/04.csv")
    case.expect("a file was added to the folder of a round", ["verify-input-new"], {("input", "tu/04.csv"): "new"})

    case = Case(work, "rerun-later")
    case.edit("tham-dinh.csv", "01,1.2,3,", "01,1.2,2.5,")
    run(case.year, "par-score", "--year", "nam.json", "-o", "scores.csv")
    case.expect("input changed and scored again", ["verify-rewritten", "verify-input-changed"],
                {("output", "scores.csv"): "rewritten"})


def check_edited_manifests(work):
    def edited(name, change, codes, found, *more):
        case = Case(work, f"manifest-{name}")
        change(case.manifest)
        store(case.year / "m.json", case.manifest)
        return case.expect(f"manifest edited: {name}", codes, found, *more)

    edited("digest of the output", lambda m: m["outputs"][0].update(sha256="0" * 64), ["verify-rewritten"],
           {("output", "scores.csv"): "rewritten"})
    edited("digest of an input", lambda m: m["inputs"][2].update(sha256="0" * 64), ["verify-input-changed"],
           {("input", "don-vi.csv"): "changed"})
    edited("an input left out", lambda m: m["inputs"].pop(3), ["verify-input-new"], {("input", "tu/01.csv"): "new"})
    edited("an input too many", lambda m: m["inputs"].append({"file": "m.json", "sha256": "0" * 64}),
           ["verify-input-changed"], {("input", "m.json"): "changed"})
    edited("an input that is not read", lambda m: m["inputs"].append(
        {"file": "truoc.csv", "sha256": hashlib.sha256(
            b"bloc,rank,unit,points,index\nso,1,02,9,90.00\nso,2,01,8,80.00\nso,3,03,7,70.00\n").hexdigest()}),
        ["verify-input-unread"], {("input", "truoc.csv"): "unread"})
    edited("a set", lambda m: m["sets"][0].update(id="khac"), ["verify-set"], {})
    edited("an option", lambda m: m["arguments"].append("--wide"), ["verify-differs"], {("output", "scores.csv"): "different"})
    edited("an unknown option", lambda m: m["arguments"].append("--rong"), ["verify-arguments"], {})
    edited("help", lambda m: m["arguments"].append("-h"), ["verify-arguments"], {})
    edited("exit", lambda m: m.update(exit=1), ["verify-failed"], {})
    edited("an output too many", lambda m: m["outputs"].append({"file": "x.csv", "sha256": "0" * 64}),
           ["verify-output-missing"], {("output", "x.csv"): "not_written"})
    edited("no outputs", lambda m: m.update(outputs=[]), ["verify-output-new"], {("output", "scores.csv"): "new"})
    _, said = edited("version and digest", lambda m: (m.update(version="9.9"), m["outputs"][0].update(sha256="0" * 64)),
                     ["verify-version"], {})
    check("the version is said", "9.9" in said, said)
    case = Case(work, "version")
    case.manifest["version"] = "9.9"
    store(case.year / "m.json", case.manifest)
    status, rows, said = verify(case.year, "m.json")
    check("another version with the same results is a note", status == 0 and "[verify-version]" in said, said)


def check_strictness(work):
    case = Case(work, "strict")
    case.manifest.update(format="parindex-manifest/9", language="fr", form="xlsx", exit=7, host="x", arguments=["-c", 3])
    case.manifest["inputs"][0] = {"file": "-", "sha256": "ABC"}
    case.manifest["inputs"][1]["file"] = "a\nb"
    case.manifest["inputs"].append(case.manifest["inputs"][-1])
    del case.manifest["outputs"]
    store(case.year / "m.json", case.manifest)
    status, rows, said = verify(case.year, "m.json")
    wanted = ["/format", "/language", "/form", "/exit", "/host", "/arguments/1", "/inputs/0/file", "/inputs/0/sha256",
              "/inputs/1/file", "/inputs/7", '"outputs"']
    check("all faults of a manifest at once", status == 1 and not rows and all(place in said for place in wanted),
          [place for place in wanted if place not in said], said)
    for text in ("", "{", "[]", '{"format": "parindex-manifest/1"}', "\0\1", "{}"):
        (case.year / "m.json").write_text(text)
        status, rows, said = verify(case.year, "m.json")
        check(f"not a manifest: {text!r}", status in (1, 3) and not rows and said, status, said)
    for program in ("sh", "par-form", "/bin/sh", "par-audit verify", "../bin/par-score"):
        case = Case(work, f"program-{program.replace('/', '_')}")
        case.manifest["program"] = program
        store(case.year / "m.json", case.manifest)
        status, rows, said = verify(case.year, "m.json")
        check(f"program {program} is not run", status == 1 and "[value-unknown]" in said and not rows, said)


# --- A stranger's manifest ----------------------------------------------------------------------------------------------

def check_hostile(work):
    """Nothing is written anywhere, nothing is opened outside the folder: pipes lie where it must not read."""
    def hostile(name, change, codes, found, *more):
        case = Case(work, f"hostile-{name}")
        outside = case.year.parent
        (outside / "secret.csv").write_text("unit,name,bloc\n01,Sở Một,so\n", encoding="utf-8")
        os.mkfifo(outside / "pipe")
        os.mkfifo(case.year / "pipe")
        change(case, outside)
        store(case.year / "m.json", case.manifest)
        return case.expect(f"hostile: {name}", codes, found, *more)

    def add_input(case, name, path):
        case.manifest["inputs"].append({"file": name, "sha256": sha256(path)})

    hostile("..", lambda c, o: add_input(c, "../secret.csv", o / "secret.csv"), ["verify-outside"],
            {("input", "../secret.csv"): "outside"})
    hostile("absolute", lambda c, o: c.manifest["inputs"].append({"file": str(o / "pipe"), "sha256": "0" * 64}),
            ["verify-outside"], {})
    hostile("a link that leads out", lambda c, o: ((c.year / "link.csv").symlink_to(o / "secret.csv"),
                                                   add_input(c, "link.csv", o / "secret.csv")),
            ["verify-outside"], {("input", "link.csv"): "outside"})
    hostile("a linked folder", lambda c, o: ((c.year / "ra").symlink_to(o), add_input(c, "ra/secret.csv", o / "secret.csv")),
            ["verify-outside"], {("input", "ra/secret.csv"): "outside"})
    hostile("a pipe", lambda c, o: c.manifest["inputs"].append({"file": "pipe", "sha256": "0" * 64}),
            ["verify-not-a-file"], {("input", "pipe"): "not_a_file"})
    hostile("a folder", lambda c, o: c.manifest["inputs"].append({"file": "tu", "sha256": "0" * 64}),
            ["verify-not-a-file"], {("input", "tu"): "not_a_file"})

    def through_year(what):
        def change(case, outside):
            year = dict(YEAR, **what(outside))
            (case.year / "nam.json").write_text(json.dumps(year), encoding="utf-8")
            case.manifest["inputs"][0]["sha256"] = sha256(case.year / "nam.json")
        return change

    hostile("a year file that names a pipe", through_year(lambda o: {"units": "../pipe"}), ["verify-input-new"],
            {("input", "../pipe"): "new"})
    hostile("a year file that names an absolute set", through_year(lambda o: {"sets": [str(o / "pipe")]}),
            ["verify-input-new"], {})
    hostile("a year file that names facts", through_year(lambda o: {"facts": ["pipe"]}), ["verify-input-new"],
            {("input", "pipe"): "new"})
    hostile("a year file with rounds elsewhere", through_year(lambda o: {"rounds": {"self": ["../pipe"]}}),
            ["verify-input-new"], {("input", "../pipe"): "new"})
    for name, folder in (("", ".."), (", through a link", "lien-ket")):
        found = hostile("a year file with a round in a folder elsewhere" + name,
                        lambda c, o, folder=folder: ((c.year / "lien-ket").symlink_to(o),
                                                     through_year(lambda _: {"rounds": {"self": [folder]}})(c, o)),
                        ["verify-failed"], {})
        check("what lies in it is not told" + name, "secret.csv" not in str(found) and "[verify-outside]" in found[1], found)
    found = hostile("forms in a folder elsewhere",
                    lambda c, o: c.manifest.update(program="par-collect", outputs=[], arguments=["--year", "nam.json", ".."]),
                    ["verify-failed"], {})
    check("what lies among them is not told", "secret.csv" not in str(found) and "[verify-outside]" in found[1], found)
    hostile("arguments that name a pipe", lambda c, o: c.manifest["arguments"].extend(["--intake", "../pipe"]),
            ["verify-input-new"], {("input", "../pipe"): "new"})
    hostile("arguments that read standard input", lambda c, o: c.manifest["arguments"].extend(["-u", "-"]),
            ["verify-input-new"], {("input", "-"): "new"})

    # Outputs: to a file of the user, to a new one, into a folder that would have to be made; by -o, by the year file.
    for name, target in (("over an input", "don-vi.csv"), ("outside", "../moi.csv"), ("new", "moi.csv")):
        hostile(f"-o {name}", lambda c, o, target=target: c.manifest["arguments"].extend(["-o", target]),
                [], {("output", target): "new"} if target != "don-vi.csv" else {})

    def output_folder(case, outside):
        through_year(lambda o: {"output": "../thu-muc-moi"})(case, outside)
        case.manifest["arguments"] = ["--year", "nam.json"]
    hostile("an output folder that is not there", output_folder, ["verify-output-new"], {})
    hostile("--manifest among the arguments", lambda c, o: c.manifest["arguments"].extend(["--manifest", "../moi.json"]),
            ["verify-arguments"], {})

    case = Case(work, "hostile-output-pipe")  # what it names is recomputed and compared by its digest, and never opened
    os.mkfifo(case.year.parent / "pipe")
    case.manifest["arguments"].extend(["-o", "../pipe"])
    case.manifest["outputs"][0].update(file="../pipe")
    store(case.year / "m.json", case.manifest)
    status, rows, said = verify(case.year, "m.json")
    check("an output that is a pipe is not opened", status == 0 and states(rows)[("output", "../pipe")] == "identical", said)

    case = Case(work, "hostile-shell")
    for argument in ("$(touch x)", "; touch x", "`touch x`", "| touch x"):
        case.manifest["arguments"] = ["--year", argument]
        store(case.year / "m.json", case.manifest)
        case.expect(f"hostile: {argument}", ["verify-input-new"], {})
    case = Case(work, "within")
    run(case.year / "tu", "par-score", "--year", "../nam.json", "-o", "s.csv", "--manifest", "m.json")
    status, rows, said = verify(case.year / "tu", "m.json")
    check("names with .. are refused", status == 1 and "[verify-outside]" in said, said)
    status, rows, said = verify(case.year / "tu", "m.json", "--within", "..")
    check("--within lets them in", status == 1 and "[verify-input-new]" in said, said)  # m.json and s.csv: s.csv is new
    (case.year / "tu/s.csv").rename(case.year / "s.csv")
    status, rows, said = verify(case.year.parent, "nam/tu/m.json", "--root", "nam/tu", "--within", "nam")
    check("--root and --within from elsewhere", status == 0, said, rows)


BASES = {"par-audit published": ["xep-hang.csv"], "par-audit recheck": ["--year", "nam.json", "ket-luan.csv"],
         "par-audit sample": ["--year", "nam.json", "--by", "random", "--size", "2", "--seed", "x"],
         "par-audit plan": ["--year", "nam.json", "--unit", "02", "--target", "90"],
         "par-audit plan-table": ["--year", "nam.json", "--unit", "02"],
         "par-collect": ["-c", "thu.json", "-u", "don-vi.csv", "tu"], "par-explain": ["--year", "nam.json", "--unit", "01"],
         "par-import": ["don-vi.csv"], "par-rank": ["-c", "thu.json", "-u", "don-vi.csv", "scores.csv"],
         "par-trend": ["nam.json", "nam.json"]}
BOOLEAN = {"decimal", "encoding", "sheet", "lang", "errors", "max-errors", "format", "manifest"}


def check_every_option(work):
    """Each option of each program that can be recomputed, given a pipe: whoever opened it would hang."""
    case = Case(work, "every-option")
    os.mkfifo(case.year.parent / "pipe")
    (case.year / "ket-luan.csv").write_text("unit,criterion,verdict\n01,1.1,đúng\n", encoding="utf-8")
    (case.year / "xep-hang.csv").write_text("STT,Tên đơn vị,Tổng điểm,Xếp hạng\n1,Sở Một,9,1\n2,Sở Hai,8,2\n", encoding="utf-8")
    names = [str(p.relative_to(case.year)) for p in case.year.rglob("*") if p.is_file() and p.name != "m.json"]
    case.manifest["inputs"] = [{"file": name, "sha256": sha256(case.year / name)} for name in names]
    case.manifest["program"] = "none"
    store(case.year / "m.json", case.manifest)
    programs = verify(case.year, "m.json")[2].split("allowed: ")[1].split(" (at")[0].split(", ")
    check("there are programs that can be recomputed", len(programs) > 6, programs)
    before = snapshot(case.year.parent)
    for program in programs:
        base = BASES.get(program, ["--year", "nam.json"])
        words = program.split()
        told = run(case.year, words[0], *words[1:], "-h").stdout.decode()
        options = [name for name, argument in re.findall(r"--([a-z-]+)(?: (\S+))?(?:  |$)", told, re.M) if argument]
        for arguments in [[*base, "../pipe"], ["../pipe"], *[[*base, f"--{name}", value] for name in options
                          if name not in BOOLEAN for value in ("../pipe", "self=../pipe")]]:
            case.manifest.update(program=program, arguments=arguments)
            store(case.year / "m.json", case.manifest)
            before["nam/m.json"] = snapshot(case.year.parent)["nam/m.json"]
            try:
                status = run(case.year, "par-audit", "verify", "m.json", seconds=8).returncode
            except subprocess.TimeoutExpired:
                status = "hangs"
            check(f"{program} {' '.join(arguments)}: no pipe is opened", status == 1, status)
    check("no option writes anything", snapshot(case.year.parent) == before)


# --- What cannot have a manifest ----------------------------------------------------------------------------------------

def check_refusals(work):
    year = write_year(work / "refusals")
    score = ["-c", "thu.json", "-u", "don-vi.csv", "--round", "self=tu"]
    def refused(what, arguments, stdin="", status=2, written=()):
        before = set(snapshot(year))
        done = run(year, "par-score", *arguments, stdin=stdin)
        check(f"refused: {what}", done.returncode == status, done.returncode, done.stderr.decode())
        check(f"refused: {what}: nothing is written", set(snapshot(year)) - before == set(written),
              set(snapshot(year)) - before)
    refused("standard input", [*score, "--round", "appraisal=-", "-o", "s.csv", "--manifest", "m.json"],
            stdin="unit,criterion,agree\n01,1.1,yes\n")
    refused("the manifest is an output", [*score, "-o", "s.csv", "--manifest", "s.csv"])
    refused("the manifest is an output by another name", [*score, "-o", "s.csv", "--manifest", "tu/../s.csv"])
    refused("the manifest is an input", [*score, "-o", "s.csv", "--manifest", "don-vi.csv"])
    refused("the manifest on standard output", [*score, "--manifest", "-"])
    os.mkfifo(year / "pipe.csv")
    refused("a pipe as an input", ["-c", "thu.json", "-u", "pipe.csv", "--round", "self=tu", "--manifest", "m.json"])
    (year / "pipe.csv").unlink()
    (year / "sai.csv").write_text("unit,criterion,answer\n09,1.1,kip\n", encoding="utf-8")
    refused("a run with errors", ["-c", "thu.json", "-u", "don-vi.csv", "--round", "self=sai.csv", "-o", "s.csv",
                                  "--manifest", "m.json"], status=1)
    refused("a manifest that cannot be written", [*score, "-o", "s.csv", "--manifest", "khong-co/m.json"], status=3,
            written=["s.csv"])
    done = run(year, "par-form", *score[:4], "--manifest", "m.json", "-o", "phieu")
    check("par-form has no --manifest", done.returncode == 2, done.stderr.decode())


def check_large(work):
    """The sample year, and a cell changed in the middle of its scores."""
    shutil.copytree(SOURCE / "samples", work / "samples", ignore=shutil.ignore_patterns("ket-qua", "run"))
    shutil.copytree(SOURCE / "criteria", work / "criteria")
    year = "samples/nam-mau-2025/nam.json"
    done = run(work, "par-score", "--year", year, "-o", "scores.csv", "--manifest", "m.json")
    check("the sample year: scored", done.returncode == 0, done.stderr.decode())
    status, rows, said = verify(work, "m.json")
    check("the sample year: identical", status == 0, said)
    lines = (work / "scores.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    table = list(csv.reader(lines))
    at = next(i for i in range(len(table) // 2, len(table)) if table[i][table[0].index("points")])
    cells = table[at][:]
    column = table[0].index("points")
    cells[column] = "0.01"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    lines[at] = out.getvalue()
    (work / "scores.csv").write_text("".join(lines), encoding="utf-8")
    status, rows, said = verify(work, "m.json")
    output = next(row for row in rows if row["role"] == "output")
    check("the sample year: the edited cell", status == 1 and
          (int(output["line"]), output["column"], output["at_hand"], output["recomputed"]) ==
          (at + 1, "points", "0.01", table[at][column]), output, said)


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder).resolve()
        for part in (check_content, check_programs, check_bad_forms, check_same_everywhere, check_changes,
                     check_edited_manifests, check_strictness, check_hostile, check_every_option, check_refusals):
            part(work)
        check_large(work / "large")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
