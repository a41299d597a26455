"""Events: what is waited for, what is thrown, and how scopes end."""

from tests.engine.model import work
from tests.engine.model.parts import Stuck, Wait, clear, kill


def listen(game, activity):
    """Wait for the events at the borders of an activity, or for the awaited ones themselves."""
    node = activity.node
    waiting = node.borders
    if node.kind == "eventBasedGateway":
        waiting = [flow.target for flow in node.outgoing]
    elif node.kind == "intermediateCatchEvent":
        waiting = [node]
    for event in waiting:
        kind, text = event.cause
        if kind in ("timer", "message"):
            turns = int(text[1:].partition("/")[0]) if text.startswith("R") else 1
            left = turns if kind == "timer" else 0
            activity.waits.append(Wait(kind, event, activity, left=left))


def seen_at(activity):
    """Return the ids of the elements a token at an activity is seen at."""
    if activity.node.kind == "eventBasedGateway":
        return {wait.node.id for wait in activity.waits}
    return {activity.node.id}


def happen(game, wait, answers):
    """Let something from outside happen."""
    activity, event = wait.activity, wait.node
    if wait.kind in ("task", "job"):
        work.answered(game, wait, answers)
        return
    if wait.kind == "message":
        game.home(activity.scope.turn)[event.id] = dict(answers)
    if event.kind == "boundaryEvent" and not event.interrupting:
        _ring(wait)
    else:
        kill(activity)
    game.leave(activity.scope, event)


def _ring(wait):
    """Stay for the next time: each turn of a timer is another wait."""
    waits = wait.activity.waits
    at = waits.index(wait)
    again = Wait(wait.kind, wait.node, wait.activity, left=wait.left - 1)
    waits[at : at + 1] = [again] if again.left > 0 else []
    if wait.kind == "message":
        waits.insert(at, wait)


def throw(game, scope, event):
    """Tell the world a message."""
    if event.cause[0] == "message":
        game.thrown.append(event.cause[1])


def end(game, scope, event):
    """Let a token end; a scope without tokens is over."""
    throw(game, scope, event)
    game.ends = [*game.ends, event.id] if scope is game.root else game.ends
    if event.cause[0] == "error":
        fail(game, scope.turn, event.cause[1])
        return
    if event.cause[0] == "terminate":
        clear(scope)
        _over(game, scope)
    elif not _tokens(game, scope):
        scope.alive = False
        _over(game, scope)


def _tokens(game, scope):
    return scope.active or sum(scope.held.values()) or any(s is scope for s, _ in game.moving)


def _over(game, scope):
    if scope.turn is not None:
        work.turned(game, scope.turn)


def fail(game, turn, code):
    """Let the nearest border around catch an error.

    :raises Stuck: none does.
    """
    while turn is not None:
        activity = turn.activity
        for event in activity.node.borders:
            if event.cause[0] == "error" and event.cause[1] in (None, code):
                kill(activity)
                game.leave(activity.scope, event)
                return
        turn = activity.scope.turn
    raise Stuck(f"nobody catches the error {code}")
