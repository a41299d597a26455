"""I4, I8, I9: state and rows tell the same, no case is stuck, each runs on its own files."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.storage import deadlines, incidents, tasks
from app.storage.cases import Case
from app.usecases.moving.picking import Hand
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work
from engine import Run
from engine.errors import Refusal


def breaches(work: Work) -> Iterator[Breach]:
    """Load every open case's run and compare it with the rows that show it."""
    open_cases = select(Case).where(Case.ended_at.is_(None)).options(undefer(Case.run_state))
    for case in work.session.scalars(open_cases.execution_options(yield_per=100)):
        where = f"case {case.number}"
        try:
            run = Hand(case, work.process(case.process_digest)).run()
        except Refusal as refusal:
            yield Breach("I9", where, f"its run cannot be loaded: {refusal}")
            continue
        yield from _same_story(work, case, run, where)
        if not _goes_on(work, case, run):
            yield Breach("I8", where, "nobody is asked, nothing is awaited: it is stuck")


def _same_story(work: Work, case: Case, run: Run, where: str) -> Iterator[Breach]:
    asked = {task.id for task in run.open_tasks()}
    shown = {task.id for task in tasks.of_case(work.session, case.id) if task.closed_at is None}
    if asked != shown:
        yield Breach("I4", where, f"asks for {len(asked)} tasks, the inbox shows {len(shown)}")
    armed = {timer.id for timer in run.timers()}
    rows = deadlines.of_case(work.session, case.id, running=True)
    running = {row.timer_id for row in rows if row.moves}
    if armed != running:
        yield Breach("I4", where, f"has {len(armed)} timers, {len(running)} deadlines run for them")


def _goes_on(work: Work, case: Case, run: Run) -> bool:
    moving = run.open_tasks() or run.timers() or run.awaited()
    return bool(moving) or bool(incidents.open_of_case(work.session, case.id))
