"""The way of a case in plain words, for its party: steps, dates and departments, no names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from app.pages.applicant.items import department_names
from app.pages.showing import labelled, last_day
from app.pages.words import word
from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.case.history import Entry
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.usecases.work import Work
from engine.people import APPLICANT
from engine.rules.silences import declared

PASSED, CURRENT, AHEAD = "passed", "current", "ahead"
MILESTONES = ("accepted", "decided", "delivered")
AGREED = ("silence.agree", "absence.agree")


@dataclass(frozen=True)
class Step:
    """One line of the way.

    :param state: ``passed``, ``current`` or ``ahead``.
    :param on: when it happened.
    :param until: of a step that is asked, the last day in time, or the moment within a day.
    :param note: what counts, or counted, if nobody answers in time.
    """

    name: str
    state: str
    department: str = ""
    on: date | datetime | None = None
    until: str | None = None
    note: str = ""


def journey(work: Work, case: Case) -> list[Step]:
    """Return what has happened, who is asked now, and what is still to come."""
    names, rows = department_names(work), case_tasks.of_case(work.session, case.id)
    by_id = {task.id: task for task in rows}
    entries = history.of_case(work.session, case.id)
    passed = [_passed(entry, by_id, names) for entry in entries]
    now = [_now(task, names) for task in rows if task.closed_at is None]
    return [*(step for step in passed if step), *now, *_ahead(case, entries)]


def _passed(entry: Entry, by_id: dict[str, Task], names: dict[str, str]) -> Step | None:
    details = entry.details
    if entry.what == "case.submitted":
        return Step(gettext("Application received"), PASSED, on=entry.at)
    if entry.what == "case.withdrawal":
        return Step(gettext("Withdrawn by the applicant"), PASSED, on=entry.at)
    if entry.what == "case.ended":
        outcome = word(details["outcome"], "state")
        return Step(gettext("Finished: %(outcome)s", outcome=outcome), PASSED, on=entry.at)
    if entry.what == "task.answered" and (task := by_id.get(details["task"])):
        return Step(labelled(task, "name"), PASSED, names.get(task.department or "", ""), entry.at)
    if entry.what in AGREED and (task := by_id.get(details["task"])):
        return _agreed(entry, task, names)
    kind = entry.what.removeprefix("case.")
    if "on" in details and kind != entry.what:
        return Step(word(kind, "state"), PASSED, on=date.fromisoformat(details["on"]))
    return None


def _agreed(entry: Entry, task: Task, names: dict[str, str]) -> Step:
    """Return a step that nobody answered in time, and that the system agreed to."""
    note = gettext("No answer in time: counted as agreed.")
    department = names.get(task.department or "", "")
    return Step(labelled(task, "name"), PASSED, department, entry.at, note=note)


def _now(task: Task, names: dict[str, str]) -> Step:
    asked = gettext("You") if task.role == APPLICANT else names.get(task.department or "", "")
    missed = declared(task.settings)
    agrees = missed is not None and missed.agrees
    note = gettext("Without an answer by then it counts as agreed.") if agrees else ""
    return Step(labelled(task, "name"), CURRENT, asked, until=last_day(task), note=note)


def _ahead(case: Case, entries: Sequence[Entry]) -> list[Step]:
    if case.ended_at is not None:
        return []
    reached = {entry.what for entry in entries}
    return [
        Step(word(kind, "milestone"), AHEAD) for kind in MILESTONES if f"case.{kind}" not in reached
    ]
