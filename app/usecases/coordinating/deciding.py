"""Whoever decides on a rung settles the conflict, or sends it one rung up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.storage.case.cases import Case
from app.storage.case.history import write
from app.storage.clock import deadlines
from app.storage.joint import coordinations
from app.storage.joint.coordinations import SETTLED, Coordination
from app.storage.office import departments
from app.usecases.coordinating import climbing, limits, telling
from app.usecases.coordinating.picking import may_decide, may_raise, pick_coordination, refuse
from app.usecases.moving import papers
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid

PAPER = "COORDINATION_OPINION"
OUTCOMES = ("followed", "not_followed", "changed")
"""The objection is followed, it is not, or the department gives another opinion."""


@dataclass(frozen=True)
class Result:
    """What a coordination came to.

    :param rung: the code of the rung it stood on when this was decided.
    :param outcome: one of ``OUTCOMES``.
    :param words: what was decided, and why.
    """

    rung: str
    outcome: str
    words: str


@dataclass(frozen=True)
class Rise:
    """Why a conflict goes one rung up.

    :param rung: the code of the rung it stood on when this was decided.
    """

    rung: str
    reason: str


def settle(work: Work, number: str, coordination_id: int, result: Result) -> Coordination:
    """Record what a coordination came to, with a paper to those in conflict.

    The case moves by what its process asks, as before: nobody's opinion or permit is replaced.

    :raises NotFound: there is no such case for this actor, or no such coordination in it.
    :raises Conflict: it is over, or came to another rung meanwhile.
    :raises NotAllowed: somebody else decides on this rung.
    :raises Invalid: outcome or words; with everything that is wrong.

    Source: facts SP-12 (协调意见); goal C11; decision 185.
    """
    case, row = pick_coordination(work, number, coordination_id)
    _stands(row, result.rung)
    if not may_decide(work.actor, row):
        raise refuse()
    if faults := [*_faults(result)]:
        raise Invalid("coordination.wrong", "Please correct what is marked.", faults)
    row.state, row.outcome, row.words = SETTLED, result.outcome, result.words.strip()
    row.ended_at, row.ended_by_name = work.now, work.actor.name
    limits.end(work, row, deadlines.MET)
    said = {"coordination": _content(work, case, row)}
    row.paper, handed_out = papers.hand_out(work, case, PAPER, said)
    came_to = {"result": row.outcome, "number": row.paper}
    fact = telling.note(work, row, "settled", row.words, **came_to)
    telling.tell(work, case, row, "settled", row.words)
    write(work.session, case, [fact, handed_out], work.actor, work.now)
    return row


def send_up(work: Work, number: str, coordination_id: int, rise: Rise) -> Coordination:
    """Send a conflict that was not settled one rung up, before its limit does.

    :raises NotFound: there is no such case for this actor, or no such coordination in it.
    :raises Conflict: it is over, or came to another rung meanwhile.
    :raises NotAllowed: they neither decide on this rung nor coordinate.
    :raises Invalid: there is no reason.
    :raises Conflict: it stands on the highest rung.

    Source: facts SP-12; decision 185.
    """
    case, row = pick_coordination(work, number, coordination_id)
    _stands(row, rise.rung)
    if not may_raise(work.actor, row):
        raise refuse()
    reason = rise.reason.strip()
    if not reason:
        fault = Fault("reason", "coordination.no_reason", "Please give a reason.")
        raise Invalid("coordination.wrong", "Please correct what is marked.", [fault])
    place = climbing.next_place(work, case, row.rung)
    if place is None:
        message = "This is the highest rung: whoever decides here settles it."
        raise Conflict("coordination.top", message)
    limits.end(work, row, deadlines.REPLACED)
    climbing.stand_on(work, case, row, place)
    limits.begin(work, case, row)
    fact = telling.note(work, row, "raised", reason)
    telling.tell(work, case, row, "raised", reason)
    write(work.session, case, [fact], work.actor, work.now)
    return row


def _stands(row: Coordination, rung: str) -> None:
    """:raises Conflict: it came to another rung meanwhile."""
    if row.rung != rung:
        message = "This conflict stands on another rung by now. Please look again."
        raise Conflict("coordination.moved", message)


def _faults(result: Result) -> Iterator[Fault]:
    if result.outcome not in OUTCOMES:
        yield Fault("outcome", "coordination.outcome", "Please choose what it came to.")
    if not result.words.strip():
        message = "Please say what was decided, and why."
        yield Fault("words", "coordination.no_words", message)


def _content(work: Work, case: Case, row: Coordination) -> dict[str, Any]:
    """Return what stands on the paper, kept as it is now."""
    names = departments.names(work.session)
    taken = coordinations.steps(work.session, [row.id])[row.id]
    return {
        "topic": row.topic,
        "departments": [names.get(one, one) for one in row.departments],
        "lead": names.get(case.lead_department, case.lead_department),
        "rung": row.rung_name,
        "outcome": row.outcome,
        "words": row.words,
        "begun_on": row.begun_at.astimezone(work.now.tzinfo).date().isoformat(),
        "by": work.actor.name,
        "way": [one.rung_name for one in taken if one.what in ("begun", "raised", "passed")],
    }
