"""Where each deed is killed: the points it comes to, by its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from faults.lives import Deed, Life

EDGES = ("before the transaction", "before the commit", "after the commit")
"""Every deed that is stored comes to these."""
A_MOVE = ("case locked", "case written", "history not written", "history written")
"""Every deed on a case comes to these."""


@dataclass(frozen=True)
class Place:
    """A deed, and the points at which it can be killed; at none of them: at a random instant."""

    deed: Deed
    points: Sequence[str] = ()


PLACES: Mapping[str, Place] = {
    "hand in": Place(
        Life.hand_in,
        (
            *EDGES,
            *("case begun", "task opened", "limit begun", "history written", "wait written"),
            *("job begun", "history not written"),
        ),
    ),
    "answer": Place(
        Life.answer,
        (
            *EDGES,
            *A_MOVE,
            *("task closed", "task opened", "limit claimed", "message kept", "paper written"),
        ),
    ),
    "pass a limit": Place(Life.pass_limit, (*EDGES, *A_MOVE, "limit claimed", "card given")),
    "pass many": Place(
        Life.pass_many,
        (*EDGES, *A_MOVE, "limit claimed", "notice written", "card given", "paper written"),
    ),
    "tick": Place(
        Life.tick,
        (
            *EDGES,
            *A_MOVE,
            *("heartbeat written", "limit claimed", "notice written", "reminded"),
            *("message addressed", "message delivered", "case follows"),
        ),
    ),
    "remind": Place(Life.remind, (*EDGES, "reminded", "notice written")),
    "follow": Place(Life.follow, (*EDGES, *A_MOVE, "case follows", "limit claimed")),
    "deliver": Place(Life.deliver, (*EDGES, *A_MOVE, "message addressed", "message delivered")),
    "do jobs": Place(
        Life.do_jobs, (*EDGES, *A_MOVE, "job written", "task opened", "notice written")
    ),
    "send letters": Place(
        Life.send_letters, (*EDGES, "letter addressed", "letter taken", "sent and not marked")
    ),
    "publish": Place(Life.publish, (*EDGES, "version written", "file written")),
    "back up": Place(Life.back_up, ("archive begun", "archive not renamed")),
    "all at once": Place(Life.all_at_once),
}
