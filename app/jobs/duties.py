"""What an office has to do by itself: how it is found to be due, and how a piece of it is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app import clock
from app.jobs import exports, letters, running

Piece = Mapping[str, Any]
"""Says as JSON what to look at; what is due stands in the tables alone."""

AT_ONCE = 10_000
PER_PIECE = 200
MACHINES = 20


@dataclass(frozen=True)
class Duty:
    """One kind of work that falls due without anybody asking for it.

    :param due: tells what is due now, in pieces; nothing is changed.
    :param do: does a piece and returns how much of it was still to be done. Pieces that are lost,
        doubled or old do no harm: it reads again, and claims under the lock of the case.
    """

    name: str
    due: Callable[[], Sequence[Piece]]
    do: Callable[..., int]


def _limits() -> Sequence[Piece]:
    due = [list(one) for one in clock.due(AT_ONCE)]
    return [{"limits": due[at : at + PER_PIECE]} for at in range(0, len(due), PER_PIECE)]


def _pass(limits: Sequence[tuple[int, str]]) -> int:
    return len(clock.pass_these(limits))


def _jobs() -> Sequence[Piece]:
    return [{}] * running.waiting(MACHINES)


def _letters() -> Sequence[Piece]:
    return [{}] * letters.waiting(MACHINES)


def _exports() -> Sequence[Piece]:
    return [{}] * exports.waiting(MACHINES)


def _once(is_due: Callable[[], bool]) -> Callable[[], Sequence[Piece]]:
    """Return how a duty is found to be due that is one piece."""
    return lambda: [{}] if is_due() else []


def _tidy() -> int:
    clock.tidy_daily()
    return 0


# In order of haste: what a mail server keeps waiting comes after what the law does not, and long
# lists come last.
DUTIES: Sequence[Duty] = (
    Duty("follow_changes", _once(clock.behind_changes), lambda: clock.follow_changes(PER_PIECE)),
    Duty("pass_limits", _limits, _pass),
    Duty("remind", _once(clock.to_remind), clock.remind),
    Duty("carry_post", _once(clock.anything_under_way), clock.carry_everything),
    Duty("do_job", _jobs, running.run_one),
    Duty("address_letters", _once(letters.unaddressed), letters.address),
    Duty("carry_letter", _letters, letters.carry_one),
    Duty("make_export", _exports, exports.make_some),
    Duty("tidy", _once(clock.untidy), _tidy),
)
