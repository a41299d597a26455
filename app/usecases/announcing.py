"""Announcing: notices written with the deed, shown or sent after it."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.storage.case.cases import Case
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import group_of
from app.storage.ground.base import write_rows
from app.storage.post.notices import Notice
from app.usecases.work import Work
from engine.change import OpenTask
from engine.people import APPLICANT


def to_applicant(work: Work, case: Case, what: str, asked: Iterable[OpenTask]) -> None:
    """Tell the party of the case what they are asked."""
    rows = [
        row_of(work, case, what, task.id) | {"group": APPLICANT, "params": {"task": task.name}}
        for task in asked
    ]
    write(work, rows)


def withdrawn(work: Work, case: Case, holders: Sequence[tuple[int, str]]) -> None:
    """Tell those who held a task that it is no longer asked for."""
    rows = [
        row_of(work, case, "notice.task_withdrawn", f"{person}:{case.history_length}:{place}")
        | {"person_id": person, "params": {"task": name}}
        for place, (person, name) in enumerate(holders)
    ]
    write(work, rows)


def back_with(work: Work, case: Case, person: int | None, task: str, key: str) -> None:
    """Tell somebody that the task is theirs again that waited for another step."""
    row = row_of(work, case, "notice.back_with_you", key)
    write(work, [row | {"person_id": person, "params": {"task": task}}])


def to_groups(
    work: Work, case: Case, what: str, params: dict[str, Any], groups: Iterable[str]
) -> None:
    """Tell groups, each once, what a deed means for them."""
    row = row_of(work, case, what, f"{case.history_length}") | {"params": params}
    write(work, for_groups(row, groups))


def to_person(work: Work, case: Case, what: str, params: dict[str, Any], person_id: int) -> None:
    """Tell one person what a deed means for them; nobody is told what they did themselves."""
    if person_id == person_id_of(work.actor):
        return
    row = row_of(work, case, what, f"{case.history_length}:{person_id}")
    write(work, [row | {"person_id": person_id, "params": params}])


def to_party(work: Work, case: Case, what: str, key: str, params: dict[str, Any]) -> None:
    """Tell the applicant what became of their case.

    :param key: tells it from the others of its kind in the case.
    """
    write(work, [row_of(work, case, what, key) | {"group": APPLICANT, "params": params}])


def told(work: Work, case: Case, job_id: str, group: str, text: str) -> None:
    """Tell a group what a job of the process has to say."""
    row = row_of(work, case, "notice.told", job_id)
    write(work, [row | {"group": group, "params": {"text": text}}])


def ended(work: Work, case: Case) -> None:
    """Tell the applicant how the case ended."""
    to_party(work, case, "notice.ended", "end", {"outcome": case.outcome})


def beside(work: Work, what: str, key: str, params: dict[str, Any], person_id: int) -> None:
    """Tell one person something that is about no case.

    :param key: tells it from the others of its kind, so that it is told once.
    """
    row = {
        "key": f"{what}:{key}",
        "case_id": None,
        "case_number": None,
        "person_id": person_id,
        "group": None,
        "what": what,
        "params": params,
        "written_at": work.now,
    }
    write(work, [row])


def leads(case: Case) -> str:
    """Return the group that leads a case."""
    return group_of(case.lead_department, "approver")


def row_of(work: Work, case: Case, what: str, key: str) -> dict[str, Any]:
    """Return the row of a notice about a case, without whom it is for.

    :param key: tells it from the others of its kind in the case, so that it is told once.
    """
    return {
        "key": f"{case.id}:{what}:{key}",
        "case_id": case.id,
        "case_number": case.number,
        "person_id": None,
        "group": None,
        "what": what,
        "written_at": work.now,
    }


def for_groups(row: dict[str, Any], groups: Iterable[str]) -> list[dict[str, Any]]:
    """Return the row of a notice for each group, once."""
    each = dict.fromkeys(groups)
    return [row | {"key": f"{row['key']}:{group}", "group": group} for group in each]


def write(work: Work, rows: list[dict[str, Any]]) -> None:
    """Write notices with the deed."""
    write_rows(work.session, Notice, rows)
