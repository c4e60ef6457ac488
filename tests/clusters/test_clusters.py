#!/usr/bin/env python3
"""The recipes of par-clusters(7), run as they stand there: GNU parallel over ssh, array jobs of Slurm.

    test_clusters.py BIN SOURCE [SSHD]

What is expected is one run over all files, byte for byte; and that a worker that was killed, and a part that was lost,
keep the merging from giving a result.

Everything is thrown away after: a munge key, a Slurm of one node and an sshd of their own, in a folder of their own, on
free ports of 127.0.0.1, as the present user. SSHD is the sshd to use; otherwise that of the system. Where an sshd cannot
be started, parallel runs its workers on this machine alone, and that is said.
"""
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SSHD = sys.argv[3] if len(sys.argv) > 3 else "/usr/sbin/sshd"
PAGES = [SOURCE / "man" / "man7" / "par-clusters.7", SOURCE / "man" / "vi" / "man7" / "par-clusters.7"]
PATH = f"{BIN}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
SECONDS = 120
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    if good:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what} {str(detail)[:3000]}")


# --- The recipes -----------------------------------------------------------------------------------------------------

def scripts_of(page):
    """{name: text} of the literal displays of a page, each named by the .Pa above it."""
    found = {}
    for before, body in re.findall(r"(?ms)^\.Pa (\S+\.(?:sh|sbatch))\n(?:(?!^\.Bd).)*?^\.Bd -literal\n(.*?)^\.Ed$", page.read_text(encoding="utf-8")):
        found[before] = body.replace(r"\e", "\\").replace(r"\-", "-").replace(r"\&", "")
    return found


SCRIPTS = scripts_of(PAGES[0])


class Work:
    """A folder with the recipes, a survey and dossiers, each in some files."""

    def __init__(self, folder):
        self.folder, self.env = Path(folder), {"PATH": PATH, "HOME": str(folder), "LC_ALL": "C.UTF-8", "PARINDEX_LANG": "en", "USER": "nobody"}
        self.folder.mkdir(parents=True)
        for name, text in SCRIPTS.items():
            (self.folder / name).write_text(text, encoding="utf-8")
            (self.folder / name).chmod(0o755)
        dice = random.Random(11)
        survey = SOURCE / "tests" / "oracle" / "sipas"
        shutil.copy(survey / "form.json", self.folder / "phieu.json")
        (self.folder / "mau.json").write_text('{"strata": "tinh", "psu": "xa", "weight": "trong_so", "fpc": "N_xa", "fpc2": "N_nguoi", '
                                              '"lonely": "adjust"}', encoding="utf-8")
        header, *rows = (survey / "sipas.csv").read_text(encoding="utf-8").splitlines()
        self.share("tra-loi", header, rows, dice)
        units = [f"U{number}" for number in range(5)]
        (self.folder / "don-vi.csv").write_text("unit,name\n" + "".join(f"{unit},Đơn vị {unit}\n" for unit in units), encoding="utf-8")
        day = lambda low, high: f"2025-{dice.randrange(low, high):02}-{dice.randrange(1, 29):02}"
        self.share("ho-so", "unit,received_on,due_on,finished_on",
                   [f"{dice.choice(units)},{day(1, 6)},{day(6, 9)},{dice.choice([day(6, 12), ''])}" for _ in range(3000)], dice)

    def share(self, name, header, rows, dice):
        (self.folder / name).mkdir()
        dice.shuffle(rows)
        for number in range(7):
            text = "\n".join([header, *rows[number::7]]) + "\n"
            (self.folder / name / f"{number}.csv").write_text(text, encoding="utf-8")

    def run(self, *words, env=None, timeout=SECONDS):
        return subprocess.run([str(w) for w in words], cwd=self.folder, env={**self.env, **(env or {})}, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=timeout, check=False)

    def whole(self, name):
        """What one run over all files gives."""
        files = sorted((self.folder / ("tra-loi" if name == "khao-sat" else "ho-so")).glob("*.csv"))
        if name == "khao-sat":
            done = self.run("sipas-score", "--form", "phieu.json", "--design", "mau.json", "--by", "gioi", "-o", "mot-lan.csv", *files)
        else:
            done = self.run("par-dossier", "-u", "don-vi.csv", "--to", "2025-12-31", "--by", "unit", "-o", "mot-lan.csv", *files)
        check(f"{name}: one run", done.returncode == 0, done.stderr.decode())
        return (self.folder / "mot-lan.csv").read_bytes()

    def merge(self, name, *parts):
        program = ["sipas-score", "--form", "phieu.json", "--design", "mau.json"] if name == "khao-sat" else ["par-dossier", "-u", "don-vi.csv"]
        return self.run(*program, "--merge", "-o", "gop.csv", *parts)

    def result(self):
        path = self.folder / "ket-qua.csv"
        found = path.read_bytes() if path.exists() else None
        path.unlink(missing_ok=True)
        return found

    def parts(self):
        return sorted((self.folder / "phan").glob("*"))

    def hold(self, name):
        """A table that does not come to an end until it is let go: whoever reads it can be killed in the midst of it."""
        path = sorted((self.folder / name).glob("*.csv"))[1]
        data = path.read_bytes()
        path.unlink()
        os.mkfifo(path)
        return path, data

    def release(self, held):
        path, data = held
        path.unlink()
        path.write_bytes(data)


