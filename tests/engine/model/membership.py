"""Who belongs to a multi-instance may change while it goes on; the standard does not know it.

Whoever is dropped is as if never asked; whoever is added is as if asked last.
"""

from tests.engine.model.parts import clear, everything
from tests.engine.model.work import collected, counters, done, go_on


def open_activities(game):
    """Return the activities that go on once for each of a list, of each step the only one."""
    found = [each for each in everything(game.root) if each.node.loop and each.node.loop.element]
    steps = [each.node.id for each in found]
    return [each for each in found if steps.count(each.node.id) == 1]


def unanswered(activity):
    """Return the elements that have not answered, in order."""
    open_ = set(range(len(activity.elements))) - activity.answers.keys() - activity.gone
    return [activity.elements[index] for index in sorted(open_)]


def add(game, activity, element):
    """Ask one more."""
    activity.elements = [*activity.elements, element]
    if not activity.node.loop.sequential:
        go_on(game, activity)
    _look(game, activity)


def drop(game, activity, element):
    """Ask one no more."""
    left = set(range(len(activity.elements))) - activity.answers.keys() - activity.gone
    index = min(one for one in left if activity.elements[one] == element)
    activity.gone = activity.gone | {index}
    theirs = [turn for turn in activity.turns if turn.index == index]
    activity.turns = [turn for turn in activity.turns if turn not in theirs]
    activity.waits = [wait for wait in activity.waits if wait.turn not in theirs]
    for turn in theirs:
        if turn.inside:
            clear(turn.inside)
    if not _look(game, activity) and theirs and activity.node.loop.sequential:
        go_on(game, activity)


def _look(game, activity):
    loop = activity.node.loop
    over = not unanswered(activity)
    if not over and loop.until and activity.answers:
        names = counters(activity) | collected(activity)
        over = game.value(loop.until, activity.scope.turn, **names) is True
    if over:
        done(game, activity)
    return over
