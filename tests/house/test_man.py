#!/usr/bin/env python3
"""Holds the manual pages to the programs.

    test_man.py BIN SOURCE

BIN is the folder of the built programs, SOURCE the root of the sources. Checked are

- the command lines of man1 pages, English and Vietnamese: a line of a literal display under EXAMPLES (VÍ DỤ) that begins
  with "$ ", with its continuations behind a backslash. Those of a page run in order in the folder "samples" of a fresh
  copy of samples/ and criteria/, with BIN first in PATH, and must exit with 0;
- the options: what `PROGRAM -h` lists and what the page describes are the same, with the same letters and arguments;
  a program of several commands has a page that describes them, and one for each;
- the examples of file formats in man5: rules, the set, the year file and the tables that go with the set;
- that every page passes `mandoc -T lint -W warning`, where mandoc is installed.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

passed = failed = 0


def report(fine, what, why=""):
    global passed, failed
    passed, failed = passed + fine, failed + (not fine)
    if not fine:
        print("FAILED", what)
        print("".join(f"    {line}\n" for line in why.strip().splitlines()), end="")


def run(arguments, folder, **options):
    return subprocess.run(arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          stdin=subprocess.DEVNULL, timeout=300, **options)


def plain(text):
    """Roff text without its escapes."""
    for escape, character in ((r"\(dq", '"'), (r"\-", "-"), (r"\&", ""), (r"\e", "\\")):
        text = text.replace(escape, character)
    return text


def displays(page, section=""):
    """The literal displays of a page, or of a section of it."""
    text = page.read_text(encoding="utf-8")
    if section:
        text = "".join(part for part in re.split(r"(?m)^(?=\.Sh )", text) if re.match(rf"\.Sh (?:{section})\n", part))
    return [plain(body) for body in re.findall(r"(?ms)^\.Bd -literal[^\n]*\n(.*?)^\.Ed$", text)]


# --- Command lines ---------------------------------------------------------------------------------------------------

def commands(page):
    lines = "".join(displays(page, "EXAMPLES|VÍ DỤ")).splitlines()
    found = []
    for line in lines:
        if line.startswith("$ "):
            found.append(line[2:])
        elif found and found[-1].endswith("\\"):
            found[-1] += "\n" + line
    return found


def check_commands(page, label, source, environment):
    bash = shutil.which("bash")
    shell = [bash, "-o", "pipefail", "-c"] if bash else ["sh", "-c"]
    found = commands(page)
    report(bool(found), f"{label}: examples", "no line begins with \"$ \"")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        shutil.copytree(source / "criteria", copy / "criteria")
        shutil.copytree(source / "samples", copy / "samples", ignore=shutil.ignore_patterns("ket-qua"))
        for command in found:
            done = run(shell + [command], copy / "samples", env=environment)
            report(done.returncode == 0, f"{label}: $ {command}", f"exit {done.returncode}\n{done.stdout[-2000:]}")


# --- Options ---------------------------------------------------------------------------------------------------------

def command_of(page, binaries):
    """["par-score"]; of a page on one command of a program ["par-audit", "verify"]; None without such a program."""
    if (binaries / page.stem).exists():
        return [page.stem]
    parts = page.stem.split("-")
    splits = (("-".join(parts[:i]), "-".join(parts[i:])) for i in range(len(parts) - 1, 1, -1))
    return next(([program, command] for program, command in splits if (binaries / program).exists()), None)


def options_of_help(command, environment):
    text = run([*command, "-h"], ".", env=environment).stdout
    found = re.findall(r"(?m)^  (?:-(\w), |    )--([a-z-]+)(?: (\S+))?(?:  |$)", text)
    return {(letter, name, bool(argument)) for letter, name, argument in found}


def options_of_page(page):
    found = set()
    for item in re.findall(r"(?m)^\.It (Fl .*)$", page.read_text(encoding="utf-8")):
        letter, name = re.search(r"Fl (\w)(?= |$)", item), re.search(r"Fl -([a-z-]+)", item)
        found.add((letter[1] if letter else "", name[1] if name else "", bool(re.search(r" (?:Ar|Cm) ", item))))
    return found


def commands_of_help(program, environment):
    """The commands that a program of several lists."""
    listed = re.search(r"(?ms)^Commands:\n(.*?)^$", run([program, "-h"], ".", env=environment).stdout)
    return re.findall(r"(?m)^  ([a-z-]+) ", listed[1]) if listed else []


def check_pages_of_commands(page, commands, label):
    """Such a page describes each command, and each has a page beside it."""
    written = set(re.findall(r"(?m)^\.It Cm ([a-z-]+)$", page.read_text(encoding="utf-8")))
    report(set(commands) == written, f"{label}: its commands", f"{sorted(set(commands) ^ written)}")
    for command in commands:
        report((page.parent / f"{page.stem}-{command}.1").exists(), f"{label}: {command} has a page")


def check_options(page, command, label, environment):
    program = " ".join(command)
    commands = commands_of_help(program, environment) if len(command) == 1 else []
    if commands:
        check_pages_of_commands(page, commands, label)
        return
    told, written = options_of_help(command, environment), options_of_page(page)
    report(bool(told), f"{program} -h lists options")
    for option in sorted(told | written):
        side = "is not in the page" if option in told else f"is not in {program} -h"
        report(option in told and option in written, f"{label}: option {option}", side)


# --- Examples of file formats ----------------------------------------------------------------------------------------

def names_of(node, key=""):
    """The inputs that a rule works with, and their kinds."""
    if isinstance(node, str) and key in ("count", "percent", "ratio", "change", "days", "value"):
        return {node.lstrip("-"): {"days": "date", "value": "percent"}.get(key, "count")}
    if isinstance(node, dict) and "weights" in node:
        return {}
    parts = node.items() if isinstance(node, dict) else [(key, item) for item in node] if isinstance(node, list) else []
    return {name: kind for inner, item in parts for name, kind in names_of(item, inner).items()}


def set_around(rule):
    return {"format": "parindex-criteria/1", "id": "man", "year": 2025, "title": {"vi": "man"},
            "source": {"status": "sample"}, "max": 2,
            "inputs": {name: {"kind": kind} for name, kind in names_of(rule).items()},
            "nodes": [{"id": "1", "name": {"vi": "1"}, "max": 2, "rule": rule}]}


def check_set(what, text, folder, environment):
    (folder / "set.json").write_text(text, encoding="utf-8")
    done = run(["par-check", "-c", "set.json"], folder, env=environment)
    report(done.returncode == 0, what, done.stdout)


def check_criteria(page, folder, environment):
    types = set()
    for text in displays(page):
        document = json.loads(text)
        types.add(document.get("type"))
        whole = document if "format" in document else set_around(document)
        check_set(f"{page.name}: example of {document.get('type', 'a set')}", json.dumps(whole), folder, environment)
    known = {"choice", "bands", "linear", "between", "per_item", "survey", "index", "minmax", "cases", "manual", None}
    report(types == known, f"{page.name}: an example of every rule type", f"{types ^ known}")


def check_assessment(page, folder, environment):
    """The last example of par-criteria(5) with the tables of par-assessment(5)."""
    own, appraisal = displays(page, "EXAMPLES")
    (folder / "self.csv").write_text(own, encoding="utf-8")
    (folder / "appraisal.csv").write_text(appraisal, encoding="utf-8")
    (folder / "units.csv").write_text("unit,name,bloc,level\n001,A,xa,xa\n002,B,xa,xa\n", encoding="utf-8")
    done = run(["par-score", "-c", "set.json", "-u", "units.csv", "--round", "self=self.csv", "--round",
                "appraisal=appraisal.csv"], folder, env=environment)
    report(done.returncode == 0, f"{page.name}: the examples are scored", done.stdout)


def check_survey_form(page, folder, environment):
    """The example of sipas-form(5) is a form that sipas-score takes."""
    (folder / "form.json").write_text(displays(page, "EXAMPLES")[-1], encoding="utf-8")
    (folder / "answers.csv").write_text("q1,q2,q3\n5,4,3\n4,2,5\n", encoding="utf-8")
    done = run(["sipas-score", "--form", "form.json", "answers.csv"], folder, env=environment)
    report(done.returncode == 0, "sipas-form(5): the example", done.stdout)


def check_year(page, folder, environment):
    (folder / "year.json").write_text(displays(page)[0], encoding="utf-8")
    done = run(["par-check", "--year", "year.json", "--errors", "json"], folder, env=environment)
    codes = {json.loads(line)["code"] for line in done.stdout.splitlines()}
    report(codes == {"file-open"}, f"{page.name}: the example is a year file", done.stdout)


def check_formats(man, environment):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_criteria(man / "man5" / "par-criteria.5", folder, environment)
        check_assessment(man / "man5" / "par-assessment.5", folder, environment)
        check_year(man / "man5" / "par-year.5", folder, environment)
        check_survey_form(man / "man5" / "sipas-form.5", folder, environment)


# --- Form ------------------------------------------------------------------------------------------------------------

def check_form(pages, man):
    if not shutil.which("mandoc"):
        print("mandoc is not installed: the form of the pages was not checked")
        return
    for page in pages:
        done = run(["mandoc", "-T", "lint", "-W", "warning", str(page.relative_to(man))], man)
        report(done.returncode == 0 and not done.stdout, f"{page.relative_to(man)}: mandoc -T lint", done.stdout)


def main():
    if len(sys.argv) != 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    binaries, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    man = source / "man"
    environment = {name: value for name, value in os.environ.items() if name != "PARINDEX_LANG"}
    environment.update(PATH=f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}", LC_ALL="C.UTF-8")
    pages = sorted([*man.glob("**/par-*.[0-9]"), *man.glob("**/sipas-*.[0-9]")])
    programs = sorted(page for page in pages if page.suffix == ".1")
    report(len(programs) > 0, "there are pages")
    for page in programs:
        label = str(page.relative_to(man))
        command = command_of(page, binaries)
        if not command:
            report(False, f"{label}: there is such a program", f"{binaries} has no {page.stem}")
            continue
        check_options(page, command, label, environment)
        check_commands(page, label, source, environment)
    check_formats(man, environment)
    check_form(pages, man)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
