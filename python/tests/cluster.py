"""A Spark cluster of its own on the loopback: a master, and workers of one core each, from the program that comes with pyspark."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pyspark

HERE = "127.0.0.1"
SPARK = Path(pyspark.__file__).parent / "bin"
PAGE = os.sysconf("SC_PAGE_SIZE")


class Run(NamedTuple):
    """A job that was done."""

    seconds: float
    driver: int
    """What the driver took at most, in MiB."""
    worker: int
    """What a worker took at most, with its executor and Python, in MiB."""


class Failed(Exception):
    """A process ended with an error, or not in time."""


class Cluster:
    """Everything it starts writes to ``log`` and below ``folder``, and ends with it."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.log = folder / "cluster.log"
        self._folder = folder
        self._count = workers
        self._processes: list[subprocess.Popen] = []

    def __enter__(self) -> "Cluster":
        with socket.socket() as free:
            free.bind((HERE, 0))
            self._port = free.getsockname()[1]
        self._start("master.Master", "--port", str(self._port))
        self._wait_for_master()
        for _ in range(self._count):
            self._start("worker.Worker", "--cores", "1", "--memory", "2g", self._address())
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            process.wait()

    def submit(self, *job: object, at_most: float) -> Run:
        """Runs a job on all workers; it fails after ``at_most`` seconds."""
        settings = {
            "spark.driver.host": HERE,
            "spark.executor.memory": "1g",
            "spark.scheduler.minRegisteredResourcesRatio": "1.0",  # it begins when all workers are there
            "spark.sql.session.timeZone": "UTC",
            "spark.ui.enabled": "false",
        }
        conf = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
        command = [SPARK / "spark-submit", "--master", self._address(), *conf, *map(str, job)]
        start, peak = time.monotonic(), 0
        with open(self.log, "ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env=self._environment())
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            if time.monotonic() - start > at_most:
                process.kill()
                process.wait()
                raise self._failed(f"not done after {at_most:.0f} s")
            peak = max([peak, *map(memory_of, self._workers())])
            time.sleep(0.2)
        process.returncode = os.waitstatus_to_exitcode(ended[1])
        if process.returncode:
            raise self._failed("the job ended with an error")
        return Run(time.monotonic() - start, ended[2].ru_maxrss // 1024, peak)

    def _start(self, name: str, *arguments: str) -> None:
        command = [SPARK / "spark-class", f"org.apache.spark.deploy.{name}", "--host", HERE, "--webui-port", "0", *arguments]
        with open(self.log, "ab") as log:
            self._processes.append(subprocess.Popen(command, stdout=log, stderr=log, env=self._environment()))

    def _failed(self, why: str) -> Failed:
        last = self.log.read_text(errors="replace").splitlines()[-30:]
        return Failed("\n".join([f"{why}; the end of {self.log}:", *last]))

    def _workers(self) -> list[int]:
        return [process.pid for process in self._processes[1:]]

    def _address(self) -> str:
        return f"spark://{HERE}:{self._port}"

    def _environment(self) -> dict[str, str]:
        work = str(self._folder / "work")
        return {**os.environ, "SPARK_LOCAL_IP": HERE, "SPARK_WORKER_DIR": work, "PYSPARK_PYTHON": sys.executable}

    def _wait_for_master(self) -> None:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection((HERE, self._port), 1):
                return
            time.sleep(0.1)
        raise self._failed("the master did not start")


def memory_of(process: int) -> int:
    """What a process and all that it has started have in memory, in MiB; what they share counts for each."""
    with contextlib.suppress(OSError, ValueError):
        own = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE // 1024**2
        children = {int(child) for task in Path(f"/proc/{process}/task").iterdir() for child in (task / "children").read_text().split()}
        return own + sum(map(memory_of, children))
    return 0
