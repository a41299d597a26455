"""Who catches errors and escalations."""

from tests.engine.model.parts import Stuck


def catch(scope, kind, code, activity=None):
    """Return the nearest wait around for what is thrown in a scope.

    :param activity: where it is thrown, if not at an event: its own border is the nearest.
    :raises Stuck: nobody catches an error.
    """
    for waits in _around(scope, activity):
        for wanted in (code, None):
            found = [wait for wait in waits if wait.node.cause == (kind, wanted)]
            if found:
                return found[:1]
    if kind == "error":
        raise Stuck(f"nobody catches the error {code}")
    return []


def _around(scope, activity):
    while scope is not None:
        yield activity.waits if activity else []
        yield scope.hanging
        activity = scope.turn.activity if scope.turn else None
        scope = activity.scope if activity else None
