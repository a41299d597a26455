"""Activities: their work is done once, or once for every element of a list."""

from tests.engine.model import events
from tests.engine.model.parts import Activity, Scope, Turn, Wait, kill

KINDS = {"userTask": "task", "serviceTask": "job", "receiveTask": "message"}
PASSED = ("Gateway", "startEvent", "intermediateThrowEvent")


def stays(node):
    """Whether a token stays at a node until something happens."""
    passed = node.kind.endswith(PASSED) or node.cause[0] == "link"
    return node.kind == "eventBasedGateway" or not passed


def begin(game, scope, node):
    """Let a token come to an activity or to an event that is waited for."""
    activity = Activity(node, scope)
    scope.active.append(activity)
    if node.loop or node.again:
        events.listen(game, activity)
        game.notice()  # it may turn out that there is nothing to do
    if activity.alive and not node.kind.endswith("Event") and node.kind != "eventBasedGateway":
        _work(game, activity)
    if not (node.loop or node.again):
        events.listen(game, activity)


def _work(game, activity):
    node = activity.node
    if node.again and node.again.before and not _once_more(game, activity):
        done(game, activity)
    elif node.loop is None:
        _turn(game, activity, Turn(activity))
    else:
        _spread(game, activity)


def _spread(game, activity):
    loop = activity.node.loop
    found = game.value(loop.collection, activity.scope.turn)
    activity.elements = found if loop.element else list(range(int(found)))
    for _ in activity.elements[:1] if loop.sequential else activity.elements:
        go_on(game, activity)
    if not activity.elements:
        done(game, activity)


def go_on(game, activity):
    """Ask the next one."""
    loop = activity.node.loop
    while activity.begun in activity.gone:
        activity.begun += 1
    index = activity.begun
    activity.begun += 1
    names = {loop.element: activity.elements[index]} if loop.element else {}
    _turn(game, activity, Turn(activity, index, names))


def _once_more(game, activity):
    """Whether a standard loop goes on."""
    turns, again = activity.begun, activity.node.again
    if turns >= again.most:
        return False
    condition, turn = again.condition, activity.scope.turn
    return not condition or game.truth(condition, turn, loopCounter=turns)


def _turn(game, activity, turn):
    activity.turns.append(turn)
    node = activity.node
    if node.inner:
        open_up(game, turn)
        return
    if node.kind == "sendTask":
        turned(game, turn)
        return
    kind = KINDS[node.kind]
    activity.waits.append(Wait(kind, node, activity, turn, _department(game, node, turn)))


def open_up(game, turn):
    """Let the inside of an activity begin, after the tokens that are on their way already."""
    turn.inside = Scope(turn.activity.node.inner, turn)
    game.moving.append((turn.inside, None))


def begin_by_event(scope, node):
    """Begin an event sub-process; one that goes on beside the rest keeps to itself."""
    activity = Activity(node, scope)
    scope.active.append(activity)
    own = None if node.inner.start.interrupting else {}
    turn = Turn(activity, 0, own)
    activity.turns.append(turn)
    return turn


def _department(game, node, turn):
    group = node.group or ""
    said = game.value(group, turn) if group.startswith("=") else group
    return said.rpartition("/")[0] or None


def answered(game, wait, answers):
    """Take what a person or a machine has brought."""
    wait.activity.waits.remove(wait)
    game.home(wait.turn)[wait.node.id] = dict(answers)
    turned(game, wait.turn)


def turned(game, turn):
    """Take note that the work of an activity is done, once."""
    activity, loop = turn.activity, turn.activity.node.loop
    activity.turns.remove(turn)
    if loop is None:
        activity.begun += 1
        if activity.node.again and _once_more(game, activity):
            _turn(game, activity, Turn(activity, activity.begun))
        else:
            done(game, activity)
        return
    activity.answers[turn.index] = game.value(loop.result, turn) if loop.result else None
    left = len(activity.elements) - len(activity.gone) - len(activity.answers)
    if not left or _enough(game, turn):
        done(game, activity)
    elif loop.sequential:
        go_on(game, activity)


def _enough(game, turn):
    activity, until = turn.activity, turn.activity.node.loop.until
    names = counters(activity) | collected(activity)
    return until is not None and game.truth(until, turn, **names)


def counters(activity):
    """Return what a completion condition may count; who is gone was only terminated."""
    left = [one for n, one in enumerate(activity.elements) if n not in activity.gone]
    return {
        "numberOfInstances": len(left),
        "numberOfActiveInstances": len(activity.turns),
        "numberOfCompletedInstances": len(activity.answers),
        "numberOfTerminatedInstances": len(activity.gone),
        "allAsked": left,
    }


def collected(activity):
    """Return the answers under the name they are collected under."""
    return {activity.node.loop.output: _collected(activity)} if activity.node.loop.output else {}


def _collected(activity):
    return [activity.answers[index] for index in sorted(activity.answers)]


def done(game, activity):
    """Let the token go on; whatever still goes on inside is withdrawn."""
    node, scope = activity.node, activity.scope
    if node.loop and node.loop.output:
        game.home(scope.turn)[node.loop.output] = _collected(activity)
    for name in node.fills:
        left = node.loop.output if node.loop else node.id
        game.keep(scope, name, game.home(scope.turn).get(left))
    kill(activity)
    game.leave(scope, node)
    if node.by_event:
        events.finish(game, scope)
