"""What expressions see at a token, and where answers go."""

from engine import feel
from tests.engine.model.parts import Stuck


class Seeing:
    """The names of a case: ``data`` of its own, ``around`` it what it was given, ``at`` when."""

    def names(self, turn):
        """Return what expressions see within a turn of an activity; ``None`` is the case."""
        if turn is None:
            return self.data | self.around
        counted = {"loopCounter": turn.index + 1} if turn.counted else {}
        around = self.names(turn.activity.scope.turn)
        return around | counted | (turn.names or {}) | turn.objects | self.around

    def home(self, turn):
        """Return the names that what is answered there goes to."""
        while turn is not None and turn.names is None:
            turn = turn.activity.scope.turn
        return self.data if turn is None else turn.names

    def keep(self, scope, name, value):
        """Keep something in a data object, where it is declared."""
        while name not in scope.net.objects:
            scope = scope.turn.activity.scope
        kept = self.data if scope.turn is None else scope.turn.objects
        kept[name] = value

    def value(self, text, turn, **more):
        """Return what an expression says."""
        return feel.compile(text).evaluate(self.names(turn) | more, self.at)

    def truth(self, text, turn, **more):
        """Return whether a condition holds.

        :raises Stuck: it is neither true nor false.
        """
        said = self.value(text, turn, **more)
        if not isinstance(said, bool):
            raise Stuck("a condition is neither true nor false")
        return said

    def true_yet(self, text, turn):
        """Return whether a condition that is waited for holds; null is not yet."""
        return self.value(text, turn) is not None and self.truth(text, turn)
