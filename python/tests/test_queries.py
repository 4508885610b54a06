"""Every query of docs/QUERIES.md runs over tables of the corpus, and gives something."""

import contextlib
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[2]
# What the corpus has none of.
MAY_BE_EMPTY = ("不到五成", "一字不差")


class Queries(unittest.TestCase):
    def test_every_query_gives_rows(self):
        page = (ROOT / "docs/QUERIES.md").read_text()
        queries = re.findall(r"([^\n]*)\n\n```sql\n(.*?)```", page, re.DOTALL)
        self.assertGreater(len(queries), 10)
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder, "全省", "corpus")
            corpus.parent.mkdir()
            subprocess.run(["cp", "-r", ROOT / "tests/corpus/books", corpus], check=True)
            (corpus / "坏.xlsx").write_bytes(b"no workbook")
            subprocess.run(["cp", corpus / "urumqi-2023.xlsx", corpus / "又一份.xlsx"], check=True)
            subprocess.run(
                [os.environ["JIXIAO"], "audit", corpus.parent, "--parquet", Path(folder, "out")],
                check=False, capture_output=True,
            )  # fmt: skip
            with contextlib.chdir(folder):  # other tests need a folder that is still there
                for title, query in queries:
                    rows = duckdb.sql(query).fetchall()
                    if not any(words in title for words in MAY_BE_EMPTY):
                        self.assertTrue(rows, query)


if __name__ == "__main__":
    unittest.main()
