"""How a card goes: given, answered, urged, appealed against, decided about, closed."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.errors import Conflict

GIVEN, ANSWERED, URGED, RECTIFYING = "given", "answered", "urged", "rectifying"
APPEALED, UPHELD, REMOVED, CLOSED = "appealed", "upheld", "removed", "closed"
STATES = (GIVEN, ANSWERED, URGED, RECTIFYING, APPEALED, UPHELD, REMOVED, CLOSED)
AWAITING = (GIVEN, URGED, RECTIFYING, UPHELD)
"""Somebody must answer."""
OVER = (REMOVED, CLOSED)

ANSWER, URGE, RETURN, APPEAL, UPHOLD, REMOVE, CLOSE = (
    *("answer", "urge", "return", "appeal"),
    *("uphold", "remove", "close"),
)
_WAYS: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        ANSWER: (AWAITING, ANSWERED),
        URGE: (AWAITING, URGED),
        RETURN: ((ANSWERED,), RECTIFYING),
        APPEAL: ((GIVEN, URGED, RECTIFYING, ANSWERED), APPEALED),
        UPHOLD: ((APPEALED,), UPHELD),
        REMOVE: ((GIVEN, ANSWERED, URGED, RECTIFYING, APPEALED, UPHELD), REMOVED),
        CLOSE: ((ANSWERED, UPHELD), CLOSED),
    }
)
DEEDS = tuple(_WAYS)


def becomes(state: str, deed: str) -> str:
    """Return the state a deed brings a card to.

    :raises Conflict: a card in this state does not allow it.

    Source: facts 2.6 (answer, urging, appeal, removal by supervision).

    >>> becomes("given", "answer")
    'answered'
    """
    if not possible(state, deed):
        raise Conflict("card.state", "This card does not allow that as it stands now.")
    return _WAYS[deed][1]


def possible(state: str, deed: str) -> bool:
    """Whether a card in a state allows a deed.

    >>> possible("removed", "answer")
    False
    """
    return state in _WAYS[deed][0]
