"""The package against the command line: the same forms, the same findings. JIXIAO names the program; `make python` sets it."""

import json
import os
import subprocess
import tempfile
import threading
import unittest
from collections import Counter
from decimal import Decimal
from pathlib import Path

import jixiao

CORPUS = Path(__file__).parents[2] / "tests" / "corpus"
BOOKS = [CORPUS / "books" / name for name in ("urumqi-2023.xlsx", "changji-jobs-2020.xls", "tongcheng-2021.xlsx")]
DOCUMENT = CORPUS / "containers" / "guichi.docx"


def command(*arguments: object) -> list:
    run = subprocess.run([os.environ["JIXIAO"], *map(str, arguments), "--json"], capture_output=True, check=False)
    return json.loads(run.stdout)


def squeezed(text: str) -> str:
    return "".join(text.split())


class SameAsTheCommandLine(unittest.TestCase):
    def test_forms(self):
        for path in [*BOOKS, DOCUMENT]:
            expected = command("read", path)
            forms = jixiao.read(path).forms.to_pylist()
            key = lambda form: (form["sheet"], form["name"], form["year"], form["edition"], form["amount_unit"])
            self.assertEqual([key(form) for form in forms], [key(form) for form in expected], path)

    def test_indicators_with_their_scores(self):
        for path in BOOKS:
            expected = [row for form in command("score", path) for row in form["rows"]]
            rows = jixiao.score(path).indicators.to_pylist()
            self.assertEqual(len(rows), len(expected), path)
            for row, want in zip(rows, expected):
                for column in ("level1", "level2", "level3", "actual", "explanation", "outcome"):
                    self.assertEqual(squeezed(row[column]), squeezed(want[column]), want)
                computed = want["computed"] and Decimal(want["computed"])
                self.assertEqual(row["computed_score"], computed, want)

    def test_findings(self):
        def found(tables):
            names = {(f["file"], f["form"]): f["name"] for f in tables.forms.to_pylist()}
            columns = ("check", "level", "outcome", "message", "goal", "row", "indicator", "place")
            return Counter(
                (names[f["file"], f["form"]], *(f[column] for column in columns)) for f in tables.findings.to_pylist()
            )

        def expected(*paths):
            return Counter(
                (
                    place["form"], cause["check"], cause["level"], cause["outcome"], cause["message"],
                    place["goal"], place["row"], place["indicator"], place["place"],
                )
                for cause in command("check", *paths)
                for place in cause["places"]
            )  # fmt: skip

        for path in BOOKS:
            self.assertEqual(found(jixiao.check(path)), expected(path), path)
        self.assertEqual(found(jixiao.check(BOOKS, together=True)), expected(*BOOKS))
        alone = sum((expected(path) for path in BOOKS), Counter())
        self.assertEqual(found(jixiao.check(BOOKS)), alone)

    def test_summary(self):
        with tempfile.TemporaryDirectory() as out:
            expected = command("summary", BOOKS[0], "--out", out)["summary"]
        found = jixiao.summary([BOOKS[0], ("坏.xlsx", b"no workbook")])
        projects = [project for group in expected["agencies"] for project in group["projects"]]
        rows = [row for row in found.rows.to_pylist() if row["kind"] == "project"]
        self.assertEqual([row["name"] for row in rows], [project["name"] for project in projects])
        for row, project in zip(rows, projects):
            self.assertEqual(row["score"], project["score"] and Decimal(project["score"]))
            self.assertEqual(row["adjusted"], project["adjusted"] and Decimal(project["adjusted"]) * 10_000)
        total = found.rows.to_pylist()[-1]
        self.assertEqual(total["executed"], Decimal(expected["total"]["executed"]["amount"]) * 10_000)
        self.assertEqual(found.problems.column("file").to_pylist(), ["坏.xlsx"])
        self.assertEqual(found.cautions, expected["cautions"])


class Sources(unittest.TestCase):
    def test_bytes_are_as_good_as_a_path(self):
        path = BOOKS[1]
        of_path, of_bytes = jixiao.check(path), jixiao.check((str(path), path.read_bytes()))
        self.assertEqual(of_path, of_bytes)

    def test_a_bad_file_is_a_row(self):
        tables = jixiao.check([("坏.xlsx", b"no workbook"), "没有.xlsx", str(BOOKS[1])])
        problems = [row for row in tables.problems.to_pylist() if row["scope"] == "file"]
        self.assertEqual([row["file"] for row in problems], ["坏.xlsx", "没有.xlsx"])
        self.assertEqual([row["error"] is None for row in tables.files.to_pylist()], [False, False, True])
        self.assertGreater(tables.forms.num_rows, 0)

    def test_schemas_are_those_of_the_tables_even_without_rows(self):
        tables = jixiao.read([])
        for name, schema in jixiao.SCHEMAS.items():
            self.assertEqual(getattr(tables, name).schema, schema)
            self.assertTrue(all(field.metadata[b"about"] for field in schema), name)

    def test_unknown_rules_are_an_error(self):
        with self.assertRaisesRegex(ValueError, "没有名为“无”的评分规则"):
            jixiao.score(BOOKS[1], rules="无")

    def test_other_threads_go_on(self):
        sources, counted = [str(path) for path in BOOKS], []
        reading = threading.Thread(target=lambda: jixiao.check(sources * 4))
        reading.start()
        while reading.is_alive():
            counted.append(1)
        self.assertGreater(len(counted), 1, "the lock was held while files were read")

    def test_amounts_are_decimals(self):
        amounts = jixiao.read(BOOKS[0]).funds.column("adjusted").drop_null().to_pylist()
        self.assertTrue(amounts and all(isinstance(amount, Decimal) for amount in amounts))


if __name__ == "__main__":
    unittest.main()
