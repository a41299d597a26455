"""Lists of cases as CSV: opened by spreadsheets as they are, without running anything."""

import csv
import io
from collections.abc import Iterable, Iterator

from flask_babel import gettext

from app.pages.showing import day, labelled
from app.pages.staff.naming import Names
from app.pages.words import word
from app.shapes import masks
from app.shapes.seen import SeenCase

BOM = "\ufeff"
RUN = tuple("=+-@＝＋－＠\t\r\n")
"""With what a cell begins that a spreadsheet would run or misread."""


def lines(rows: Iterable[SeenCase], names: Names) -> Iterator[str]:
    """Yield the lines of a list of cases, the heading first, in UTF-8 with its mark."""
    yield from table(_heading(), (_cells(seen, names) for seen in rows))


def table(heading: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """Yield the lines of a table, in UTF-8 with its mark."""
    yield BOM + _line(heading)
    for cells in rows:
        yield _line(cells)


def safe(text: str) -> str:
    """Return a cell that a spreadsheet shows and does not run.

    >>> safe('=HYPERLINK("http://evil.example")'), safe("荷塘茶业")
    ('\\'=HYPERLINK("http://evil.example")', '荷塘茶业')
    """
    return f"'{text}" if text.startswith(RUN) else text


def as_text(number: str) -> str:
    """Return a number that a spreadsheet neither reckons with nor turns into a date.

    >>> as_text("2026-000001-8")
    '\\t2026-000001-8'
    """
    return f"\t{number}" if number else ""


def _heading() -> list[str]:
    return [
        gettext("Case number"), gettext("Item"), gettext("Applicant"),
        gettext("Identity or credit code"), gettext("Phone"), gettext("Lead department"),
        gettext("State"), gettext("Outcome"), gettext("Received"), gettext("Accepted on"),
        gettext("Promised"), gettext("Statutory"), gettext("Decided"), gettext("provisional"),
        gettext("Light"),
        gettext("Who is asked now"),
    ]  # fmt: skip


def _cells(seen: SeenCase, names: Names) -> list[str]:
    case = seen.case
    days = (case.accepted_on, case.promised_due_on, case.statutory_due_on, case.decided_on)
    return [
        as_text(case.number or ""),
        safe(labelled(case.item, "name")),
        safe(case.applicant_name),
        as_text(masks.number(case.applicant.get("id_number")) or ""),
        as_text(masks.number(case.applicant.get("phone")) or ""),
        safe(names.department(case.lead_department)),
        word(case.state, "state"),
        word(case.outcome, "state"),
        case.received_on.isoformat(),
        *(day(one) if one else "" for one in days),
        gettext("provisional") if case.provisional else "",
        word(seen.light, "light"),
        safe(waits_for(seen, names)),
    ]


def waits_for(seen: SeenCase, names: Names) -> str:
    """Return who is asked at the moment, each department once."""
    asked = (
        names.department(one.task.department) or names.role(one.task.role) for one in seen.tasks
    )
    return gettext(", ").join(dict.fromkeys(asked))


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue()
