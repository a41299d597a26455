"""Announcing: notices written with the deed, shown or sent after it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.storage import departments, notices
from app.storage.base import write_rows
from app.storage.cases import Case
from app.storage.exports import Export
from app.storage.notices import Notice
from app.storage.people import Person
from app.storage.promises import PROMISED_MATERIAL
from app.storage.silences import Silence
from app.storage.substitutions import Substitution
from app.storage.tasks import Task, group_of, person_id_of
from app.usecases.work import Work
from engine.change import OpenTask
from engine.people import APPLICANT

Moves = Sequence[tuple[str, str, str]]
"""What ends on another day than before: what it is, that day, and the one it ends on now."""


@dataclass(frozen=True)
class Ending:
    """A limit that is about to end.

    :param until: its last day, or of a limit within a day its moment.
    :param task: what it is for; none where it is of the whole case.
    """

    case: Case
    kind: str
    until: str
    task: Task | None = None


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
    each = dict.fromkeys(groups)
    write(work, [row | {"key": f"{row['key']}:{group}", "group": group} for group in each])


def to_person(work: Work, case: Case, what: str, params: dict[str, Any], person_id: int) -> None:
    """Tell one person what a deed means for them; nobody is told what they did themselves."""
    if person_id == person_id_of(work.actor):
        return
    row = row_of(work, case, what, f"{case.history_length}:{person_id}")
    write(work, [row | {"person_id": person_id, "params": params}])


def overdue(work: Work, case: Case, deadline_id: str, group: str, params: dict[str, Any]) -> None:
    """Tell a group that a limit has passed."""
    row = row_of(work, case, "notice.overdue", deadline_id)
    write(work, [row | {"group": group, "params": params}])


def due_soon(work: Work, ending: Sequence[Ending]) -> None:
    """Tell whoever is asked that limits are about to end, each last day of a task once."""
    rows = {row["key"]: row for row in (_due_soon(work, one) for one in ending)}
    known = notices.written(work.session, rows)
    write(work, [row for key, row in rows.items() if key not in known])


def _due_soon(work: Work, ending: Ending) -> dict[str, Any]:
    task, kind = ending.task, ending.kind
    asked = task.id if task else kind
    theirs = kind == PROMISED_MATERIAL
    what = "notice.material_due" if theirs else "notice.due_soon"
    row = row_of(work, ending.case, what, f"{asked}:{ending.until}")
    holder = task.assignee_id if task else None
    group = APPLICANT if theirs else task.group if task else leads(ending.case)
    params = {"kind": kind, "task": task.name if task else None, "day": ending.until}
    return row | {"person_id": holder, "group": None if holder else group, "params": params}


def told(work: Work, case: Case, job_id: str, group: str, text: str) -> None:
    """Tell a group what a job of the process has to say."""
    row = row_of(work, case, "notice.told", job_id)
    write(work, [row | {"group": group, "params": {"text": text}}])


def paused(work: Work, case: Case, pause_id: int, ground: str, moves: Moves) -> None:
    """Tell the applicant that the clock stands, and when it all ends if it stands as planned."""
    told = {"ground": ground, **_moved(moves)}
    _to_party(work, case, "notice.paused", f"{pause_id}", told)


def resumed(work: Work, case: Case, pause_id: int, ground: str, moves: Moves) -> None:
    """Tell the applicant that the clock goes on, and which dates that moves."""
    told = {"ground": ground, **_moved(moves)}
    _to_party(work, case, "notice.resumed", f"{pause_id}", told)


def extended(work: Work, case: Case, working_days: int, moves: Moves) -> None:
    """Tell the applicant that the limit is longer, and when it ends now."""
    told = {"days": working_days, **_moved(moves)}
    _to_party(work, case, "notice.extended", "extension", told)


def _moved(moves: Moves) -> dict[str, Any]:
    return {"moves": [list(one) for one in moves]} if moves else {}


def overrun(work: Work, case: Case, pause_id: int, group: str, ground: str) -> None:
    """Tell who leads the case that a pause lasts longer than planned."""
    row = row_of(work, case, "notice.overrun", f"{pause_id}")
    write(work, [row | {"group": group, "params": {"ground": ground}}])


def missed(work: Work, case: Case, silence: Silence, task: Task, asked: str | None) -> None:
    """Tell those who did not answer, those who answer instead, and who leads the case.

    :param asked: the group that answers instead; ``None`` where the system did.
    """
    of_silence(work, case, silence, task, f"{silence.outcome}.own", silence.group)
    others = {asked or leads(case)} - {silence.group}
    of_silence(work, case, silence, task, silence.outcome, *others)


def of_silence(
    work: Work, case: Case, silence: Silence, task: Task, what: str, *groups: str
) -> None:
    """Tell groups something about an opinion that was not given in time."""
    params = {
        "task": task.name,
        "department": departments.name_of(work.session, silence.department, task.role),
        "missed": silence.kind,
        "day": silence.owed_on.isoformat() if silence.owed_on is not None else None,
        "opinion": silence.opinion,
    }
    row = row_of(work, case, f"notice.{what}", silence.task_id) | {"params": params}
    write(
        work,
        [row | {"key": f"{row['key']}:{group}", "group": group} for group in dict.fromkeys(groups)],
    )


def leads(case: Case) -> str:
    """Return the group that leads a case."""
    return group_of(case.lead_department, "approver")


def ended(work: Work, case: Case) -> None:
    """Tell the applicant how the case ended."""
    row = row_of(work, case, "notice.ended", "end")
    write(work, [row | {"group": APPLICANT, "params": {"outcome": case.outcome}}])


def export_made(work: Work, export: Export) -> None:
    """Tell whoever asked for a list as a file that it can be fetched."""
    row = {
        "key": f"notice.export_made:{export.id}",
        "case_id": None,
        "case_number": None,
        "person_id": export.person_id,
        "group": None,
        "what": "notice.export_made",
        "params": {"export": export.id, "list": export.what, "rows": export.rows},
        "written_at": work.now,
    }
    write(work, [row])


def substituted(work: Work, what: str, row: Substitution, away: Person, substitute: Person) -> None:
    """Tell both who does whose tasks, or that this is over; nobody what they did themselves."""
    params = {"person": away.name, "substitute": substitute.name}
    days = {"first": row.from_on.isoformat(), "last": row.to_on.isoformat()}
    told = [one for one in (away, substitute) if one.id != person_id_of(work.actor)]
    write(
        work,
        [
            {
                "key": f"{what}:{row.id}:{one.id}",
                "case_id": None,
                "case_number": None,
                "person_id": one.id,
                "group": None,
                "what": what,
                "params": params | days,
                "written_at": work.now,
            }
            for one in told
        ],
    )


def _to_party(work: Work, case: Case, what: str, key: str, params: dict[str, Any]) -> None:
    write(work, [row_of(work, case, what, key) | {"group": APPLICANT, "params": params}])


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


def write(work: Work, rows: list[dict[str, Any]]) -> None:
    """Write notices with the deed."""
    write_rows(work.session, Notice, rows)
