"""A cell of a board: how one department stands at one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.shapes.case.seen import SeenTask
from app.storage.case.materials import Material
from app.storage.clock.silences import Silence
from app.storage.desk.tasks import ANSWERED, HANDED_ON, NEVER, RETURNED, SILENT, Task
from app.usecases.tasks.confirming import outdated
from engine.rules.lights import Light
from engine.rules.material_rights import Departments

NOT_YET, WAITING, CLAIMED, PAUSED = "not_yet", "waiting", "claimed", "paused"
DONE, WITHDRAWN, TAKEN_BACK = "done", "withdrawn", "taken_back"
STATES = (
    *(NOT_YET, WAITING, CLAIMED, PAUSED, DONE, SILENT, HANDED_ON),
    *(WITHDRAWN, RETURNED, TAKEN_BACK),
)
OPEN = frozenset({WAITING, CLAIMED, PAUSED})
_DONE = {ANSWERED: DONE}


@dataclass(frozen=True)
class Part:
    """One step of a department within its cell, for its own people."""

    task: Task
    state: str
    owner: str | None
    light: Light
    days_left: int | None


@dataclass(frozen=True)
class Cell:
    """How one department stands at one step.

    :param owner: who holds it, or did it; not told to other departments where several people
        of a department do it in turn.
    :param opinion: the kind of opinion it came to; ``late`` what was supplied after silence.
    :param outdated: materials it saw were replaced since.
    :param hidden: it has an opinion that is kept from the reader until they have given theirs.
    :param task: the one it is about now, or was about last; none before it is asked.
    :param at: when it ended.
    :param questions: asked for it that wait for their answers.
    :param upward: the lead has to decide on the opinion that its matter must go upward.
    :param also: what else is open there, where the same step is asked several times at once.
    """

    state: str
    owner: str | None = None
    light: Light = "none"
    days_left: int | None = None
    due_on: date | None = None
    opinion: str | None = None
    late: str | None = None
    hidden: bool = False
    outdated: bool = False
    task: Task | None = None
    at: datetime | None = None
    parts: tuple[Part, ...] = ()
    questions: int = 0
    upward: bool = False
    also: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Kept:
    """What is kept of a case beside its tasks.

    :param missed: of the tasks nobody answered, by their ids.
    :param versions: of its materials: those that replaced another, or were replaced;
        ``closed``: the departments that read what is not for everybody.
    """

    missed: Mapping[str, Silence]
    versions: Sequence[Material] = ()
    closed: Departments = field(default_factory=dict)


@dataclass(frozen=True)
class Eyes:
    """What the reader of a board may know of one row.

    :param own: it is their own department: they see its steps one by one.
    :param owners: they may know who does what in it.
    :param secret: opinions are kept from them.
    """

    own: bool
    owners: bool
    secret: bool


def cell(asked: Sequence[SeenTask], eyes: Eyes, kept: Kept, parted: bool) -> Cell:
    """Return the cell of all that one department was ever asked at one step, at least once.

    :param parted: the step is several, done by different people of the department.
    """
    chosen = min(asked, key=_nearest) if _open(asked) else max(asked, key=_latest)
    task, silence = chosen.task, kept.missed.get(chosen.task.id)
    opinion = _opinion(task)
    late = silence.opinion if silence is not None and silence.late else None
    known = not eyes.secret
    return Cell(
        state_of(task),
        _owner(chosen) if eyes.owners or not parted else None,
        chosen.light,
        chosen.days_left,
        task.due_on if task.closed_at is None else None,
        opinion if known else None,
        late if known else None,
        bool(opinion or late) and eyes.secret,
        known and bool(outdated(task, kept.versions, kept.closed)),
        task,
        task.closed_at,
        _parts(asked) if eyes.own and parted else (),
        also=_also(asked, task, parted) if eyes.owners or not parted else (),
    )


def _opinion(task: Task) -> str | None:
    """Return the kind of opinion a task came to, as long as it counts."""
    if "opinion" not in task.settings or task.taken_back_at is not None:
        return None
    said = (task.answers or {}).get("opinion") if task.closed_at is not None else None
    return str(said) if said else None


def state_of(task: Task) -> str:
    """Return how a task stands; one with a last day and no end is one whose clock stands."""
    if task.closed_at is not None:
        closing = task.closing or ANSWERED
        return TAKEN_BACK if task.taken_back_at is not None else _DONE.get(closing, closing)
    if task.due_on is not None and task.due_at == NEVER:
        return PAUSED
    return CLAIMED if task.assignee_id is not None else WAITING


def _open(asked: Sequence[SeenTask]) -> bool:
    return any(one.task.closed_at is None for one in asked)


def _nearest(one: SeenTask) -> Any:
    """Orders open ones by their end, before all that are closed."""
    return (one.task.closed_at is not None, one.task.due_at, one.task.id)


def _latest(one: SeenTask) -> Any:
    return (one.task.closed_at, one.task.opened_at, one.task.id)


def _owner(one: SeenTask) -> str | None:
    if one.task.closed_at is not None:
        return one.task.closed_by_name if one.task.closed_by_id is not None else None
    return one.holder.name if one.holder is not None else None


def _parts(asked: Sequence[SeenTask]) -> tuple[Part, ...]:
    """Return the steps of the department, each as it stands after the last time it was asked."""
    newest = {one.task.step: one for one in sorted(asked, key=lambda one: one.task.opened_at)}
    return tuple(_part(one) for one in newest.values())


def _also(asked: Sequence[SeenTask], chosen: Task, parted: bool) -> tuple[Part, ...]:
    """Return the open tasks beside the one the cell is about, nearest end first.

    :param parted: what belongs to the same opinion is one of its parts.
    """
    others = (
        one
        for one in asked
        if one.task.closed_at is None
        and one.task is not chosen
        and not (parted and one.task.scope == chosen.scope)
    )
    return tuple(_part(one) for one in sorted(others, key=_nearest))


def _part(one: SeenTask) -> Part:
    return Part(one.task, state_of(one.task), _owner(one), one.light, one.days_left)
