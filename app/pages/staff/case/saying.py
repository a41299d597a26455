"""What departments and earlier steps said about a case, as far as one may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.pages.showing import labelled
from app.pages.staff.case.steps import Steps
from app.pages.staff.naming import Names
from app.shapes.desk import desk
from app.shapes.desk.desk import Asked, Said
from app.storage.case.materials import Material
from app.storage.clock.silences import Silence
from app.storage.desk.tasks import Task
from app.usecases.tasks.hiding import keeps
from app.usecases.work import Work
from engine.forms import Form
from engine.people import APPLICANT
from engine.process import Process
from engine.rules.opinions import SAID


@dataclass(frozen=True)
class Opinion:
    """A department's opinion; ``opinion`` is none while it is asked for or not to be seen.

    :param said: what it said, where something else counts.
    """

    department_name: str
    opinion: str | None
    reason: str | None
    conditions: str | None
    basis: str | None
    by_name: str | None
    at: datetime | None
    by_system: bool
    hidden: bool
    missed: Silence | None
    said: str | None = None
    taken_back: bool = False
    newer: Sequence[Material] = ()
    task: Task | None = None


@dataclass(frozen=True)
class Earlier:
    """What an earlier step asked, and the answer to it."""

    name: str
    by_name: str
    at: datetime | None
    form: Form | None
    answers: dict[str, Any] | None
    taken_back: bool = False


@dataclass(frozen=True)
class Talk:
    """Everything said about a case, as one person may see it."""

    opinions: list[Opinion]
    earlier: list[Earlier]


def talk(work: Work, asked: Asked, steps: Steps, names: Names) -> Talk:
    """Return what was said about a case.

    :param asked: all that was asked in it.
    """
    actor, secret = work.actor, asked.secret
    told = [one for one in asked.rows if not _is_application(one, steps.own)]
    return Talk(
        [
            _opinion(said, keeps(said.task, actor, secret), names)
            for said in desk.opinions(asked, actor)
        ],
        [
            Earlier(
                _heading(said, names),
                said.by or "",
                said.at,
                steps.process(said.task).forms.get(said.task.form or ""),
                said.answers,
                said.taken_back_at is not None,
            )
            for said in desk.answered(told, actor, secret)
        ],
    )


def _is_application(task: Task, own: Process) -> bool:
    """Whether the answers of a task are the application itself."""
    return task.role == APPLICANT and task.form == own.start.form and not task.path


def _heading(said: Said, names: Names) -> str:
    step = labelled(said.task, "name")
    department = names.department(said.department)
    return f"{step} · {department}" if department else step


def _opinion(said: Said, secret: bool, names: Names) -> Opinion:
    answers = said.answers or {}
    opinion = answers.get("opinion")
    return Opinion(
        names.department(said.department),
        opinion,
        answers.get("reason"),
        answers.get("conditions"),
        answers.get("legal_basis"),
        said.by,
        said.at,
        said.by_system,
        secret and said.at is not None,
        said.missed,
        answers.get(SAID),
        said.taken_back_at is not None,
        said.newer,
        said.task,
    )
