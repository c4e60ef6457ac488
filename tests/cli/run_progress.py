#!/usr/bin/env python3
"""The line of progress: on a terminal, after a second, and nowhere else.

    run_progress.py BIN SOURCE

The program reads a large table with a pseudo-terminal as its standard error. It is stopped while the table is open, for
longer than the second after which the line appears, and let go again: so how fast the machine is does not matter.
"""
import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **{k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}}
BYTES = 18 * 1024 * 1024
LINE = re.compile(r"\r\x1b\[K(\S+): (\d+) % read, (\d+) MB/s, (\d+:\d\d) left")
PIPED = re.compile(r"\r\x1b\[K(\S+): (\d+) MB read, (\d+) MB/s")
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED {what}\n    {str(detail)[:600]}")


def write_table(path, header, row):
    block = (row + "\n") * 4096
    with open(path, "w", encoding="utf-8") as file:
        file.write(header + "\n")
        while file.tell() < BYTES:
            file.write(block)


def is_reading(process, path):
    """Whether the process has read some of the file."""
    folder = Path(f"/proc/{process.pid}")
    try:
        for fd in (folder / "fd").iterdir():
            if os.readlink(fd) == str(path):
                return int((folder / "fdinfo" / fd.name).read_text().split()[1]) > 0
    except (OSError, ValueError):
        pass
    return False


def pause(process, path):
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None and not is_reading(process, path):
        time.sleep(0.001)
    if process.poll() is None:
        process.send_signal(signal.SIGSTOP)
        time.sleep(1.2)
        process.send_signal(signal.SIGCONT)


def feed(process, data):
    """A pipe that is slow at first."""
    process.stdin.write(data[:64 * 1024])
    process.stdin.flush()
    time.sleep(1.2)
    process.stdin.write(data[64 * 1024:])
    process.stdin.close()


def run(words, path, terminal=True, data=None):
    """(exit status, standard error) of a run that takes more than a second."""
    ours, theirs = pty.openpty() if terminal else os.pipe()
    process = subprocess.Popen([str(w) for w in words], stdin=subprocess.DEVNULL if data is None else subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=theirs, env=ENV, cwd=path.parent)
    os.close(theirs)
    helper = threading.Thread(target=feed, args=(process, data)) if data else threading.Thread(target=pause, args=(process, path))
    helper.start()
    said = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # what a pseudo-terminal gives at its end
            break
        if not piece:
            break
        said += piece
    helper.join()
    os.close(ours)
    return process.wait(), said.decode("utf-8", "replace")


def check_program(name, words, path):
    status, said = run([*words, path.name], path)
    found = LINE.findall(said)
    check(f"{name}: shown on a terminal", status == 0 and found, said)
    check(f"{name}: names the file, and a share of it", all(file == path.name and 0 <= int(share) <= 100 for file, share, _, _ in found), found)
    shares = [int(share) for _, share, _, _ in found]
    check(f"{name}: the share rises", shares == sorted(shares), shares)
    lines = LINE.sub("", said)
    check(f"{name}: taken away at the end", "\r\x1b[K" in lines and "% read" not in lines and not lines.endswith("\x1b[K"), repr(lines))
    _, quiet = run([*words, "-q", path.name], path)
    check(f"{name}: not with -q", quiet == "", repr(quiet))
    _, rows = run([*words, "--errors", "csv", path.name], path)
    check(f"{name}: not with --errors csv", "\x1b" not in rows and "MB/s" not in rows, repr(rows))
    _, piped = run([*words, path.name], path, terminal=False)
    check(f"{name}: not where standard error is no terminal", "\x1b" not in piped and "MB/s" not in piped, repr(piped))
    _, vietnamese = run([*words, "--lang", "vi", path.name], path)
    check(f"{name}: in Vietnamese", "MB/s" in vietnamese and not LINE.search(vietnamese), repr(vietnamese))
    _, slow = run([*words, "-"], path, data=path.read_bytes())
    check(f"{name}: of a pipe, what was read and how fast", PIPED.search(slow) and not LINE.search(slow), repr(slow))


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        dossiers, answers, decimal = folder / "ho-so.csv", folder / "tra-loi.csv", folder / "tra-loi-phay.csv"
        write_table(dossiers, "unit,received_on,due_on,finished_on", "U1,2025-01-02,2025-01-10,2025-01-09")
        write_table(answers, "ma_phieu,q1,q2,q3,q4,q5", "khong-doc-den,5,4,5,3,2")
        write_table(decimal, "trong_so;q1;q2;q3;q4;q5", "100;5;4;5;3;2")  # read once more, in silence, for its decimal sign
        form = SOURCE / "tests" / "oracle" / "sipas" / "form.json"
        check_program("par-dossier", [BIN / "par-dossier", "--lang", "en"], dossiers)
        check_program("sipas-score", [BIN / "sipas-score", "--lang", "en", "--form", form], answers)
        _, said = run([BIN / "sipas-score", "--lang", "en", "--form", form, "--weight", "trong_so", decimal.name], decimal)
        shares = [int(share) for _, share, _, _ in LINE.findall(said)]
        check("bytes that are read twice count once", shares and max(shares) <= 100, said)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
