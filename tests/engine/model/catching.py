"""Who catches errors and escalations."""

from tests.engine.model.parts import Stuck


def catch(scope, kind, code):
    """Return the nearest wait around for what is thrown in a scope.

    :raises Stuck: nobody catches an error.
    """
    while scope is not None:
        turn = scope.turn
        for waits in (scope.hanging, turn.activity.waits if turn else []):
            for wanted in (code, None):
                found = [wait for wait in waits if wait.node.cause == (kind, wanted)]
                if found:
                    return found[:1]
        scope = turn.activity.scope if turn else None
    if kind == "error":
        raise Stuck(f"nobody catches the error {code}")
    return []
