"""What is left of a case when a step is taken back, worked out by telling the case anew.

All moves are made again but those that were made in the step. What cannot be made without it came
of it. What is left is where the case would be if the step were still open. Trails are not known
here: this is a second opinion on them.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.engine.model.game import Game


@dataclass(frozen=True)
class Made:
    """A move that was made.

    :param key: the wait it fulfilled: the element, and the turns it lay in.
    :param within: the activities it was made in, the innermost first, each as it is numbered and
        the id of its node.
    :param left: whether it led out of the innermost one by an event on its border.
    """

    key: tuple
    within: tuple[tuple[int, str], ...]
    answers: dict[str, Any] = field(hash=False)
    left: bool = False


def key_of(wait):
    """Return what tells a wait from all others: no two tokens meet at one node of a scope."""
    turns, turn = [], wait.turn or wait.activity.scope.turn
    while turn is not None:
        turns.append((turn.activity.node.id, turn.index))
        turn = turn.activity.scope.turn
    return wait.node.id, wait.kind, tuple(turns)


def around(wait):
    """Return the activities a wait lies in, the innermost first."""
    found, activity = [], wait.activity
    while activity is not None:
        found.append((activity.serial, activity.node.id))
        turn = activity.scope.turn
        activity = turn.activity if turn else None
    return tuple(found)


def made(wait, answers):
    """Note a move."""
    return Made(key_of(wait), around(wait), answers, wait.node.kind == "boundaryEvent")


def last_done(game, log, wait, step):
    """Return the last activity of a step that a wait came of; ``None`` if none shows.

    Those an event has ended were never done, those it lies in are not done yet.
    """
    ended = {one.within[0] for one in log if one.left}
    beside = around(wait)
    found = {
        (one.within[place], one.within[place + 1 :])
        for one in log
        for place, (_, node) in enumerate(one.within)
        if node == step
    }
    for activity, outer in sorted(found, reverse=True):
        if activity in ended or activity in beside or (outer and outer != beside[-len(outer) :]):
            continue
        fresh, _, opened = told_without(game, log, activity)
        again = _wait(fresh, key_of(wait))
        if again is None or opened in around(again):
            return activity
    return None


def without(game, log, activity):
    """Return a game in which an activity is still open, and the moves that are left of it."""
    return told_without(game, log, activity)[:2]


def told_without(game, log, activity):
    """Return the same, and the activity as it is known in that game."""
    fresh = Game(game.root.net, {}, game.around["item"], game.at)
    first = next(one for one in log if activity in one.within)
    depth = len(first.within) - first.within.index(activity)
    left, opened = [], None
    for one in log:
        wait = _wait(fresh, one.key)
        if one is first:
            opened = around(wait)[-depth]
        if wait is not None and activity not in one.within and opened not in around(wait):
            left.append(made(wait, one.answers))
            fresh.move([wait], one.answers)
    return fresh, left, opened


def _wait(game, key):
    return next((wait for wait in game.waits() if key_of(wait) == key), None)