def refused(work, what, name, lost):
    done = work.merge(name, *work.parts())
    text = done.stderr.decode()
    check(f"{what}: the merging is refused, with the reason", done.returncode == 1 and "[part-lost]" in text and f"not there: {lost};" in text, text)
    check(f"{what}: nothing is written", not (work.folder / "gop.csv").exists())


# --- Daemons ---------------------------------------------------------------------------------------------------------

class Daemons:
    """Processes that are ended with the test, and only they."""

    def __init__(self):
        self.running = []

    def start(self, words, log, env=None):
        with open(log, "wb") as out:
            process = subprocess.Popen([str(w) for w in words], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                       env=env or {"PATH": PATH}, start_new_session=True)
        self.running.append(process)
        return process

    def stop(self):
        for process in reversed(self.running):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait(15)
        self.running = []


def wait_until(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return bool(condition())


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def answers(port):
    with socket.socket() as s:
        s.settimeout(1)
        return s.connect_ex(("127.0.0.1", port)) == 0


# --- GNU parallel ----------------------------------------------------------------------------------------------------

def start_sshd(daemons, folder):
    """The command for ssh to an sshd of our own; "" and the reason when there can be none."""
    folder.mkdir()
    if not os.access(SSHD, os.X_OK):
        return "", f"there is no {SSHD}"
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True, stdin=subprocess.DEVNULL)
    if os.getuid() == 0:
        os.makedirs("/run/sshd", exist_ok=True)  # it wants to lock itself up there
    port = free_port()
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\nAuthorizedKeysFile {folder}/user.pub\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n"
        f"MaxStartups 100\nMaxSessions 100\nSetEnv PATH={PATH} LC_ALL=C.UTF-8 PARINDEX_LANG=en\n", encoding="utf-8")
    daemons.start([SSHD, "-D", "-e", "-f", folder / "config"], folder / "log")
    ssh = (f"ssh -p {port} -i {folder}/user -F none -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile={folder}/known "
           f"-o LogLevel=ERROR")
    def can_log_in():
        return answers(port) and subprocess.run([*ssh.split(), "127.0.0.1", "sipas-score", "--version"], stdin=subprocess.DEVNULL,
                                                capture_output=True, check=False).returncode == 0
    if wait_until(can_log_in, 15):
        return ssh, ""
    daemons.stop()
    return "", "sshd does not let us in: " + (folder / "log").read_text(errors="replace")[-500:]


def on_this_machine(text):
    """The script without what is for other machines, as the page says."""
    return re.sub(r"parallel --sshloginfile.*?--return 'phan/\{#\}' ", "parallel ", text, flags=re.DOTALL)


