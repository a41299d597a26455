"""The board of a case: departments by steps, as one person may see it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.shapes.case.seen import seen_tasks
from app.shapes.joint.boards.cells import NOT_YET, OPEN, Cell, Kept
from app.shapes.joint.boards.columns import Column, Columns, Row
from app.shapes.joint.boards.filling import Filling, Place
from app.storage.case.cases import Case
from app.storage.case.materials import Material
from app.storage.clock import silences
from app.storage.clock.silences import Silence
from app.storage.desk import case_tasks
from app.storage.desk.tasks import MISSED, Task
from app.storage.joint import questions
from app.storage.joint.questions import Question
from app.storage.office import processes
from app.usecases import joining
from app.usecases.cases import material_rights
from app.usecases.tasks.hiding import kept_from
from app.usecases.work import Work
from engine.people import APPLICANT
from engine.process import Process
from engine.rules.material_rights import Departments


@dataclass(frozen=True)
class Line:
    """A row with its cells by the key of their column."""

    row: Row
    cells: Mapping[str, Cell]

    @property
    def now(self) -> Cell | None:
        """How the row stands: the open cell that ends first, else the one that ended last."""
        asked = [(_order(one), one) for one in self.cells.values() if one.task is not None]
        return min(asked, key=lambda pair: pair[0])[1] if asked else None


@dataclass(frozen=True)
class Board:
    """One case as departments by steps."""

    case: Case
    columns: Sequence[Column]
    lines: Sequence[Line]

    def open_tasks(self) -> list[Task]:
        """Return what is asked at this moment."""
        cells = [one for line in self.lines for one in line.cells.values() if one.state in OPEN]
        also = [part.task for one in cells for part in one.also]
        return [*(one.task for one in cells if one.task is not None), *also]

    def outdated(self) -> bool:
        """Return whether materials were replaced since some opinions were given."""
        return any(one.outdated for line in self.lines for one in line.cells.values())

    def reached(self) -> "Board":
        """Return the board without steps and rows of which nobody was asked yet."""
        asked = {
            key for line in self.lines for key, one in line.cells.items() if one.state != NOT_YET
        }
        kept = [column for column in self.columns if column.key in asked]
        lines = [line for line in self.lines if asked & line.cells.keys()]
        return Board(self.case, kept, lines)


def board(work: Work, case: Case) -> Board:
    """Return the board of a case, with those whose turn comes later."""
    steps = joining.joint_steps_of(work, case)
    return _boards(work, [case], [(one, joint.step) for joint in steps for one in joint.waiting])[0]


def boards(work: Work, shown: Sequence[Case]) -> list[Board]:
    """Return the boards of some cases, with as many statements for many as for one."""
    return _boards(work, shown, ())


def _boards(work: Work, shown: Sequence[Case], later: Sequence[tuple[str, str]]) -> list[Board]:
    by_id = {case.id: case for case in shown}
    asked = case_tasks.of_cases(work.session, by_id)
    seen = seen_tasks(work, [(task, by_id[task.case_id]) for task in asked])
    missed, called, waiting = _missed(work, asked), _called(work, shown), _waiting(work, shown)
    versions = material_rights.renewed(work, by_id)
    return [
        _board(
            work,
            Filling(
                case,
                Columns(work.process(case.process_digest), called),
                [one for one in seen if one.case is case],
                Kept(missed, *_versions(work, case, versions)),
                later,
                kept_from(work, case, [one for one in asked if one.case_id == case.id]),
                waiting,
            ),
        )
        for case in shown
    ]


def _versions(
    work: Work, case: Case, versions: Mapping[int, Sequence[Material]]
) -> tuple[Sequence[Material], Departments]:
    """Return what was renewed in a case, and for whom that is; most cases have nothing of it."""
    its = versions.get(case.id, ())
    return its, material_rights.readers(work, case) if its else {}


def _waiting(work: Work, shown: Sequence[Case]) -> dict[str, list[Question]]:
    """Return the questions that wait for their answers, by task; most cases have none."""
    ids = [case.id for case in shown if case.questions]
    found = questions.open_of_cases(work.session, ids) if ids else ()
    waiting: dict[str, list[Question]] = defaultdict(list)
    for one in found:
        waiting[one.task_id].append(one)
    return waiting


def _board(work: Work, filling: Filling) -> Board:
    cells = filling.cells(work.actor)
    columns = sorted({column for _, column in cells}, key=lambda one: (one.order, one.key))
    return Board(filling.case, columns, _lines(filling.case, cells))


def _lines(case: Case, cells: Mapping[Place, Cell]) -> list[Line]:
    """Return the rows: the lead first, departments as they came in, the applicant last."""
    rows = sorted(dict.fromkeys(row for row, _ in cells), key=lambda row: _rank(case, row))
    return [
        Line(row, {column.key: one for (of, column), one in cells.items() if of == row})
        for row in rows
    ]


def _rank(case: Case, row: Row) -> int:
    if row.department is None:
        return 3 if row.role == APPLICANT else 2
    return 0 if row.department == case.lead_department else 1


def _order(one: Cell) -> tuple[bool, float]:
    """Orders open cells by their end, before closed ones, the newest first."""
    if one.state in OPEN and one.task is not None:
        return False, one.task.due_at.timestamp()
    return True, -one.at.timestamp() if one.at is not None else 0.0


def _missed(work: Work, asked: Iterable[Task]) -> Mapping[str, Silence]:
    """Return what is kept of what nobody answered; most cases have none."""
    found = {one.case_id for one in asked if one.closing in MISSED}
    return silences.of_cases(work.session, found) if found else {}


def _called(work: Work, shown: Iterable[Case]) -> Mapping[str, Process]:
    digests = {one for case in shown for one in case.called or ()}
    versions = processes.of_digests(work.session, digests) if digests else ()
    return {one.digest: work.process(one.digest) for one in versions}
