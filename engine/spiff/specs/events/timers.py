"""Limits as the file writes them; they pass when told to, never by looking at a clock.

Source: decision 5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from engine.errors import Broken, Invalid, Told
from engine.feel import Expression, Months, Period
from engine.rules.cycles import Cycle, as_period
from engine.rules.durations import Duration, instant
from engine.rules.timers import Rule
from engine.spiff.scope import Token, value

Field = Literal["timeDuration", "timeDate", "timeCycle"]


@dataclass(frozen=True)
class Limit:
    """A timer of the file.

    :param field: which of the three fields of a timer holds the text.
    :param text: the text, or its expression if it starts with ``=``.
    :param follows_clock: what the setting says; by default only what an office counts follows
        pauses.
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
            rule = rule_of(self.field, said, at)
        except Invalid as error:
            message = "The timer “%(step)s” has no limit: %(why)s"
            step = token.task_spec.bpmn_id
            raise Broken("timer.no_limit", message, step=step, why=Told.by(error)) from error
        follows = as_period(rule).counted if self.follows_clock is None else self.follows_clock
        token.internal_data["timer"] = [rule.kind, rule.value, from_.isoformat(), follows]


def next_turn(token: Token, turns: int) -> list[Any] | None:
    """Return the timer of a later turn of a cycle, if it comes so often.

    It counts from the same start, so that turns that come late move none of the others.

    :param turns: how many of them this one stands for.
    """
    kind, text, from_, follows = token.internal_data["timer"]
    later = Cycle.parse(text).later(turns) if kind == "cycle" else None
    return [kind, later.rule.value, from_, follows] if later else None


def said_of(token: Token, turns: int) -> dict[str, int] | None:
    """Return what a turn of a cycle leaves behind: which it is, and for how many it stands."""
    kind, text, *_ = token.internal_data["timer"]
    if kind != "cycle":
        return None
    return {"turn": Cycle.parse(text).turn + turns - 1, "covers": turns}


def check_text(field: str, text: str) -> None:
    """Read the text of a timer once, as a test; what a file says has its zone.

    :raises Invalid: it is no duration, moment or cycle, or is out of bounds.
    """
    readers: dict[str, Callable[[str], object]] = {
        "timeDuration": Duration.parse,
        "timeDate": instant,
        "timeCycle": first_turn,
    }
    readers[field](text)


def first_turn(text: str) -> Cycle:
    """Read a cycle of a file, which names no turn.

    :raises Invalid: it is no cycle, or is out of bounds.
    """
    if text.count("/") > 1:
        raise _unreadable(text)
    return Cycle.parse(text)


def rule_of(field: str, said: Any, at: datetime) -> Rule:
    """Return the rule that the value of a timer's expression states.

    :param at: a day or moment without a zone is one of the zone of this moment.
    :raises Invalid: it is no period, duration, moment or cycle, or is out of bounds.
    """
    if isinstance(said, Period):
        return Rule(said.unit, str(Rule(said.unit, str(said.number)).number))
    if isinstance(said, date):
        return Rule("instant", _moment(said, at))
    if isinstance(said, (timedelta, Months)):
        said = _iso(said)
    if not isinstance(said, str):
        raise _unreadable(said)
    if field == "timeDate":
        return Rule("instant", _moment(_read(said), at))
    check_text(field, said)
    return Rule("duration" if field == "timeDuration" else "cycle", said)


def _start(said: Any, at: datetime) -> datetime:
    from_ = said.from_ if isinstance(said, Period) else None
    if isinstance(from_, datetime):
        return from_ if from_.tzinfo else from_.replace(tzinfo=at.tzinfo)
    return datetime.combine(from_, time(), at.tzinfo) if from_ else at


def _read(said: str) -> datetime:
    try:
        return datetime.fromisoformat(said)
    except ValueError as error:
        raise _unreadable(said) from error


def _unreadable(said: Any) -> Invalid:
    message = "“%(value)s” is no limit of a timer."
    return Invalid("timer.unreadable", message, value=said)


def _moment(day: date, at: datetime) -> str:
    moment: datetime = day if isinstance(day, datetime) else datetime.combine(day, time())
    moment = moment if moment.tzinfo else moment.replace(tzinfo=at.tzinfo)
    instant(text := moment.isoformat())
    return text


def _iso(span: timedelta | Months) -> str:
    if isinstance(span, Months):
        return f"P{span.total}M"
    return f"P{span.days}DT{span.seconds}S"