def check_parallel(folder, daemons):
    work = Work(folder / "parallel")
    (work.folder / ".parallel").mkdir()
    (work.folder / ".parallel" / "will-cite").write_text("")
    ssh, reason = start_sshd(daemons, folder / "sshd")
    hosts = [f"2/{ssh} {name}" for name in ("127.0.0.1", "localhost")]
    (work.folder / "may.txt").write_text("\n".join(hosts) + "\n", encoding="utf-8")
    print("parallel: over ssh, and on this machine" if ssh else f"parallel: on this machine alone, not over ssh, for {reason}")
    for name in ("khao-sat", "ho-so"):
        wanted, script = work.whole(name), work.folder / f"{name}.sh"
        recipe = script.read_text(encoding="utf-8")
        for how in ["ssh"] * bool(ssh) + ["this machine"]:
            script.write_text(recipe if how == "ssh" else on_this_machine(recipe), encoding="utf-8")
            done = work.run(f"./{name}.sh")
            check(f"parallel {name}, {how}: runs", done.returncode == 0, done.stdout.decode() + done.stderr.decode())
            check(f"parallel {name}, {how}: the same bytes as one run", work.result() == wanted)
            check(f"parallel {name}, {how}: all parts came", len(work.parts()) == 7, work.parts())
            log = (work.folder / "viec.log").read_text()
            check(f"parallel {name}, {how}: both hosts had work", how != "ssh" or ("127.0.0.1" in log and "localhost" in log), log)
    kill_worker(work)


def kill_worker(work):
    """A worker that never comes to its end, killed by --timeout."""
    script, held = work.folder / "khao-sat.sh", work.hold("tra-loi")
    script.write_text(script.read_text(encoding="utf-8").replace("parallel ", "parallel --timeout 5 ", 1), encoding="utf-8")
    done = work.run("./khao-sat.sh")
    work.release(held)
    check("parallel: a killed worker stops the script", done.returncode != 0 and work.result() is None, done.stderr.decode())
    check("parallel: the killed worker left no part", [p.name for p in work.parts()] == ["1", "3", "4", "5", "6", "7"], work.parts())
    refused(work, "parallel, a killed worker", "khao-sat", "2")


# --- Slurm -----------------------------------------------------------------------------------------------------------

def start_munge(daemons, folder):
    folder.mkdir(mode=0o711)
    folder.chmod(0o711)
    key, sock = folder / "key", folder / "socket"
    key.write_bytes(os.urandom(128))
    key.chmod(0o600)
    daemons.start(["munged", "--foreground", "--force", "--num-threads=2", f"--key-file={key}", f"--socket={sock}", f"--pid-file={folder}/pid",
                   f"--log-file={folder}/log", f"--seed-file={folder}/seed"], folder / "out")
    good = wait_until(lambda: sock.exists() and subprocess.run(["munge", "-n", f"--socket={sock}"], capture_output=True, check=False).returncode == 0, 15)
    check("munge starts", good, (folder / "out").read_text(errors="replace"))
    return sock


def start_slurm(daemons, folder, sock):
    """A controller and a node in this machine; the environment of its commands."""
    folder.mkdir()
    for name in ("state", "spool"):
        (folder / name).mkdir(mode=0o755)
    host, user = socket.gethostname().split(".")[0], subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    (folder / "slurm.conf").write_text(f"""ClusterName=thu
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
AuthType=auth/munge
AuthInfo=socket={sock}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ReturnToService=2
KillWait=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=thu Nodes=ALL Default=YES MaxTime=INFINITE State=UP
""", encoding="utf-8")
    env = {"PATH": PATH, "SLURM_CONF": str(folder / "slurm.conf")}
    daemons.start(["slurmctld", "-D", "-f", folder / "slurm.conf"], folder / "slurmctld.out", env)
    daemons.start(["slurmd", "-D", "-f", folder / "slurm.conf"], folder / "slurmd.out", env)
    def idle():
        done = subprocess.run(["sinfo", "-h", "-o", "%T"], env=env, capture_output=True, text=True, check=False)
        return done.stdout.strip() == "idle"
    good = wait_until(idle, 60)
    logs = "".join((folder / name).read_text(errors="replace")[-1500:] for name in ("slurmctld.out", "slurmd.out", "slurmctld.log", "slurmd.log")
                   if (folder / name).exists())
    check("Slurm starts", good, logs)
    return env if good else None


