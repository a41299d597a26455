"""What happens because time passes: found in the database, never in a scheduler's memory.

A restart forgets nothing and a second clock does no harm: claim and effect of a deadline, or
of a message, are one transaction under the lock of its case.
"""

from app.clock.actor import CLOCK
from app.clock.deeds import catch_up, deed
from app.clock.following import behind_changes, follow_changes
from app.clock.guard import may_pass
from app.clock.limits import Limit, due, pass_one, pass_these, passing
from app.clock.many import TaskOutcome, on_each
from app.clock.post import anything_under_way, carry_everything, mailing
from app.clock.reminders import remind, to_remind
from app.clock.ticking import FOLLOWING, tick, tidy_daily, untidy
from app.clock.transfers import moved, previewed

__all__ = [
    "CLOCK",
    "FOLLOWING",
    "Limit",
    "TaskOutcome",
    "anything_under_way",
    "behind_changes",
    "carry_everything",
    "catch_up",
    "deed",
    "due",
    "follow_changes",
    "mailing",
    "may_pass",
    "moved",
    "on_each",
    "pass_one",
    "pass_these",
    "passing",
    "previewed",
    "remind",
    "tick",
    "tidy_daily",
    "to_remind",
    "untidy",
]
