"""Events: what is waited for, what is thrown, and how scopes begin and end."""

from tests.engine.model import work
from tests.engine.model.catching import catch
from tests.engine.model.parts import Activity, Wait, clear, empty, kill

AWAITED = ("timer", "message", "signal", "error", "escalation", "conditional")
SILENT = ("timer", "conditional")
"""What leaves nothing behind."""


def enter(game, scope):
    """Begin a process or a sub-process."""
    for node in scope.net.by_event:
        scope.hanging += _waits(Activity(node, scope), node.inner.start)
    game.arrive(scope, scope.net.start)


def listen(game, activity):
    """Wait for the events at the borders of an activity, or for the awaited ones themselves."""
    node = activity.node
    waiting = node.borders
    if node.kind == "eventBasedGateway":
        waiting = [flow.target for flow in node.outgoing]
    elif node.kind == "intermediateCatchEvent":
        waiting = [node]
    for event in waiting:
        activity.waits += _waits(activity, event)


def _waits(activity, event):
    kind, text = event.cause
    turns = text[1:].partition("/")[0] if kind == "timer" and text.startswith("R") else 1
    return [Wait(kind, event, activity, left=int(turns))] if kind in AWAITED else []


def seen_at(activity):
    """Return the ids of the elements a token at an activity is seen at."""
    if activity.node.kind == "eventBasedGateway":
        return {wait.node.id for wait in activity.waits}
    return {activity.node.id}


def reach(game, waits, answers):
    """Let what is waited for happen, unless what happened before has withdrawn it."""
    for wait in waits:
        activity = wait.activity
        if wait in activity.scope.hanging:
            _begin_by_event(game, wait, answers)
        elif activity.alive and wait in activity.waits:
            _happen(game, wait, answers)


def _happen(game, wait, answers):
    activity, event = wait.activity, wait.node
    if wait.turn is not None:
        work.answered(game, wait, answers)
        return
    if (left := _left_by(wait, answers)) is not None:
        game.home(activity.scope.turn)[event.id] = left
    if event.kind == "boundaryEvent" and not event.interrupting:
        _stay(activity.waits, wait)
    else:
        kill(activity)
    game.leave(activity.scope, event)


def _left_by(wait, answers):
    """Return what an event leaves under its id: what was told, or which turn of a cycle it is."""
    text = wait.node.cause[1] or ""
    if wait.kind == "timer" and text.startswith("R"):
        return {"turn": int(text[1:].partition("/")[0]) - wait.left + 1, "covers": 1}
    return None if wait.kind in SILENT else dict(answers)


def _begin_by_event(game, wait, answers):
    scope, node = wait.activity.scope, wait.activity.node
    if wait.node.interrupting:
        empty(scope)
        game.moving = type(game.moving)(each for each in game.moving if each[0] is not scope)
    else:
        _stay(scope.hanging, wait)
    turn = work.begin_by_event(scope, node)
    if (left := _left_by(wait, answers)) is not None:
        game.home(turn)[wait.node.id] = left
    work.open_up(game, turn)


def _stay(waits, wait):
    """Wait for the next time: each turn of a timer is another wait."""
    if wait.kind == "timer":
        at = waits.index(wait)
        again = Wait(wait.kind, wait.node, wait.activity, left=wait.left - 1)
        waits[at : at + 1] = [again] if again.left > 0 else []


def throw(game, scope, event):
    """Let those who wait for what is thrown know of it, before anything else goes on."""
    kind, name = event.cause
    if event.kind not in ("endEvent", "intermediateThrowEvent"):
        return
    if kind == "signal":
        heard = [wait for wait in game.waits() if (wait.kind, wait.node.cause[1]) == (kind, name)]
        reach(game, heard, {})
    elif kind in ("error", "escalation"):
        reach(game, catch(scope, kind, name), {"code": name})


def end(game, scope, event):
    """Let a token end; a scope without tokens is over."""
    if _is_outermost(game, scope):
        game.ends.append(event.id)
    throw(game, scope, event)
    if event.cause[0] == "terminate":
        clear(scope)
        _over(game, scope)
    elif scope.alive:
        finish(game, scope)


def finish(game, scope):
    """End a scope that has no token left."""
    moving = any(each is scope for each, _ in game.moving)
    if scope.alive and not (scope.active or sum(scope.held.values()) or moving):
        clear(scope)
        _over(game, scope)


def _is_outermost(game, scope):
    while scope.turn is not None and scope.turn.activity.node.by_event:
        scope = scope.turn.activity.scope
    return scope is game.root


def _over(game, scope):
    if scope.turn is not None:
        work.turned(game, scope.turn)
