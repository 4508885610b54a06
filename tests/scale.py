"""Measures audits of growing provinces, on one machine and by Spark on a standalone cluster, and prints docs/SCALE.md.

    scale.py FOLDER FORMS [JIXIAO PROVINCE]

FORMS: of the greatest province; the others are a tenth and a hundredth of it.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyspark

ROOT = Path(__file__).parents[1]
FOLDER, FORMS = Path(sys.argv[1]).resolve(), int(sys.argv[2])
PROGRAM, PROVINCE = (Path(name).resolve() for name in (sys.argv[3:] or ("target/release/jixiao", "target/release/province")))
SPARK = Path(pyspark.__file__).parent
HERE = "127.0.0.1"
JOB = ROOT / "python" / "examples" / "audit_job.py"
SIZES = [FORMS // 100, FORMS // 10, FORMS]


def main() -> None:
    load = os.getloadavg()[0]
    for size in SIZES:
        folder = province(size)
        if not folder.exists():
            subprocess.run([PROVINCE, folder, str(size)], check=True)
    alone = [(size, *one_machine(size)) for size in SIZES]
    again = one_machine(FORMS, fresh=False)
    with cluster(workers=1):
        one = [(size, *spark(size, cores=1)) for size in SIZES]
    with cluster(workers=2):
        two = [(size, *spark(size, cores=2)) for size in SIZES]
        kept = spark(FORMS, cores=2, fresh=False)
    print(page(load, alone, again, one, two, kept))


def province(size: int) -> Path:
    return FOLDER / f"province-{size}"


def timed(command: list, environment: dict | None = None, fine: tuple[int, ...] = (0,)) -> tuple[float, int]:
    """Seconds of a whole process, and its peak memory in MiB. `fine`: by which exit codes it is done."""
    start = time.monotonic()
    with open(FOLDER / "log.txt", "ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **(environment or {})})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        sys.exit(f"{command[0]} failed, see {FOLDER / 'log.txt'}")
    return time.monotonic() - start, usage.ru_maxrss // 1024


def one_machine(size: int, *, fresh: bool = True) -> tuple[float, int]:
    out = FOLDER / f"tables-{size}"
    if fresh:
        shutil.rmtree(out, ignore_errors=True)
    # 1 means done, with files that cannot be read.
    return timed([PROGRAM, "audit", province(size), "--parquet", out], fine=(0, 1))


def spark(size: int, *, cores: int, fresh: bool = True) -> tuple[float, int]:
    out = FOLDER / f"spark-{size}"
    if fresh:
        shutil.rmtree(out, ignore_errors=True)
    submit = [SPARK / "bin/spark-submit", "--master", f"spark://{HERE}:{port()}", "--total-executor-cores", str(cores)]
    settings = ["spark.ui.enabled=false", "spark.sql.session.timeZone=UTC", f"spark.driver.host={HERE}", "spark.executor.memory=2g"]
    confs = [part for setting in settings for part in ("--conf", setting)]
    return timed([*submit, *confs, JOB, province(size), out], {"PYSPARK_PYTHON": sys.executable})


def port() -> int:
    return int((FOLDER / "port").read_text())


@contextlib.contextmanager
def cluster(workers: int):
    """A master and workers of one core each, on the loopback."""
    with socket.socket() as free:
        free.bind((HERE, 0))
        (FOLDER / "port").write_text(str(free.getsockname()[1]))
    start = lambda name, *arguments: subprocess.Popen(
        [SPARK / "bin/spark-class", f"org.apache.spark.deploy.{name}", "--host", HERE, "--webui-port", "0", *arguments],
        stdout=open(FOLDER / "log.txt", "ab"), stderr=subprocess.STDOUT,
        env={**os.environ, "SPARK_LOCAL_IP": HERE, "SPARK_WORKER_DIR": str(FOLDER / "work"), "PYSPARK_PYTHON": sys.executable},
    )  # fmt: skip
    processes = [start("master.Master", "--port", str(port()))]
    try:
        wait_for_master()
        address = f"spark://{HERE}:{port()}"
        processes += [start("worker.Worker", "--cores", "1", "--memory", "2g", address) for _ in range(workers)]
        yield
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def wait_for_master() -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection((HERE, port()), 1):
            return
        time.sleep(0.1)
    sys.exit(f"the master did not start, see {FOLDER / 'log.txt'}")


def page(load, alone, again, one, two, kept) -> str:
    million = lambda runs: runs[-1][1] / FORMS * 1_000_000 / 3600
    rows = lambda runs: "\n".join(
        f"| {size} | {seconds:.1f} s | {size / seconds:.0f} | {memory} MiB |" for size, seconds, memory in runs
    )
    both = "\n".join(
        f"| {size} | {a:.1f} s | {size / a:.0f} | {b:.1f} s | {size / b / 2:.0f} | {a / b:.2f}× |"
        for (size, a, _), (_, b, _) in zip(one, two)
    )
    # What starting the job costs is in every row; the growth from the middle to the greatest size leaves it out.
    per_second = lambda runs: (runs[-1][0] - runs[-2][0]) / (runs[-1][1] - runs[-2][1])
    cores = os.cpu_count() or 1
    return f"""# Scale

Written by `make scale`; don't edit. Made-up provinces of published project forms, ten to a workbook, one file in a hundred none that can be
read; read, scored, checked and written as the tables of [TABLES.md](TABLES.md).

- Date: {time.strftime("%Y-%m-%d", time.gmtime())}
- Processor: {processor()}, {cores} cores
- Load average when it began: {load:.2f} (0 is an idle machine)
- Spark {pyspark.__version__}, Python {sys.version.split()[0]}

## One machine: `jixiao audit DIR --parquet OUT`, all cores

| forms | whole process | forms a second | peak memory |
| --: | --: | --: | --: |
{rows(alone)}

The same once more, when nothing has changed: {again[0]:.1f} s. A million forms at the rate of the greatest: {million(alone):.1f} h.

## Spark, a standalone master and workers of one core each, on the loopback

| forms | 1 worker | forms a second and core | 2 workers | forms a second and core | faster |
| --: | --: | --: | --: | --: | --: |
{both}

The same once more with two workers, when nothing has changed: {kept[0]:.1f} s. The driver takes {max(run[2] for run in two)} MiB at most.
Without what starting costs, two workers do {per_second(two):.0f} forms a second, {per_second(two) / 2:.0f} a core: a million forms take
{1_000_000 / per_second(two) * 2 / 3600:.1f} hours of one core.

## How to read it

- Times are wall-clock, of one run each, whole processes from start to end. Other work on the machine makes all of them slower: look at the
  load average first. Master and driver share the cores with the workers here, as they would not on a cluster.
- *Forms a second and core* of the small provinces is mostly the start of the job.
- Peak memory is the resident set of the process that was started; the workers of Spark are processes of their own.
"""


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")


main()
