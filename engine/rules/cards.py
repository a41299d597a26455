"""Cards of electronic supervision (预警、黄牌、红牌): what gives one, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE, due_at, passes_at
from engine.rules.leads import HoursLeft
from engine.rules.pauses import Pause
from engine.rules.timers import Rule
from engine.rules.upward import REPLY_NOTICE, UPWARD

Level = Literal["prewarning", "yellow", "red"]
LEVELS: tuple[Level, ...] = ("prewarning", "yellow", "red")

NEARING, NO_REASON, QUARTER, BY_HAND = "nearing", "no_reason", "quarter", "by_hand"
PROMISED, STATUTORY, STEP, FORWARDING, SILENCE, LATE_OPINION = (
    *("promised", "statutory", "step"),
    *("forwarding", "silence", "late_opinion"),
)
OF_LIMITS = (PROMISED, STATUTORY, STEP, FORWARDING, SILENCE, LATE_OPINION, REPLY_NOTICE)
"""The conditions that a limit has passed, each with the limit it means."""
_ALSO = {"absence": SILENCE}
"""Whoever was absent was silent, too."""
FAMILIES = (NEARING, *OF_LIMITS, NO_REASON, QUARTER, BY_HAND)


@dataclass(frozen=True)
class CardRule:
    """When a card is given, to whom, with which paper, and what it asks for.

    :param family: the condition: ``nearing`` (the promised limit comes to its end), a limit of
        ``OF_LIMITS`` has passed, ``no_reason`` (refused with too short a reason), ``quarter``
        (so many yellow cards of one department), ``by_hand`` (only a supervisor knows).
    :param after: working days after the last day of the limit, 0 for at once; of ``nearing``
        before it.
    :param percent: of ``nearing``: or as soon as this share of the limit is used.
    :param hours: of ``nearing``: office hours before the end of a limit of at most a working day,
        for which days would come too early to be of use.
    :param least: characters a reason has at least; cards of a quarter that are too many.
    :param steps: of ``forwarding``: the steps that send a case upward, beside what departments
        that are asked for an opinion send up.
    :param receivers: ``responsible``, ``department/<role>``, or a role of the centre.
    :param paper: the kind of its paper, or nothing.
    :param answer_days: working days to explain and correct; 0 where nothing is asked.
    :param urge_days: working days after which somebody who has not answered is urged; 0: never.
    :param name_en: its name for those who read English; without one they read ``name``.
    """

    code: str
    name: str
    family: str
    level: Level
    basis: str
    active: bool = True
    after: int = 0
    percent: int | None = None
    hours: int = 0
    least: int = 0
    steps: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    paper: str = ""
    answer_days: int = 0
    urge_days: int = 0
    name_en: str = ""

    @property
    def of_limit(self) -> str | None:
        """The kind of limit whose passing it looks at."""
        if self.family not in OF_LIMITS:
            return None
        return STEP if self.family == FORWARDING else self.family

    def concerns(self, kind: str, step: str | None) -> bool:
        """Whether the passing of a limit of a kind, perhaps of a step, is its condition."""
        if not self.active:
            return False
        if self.family == FORWARDING and kind == UPWARD:
            return True
        if self.of_limit != _ALSO.get(kind, kind):
            return False
        return self.family != FORWARDING or step in self.steps


def falls_at(
    rule: CardRule, last_day: date, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> datetime:
    """Return the moment from which a passed limit is worth a card.

    :param last_day: the last day on which the limit was in time.
    :param pauses: those the limit follows: nothing is carded for time that does not count.

    Source: facts 2.6 (electronic supervision), T-42.

    >>> late = CardRule("late", "", PROMISED, "yellow", "", after=1)
    >>> falls_at(late, date(2026, 3, 6), WorkCalendar({}, [2026])).isoformat()  # a Friday
    '2026-03-08T16:00:00+00:00'
    """
    if rule.after == 0:
        return passes_at(last_day)
    from_ = datetime.combine(last_day, datetime.min.time(), OFFICE_ZONE)
    return due_at(Rule("nth_working_day", str(rule.after)), from_, calendar, pauses)


def nearing(rule: CardRule, limit: Rule) -> Rule | None:
    """Return when the end of a limit is near, as a rule that counts from the same start.

    A limit of at most a working day is near its end so many office hours before; one that the
    rule says nothing of never is.

    Source: facts 2.6 (pre-warning, short limits); goal T7.

    >>> rule = CardRule("near", "", NEARING, "prewarning", "", after=1, hours=2)
    >>> nearing(rule, Rule("working_days", "5")), nearing(rule, Rule("closing", "1"))
    (Rule(kind='nth_working_day', value='4'), Rule(kind='hours_left', value='2/closing/1'))
    """
    by_days = limit.kind == "working_days"
    if rule.hours and (limit.kind == "closing" or (by_days and limit.number == 1)):
        return HoursLeft(rule.hours, limit).rule
    if by_days and (rule.after or rule.percent is not None):
        return Rule("nth_working_day", str(nearing_day(rule, limit.number)))
    return None


def nearing_day(rule: CardRule, working_days: int) -> int:
    """Return on which working day of a limit its end is near: of two answers the earlier.

    Source: facts 2.6 (pre-warning), D-23.

    >>> nearing_day(CardRule("near", "", NEARING, "prewarning", "", after=1, percent=80), 20)
    16
    """
    days = [working_days - rule.after]
    if rule.percent is not None:
        days.append(-(-working_days * rule.percent // 100))
    return max(1, min(days))


REFUSING = {
    "opinion": frozenset({"disagree", "not_ours"}),
    "proposal": frozenset({"disagree", "not_ours"}),
    "outcome": frozenset({"refuse", "refused", "not_accept"}),
}
"""The answers that refuse something, by their key."""
REASONS = ("reason", "reasons", "remarks")
"""Where an answer says why; the first that is there is judged."""


def lacks_reason(rule: CardRule, answers: Mapping[str, Any]) -> bool:
    """Whether an answer refuses without a reason worth the name.

    Source: Administrative Licensing Law, Art. 38(2) (a refusal gives its reasons), Art. 72
    (who does not); facts 2.6.

    >>> rule = CardRule("bare", "", NO_REASON, "yellow", "", least=10)
    >>> lacks_reason(rule, {"opinion": "disagree", "reason": "不行"})
    True
    >>> lacks_reason(rule, {"opinion": "agree"})
    False
    """
    if not [key for key in REFUSING if key in answers and answers[key] in REFUSING[key]]:
        return False
    said = next((str(answers[key]) for key in REASONS if answers.get(key)), "")
    return len("".join(said.split())) < rule.least


def quarter_of(day: date) -> str:
    """Return the quarter a day lies in.

    >>> quarter_of(date(2026, 3, 31))
    '2026Q1'
    """
    return f"{day.year}Q{(day.month + 2) // 3}"


def quarter_start(day: date) -> date:
    """Return the first day of the quarter a day lies in.

    >>> quarter_start(date(2026, 8, 3))
    datetime.date(2026, 7, 1)
    """
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_end(day: date) -> date:
    """Return the last day of the quarter a day lies in.

    >>> quarter_end(date(2026, 11, 28))
    datetime.date(2026, 12, 31)
    """
    start = quarter_start(day)
    months = start.month + 3
    return date(start.year + months // 13, (months - 1) % 12 + 1, 1) - timedelta(days=1)
