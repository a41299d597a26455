"""What is due soon as a table: what runs first, then those limits whose clock stands."""

from typing import Any

from flask_babel import gettext
from marshmallow import EXCLUDE

from app.pages.showing import day, days_left, labelled, moment
from app.pages.staff.lists.exporting import ROWS, as_text, filter_said, safe
from app.pages.staff.naming import Names, names
from app.pages.words import word
from app.shapes.desk.due_soon import DueSoonWanted, SeenDue, key_of, seen_due, wanted_of
from app.storage.clock import due_soon
from app.storage.clock.due_soon import Wanted
from app.usecases.exporting.tables import Part, Sent, Table
from app.usecases.work import Work


def asked_name(seen: SeenDue, office: Names) -> str:
    """Return who has to meet a limit: a department, or a role of the whole centre."""
    asked = seen.limit.asked or ""
    return office.departments.get(asked) or office.role(asked)


def _wanted(work: Work, sent: Sent, stands: bool, **page: Any) -> Wanted:
    shape = DueSoonWanted(unknown=EXCLUDE, exclude=("limit", "after", "paused"))
    return wanted_of(work, shape.load(dict(sent)) | {"paused": stands, "after": None} | page)


def _part(work: Work, sent: Sent, after: list[Any] | None) -> Part:
    stands, *key = after or [False]
    wanted = _wanted(work, sent, stands, after=key or None, limit=ROWS)
    found = seen_due(work, due_soon.listed(work.session, work.actor, wanted))
    office, shown = names(work), found[:ROWS]
    rows = [_cells(one, office) for one in shown]
    if len(found) > ROWS:
        return Part(rows, [stands, *key_of(shown[-1])])
    return Part(rows, None if stands else [True])


def _count(work: Work, sent: Sent, most: int) -> int:
    both = (_wanted(work, sent, stands, limit=most) for stands in (False, True))
    return sum(due_soon.counted(work.session, work.actor, wanted) for wanted in both)


def _said(work: Work, sent: Sent) -> str:
    return filter_said(
        {
            gettext("Whose"): word(sent.get("scope"), "due_scope"),
            gettext("Department"): names(work).department(sent.get("department")),
            gettext("Working days left"): sent.get("due_within", ""),
        }
    )


def _heading() -> list[str]:
    return [
        gettext("Limit"), gettext("Task"), gettext("Case number"), gettext("Item"),
        gettext("Applicant"), gettext("Who is asked now"), gettext("Held by"), gettext("Last day"),
        gettext("provisional"), gettext("Working days left"), gettext("Light"),
    ]  # fmt: skip


def _cells(seen: SeenDue, office: Names) -> list[str]:
    limit, case = seen.limit, seen.case
    return [
        word(limit.kind, "limit"),
        safe(labelled(seen.task, "name") if seen.task else ""),
        as_text(case.number or ""),
        safe(labelled(case.item, "name")),
        safe(case.applicant_name),
        safe(asked_name(seen, office)),
        safe(seen.holder.name if seen.holder else ""),
        day(limit.due_on) if limit.due_on else moment(limit.due_at),
        gettext("provisional") if limit.provisional else "",
        days_left(seen.days_left),
        word(seen.light, "light") if limit.state != "paused" else gettext("Clock stopped"),
    ]


TABLE = Table("due_soon", _heading, _part, _count, _said)
