"""Limits as the file writes them; they pass when told to, never by looking at a clock.

Source: decision 5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from engine.errors import Broken, Invalid
from engine.feel import Expression, Months, WorkingDays
from engine.rules.durations import Duration, cycle, instant
from engine.rules.timers import Kind
from engine.spiff.scope import Token, value

Field = Literal["timeDuration", "timeDate", "timeCycle"]


@dataclass(frozen=True)
class Limit:
    """A timer of the file.

    :param field: which of the three fields of a timer holds the text.
    :param text: the text, or its expression if it starts with ``=``.
    :param follows_clock: what the setting says; by default only working days follow pauses.
    """

    field: Field
    text: str | Expression
    follows_clock: bool | None = None

    def arm(self, token: Token) -> None:
        """Begin to count, from this moment.

        :raises Broken: the file's expression gives no limit.
        """
        at = token.workflow.top_workflow.at
        said = self.text if isinstance(self.text, str) else value(self.text, token)
        from_ = _start(said, at)
        try:
            kind, text = _rule(self.field, said, at)
        except (Invalid, ValueError) as error:
            message = "The timer “%(step)s” has no limit: %(why)s"
            step = token.task_spec.bpmn_id
            raise Broken("timer.no_limit", message, step=step, why=str(error)) from error
        follows = kind == "working_days" if self.follows_clock is None else self.follows_clock
        token.internal_data["timer"] = [kind, text, from_.isoformat(), follows]


def next_turn(token: Token) -> list[Any] | None:
    """Return the timer of the next turn of a cycle, if there is another.

    It counts from this moment, so that turns missed in an outage come once.
    """
    kind, text, _, follows = token.internal_data["timer"]
    turns, _ = cycle(text) if kind == "cycle" else (1, None)
    if turns <= 1:
        return None
    rest = f"R{turns - 1}/{text.partition('/')[2]}"
    at = token.workflow.top_workflow.at
    return [kind, rest, at.isoformat(), follows]


def check_text(field: Field, text: str) -> None:
    """Read the text of a timer once, as a test; what a file says has its zone.

    :raises Invalid: it is no duration, moment or cycle, or is out of bounds.
    """
    readers: dict[Field, Callable[[str], object]] = {
        "timeDuration": Duration.parse,
        "timeDate": instant,
        "timeCycle": cycle,
    }
    readers[field](text)


def _start(said: Any, at: datetime) -> datetime:
    from_ = said.from_ if isinstance(said, WorkingDays) else None
    if isinstance(from_, datetime):
        return from_ if from_.tzinfo else from_.replace(tzinfo=at.tzinfo)
    return datetime.combine(from_, time(), at.tzinfo) if from_ else at


def _rule(field: Field, said: Any, at: datetime) -> tuple[Kind, str]:
    """Return the kind and the text of the rule."""
    if isinstance(said, WorkingDays):
        if said.days < 1:
            raise ValueError(f"{said.days} working days")
        return "working_days", str(said.days)
    if isinstance(said, date):
        return "instant", _moment(said, at)
    if isinstance(said, (timedelta, Months)):
        said = _iso(said)
    if not isinstance(said, str):
        raise ValueError(repr(said))
    if field == "timeDuration":
        Duration.parse(said)
        return "duration", said
    if field == "timeCycle":
        cycle(said)
        return "cycle", said
    return "instant", _moment(datetime.fromisoformat(said), at)


def _moment(day: date, at: datetime) -> str:
    moment: datetime = day if isinstance(day, datetime) else datetime.combine(day, time())
    moment = moment if moment.tzinfo else moment.replace(tzinfo=at.tzinfo)
    instant(text := moment.isoformat())
    return text


def _iso(span: timedelta | Months) -> str:
    if isinstance(span, Months):
        return f"P{span.total}M"
    return f"P{span.days}DT{span.seconds}S"
