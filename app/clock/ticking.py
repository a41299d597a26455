"""The tick: everything that is due in the whole office, and once a day tidying and learning."""

from flask import current_app

from app.clock import post
from app.clock.actor import CLOCK
from app.clock.following import follow_changes
from app.clock.guard import may_pass
from app.clock.limits import passing
from app.clock.reminders import remind
from app.storage.desk import substitutions
from app.unit_of_work import look, unit_of_work
from app.usecases import forecasting
from app.usecases.keeping import tidying
from app.usecases.people import substituting

FOLLOWING = 500
"""Cases that follow a change before the limits of others pass; the next tick goes on."""


def tick(name: str = "serve") -> int:
    """Let cases follow the calendar, limits pass that are due, remind, and let messages arrive.

    While the clock is not trusted nothing happens.

    :param name: what kind of process ticks.
    :returns: how many limits passed.
    """
    if not may_pass(name):
        return 0
    follow_changes(FOLLOWING)
    passed = sum(1 for _ in passing())
    remind()
    post.carry_everything()
    return passed


def tidy_daily() -> None:
    """Let the first call of a day remove what is past its keeping and learn from what was decided.

    Learning only reads while it counts, so that nobody waits for it.
    """
    with look(CLOCK) as work:
        if not tidying.due(work):
            return
        learned = forecasting.learned(work)
        over = substitutions.over(work.session, work.today)
    for one in over:
        with unit_of_work(CLOCK) as work:
            substituting.settle(work, one)
    with unit_of_work(CLOCK) as work:
        tidying.tidy(work, current_app.extensions["files"])
        forecasting.keep(work, learned)


def untidy() -> bool:
    """Whether the office was not tidied today."""
    with look(CLOCK) as work:
        return tidying.due(work)
