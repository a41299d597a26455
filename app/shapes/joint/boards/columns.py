"""The columns of a board: the steps people do; what a department does in turn is one column."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from app.storage.desk.tasks import Task
from engine.process import Process, Step

KEPT = 64
ASKS = "userTask"


@dataclass(frozen=True)
class Row:
    """A row: a department, or a role of the whole centre, or the applicant."""

    department: str | None
    role: str | None = None


def row_of(department: str | None, role: str) -> Row:
    """Return the row in which a department or a role stands.

    >>> row_of("fire", "examiner"), row_of(None, "applicant")
    (Row(department='fire', role=None), Row(department=None, role='applicant'))
    """
    return Row(department) if department else Row(None, role)


@dataclass(frozen=True)
class Column:
    """A step, or several that are one to all but the department that does them.

    :param key: the id of its element; of a called process ``call/element``.
    :param settings: of its element: its name in other languages.
    :param parted: whether it stands for several steps.
    """

    key: str
    name: str
    order: tuple[int, ...] = field(compare=False)
    settings: Mapping[str, Any] = field(compare=False, repr=False)
    parted: bool = field(compare=False)


@dataclass(frozen=True)
class Columns:
    """Which column each task of a case stands in.

    :param called: versions of called processes by their digest.
    """

    own: Process
    called: Mapping[str, Process]

    def of_task(self, task: Task) -> Column:
        """Return the column a task stands in."""
        path = task.path or []
        if not path:
            return self.of_step(task.step)
        if path[0] in self.own.definition.joint:
            return _column(self.own, stage_of(self.own, path[0]), parted=True)
        process = self.called.get(task.process or "", self.own)
        call = self.own.steps.get(path[0])
        before = (call.line if call else 0,)
        return _column(process, stage_of(process, task.step), tuple(path), before)

    def of_step(self, step: str) -> Column:
        """Return the column of a step of the case's own process."""
        return _column(self.own, stage_of(self.own, step))

    def ahead(self) -> Iterator[tuple[Row, Column]]:
        """Yield whom the diagram names beforehand, and the column they will be asked in."""
        for step in self.own.steps.values():
            if step.kind == ASKS and (row := _named(step)):
                yield row, self.of_step(step.id)


def stage_of(process: Process, step: str) -> str:
    """Return the element that stands for a step on a board.

    What a department does as one of several is one; so are examining and approving the same.

    Source: docs/decisions/0169-a-board-shows-departments-not-desks.md.
    """
    return _stages(process).get(step, step)


@lru_cache(KEPT)
def _stages(process: Process) -> Mapping[str, str]:
    """Told once for a version, which never changes."""
    joint = process.definition.joint
    asked = {one.id: one for one in process.steps.values() if one.kind == ASKS}
    return {one: _signed(asked, one) for one in asked} | dict(joint)


def _signed(asked: Mapping[str, Step], step: str) -> str:
    """Return the approval that follows an examination by the same department, else the step."""
    examined = asked[step]
    if examined.settings.get("sign") != "examine" or _named(examined) is None:
        return step
    approvals = (
        one
        for one in asked.values()
        if one.settings.get("sign") == "approve"
        and _named(one) == _named(examined)
        and one.line > examined.line
    )
    return min(approvals, key=lambda one: one.line, default=examined).id


@lru_cache(KEPT)
def _parted(process: Process) -> frozenset[str]:
    """Return the stages that stand for several steps."""
    stages = _stages(process)
    steps = Counter(stages[one.id] for one in process.steps.values() if one.kind == ASKS)
    return frozenset(stage for stage, count in steps.items() if count > 1)


def _named(step: Step) -> Row | None:
    """Return the row of whom a diagram names; none where an expression says who is asked."""
    group = step.group or ""
    if not group or group.startswith("="):
        return None
    department, _, role = group.rpartition("/")
    return row_of(department, role)


def _column(
    process: Process,
    element: str,
    path: tuple[str, ...] = (),
    before: tuple[int, ...] = (),
    parted: bool = False,
) -> Column:
    key, step = "/".join((*path, element)), process.steps.get(element)
    if step is None:
        return Column(key, element, (*before, 0), {}, parted)
    several = parted or element in _parted(process)
    return Column(key, step.name, (*before, step.line), step.settings, several)
