"""What stands at each place of a board, as its reader may see it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.shapes.case.seen import SeenTask
from app.shapes.joint.boards.cells import NOT_YET, Cell, Eyes, Kept, cell
from app.shapes.joint.boards.columns import Column, Columns, Row, row_of
from app.storage.case.cases import Case
from app.storage.joint.questions import Question
from app.usecases.asking import closing
from engine.people import Actor

Place = tuple[Row, Column]


@dataclass(frozen=True)
class Filling:
    """All that the cells of one case are made of.

    :param asked: every task the case ever had, oldest first.
    :param kept: what is kept of it beside them.
    :param later: departments whose turn at a step comes later.
    :param secret: others' opinions are kept from the reader.
    :param waiting: the questions that wait for their answers, by the task they were asked for.
    """

    case: Case
    columns: Columns
    asked: Sequence[SeenTask]
    kept: Kept
    later: Sequence[tuple[str, str]]
    secret: bool
    waiting: Mapping[str, Sequence[Question]] = field(default_factory=dict)

    def cells(self, actor: Actor) -> dict[Place, Cell]:
        """Return the cells as somebody may see them, those asked so far first."""
        filled = {
            (row, column): self._asked(there, self._eyes(actor, row), column)
            for (row, column), there in self._places().items()
        }
        ahead = () if self.case.ended_at is not None else self._ahead()
        return filled | {place: Cell(NOT_YET) for place in ahead if place not in filled}

    def _asked(self, there: Sequence[SeenTask], eyes: Eyes, column: Column) -> Cell:
        one = cell(there, eyes, self.kept, column.parted)
        waiting = self.waiting.get(one.task.id, ()) if one.task is not None else ()
        upward = not eyes.secret and any(map(closing.of_opinion, waiting))
        return replace(one, questions=len(waiting), upward=upward) if waiting else one

    def _places(self) -> dict[Place, list[SeenTask]]:
        places: dict[Place, list[SeenTask]] = defaultdict(list)
        for one in self.asked:
            row = row_of(one.task.department, one.task.role)
            places[row, self.columns.of_task(one.task)].append(one)
        return places

    def _eyes(self, actor: Actor, row: Row) -> Eyes:
        own = row.department in actor.departments
        leads = self.case.lead_department in actor.departments
        return Eyes(own, own or leads or actor.sees_all, self.secret and not own)

    def _ahead(self) -> Iterator[Place]:
        yield from self.columns.ahead()
        for department, step in self.later:
            yield Row(department), self.columns.of_step(step)
