"""The settings an approval understands, with their values and their places."""

import re
from dataclasses import dataclass
from types import MappingProxyType

from engine.checks.scopes import ACTIVITIES
from engine.checks.words import words
from engine.rules import silences
from engine.rules.opinions import OTHERWISE

OUTCOMES = words(
    "granted refused partly_granted not_required not_accepted returned withdrawn "
    "deemed_withdrawn terminated"
)
"""What a case may come to."""
MILESTONES = words("accepted decided issued delivered archived")
PAPERS = words(
    "RECEIPT CORRECTION_NOTICE ACCEPTANCE_NOTICE NON_ACCEPTANCE DELIVERY_RECORD INFO_SHEET "
    "DISPATCH_SLIP DEFAULT_NOTICE GRANT_DECISION REFUSAL_DECISION SPECIAL_PROCEDURE_NOTICE "
    "EXTENSION_NOTICE CERTIFICATE RETURN_NOTICE TERMINATE_NOTICE OVERRIDE_NOTICE"
)
"""What the office hands out."""
GROUNDS = words(
    "hearing bidding auction inspection testing quarantine appraisal expert_review correction "
    "suspension"
)
"""Why a step may make the legal clock stand still (Administrative Licensing Law, Art. 45 and 32).

An outage is declared for the whole office, never drawn.
"""
REFUSALS = MappingProxyType(
    {
        "refused": "REFUSAL_DECISION",
        "not_accepted": "NON_ACCEPTANCE",
        "returned": "RETURN_NOTICE",
        "terminated": "TERMINATE_NOTICE",
    }
)
"""The paper that gives the reasons of an outcome."""
DECIDED = "decided"
DECISIONS = MappingProxyType(
    {
        "granted": "GRANT_DECISION",
        "refused": "REFUSAL_DECISION",
        "partly_granted": "GRANT_DECISION",
    }
)
"""The outcomes that are decisions, and the paper of each (Licensing Law, Art. 38)."""
ANYWHERE: frozenset[str] = frozenset()

DAYS = re.compile(r"[1-9]\d{0,2}|=.+", re.ASCII | re.DOTALL)
NAMES = re.compile(r"[A-Za-z_]\w*([,\s]+[A-Za-z_]\w*)*", re.ASCII)
TEXT = re.compile(r".+", re.DOTALL)
WHEN = re.compile(r"true|=.+", re.DOTALL)


@dataclass(frozen=True)
class Setting:
    """One ``zeebe:property`` that has a meaning.

    :param values: the values allowed, or how they look.
    :param on: the kinds of elements it may stand on; none means any.
    :param needs: other settings it says nothing without.
    """

    values: frozenset[str] | re.Pattern[str]
    on: frozenset[str] = ANYWHERE
    needs: frozenset[str] = frozenset()

    def allows(self, value: str) -> bool:
        """Whether this is one of the values.

        >>> SETTINGS["limit"].allows("5"), SETTINGS["limit"].allows("soon")
        (True, False)
        """
        if isinstance(self.values, re.Pattern):
            return self.values.fullmatch(value) is not None
        return value in self.values


def one_of(values: str, on: frozenset[str] = ANYWHERE, needs: str = "") -> Setting:
    """Return a setting with a closed list of values."""
    return Setting(words(values), on, words(needs))


TASKS = frozenset({"userTask"})
WORK = frozenset({"userTask", "subProcess"})
DONE = WORK | {"manualTask"}
WAITS = ACTIVITIES | {"intermediateCatchEvent"}
TIMERS = frozenset({"boundaryEvent", "intermediateCatchEvent", "startEvent"})

SETTINGS = MappingProxyType(
    {
        "limit": Setting(DAYS, DONE),
        "limitBasis": Setting(TEXT, DONE, words("limit")),
        "sign": one_of("examine approve", TASKS),
        "opinion": one_of("co_review", WORK),
        "unreasoned": Setting(frozenset(OTHERWISE), TASKS, frozenset({"opinion"})),
        "others": one_of("shown hidden", TASKS, needs="opinion"),
        "silence": Setting(frozenset(silences.OUTCOMES), TASKS, words("limit silenceBasis")),
        "silenceBasis": Setting(TEXT, TASKS, frozenset({"silence"})),
        "silenceTo": Setting(TEXT, TASKS, frozenset({"silence"})),
        "absence": Setting(frozenset(silences.OUTCOMES), TASKS, words("limit absenceBasis")),
        "absenceBasis": Setting(TEXT, TASKS, frozenset({"absence"})),
        "absenceTo": Setting(TEXT, TASKS, frozenset({"absence"})),
        "clock": one_of("pause", WAITS, needs="ground"),
        "ground": Setting(GROUNDS, WAITS, frozenset({"clock"})),
        "milestone": Setting(MILESTONES),
        "as_of": one_of("receipt completion now", needs="milestone"),
        "outcome": Setting(OUTCOMES, frozenset({"endEvent"})),
        "paper": Setting(PAPERS),
        "no_return": one_of("true"),
        "at_counter": Setting(WHEN, TASKS),
        "paperTitle": Setting(TEXT, needs=frozenset({"paper"})),
        "paperTitle_en": Setting(TEXT, needs=frozenset({"paperTitle"})),
        "paperBasis": Setting(TEXT, needs=frozenset({"paper"})),
        "follows_clock": one_of("true false", TIMERS),
        "after_outage": one_of("hold pass", TIMERS),
        "timerBasis": Setting(TEXT, TIMERS),
        "name_en": Setting(TEXT),
        "given": Setting(NAMES, frozenset({"process"})),
    }
)
