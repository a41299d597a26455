"""Lists taken along as CSV: opened by spreadsheets as they are, without running anything."""

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.pages.staff.naming import Names
from app.shapes.case.seen import SeenCase
from app.signin import signed_in
from app.unit_of_work import look
from app.usecases.exporting.tables import Sent, Table, lines

RUN = tuple("=+-@＝＋－＠\t\r\n")
"""With what a cell begins that a spreadsheet would run or misread."""

ROWS = 200
"""So many are read at a time."""


def download(table: Table, sent: Sent) -> ResponseReturnValue:
    """Give a filtered list as CSV; one that is too long for that can be asked for as a file.

    Nothing is ever cut off.
    """
    most: int = current_app.config["EXPORT_ROWS"]
    with look(signed_in()) as work:
        if table.count(work, sent, most + 1) > most:
            asked: dict[str, Any] = {"what": table.what, **sent}
            return redirect(url_for("pages.exports.list", **asked))
        text = "".join(lines(table, work, sent))
        name = f"{table.what.replace('_', '-')}-{work.now:%Y%m%d-%H%M}.csv"
    answer = Response(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def filter_said(said: Mapping[str, str]) -> str:
    """Return a filter in words.

    :param said: what is asked for, by what it is; empty where it is not.
    """
    parts = [f"{name} {value}" for name, value in said.items() if value]
    return gettext(", ").join(parts) or gettext("none")


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


def waits_for(seen: SeenCase, names: Names) -> str:
    """Return who is asked at the moment, each department once."""
    asked = (
        names.department(one.task.department) or names.role(one.task.role) for one in seen.tasks
    )
    return gettext(", ").join(dict.fromkeys(asked))
