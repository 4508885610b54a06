"""Forms audited by Spark: binary files in, partitioned Parquet out, in rounds that a later run does not do again.

As a job, with python/examples/audit_job.py::

    spark-submit audit_job.py INPUT OUTPUT

Below OUTPUT each table has a folder, below it one for each round, below that ``year=…/region=…``. A round takes some thousands of files; its
``files`` are written last, and a round without them was never finished and is done again. A later run hashes the files (SHA-256) and keeps
the rounds whose files are all as they were and which the same program made; the files of any other round are read again. What could
not be read is in the table ``problems``.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Iterator

import pyarrow
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql
from pyspark.sql.pandas.types import from_arrow_schema

from . import SCHEMAS, _jixiao, fingerprint

TABLES = ("forms", "funds", "indicators", "findings", "problems", "files")
"""In the order in which they are written: ``files`` makes a round whole."""

ENDINGS = frozenset(_jixiao.endings())
"""Endings of the files that are read, without the dot."""

_AT_A_TIME = 64
_LISTING_TASKS = 16


def audit(spark: SparkSession, path: str, out: str, *, files_per_round: int = 20_000) -> dict[str, int]:
    """Audits all files below ``path`` into Parquet below ``out``.

    Gives ``files``, how many there are, and ``kept``, how many of them an earlier run had read. ``files_per_round``: how many files are
    read between two points at which the job can go on after it was stopped.
    """
    # Each path that a round names is a task of its own to list, up to ten thousand, where nothing says otherwise.
    spark.conf.set("spark.sql.sources.parallelPartitionDiscovery.parallelism", str(_LISTING_TASKS))
    # A file is a task's smallest part, however small it is, and one batch is in memory at a time.
    spark.conf.set("spark.sql.files.openCostInBytes", "65536")
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_AT_A_TIME))
    root = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(path)
    root = root.getFileSystem(spark._jsc.hadoopConfiguration()).makeQualified(root).toString()
    rounds = _Rounds(spark, out)
    everything = _files(spark, [_literal(root)], root, recursive=True)
    there = {row.file: row.path for row in everything.select("file", "path").toLocalIterator()}
    kept = rounds.keep(everything)
    todo = [there[file] for file in sorted(_without_prints(there)) if file not in kept]
    number = rounds.last()
    for start in range(0, len(todo), files_per_round):
        number += 1
        paths = [_literal(path) for path in todo[start : start + files_per_round]]
        rounds.write(number, read(_files(spark, paths, root, recursive=False)))
    return {"files": len(todo) + len(kept), "kept": len(kept)}


def tables(spark: SparkSession, out: str) -> dict[str, DataFrame]:
    """The tables below ``out``, by their names, whatever rounds they have rows in."""
    schemas = {name: from_arrow_schema(schema) for name, schema in SCHEMAS.items()}
    return {name: spark.read.schema(schema).parquet(f"{out.rstrip('/')}/{name}") for name, schema in schemas.items()}


def read(files: DataFrame) -> DataFrame:
    """One row for each row of ``files`` (``file``, its name, and ``content``, its bytes), its rows in each table as a list."""
    schema = from_arrow_schema(_jixiao.schema_of_nested())
    return files.select("file", "content").mapInArrow(_read, schema)


def _read(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    _keep_to_the_cores_of_the_task()
    for batch in batches:
        for start in range(0, batch.num_rows, _AT_A_TIME):
            some = batch.slice(start, _AT_A_TIME)
            names, contents = some.column("file").to_pylist(), some.column("content").to_pylist()
            yield _jixiao.nested_of(list(zip(names, contents)))


def _keep_to_the_cores_of_the_task() -> None:
    """Without it every task would take all processors of its machine. Spark says by the variable of OpenMP how many a task has."""
    os.environ.setdefault("RAYON_NUM_THREADS", os.environ.get("OMP_NUM_THREADS", "1"))


def _files(spark: SparkSession, paths: list[str], root: str, *, recursive: bool) -> DataFrame:
    """Files with their path below ``root``: no hidden ones, none by which office programs lock a workbook, and no folders."""
    loaded = spark.read.format("binaryFile").option("recursiveFileLookup", str(recursive).lower()).load(paths)
    file = sql.expr(f"substring(path, {len(root.rstrip('/')) + 2})")
    name = sql.element_at(sql.split("path", "/"), -1)
    return loaded.withColumn("file", file).where(~name.startswith("~"))


def _without_prints(files: Iterable[str]) -> set[str]:
    """Files of the kinds that are read; a PDF beside a file of the same name is its print, whose forms would count twice."""
    ours = {file for file in files if _ending(file) in ENDINGS}
    sources = {file.rpartition(".")[0] for file in ours if _ending(file) != "pdf"}
    return {file for file in ours if _ending(file) != "pdf" or file.rpartition(".")[0] not in sources}


def _ending(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[2].lower()


def _literal(path: str) -> str:
    """A path in which nothing stands for anything else."""
    return "".join("\\" + sign if sign in "{}[]*?\\" else sign for sign in path)


class _Rounds:
    """The rounds below a folder."""

    def __init__(self, spark: SparkSession, out: str) -> None:
        self._spark = spark
        self._out = out.rstrip("/")
        self._path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path
        self._system = self._path(out).getFileSystem(spark._jsc.hadoopConfiguration())

    def last(self) -> int:
        """The greatest number of a round that is whole; 0 where there is none."""
        return max(self._numbers(), default=0)

    def keep(self, files: DataFrame) -> set[str]:
        """Removes the rounds of which a file is not as it was; gives the files of the others."""
        self._remove_unfinished()
        known: dict[str, tuple[int, str | None]] = {}
        stale = set()
        for number in self._numbers():
            if self._maker(number) != fingerprint():
                stale.add(number)
                continue
            rows = self._spark.read.parquet(self._of("files", number)).select("file", "sha256")
            known.update((row.file, (number, row.sha256)) for row in rows.toLocalIterator())
        now: dict[str, str] = {}
        if known:
            hashed = files.select("file", sql.sha2("content", 256).alias("sha256"))
            now = {row.file: row.sha256 for row in hashed.toLocalIterator() if row.file in known}
        stale |= {number for file, (number, sha256) in known.items() if now.get(file) != sha256}
        for number in stale:
            self._remove(number)
        return {file for file, (number, _) in known.items() if number not in stale}

    def write(self, number: int, nested: DataFrame) -> None:
        """Writes a round out of rows as :func:`read` gives them."""
        nested = nested.persist(StorageLevel.DISK_ONLY)
        try:
            for table in TABLES:
                rows = nested.select(sql.inline(table))
                by = [name for name in ("year", "region") if name in rows.columns]
                # Many files in each of many folders would be slow to read: those of one region go to one task.
                rows = rows.repartition(*by) if by else rows
                if table == "files":
                    self._make(number)
                rows.write.partitionBy(*by).mode("overwrite").parquet(self._of(table, number))
        finally:
            nested.unpersist()

    def _numbers(self) -> list[int]:
        """The numbers of the rounds that are whole."""
        return [n for n in self._begun("files") if self._system.exists(self._path(f"{self._of('files', n)}/_SUCCESS"))]

    def _begun(self, table: str) -> list[int]:
        folder = self._path(f"{self._out}/{table}")
        if not self._system.exists(folder):
            return []
        names = [status.getPath().getName() for status in self._system.listStatus(folder)]
        return sorted(int(name.removeprefix("round=")) for name in names if name.startswith("round="))

    def _remove_unfinished(self) -> None:
        """What is left of rounds that were never finished would be read together with the rows of those that are."""
        for number in {number for table in TABLES for number in self._begun(table)} - set(self._numbers()):
            self._remove(number)

    def _make(self, number: int) -> None:
        """Says what makes a round."""
        stream = self._system.create(self._path(self._maker_path(number)), True)
        stream.write(json.dumps({"made by": fingerprint()}).encode())
        stream.close()

    def _maker(self, number: int) -> str | None:
        path = self._path(self._maker_path(number))
        if not self._system.exists(path):
            return None
        text = self._spark.read.text(path.toString()).first()
        return json.loads(text.value)["made by"] if text else None

    def _remove(self, number: int) -> None:
        for table in reversed(TABLES):
            self._system.delete(self._path(self._of(table, number)), True)

    def _of(self, table: str, number: int) -> str:
        return f"{self._out}/{table}/round={number}"

    def _maker_path(self, number: int) -> str:
        return f"{self._out}/_rounds/{number}.json"


def main() -> None:
    """The job."""
    parser = argparse.ArgumentParser(prog="jixiao.spark", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--files-per-round", type=int, default=20_000)
    wanted = parser.parse_args()
    session = SparkSession.builder.appName("jixiao").getOrCreate()
    done = audit(session, wanted.input, wanted.output, files_per_round=wanted.files_per_round)
    print(f"{done['files']} files, {done['kept']} of them kept from an earlier run")


if __name__ == "__main__":
    main()
