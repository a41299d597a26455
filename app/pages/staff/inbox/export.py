"""Chosen tasks as a table to take along."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext

from app.pages.showing import day, days_left, labelled, moment
from app.pages.staff.lists.exporting import as_text, safe
from app.pages.staff.naming import Names, names
from app.pages.words import word
from app.shapes.case.seen import SeenTask, seen_tasks
from app.storage.desk import tasks
from app.usecases.exporting.tables import BOM, line
from app.usecases.work import Work


def lines(work: Work, task_ids: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a table of those tasks one may see, in the order they were chosen."""
    found = tasks.seen_of(work.session, task_ids, work.actor)
    rows = [found[one] for one in dict.fromkeys(task_ids) if one in found]
    office = names(work)
    yield BOM + line(_heading())
    for seen in seen_tasks(work, rows):
        yield line(_cells(seen, office))


def _heading() -> list[str]:
    return [
        gettext("Task"), gettext("Case number"), gettext("Item"), gettext("Applicant"),
        gettext("Who is asked now"), gettext("Held by"), gettext("Opened"), gettext("Done"),
        gettext("Last day"), gettext("Working days left"), gettext("Light"),
        gettext("Times urged"),
    ]  # fmt: skip


def _cells(seen: SeenTask, office: Names) -> list[str]:
    task, case = seen.task, seen.case
    stands = seen.light == "none" and task.due_on and not task.closed_at
    return [
        safe(labelled(task, "name")),
        as_text(case.number or ""),
        safe(labelled(case.item, "name")),
        safe(case.applicant_name),
        safe(office.group(task.department, task.role)),
        safe(seen.holder.name if seen.holder else ""),
        moment(task.opened_at),
        moment(task.closed_at) if task.closed_at else "",
        day(task.due_on) if task.due_on else "",
        days_left(seen.days_left),
        gettext("Clock stopped") if stands else word(seen.light, "light"),
        str(task.urges or 0),
    ]
