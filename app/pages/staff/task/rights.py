"""What somebody may do with a task on its page, and why not more."""

from dataclasses import dataclass

from flask_babel import gettext

from app.i18n import told as said_of
from app.pages.showing import labelled
from app.pages.staff.naming import Names
from app.pages.staff.task import hands
from app.storage.case.cases import Case
from app.storage.clock import silences
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import MISSED, Task
from app.usecases.moving.picking import may_do, may_steer
from app.usecases.tasks import claiming, confirming, retracting, reviewing, supplying
from app.usecases.work import Work
from engine.errors import NotAllowed
from engine.people import APPLICANT


@dataclass(frozen=True)
class Rights:
    """What somebody may do with a task, and why not more.

    :param may: of ``claim``, ``release``, ``complete``, ``free``, ``reply``, ``supply``,
        ``confirm``, ``retract``, and what ``Hands`` knows.
    """

    may: frozenset[str]
    reasons: tuple[str, ...] = ()


def rights(work: Work, task: Task, case: Case, names: Names) -> Rights:
    """Return what the actor may do with a task at this moment."""
    if task.closed_at is not None:
        return _when_closed(work, task, case)
    if task.role == APPLICANT:
        reply = {"reply"} if may_do(work.actor, task, case) else set()
        return Rights(frozenset(reply), (gettext("This is asked of the applicant."),))
    anothers = task.assignee_id not in (None, person_id_of(work.actor))
    steers = {"free"} if anothers and may_steer(work.actor, task, case) else set()
    own = _own(work, task, case, names)
    return Rights(own.may | steers | hands.may_hand_on(work, task, case), own.reasons)


def _own(work: Work, task: Task, case: Case, names: Names) -> Rights:
    """Return what the actor may do with an open task as one who is asked it, or might be."""
    if not may_do(work.actor, task, case):
        who = names.group(task.department, task.role)
        return Rights(frozenset(), (gettext("This is asked of %(who)s.", who=who),))
    left = claiming.left_by(work.actor, task, case) is not None
    if task.assignee_id not in (None, person_id_of(work.actor)) and not left:
        return Rights(frozenset(), (hands.why_not(task),))
    if task.delegated:
        return Rights(frozenset({"release", "resolve", "ask"}))
    try:
        reviewing.two_hands(work, task, case)
    except NotAllowed as refusal:
        own = {"release"} if task.assignee_id and not left else set()
        return Rights(frozenset(own), (said_of(refusal),))
    mine = task.assignee_id is not None and not left
    return Rights(frozenset({"release", "complete", "ask"} if mine else {"claim"}))


def _when_closed(work: Work, task: Task, case: Case) -> Rights:
    """Nothing more, unless it may be taken back, or an opinion owed, confirmed or given anew."""
    if confirming.newer_of(work, task, case) and confirming.may_confirm(work, task, case):
        return Rights(frozenset({"confirm"}))
    silence = silences.of_task(work.session, task.id) if task.closing in MISSED else None
    if supplying.owes(silence, case) and may_do(work.actor, task, case):
        return Rights(frozenset({"supply"}))
    return Rights(frozenset({"retract"} if retracting.may_retract(work, task, case) else ()))


def withdrawn(work: Work, task: Task, case: Case, rights: Rights, names: Names) -> list[str]:
    """Return what would be withdrawn if the task was taken back, in words."""
    gone = retracting.withdrawn(work, task, case) if "retract" in rights.may else ()
    return [
        gettext(
            "%(step)s (%(who)s)",
            step=labelled(one, "name"),
            who=names.group(one.department, one.role),
        )
        for one in gone
    ]
