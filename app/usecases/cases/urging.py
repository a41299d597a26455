"""The applicant urges the case: whoever is asked at the moment is told."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.desk import urges
from app.storage.desk.tasks import Task
from app.storage.desk.urges import Urge
from app.usecases import announcing
from app.usecases.moving import pick_up
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed
from engine.people import APPLICANT
from engine.rules.urging import urge_again_at


def urge_case(work: Work, number: str) -> Case:
    """Ask those who have the case at the moment to do their part soon.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they are not its party.
    :raises Conflict: the case has ended, nobody of the office is asked, or it was urged already;
        then with the day from which it may be urged again.

    Source: features L11 (催办 by the applicant, limited); how often, the file of the clock says.
    """
    case = pick_up(work, number).case
    if work.actor.case != number:
        raise NotAllowed("urge.not_party", "Only the applicant of a case urges it here.")
    asked = _asked(work, case)
    if (day := again_on(work, urges.of_party(work.session, case.id))) is not None:
        message = "You have urged already. You may urge again from %(day)s on."
        raise Conflict("case.urged_often", message, day=day.isoformat())
    for task in asked:
        work.session.add(Urge(task_id=task.id, by=work.actor.id, at=work.now))
        task.urges = (task.urges or 0) + 1
    _tell(work, case, asked)
    write(work.session, case, [Fact("case.urged")], work.actor, work.now)
    return case


def again_on(work: Work, earlier: Iterable[Urge]) -> date | None:
    """Return the day from which an applicant may urge again; none, where they may now.

    :param earlier: how they urged before.
    """
    moments = {one.at for one in earlier}  # one for all tasks of a deed
    again = urge_again_at(work.now, moments, work.clock.party_urges_a_day, work.calendar)
    return again.date() if again is not None else None


def _asked(work: Work, case: Case) -> list[Task]:
    """:raises Conflict: the case has ended, or nobody of the office is asked."""
    if case.ended_at is not None:
        raise Conflict("case.ended", "This case has ended.")
    rows = work.held.open_tasks() if work.held is not None else ()
    asked = [task for task in rows if task.role != APPLICANT]
    if not asked:
        message = "The office waits for you, for a date or for a message: nobody can be urged."
        raise Conflict("urge.nobody", message)
    return asked


def _tell(work: Work, case: Case, asked: Iterable[Task]) -> None:
    """Tell each holder, and each group of tasks that nobody holds, once."""
    held: dict[int, list[Task]] = {}
    free: dict[str, list[Task]] = {}
    for task in asked:
        if task.assignee_id is not None:
            held.setdefault(task.assignee_id, []).append(task)
        else:
            free.setdefault(task.group, []).append(task)
    for person, tasks in held.items():
        announcing.to_person(work, case, "notice.party_urged", _said(tasks), person)
    for group, tasks in free.items():
        announcing.to_groups(work, case, "notice.party_urged", _said(tasks), [group])


def _said(tasks: Sequence[Task]) -> dict[str, str]:
    return {"task": "、".join(task.name for task in tasks), "task_id": tasks[0].id}
