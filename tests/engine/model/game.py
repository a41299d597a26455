"""A token game of BPMN 2.0, written from the standard and knowing nothing of our engine.

Slow, plain and without storage: what it says after a move, the engine must say.
"""

from collections import deque
from itertools import count

from tests.engine.model import events, work
from tests.engine.model.catching import catch
from tests.engine.model.joins import INCLUSIVE, PARALLEL, joins, taken
from tests.engine.model.parts import Scope, Stuck, everything
from tests.engine.model.seeing import Seeing

MOST = 2_000
"""Steps of one move; a process that needs more of them never ends."""


class Game(Seeing):
    """One case; ``ends`` are the end events it has come to."""

    def __init__(self, net, application, item, at):
        self.around, self.at = {"application": application, "item": item}, at
        self.data, self.moving = {}, deque()
        self.ends = []
        self.root = Scope(net)
        events.enter(self, self.root)
        self.settle()

    @property
    def over(self):
        """Whether no token is left."""
        return not self.root.alive

    def waits(self):
        """Return what the game waits for."""
        hanging = [wait for scope in self.scopes() for wait in scope.hanging]
        return hanging + [wait for each in everything(self.root) for wait in each.waits]

    def places(self):
        """Return the ids of the elements at which tokens are."""
        held = {flow.target.id for s in self.scopes() for flow, n in s.held.items() if n}
        return held.union(*(events.seen_at(each) for each in everything(self.root)))

    def scopes(self):
        """Yield the scopes that go on."""
        yield self.root
        turns = [turn for activity in everything(self.root) for turn in activity.turns]
        yield from (turn.inside for turn in turns if turn.inside)

    def move(self, waits, answers):
        """Let what is waited for happen, and go on as far as possible.

        :raises Stuck: the standard knows no way on.
        """
        events.reach(self, waits, answers)
        self.settle()

    def fail(self, wait, code):
        """Let a job end with an error.

        :raises Stuck: nobody catches it, or the standard knows no way on.
        """
        activity = wait.activity
        events.reach(self, catch(activity.scope, "error", code, activity), {"code": code})
        self.settle()

    def change(self, deed, activity, element):
        """Let one more be asked, or one less, and go on as far as possible.

        :raises Stuck: the standard knows no way on.
        """
        deed(self, activity, element)
        self.settle()

    def settle(self):
        """Move tokens until all of them wait for the world.

        :raises Stuck: they never do, or one waits for nothing.
        """
        steps = count()
        self.notice()
        while self.moving or self._join_inclusive():
            if next(steps) == MOST:
                raise Stuck("tokens go round for ever")
            scope, flow = self.moving.popleft()
            if scope.alive and flow is None:
                events.enter(self, scope)
            elif scope.alive and joins(flow.target):
                scope.held[flow] += 1
                self.join(scope, flow.target, flow.target.kind == PARALLEL)
            elif scope.alive:
                self.arrive(scope, flow.target)
            self.notice()
        if any(scope.alive and not scope.active for scope in self.scopes()):
            raise Stuck("a token waits for nothing")

    def notice(self):
        """Let the events happen whose conditions have come true."""
        while wait := next(filter(self._comes_true, self.waits()), None):
            events.reach(self, [wait], {})

    def _comes_true(self, wait):
        if wait.kind != "conditional":
            return False
        before = wait.held
        wait.held = self.true_yet(wait.node.cause[1], wait.activity.scope.turn)
        return wait.held and not before

    def _join_inclusive(self):
        waiting = [(s, f.target) for s in self.scopes() for f, n in s.held.items() if n]
        return any(self.join(scope, node, node.kind == INCLUSIVE) for scope, node in waiting)

    def join(self, scope, gateway, now):
        """Let a gateway take the tokens before it, if it may; return whether it did."""
        flows = (
            taken(scope, gateway, [f for s, f in self.moving if s is scope and f]) if now else []
        )
        for flow in flows:
            scope.held[flow] -= 1
        if flows:
            self.leave(scope, gateway)
        return bool(flows)

    def arrive(self, scope, node):
        """Let a token come to a node that does not wait for other tokens."""
        if node.kind == "endEvent":
            events.end(self, scope, node)
        elif work.stays(node):
            work.begin(self, scope, node)
        else:
            self.leave(scope, node)
            events.throw(self, scope, node)

    def leave(self, scope, node):
        """Put a token on each way out that is chosen."""
        self.moving += [(scope, flow) for flow in self._chosen(scope, node)]

    def _chosen(self, scope, node):
        ways = [flow for flow in node.outgoing if flow is not node.default]
        if node.kind == PARALLEL:
            return ways
        chosen = [flow for flow in ways if self._holds(scope, flow)]
        if node.by_event:
            return []
        chosen = chosen[:1] if node.kind == "exclusiveGateway" else chosen
        if not chosen and not node.default:
            raise Stuck("no way out is chosen")
        return chosen or [node.default]

    def _holds(self, scope, flow):
        return not flow.condition or self.truth(flow.condition, scope.turn)
