"""A list as a table of cells, told part by part, so that no list fills the memory."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.usecases.work import Work

BOM = "\ufeff"

Sent = Mapping[str, str]
"""A filter as it stands in the address of the list."""


@dataclass(frozen=True)
class Part:
    """Some rows of a table, and where the next part goes on; nowhere after the last."""

    rows: Sequence[list[str]]
    next: list[Any] | None


@dataclass(frozen=True)
class Table:
    """A list that can be taken along.

    :param heading: its first line, in the language of the reader.
    :param part: the rows from a place on, or from the beginning, that its actor may see now.
    :param count: how many rows there are, counted up to a number.
    :param said: the filter in words.
    """

    what: str
    heading: Callable[[], list[str]]
    part: Callable[[Work, Sent, list[Any] | None], Part]
    count: Callable[[Work, Sent, int], int]
    said: Callable[[Work, Sent], str]


def lines(table: Table, work: Work, sent: Sent) -> Iterator[str]:
    """Yield the lines of a whole table, the heading first, in UTF-8 with its mark."""
    yield BOM + line(table.heading())
    after: list[Any] | None = None
    while True:
        part = table.part(work, sent, after)
        yield from map(line, part.rows)
        if part.next is None:
            return
        after = part.next


def line(cells: list[str]) -> str:
    """Return one line of a table.

    >>> print(line(["荷塘茶业", "3", "a,b"]).strip())
    "荷塘茶业","3","a,b"
    """
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow(cells)
    return written.getvalue()