def state_of(work, env, job):
    done = work.run("squeue", "-h", "-o", "%T", "-j", job, env=env)
    return sorted(set(done.stdout.decode().split()))


def wait_for(work, env, job, what):
    check(f"{what}: ends", wait_until(lambda: not set(state_of(work, env, job)) - {"COMPLETED", "FAILED", "CANCELLED"}, SECONDS),
          work.run("scontrol", "show", "job", job, env=env).stdout.decode())


def logs_of(work):
    return "".join(f"{path.name}: {path.read_text(errors='replace')}" for path in sorted(work.folder.glob("nhat-ky.*")))


def submit(work, env, *words):
    done = work.run(*words, env=env)
    check(" ".join(map(str, words)), done.returncode == 0, done.stderr.decode())
    return done.stdout.decode().split() or ["0", "0"]


def check_slurm(folder, daemons):
    env = start_slurm(daemons, folder / "slurm", start_munge(daemons, folder / "munge"))
    if not env:
        return
    for name in ("khao-sat", "ho-so"):
        work = Work(folder / f"slurm-{name}")
        wanted = work.whole(name)
        job = submit(work, env, "./nop.sh", name, 4)[-1]
        wait_for(work, env, job, f"Slurm {name}")
        check(f"Slurm {name}: the same bytes as one run", work.result() == wanted, logs_of(work))
        check(f"Slurm {name}: all parts came", [p.name for p in work.parts()] == ["1", "2", "3", "4"], work.parts())
        check_killed(work, env, name, wanted)


def check_killed(work, env, name, wanted):
    """A task is killed in the midst of its file: no result, the reason, and that part alone again."""
    held = work.hold("tra-loi" if name == "khao-sat" else "ho-so")
    array, gather = submit(work, env, "./nop.sh", name, 3)
    check(f"Slurm {name}: a task runs", wait_until(lambda: state_of(work, env, f"{array}_2") == ["RUNNING"]), work.run("squeue", env=env).stdout.decode())
    wait_until(lambda: (work.folder / "phan" / "1").exists() and (work.folder / "phan" / "3").exists())
    work.run("scancel", "--full", "-s", "KILL", f"{array}_2", env=env)
    wait_for(work, env, gather, f"Slurm {name}, a killed task")
    work.release(held)
    check(f"Slurm {name}: a killed task leaves no part and no result", [p.name for p in work.parts()] == ["1", "3"] and work.result() is None,
          f"{work.parts()} {logs_of(work)}")
    refused(work, f"Slurm {name}, a killed task", name, "2")
    job = submit(work, env, "sbatch", "--parsable", "--array=2", f"{name}.sbatch", 3)[-1]
    wait_for(work, env, job, f"Slurm {name}, that part again")
    done = work.merge(name, *work.parts())
    merged = work.folder / "gop.csv"
    check(f"Slurm {name}: with that part again, the same bytes", done.returncode == 0 and merged.read_bytes() == wanted, done.stderr.decode() + logs_of(work))
    merged.unlink(missing_ok=True)
    (work.folder / "phan" / "3").unlink()
    refused(work, f"Slurm {name}, a lost part", name, "3")


def main():
    missing = [name for name in ("parallel", "rsync", "ssh", "munged", "slurmctld", "slurmd", "sbatch") if not shutil.which(name, path=PATH)]
    if missing:
        sys.exit(f"not there: {' '.join(missing)}; scripts/packages names Debian's packages")
    check("both pages have the same scripts", len(SCRIPTS) == 5 and scripts_of(PAGES[1]) == SCRIPTS, sorted(SCRIPTS))
    left_behind = [path for path in (Path.home() / ".parallel" / "tmp", Path.home() / ".parallel") if not path.exists()]
    with tempfile.TemporaryDirectory(prefix="par-clusters-") as folder:
        os.chmod(folder, 0o755)
        for what in (check_parallel, check_slurm):
            daemons = Daemons()
            try:
                what(Path(folder), daemons)
            finally:
                daemons.stop()
    for path in left_behind:  # empty folders of what parallel copied to "other" machines
        shutil.rmtree(path, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
