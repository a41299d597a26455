"""Why a paper refuses: nobody is refused without being told the reasons."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.storage.clock import silences
from app.storage.desk import case_tasks
from app.storage.desk.tasks import HANDED_ON, Task
from app.storage.office.departments import Department
from app.usecases.moving.moved import Moved
from engine.rules.opinions import BASIS, REASON, Opinion

OPINION = "opinion"
REFUSALS = {Opinion.DISAGREE, Opinion.NOT_OURS, Opinion.GO_UPWARD}


def dissent(session: Session, rows: Sequence[Task]) -> list[Task]:
    """Return the last opinion of each department that does not agree, in the order given.

    What was said in the place of a department counts as said by it.
    """
    handed_on = [one.case_id for one in rows if one.closing == HANDED_ON]
    instead = silences.in_place_of(session, handed_on[0]) if handed_on else {}
    counts = [one for one in rows if one.closed_at and one.taken_back_at is None]
    given = [one for one in counts if OPINION in _answers(one)]
    said = ((instead.get(one.id, one.department), one) for one in given)
    return [one for one in dict(said).values() if _answers(one)[OPINION] in REFUSALS]


def objections(session: Session, case_id: int) -> list[Task]:
    """Return the last opinions of departments that object, in the order they were asked."""
    found = dissent(session, case_tasks.of_case(session, case_id))
    return [one for one in found if _answers(one)[OPINION] == Opinion.DISAGREE]


def not_followed(moved: Moved) -> list[dict[str, str]]:
    """Return the objections the lead does not follow, each with its reasons as they were given.

    Source: decision 158.
    """
    session = moved.work.session
    return [
        {
            "department": session.get_one(Department, one.department).name,
            "reason": str(_answers(one).get(REASON) or ""),
            "legal_basis": str(_answers(one).get(BASIS) or ""),
        }
        for one in objections(session, moved.case.id)
    ]


def of_departments(moved: Moved) -> list[str]:
    """Return why departments did not agree, each under its name.

    Source: Administrative Licensing Law, Art. 38(2): a refusal gives its reasons.
    """
    session = moved.work.session
    return [
        f"{session.get_one(Department, one.department).name}：{_answers(one).get(REASON, '')}"
        for one in dissent(session, case_tasks.of_case(session, moved.case.id))
    ]


def _answers(task: Task) -> dict[str, Any]:
    return task.answers or {}
