"""The Spark job on a small province: the rows of the package, bad files apart, what is done not done again."""

import os
import shutil
import tempfile
import unittest
from pathlib import Path

import jixiao
import pyarrow
from jixiao.spark import TABLES, _keep_to_the_cores_of_the_task, audit, tables
from pyspark.sql import SparkSession

CORPUS = Path(__file__).parents[2] / "tests" / "corpus"


class Job(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.sql.shuffle.partitions", "2").config("spark.ui.showConsoleProgress", "false")
        cls.spark = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
        cls.spark.sparkContext.setLogLevel("ERROR")

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.province, self.out = Path(folder.name, "全省 [1]"), Path(folder.name, "out")
        for region, book in (("昌吉", "changji-jobs-2020.xls"), ("通城", "tongcheng-2021.xlsx")):
            (self.province / region).mkdir(parents=True)
            shutil.copy(CORPUS / "books" / book, self.province / region)
        (self.province / "通城" / "坏 {1}.xlsx").write_bytes(b"no workbook")
        (self.province / "说明.txt").write_text("")

    def rows(self, table):
        return tables(self.spark, str(self.out))[table]

    def run_job(self):
        return audit(self.spark, str(self.province), str(self.out), files_per_round=2)

    def assert_rows_are(self, expected):
        for table in TABLES:
            self.assertEqual(self.rows(table).count(), getattr(expected, table).num_rows, table)

    def test_rows_are_those_of_the_package_and_what_is_done_is_kept(self):
        self.assertEqual(self.run_job(), {"files": 3, "kept": 0})
        expected = jixiao.check([str(path) for path in self.province.rglob("*.xls*")])
        self.assert_rows_are(expected)
        self.assertEqual({row.region for row in self.rows("forms").select("region").collect()}, {"昌吉", "通城"})
        self.assertIn("year=2021", {path.name for path in (self.out / "forms").glob("*/*")})
        total = self.rows("funds").selectExpr("sum(adjusted) AS total").first().total
        self.assertEqual(total, sum(amount for amount in expected.funds.column("adjusted").to_pylist() if amount))
        bad = self.rows("problems").where("scope = 'file'").collect()
        self.assertEqual([row.file for row in bad], ["通城/坏 {1}.xlsx"])

        shutil.rmtree(self.out / "files" / "round=1")
        self.assertEqual(self.run_job(), {"files": 3, "kept": 1}, "the first round was never finished")
        self.assert_rows_are(expected)
        (self.province / "通城" / "坏 {1}.xlsx").unlink()
        self.assertEqual(self.run_job(), {"files": 2, "kept": 2}, "the round of the file that is gone was dropped")
        self.assertEqual(self.rows("problems").where("scope = 'file'").count(), 0)

    def test_many_files_are_listed_by_few_tasks(self):
        for number in range(60):
            (self.province / "通城" / f"坏{number}.xlsx").write_bytes(b"no workbook")
        self.spark.sparkContext.setJobGroup("listing", "listing")
        self.addCleanup(self.spark.sparkContext.setLocalProperty, "spark.jobGroup.id", None)
        audit(self.spark, str(self.province), str(self.out))
        tracker = self.spark.sparkContext.statusTracker()
        jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup("listing")]
        stages = [tracker.getStageInfo(stage) for job in jobs for stage in job.stageIds]
        self.assertLess(max(stage.numTasks for stage in stages if stage), 32)

    def test_a_task_takes_the_cores_that_it_was_given(self):
        def threads(batches):
            _keep_to_the_cores_of_the_task()
            yield from (pyarrow.record_batch({"threads": [os.environ["RAYON_NUM_THREADS"]]}) for _ in batches)

        rows = self.spark.createDataFrame([(1,)], "file int").mapInArrow(threads, "threads string").collect()
        self.assertEqual({row.threads for row in rows}, {"1"})


if __name__ == "__main__":
    unittest.main()
