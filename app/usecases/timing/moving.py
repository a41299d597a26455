"""Limits that move their case: drawn timers, and silence or absence that was declared to count."""

from app.storage.case.cases import Case
from app.storage.clock.deadlines import Deadline
from app.usecases.counting import dates
from app.usecases.moving import Moved, put_back
from app.usecases.timing import overtaking, silent, told
from app.usecases.work import Work
from engine import Run
from engine.rules import deadlines as rules
from engine.rules.silences import KINDS


def move(work: Work, case: Case, deadline: Deadline, run: Run) -> None:
    """Let the run go on where the timer stands, or settle what nobody answered."""
    if deadline.kind in KINDS:
        silent.settle(work, case, deadline, run)
        return
    timer_id = deadline.timer_id or ""
    turns = _turns(work, case, deadline)
    change = run.pass_timer(timer_id, at=work.now, turns=turns)
    facts = [told.passed(deadline, turns), *overtaking.covered(work, case, change)]
    put_back(Moved(work, case, change, passed=timer_id), run, facts)


def _turns(work: Work, case: Case, deadline: Deadline) -> int:
    """Return for how many turns of a cycle this one stands: those an outage has kept back.

    Source: facts C09.
    """
    if deadline.rule_kind != "cycle":
        return 1
    counting = dates.standing(work, case)
    span, calendar = counting.span(deadline), counting.calendar(deadline)
    return rules.turns_due(span.rule, span.from_, work.now, calendar, span.pauses)
