"""States of earlier formats, read as if they had been written today.

Format 1 came before processes called each other and messages had keys. It names what the drawing
does not show in another way, a token before a join does not say on which flow it came, and one
that waits for a message has no id yet.
"""

import orjson
from SpiffWorkflow.util.task import TaskState

from engine.spiff.game.throwing import waits_for
from engine.spiff.game.workflow import Workflow
from engine.spiff.scope import Token
from engine.spiff.specs.events.causes import Call

FIRST = "1"
_BEGIN = "Start"
_ENDINGS = {".BoundaryEventSplit": " [border]", ".BoundaryEventJoin": " [border end]"}


def renamed(body: bytes) -> bytes:
    """Return a state of format 1 in the shape of today, with the names of today."""
    id_, counter, completed, ended, data, parts = orjson.loads(body)
    told = [[part[0], [[_name(row[0]), *row[1:]] for row in part[1]]] for part in parts]
    return orjson.dumps([id_, counter, completed, ended, {}, data, told])


def completed(run: Workflow) -> Workflow:
    """Give the tokens of format 1 what they would keep today."""
    for token in run.tokens():
        if token.task_spec.joins and token._state & TaskState.NOT_FINISHED_MASK:
            token.internal_data["flow"] = _flow(token)
        if waits_for(Call, token):
            token.internal_data.update(wait=None, id=run.next_id())
    return run


def _name(name: str) -> str:
    if name == _BEGIN:
        return "[start]"
    if name.endswith(".End"):
        return "[end]"
    for old, new in _ENDINGS.items():
        if name.endswith(old):
            return name.removesuffix(old) + new
    return name


def _flow(token: Token) -> str:
    """Return the flow between the element a token came from and the join it waits at."""
    ways = token.parent.task_spec.ways
    return next(way.flow for way in ways if way.target is token.task_spec)
