"""Whom a case asks, as its board tells and as its run says by its own account."""

from app.shapes.joint.boards import OPEN, board
from app.usecases.moving.picking import in_hand


def board_asks(work, case):
    """Which tasks the board says are open, and of whom."""
    return {
        (line.row.department or line.row.role, task.id)
        for line in board(work, case).lines
        for cell in line.cells.values()
        if cell.state in OPEN
        for task in (cell.task, *(part.task for part in cell.also))
    }


def engine_asks(work, case):
    """Which tasks the run has open, and of whom."""
    tasks = () if case.ended_at else in_hand(work, case).run().open_tasks()
    return {(one.department or one.role, one.id) for one in tasks}
