"""The Spark job on a cluster: a master and two workers find what the package finds."""

import shutil
import tempfile
import unittest
from pathlib import Path

import jixiao
import pyarrow.parquet
from cluster import Cluster
from jixiao.spark import TABLES

ROOT = Path(__file__).parents[2]
JOB = ROOT / "python" / "examples" / "audit_job.py"
BOOKS = ROOT / "tests" / "corpus" / "books"


class OnACluster(unittest.TestCase):
    def test_two_workers_find_what_the_package_finds(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        province, out = Path(folder.name, "全省"), Path(folder.name, "out")
        for region in range(6):
            (province / f"地区{region}").mkdir(parents=True)
            for book in ("urumqi-2023.xlsx", "tongcheng-2021.xlsx"):
                shutil.copy(BOOKS / book, province / f"地区{region}")
        (province / "坏.xlsx").write_bytes(b"no workbook")
        with Cluster(Path(folder.name), workers=2) as cluster:
            cluster.submit(JOB, province, out, at_most=300)
        expected = jixiao.check([str(path) for path in province.rglob("*.xlsx")])
        self.assertGreater(expected.forms.num_rows, 150)
        for table in TABLES:
            parts = (out / table / "round=1").rglob("*.parquet")
            rows = sum(pyarrow.parquet.read_metadata(part).num_rows for part in parts)
            self.assertEqual(rows, getattr(expected, table).num_rows, table)


if __name__ == "__main__":
    unittest.main()
