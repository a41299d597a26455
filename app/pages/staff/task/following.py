"""What comes after a task is done: for the case, and for the person who did it."""

from flask import url_for
from flask_babel import gettext, ngettext

from app.pages.showing import labelled
from app.pages.staff.naming import Names, names
from app.pages.staff.task.rights import rights
from app.pages.words import word
from app.shapes.case.seen import SeenTask, seen_case
from app.storage.case.cases import Case
from app.storage.desk import inbox
from app.storage.desk.tasks import Task
from app.usecases.work import Work

DRAWERS: tuple[inbox.View, ...] = ("mine", "claimable")
TO_DO = frozenset({"claim", "complete", "resolve"})
LOOKED_AT = 20
"""So many tasks of a drawer are looked at for one to do."""


def what_next(work: Work, case: Case, task_id: str) -> str:
    """Return what begins now that a task is done, and how much else goes on beside it."""
    if case.ended_at is not None:
        outcome = word(case.outcome, "state")
        return gettext("%(case)s is finished: %(outcome)s.", case=case.number, outcome=outcome)
    asked = seen_case(work, case).tasks
    if not asked:
        return gettext("Done. %(case)s now waits for a date or a message.", case=case.number)
    done_at = work.session.get_one(Task, task_id).closed_at
    begun = [one for one in asked if one.task.opened_at == done_at]
    beside = len(asked) - len(begun)
    return _goes_on(case, begun, names(work)) + (_beside(beside) if beside else "")


def where_next(work: Work, then: str) -> str:
    """Return the page to go to: the next task where the person asked for it, else the inbox.

    What is another's to do, as approving what this person examined, is not next.
    """
    if then != "next":
        return url_for("pages.inbox.show")
    office = names(work)
    for view in DRAWERS:
        wanted = inbox.Wanted(view, limit=LOOKED_AT, at=work.now)
        for task, case in inbox.listed(work.session, work.actor, wanted):
            if rights(work, task, case, office).may & TO_DO:
                return url_for("pages.tasks.show", task_id=task.id)
    return url_for("pages.inbox.show")


def _goes_on(case: Case, begun: list[SeenTask], office: Names) -> str:
    if not begun:
        return gettext("Done. %(case)s: what was asked beside goes on first.", case=case.number)
    told = gettext(", ").join(_asked(one, office) for one in begun)
    return gettext("Done. %(case)s goes on: %(tasks)s.", case=case.number, tasks=told)


def _asked(seen: SeenTask, office: Names) -> str:
    who = office.group(seen.task.department, seen.role)
    return gettext("%(step)s (%(who)s)", step=labelled(seen.named, "name"), who=who)


def _beside(number: int) -> str:
    return ngettext(
        "%(num)d other task goes on beside.", "%(num)d other tasks go on beside.", number
    )
