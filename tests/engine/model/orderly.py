"""Draws processes in which it can be told what came of a step: nothing happens to others."""

from tests.engine.drawing import timer
from tests.engine.model.blocks import Blocks


class Orderly(Blocks):
    """Blocks of people, machines and time."""

    causes = ("timer",)

    def interrupts(self):
        """Draw borders that interrupt: what goes on beside a step comes of its begin."""
        return True

    def comes_back(self):
        """Draw joins that everybody comes to."""
        return True

    def by_event(self, drawing):
        """Draw no event sub-process."""

    def outside(self, drawing):
        """Return the only cause: time."""
        return timer("P2D")

    def block(self, drawing, depth):
        """Draw any block; simple ones where it gets deep."""
        self.left -= 1
        simple = [self.user, self.user, self.user, self.wait, self.job]
        deep = depth > 0 and self.left > 0
        return self.one_of(*(self.nested() + simple if deep else simple))(drawing, depth)

    def nested(self):
        """Return the blocks with others inside."""
        return [self.choice, self.fork, self.fork, self.inclusive, self.again, self.sub]


class Plain(Orderly):
    """Blocks in which the same answers lead to the same place: nothing is done twice."""

    causes, untils = (), (None,)

    def nested(self):
        """Return the blocks with others inside."""
        return [self.choice, self.fork, self.fork, self.inclusive, self.sub]

    def output(self):
        """Return a name that nothing else writes."""
        return self.name("said")

    def repeated(self, *asked):
        """Draw no loop."""
        return ""
