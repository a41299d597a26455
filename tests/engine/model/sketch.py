"""What drawings are made of that hypothesis chooses: names, conditions, and simple blocks.

A block has one way in and one way out, and its method returns both.
"""

from hypothesis import strategies as some

from tests.engine.drawing import TERMINATE, loop, timer
from tests.engine.model.borders import bordered

LISTS = ("=item.departments", "=item.none")
MESSAGES = ("hurry", "stop")


class Sketch:
    """One drawing in the making.

    :param most: about so many blocks there will be.
    """

    def __init__(self, draw, most):
        self.draw, self.left, self.count = draw, most, 0
        self.asked, self.errors = [], []

    def one_of(self, *choices):
        """Choose."""
        return self.draw(some.sampled_from(choices))

    def name(self, kind):
        """Return a new id."""
        self.count += 1
        return f"{kind}{self.count}"

    def condition(self):
        """Return a condition that earlier answers decide."""
        step = self.one_of(*self.asked) if self.asked else "item"
        return f"={step}.n {self.one_of('=', '!=')} {self.one_of(0, 1)}"

    def user(self, drawing, depth):
        """Draw a task, perhaps of several people, perhaps with events on its border."""
        step, several = self.name("task"), self.several()
        drawing.user(step, '=department + "/clerk"' if several else "window/clerk", loop=several)
        self.asked.append(step)
        return bordered(self, drawing, depth, step)

    def several(self):
        """Return the characteristics of a multi-instance, or none."""
        if self.draw(some.integers(0, 3)):
            return ""
        until = self.one_of(None, "=numberOfCompletedInstances = 1", "=count(said) >= 2")
        collected = {"output": "said", "result": "=department"}
        return loop(self.one_of(*LISTS), until=until, sequential=self.one_of(True, False),
                    **collected)  # fmt: skip

    def job(self, drawing, depth):
        """Draw work for a machine."""
        step = self.name("job")
        self.asked.append(step)
        drawing.element("serviceTask", step, '<zeebe:taskDefinition type="work"/>')
        return bordered(self, drawing, depth, step)

    def wait(self, drawing, depth):
        """Draw an event that is waited for."""
        return self.awaited(drawing, self.one_of(timer("P2D"), *map(drawing.message, MESSAGES)))

    def awaited(self, drawing, cause):
        """Draw an event that is waited for, with this cause."""
        event = self.name("wait")
        drawing.element("intermediateCatchEvent", event, inner=cause)
        return event, event

    def throw(self, drawing, depth):
        """Draw a message that is told."""
        event = self.name("tell")
        drawing.element("intermediateThrowEvent", event, inner=drawing.message("news"))
        return event, event

    def stop(self, drawing, depth):
        """Draw a way to the end of everything, for some answers."""
        return self._way_out(drawing, TERMINATE)

    def failure(self, drawing, depth):
        """Draw a way to an error, for some answers."""
        return self._way_out(drawing, drawing.error(self.errors[-1]))

    def _way_out(self, drawing, cause):
        which, out, end = self.name("which"), self.name("flow"), self.name("end")
        onward = self.name("on")
        drawing.gateway("exclusive", which, default=out).end(end, cause)
        drawing.gateway("exclusive", onward)
        drawing.flow(which, end, when=self.condition()).flow(which, onward, id=out)
        return which, onward
