"""Chinese performance self-evaluation forms (绩效自评表) read, scored and checked into Arrow tables.

A *source* is a path to a workbook or document, or a pair ``(name, bytes)``. Every function takes one source or many and gives
:class:`Tables`. A file that cannot be read is a row of ``problems`` and ``files``, never an exception. Amounts are decimals in 元,
scores decimals in points (分), rates decimals in percent; a column whose name ends in ``_text`` holds what is printed. Each column of a
schema says what it holds, in Chinese, under the key ``about`` of its metadata; docs/TABLES.md lists them all.

The interpreter's lock is released while files are read, and all processors are used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple, Union

import pyarrow

from . import _jixiao

__all__ = ["SCHEMAS", "Source", "Summary", "Tables", "check", "fingerprint", "read", "score", "summary"]

Source = Union[str, os.PathLike, "tuple[str, bytes]"]


class Tables(NamedTuple):
    """What was found. ``file`` and ``form`` together name a form in all tables."""

    forms: pyarrow.Table
    """One row for each form."""
    funds: pyarrow.Table
    """One for each row of its funds; amounts in 元."""
    indicators: pyarrow.Table
    """One for each indicator; scores in points."""
    findings: pyarrow.Table
    """One for each thing that a reviewer would send back; empty unless checked."""
    problems: pyarrow.Table
    """One for each thing that was not understood, from a cell to a whole file (``scope``)."""
    files: pyarrow.Table
    """One for each source."""


class Summary(NamedTuple):
    """The projects of a department put together."""

    rows: pyarrow.Table
    """A row for each project, for each unit and for all together (``kind``); amounts in 元, whatever the forms say."""
    problems: pyarrow.Table
    """The files that could not be read, as in :class:`Tables`."""
    cautions: list[str]
    """What has to be known before the sums are believed."""


SCHEMAS: dict[str, pyarrow.Schema] = dict(_jixiao.schemas())
"""The schema of each table, by its name."""


def read(sources: Source | Iterable[Source]) -> Tables:
    """Reads forms as they stand in the files: no scores are worked out, nothing is checked."""
    return _tables(sources, "read", None, False)


def score(sources: Source | Iterable[Source], *, rules: str | None = None) -> Tables:
    """Reads forms and works their scores out, in points.

    ``rules``: the id of a rule set, or the path of one (``.toml``), for all forms; without it each goes by its edition's.
    Raises ``ValueError`` when there is no such rule set.
    """
    return _tables(sources, "score", rules, False)


def check(
    sources: Source | Iterable[Source], *, rules: str | None = None, together: bool = False
) -> Tables:
    """Reads, scores and checks forms.

    Each file is checked as a batch of its own, as ``jixiao audit`` does; with ``together`` all workbooks are compared with each
    other as one batch, as ``jixiao check`` does. ``rules`` as in :func:`score`.
    """
    return _tables(sources, "check", rules, together)


def summary(
    sources: Source | Iterable[Source],
    *,
    agency: str | None = None,
    rules: str | None = None,
    classified: Iterable[str] = (),
) -> Summary:
    """Puts the project forms of workbooks together: 项目支出绩效自评汇总表.

    ``agency``: who hands it in. ``classified``: names of projects that are 涉密; they count in the sums and have no row.
    Raises ``ValueError`` when one of them is no project's, or there is no such rule set.
    """
    rows, problems, cautions = _jixiao.summary_of(_listed(sources), agency, rules, list(classified))
    as_table = lambda batch: pyarrow.Table.from_batches([batch])  # noqa: E731
    return Summary(as_table(rows), as_table(problems), cautions)


def fingerprint() -> str:
    """What results depend on beside the files: the version, and a hash of the editions and rules in use."""
    return _jixiao.fingerprint()


def _tables(sources: Source | Iterable[Source], depth: str, rules: str | None, together: bool) -> Tables:
    batches = _jixiao.tables_of(_listed(sources), depth, rules, together)
    return Tables(*(pyarrow.Table.from_batches([batch]) for batch in batches))


def _listed(sources: Source | Iterable[Source]) -> list[Source]:
    is_pair = isinstance(sources, tuple) and len(sources) == 2 and isinstance(sources[1], bytes)
    if is_pair or isinstance(sources, (str, os.PathLike)):
        return [sources]
    return list(sources)
