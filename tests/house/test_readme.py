#!/usr/bin/env python3
"""Runs the pages that people copy commands from: README.md, README.vi.md, docs/mot-nam.vi.md and the two from forms to a ranking.

    test_readme.py BIN SOURCE [--update]

Each page is run from top to bottom in a folder of its own that holds copies of samples/ and criteria/:

    ```csv, ```json   a file; the last `name` in backticks on the line above the block says which
    ```sh             commands; the folder and the variables that a block leaves are those of the next block
    ```text           what the block of commands above it prints, standard output and standard error together;
                      a line "..." stands for any number of lines
    <!-- exit 1 -->   above commands: the exit code of the first that fails (0 without it: none does)
    <!-- not run -->  above commands or output: left out (building, installing)

Besides: every program that is built stands in both READMEs, and the links of all pages lead somewhere.
--update puts what the commands print now in place of every output without "..."; read what it wrote.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PAGES = ["README.md", "README.vi.md", "docs/mot-nam.vi.md", "docs/tu-phieu-den-xep-hang.vi.md", "docs/from-forms-to-ranking.md"]
SECONDS = 60


class Block:
    def __init__(self, kind, line, above, remark):
        self.kind, self.line, self.above, self.remark = kind, line, above, remark
        self.lines = []

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)

    @property
    def is_run(self):
        return self.remark != "not run"

    @property
    def exit_code(self):
        return int(self.remark.split()[1]) if self.remark.startswith("exit ") else 0


def blocks_of(page):
    """The fenced blocks, each with the last line of text above it and the remark between the two."""
    blocks, block, above, remark = [], None, "", ""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fence = re.fullmatch(r"\s*```(\w*)", line)
        comment = re.fullmatch(r"\s*<!-- (.*) -->", line)
        if block is None and fence:
            block = Block(fence.group(1), number, above, remark)
        elif block is not None and fence:
            blocks.append(block)
            block, above, remark = None, "", ""
        elif block is not None:
            block.lines.append(line)
        elif comment:
            remark = comment.group(1)
        elif line.strip():
            above, remark = line, ""
    if block is not None:
        sys.exit(f"{page}:{block.line}: the block is not closed")
    return blocks


def matches(wanted, printed):
    """Whether the printed lines are the wanted ones; "..." stands for any number of lines."""
    if not wanted:
        return not printed
    if wanted[0].strip() == "...":
        return any(matches(wanted[1:], printed[i:]) for i in range(len(printed) + 1))
    return bool(printed) and wanted[0].rstrip() == printed[0].rstrip() and matches(wanted[1:], printed[1:])


class Reader:
    """Somebody who works through a page."""

    def __init__(self, bin_folder, source, work):
        self.folder, self.state = work / "here", work / "state"
        self.state.mkdir(parents=True)
        self.environment = {"PATH": f"{bin_folder}:/usr/bin:/bin", "HOME": str(self.state), "LC_ALL": "C.UTF-8"}
        self.printed = []
        for name in ("samples", "criteria"):
            shutil.copytree(source / name, self.folder / name, ignore=shutil.ignore_patterns("ket-qua"))
        (self.state / "folder").write_text(f"{self.folder}\n")
        (self.state / "variables").write_text("")

    def write(self, block):
        names = re.findall(r"`([^`\s]+\.(?:csv|json))`", block.above)
        if not names:
            return "no file is named on the line above"
        here = Path((self.state / "folder").read_text().strip())
        (here / names[-1]).write_text(block.text, encoding="utf-8")
        return ""

    def run(self, block):
        keep = f'pwd >"{self.state}/folder"; export -p >"{self.state}/variables"'
        script = (f'. "{self.state}/variables"\ncd "$(cat "{self.state}/folder")"\n'
                  f"trap '{keep}' EXIT\nset -e\n{block.text}")
        done = subprocess.run(["sh", "-c", script], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS, check=False)
        self.printed = done.stdout.decode("utf-8").splitlines()
        if done.returncode == block.exit_code:
            return ""
        return "\n".join([f"exit code {done.returncode}, not {block.exit_code}", *self.printed[-12:]])

    def compare(self, block):
        if matches(block.lines, self.printed):
            return ""
        return "\n".join(["something else was printed:", *self.printed])


def update(page, blocks, printed):
    lines = page.read_text(encoding="utf-8").splitlines()
    for block in sorted(blocks, key=lambda b: -b.line):
        if block.line in printed and "..." not in [line.strip() for line in block.lines]:
            lines[block.line:block.line + len(block.lines)] = printed[block.line]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def work_through(page, bin_folder, source, updating):
    """(place, fault or "") for each block that is run."""
    results, outputs, commands = [], {}, None
    if not page.exists():
        return [(str(page.relative_to(source)), "there is no such page")]
    with tempfile.TemporaryDirectory() as work:
        reader = Reader(bin_folder, source, Path(work))
        blocks = blocks_of(page)
        for block in blocks:
            place = f"{page.relative_to(source)}:{block.line}"
            if not block.is_run:
                continue
            if block.kind in ("csv", "json"):
                results.append((place, reader.write(block)))
            elif block.kind == "sh":
                results.append((place, reader.run(block)))
                commands = block
            elif block.kind == "text" and commands:
                fault = reader.compare(block)
                outputs[block.line] = [line.rstrip() for line in reader.printed]
                results.append((place, "" if updating else fault))
                commands = None
            else:
                results.append((place, f"a block of \"{block.kind}\" that belongs to nothing"))
        if updating:
            update(page, blocks, outputs)
    return results


def check_programs(bin_folder, source):
    results = []
    for name in ("README.md", "README.vi.md"):
        text = (source / name).read_text(encoding="utf-8")
        absent = [p.name for p in sorted(bin_folder.iterdir()) if f"`{p.name}`" not in text]
        results.append((name, f"does not name {', '.join(absent)}" if absent else ""))
    return results


def check_links(source):
    results = []
    for page in [source / "README.md", source / "README.vi.md", *sorted((source / "docs").glob("*.md"))]:
        links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        absent = [x for x in links if ":" not in x and not os.path.exists(page.parent / x)]
        results.append((str(page.relative_to(source)), f"links to nothing: {', '.join(absent)}" if absent else ""))
    return results


def main():
    bin_folder, source = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    results = []
    for page in PAGES:
        results += work_through(source / page, bin_folder, source, "--update" in sys.argv[3:])
    results += check_programs(bin_folder, source) + check_links(source)
    failed = [(place, fault) for place, fault in results if fault]
    for place, fault in failed:
        print(f"{place}: {fault}")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


sys.exit(main())
