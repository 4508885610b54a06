"""Measures audits of growing provinces, on one machine and by Spark on a cluster of its own, and prints docs/SCALE.md.

    scale.py FOLDER FORMS [JIXIAO PROVINCE], with the package and python/tests in PYTHONPATH

FORMS: of the greatest province; the others are a tenth and a hundredth of it.
"""

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pyspark
from cluster import Cluster, Run

ROOT = Path(__file__).parents[1]
FOLDER, FORMS = Path(sys.argv[1]).resolve(), int(sys.argv[2])
PROGRAM, PROVINCE = (Path(name).resolve() for name in (sys.argv[3:] or ("target/release/jixiao", "target/release/province")))
JOB = ROOT / "python" / "examples" / "audit_job.py"
SIZES = [FORMS // 100, FORMS // 10, FORMS]
# What a job may take before it counts as stuck: starting it on a slow machine, and forty forms a second.
START, SLOWEST = 300, 40


class Alone(NamedTuple):
    """The command line at work."""

    seconds: float
    peak: int
    """MiB."""


class Measured(NamedTuple):
    """All runs, by the size of the province."""

    alone: list[Alone]
    alone_again: Alone
    one: list[Run]
    two: list[Run]
    two_again: Run
    others: list[float]
    """Cores that other work on the machine took meanwhile: beside the command line, one worker, two workers."""


def main() -> None:
    for size in SIZES:
        if not province(size).exists():
            subprocess.run([PROVINCE, province(size), str(size)], check=True)
    print(page(measure()))


def measure() -> Measured:
    watch = Watch()
    alone = [one_machine(size, fresh=True) for size in SIZES]
    alone_again = one_machine(FORMS, fresh=False)
    others = [watch.others()]
    with Cluster(FOLDER, workers=1) as cluster:
        one = [spark(cluster, size, fresh=True) for size in SIZES]
    others.append(watch.others())
    with Cluster(FOLDER, workers=2) as cluster:
        two = [spark(cluster, size, fresh=True) for size in SIZES]
        two_again = spark(cluster, FORMS, fresh=False)
    others.append(watch.others())
    return Measured(alone, alone_again, one, two, two_again, others)


class Watch:
    """How much the machine does beside what is measured."""

    def __init__(self) -> None:
        self._began, self._busy = time.monotonic(), busy_elsewhere()

    def others(self) -> float:
        """The cores that other work took since the last time, on average."""
        began, busy = self._began, self._busy
        self._began, self._busy = time.monotonic(), busy_elsewhere()
        return max(0.0, (self._busy - busy) / (self._began - began))


def busy_elsewhere() -> float:
    """Seconds for which cores were busy with anything but this program and what it has started and seen end."""
    user, nice, system = map(int, Path("/proc/stat").read_text().split()[1:4])
    ours = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return (user + nice + system) / os.sysconf("SC_CLK_TCK") - sum(usage.ru_utime + usage.ru_stime for usage in ours)


def province(size: int) -> Path:
    return FOLDER / f"province-{size}"


def one_machine(size: int, *, fresh: bool) -> Alone:
    out = FOLDER / f"tables-{size}"
    if fresh:
        shutil.rmtree(out, ignore_errors=True)
    start = time.monotonic()
    with open(FOLDER / "audit.log", "ab") as log:
        process = subprocess.Popen([PROGRAM, "audit", province(size), "--parquet", out], stdout=log, stderr=log)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1 means done, with files that cannot be read
        sys.exit(f"the audit failed, see {FOLDER / 'audit.log'}")
    return Alone(time.monotonic() - start, usage.ru_maxrss // 1024)


def spark(cluster: Cluster, size: int, *, fresh: bool) -> Run:
    out = FOLDER / f"spark-{size}"
    if fresh:
        shutil.rmtree(out, ignore_errors=True)
    return cluster.submit(JOB, province(size), out, at_most=START + size / SLOWEST)


def page(of: Measured) -> str:
    alone = "\n".join(
        f"| {size:,} | {run.seconds:.1f} s | {size / run.seconds:.0f} | {run.peak} MiB |" for size, run in zip(SIZES, of.alone)
    )
    both = "\n".join(
        f"| {size:,} | {a.seconds:.1f} s | {size / a.seconds:.0f} | {b.seconds:.1f} s | {size / b.seconds / 2:.0f} "
        f"| {a.seconds / b.seconds:.2f}× | {max(a.worker, b.worker)} MiB |"
        for size, a, b in zip(SIZES, of.one, of.two)
    )
    cores = os.cpu_count() or 1
    rate = 1 / seconds_per_form(of.alone)
    return f"""# Scale

Written by `make scale`; don't edit. Made-up provinces of published project forms, ten to a workbook, one file in a hundred none that can be
read; read, scored, checked and written as the tables of [TABLES.md](TABLES.md).

- Date: {time.strftime("%Y-%m-%d", time.gmtime())}
- Processor: {processor()}, {cores} cores
- Spark {pyspark.__version__}, Python {sys.version.split()[0]}
- {said_of_others(of.others, cores)}

## One machine: `jixiao audit DIR --parquet OUT`, all cores

| forms | whole process | forms a second | peak memory |
| --: | --: | --: | --: |
{alone}

The same once more, when nothing has changed: {of.alone_again.seconds:.1f} s. From the middle to the greatest: {rate:.0f} forms a second,
{rate / cores:.0f} a core; a million forms take {duration(1_000_000 / rate)}.

## Spark, a standalone master and workers of one core each, on the loopback

| forms | 1 worker | forms a second and core | 2 workers | forms a second and core | faster | memory of a worker |
| --: | --: | --: | --: | --: | --: | --: |
{both}

The same once more with two workers, when nothing has changed: {of.two_again.seconds:.1f} s. The driver takes
{max(run.driver for run in [*of.one, *of.two])} MiB at most. From the middle to the greatest, which leaves out what starting costs: one worker does
{1 / seconds_per_form(of.one):.0f} forms a second, two do {1 / seconds_per_form(of.two):.0f}. A million forms take {duration(1_000_000 * seconds_per_form(of.two))} with two workers,
{1_000_000 * seconds_per_form(of.two) * 2 / 3600:.1f} hours of one core.

## How to read it

- Times are wall-clock, of one run each, whole processes from start to end. Master and driver share the cores with the workers here, as they
  would not on a cluster; so does everything else that runs, see above.
- *Forms a second and core* of the small provinces is mostly the start of the job.
- Peak memory is the resident set: of the process on one machine, of the worker with its executor and Python under Spark.
"""


def seconds_per_form(runs: list) -> float:
    """From the middle size to the greatest: what starting costs is in both."""
    return (runs[-1].seconds - runs[-2].seconds) / (SIZES[-1] - SIZES[-2])


def said_of_others(others: list[float], cores: int) -> str:
    if max(others) < 0.05:
        return "Nothing else ran on the machine"
    each = ", ".join(f"{taken:.1f}" for taken in others)
    return f"Other work took {each} of the {cores} cores during the three measurements: all times are longer than on a machine of its own"


def duration(seconds: float) -> str:
    return f"{seconds / 3600:.1f} hours" if seconds >= 3600 else f"{seconds / 60:.0f} minutes"


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")


main()
