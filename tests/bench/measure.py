"""What the benches share: a run's processor time and memory, and ratios to a run just before it."""
import os
import statistics
import sys


def measure(command, folder=None):
    """Processor seconds and peak memory (MiB) of one run."""
    pid = os.fork()
    if pid == 0:
        if folder:
            os.chdir(folder)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execv(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def paired(command, baselines, runs):
    """Medians of: time, memory, ratio to the baselines together, run just before it."""
    times, memories, ratios = [], [], []
    for _ in range(runs):
        base = sum(measure(baseline)[0] for baseline in baselines)
        time, memory = measure(command)
        times.append(time)
        memories.append(memory)
        ratios.append(time / base)
    return statistics.median(times), statistics.median(memories), statistics.median(ratios)
