"""What drawings are made of that hypothesis chooses: names, conditions, and simple blocks.

A block has one way in and one way out, and its method returns both.
"""

from hypothesis import strategies as some

from tests.engine.drawing import TERMINATE, loop, timer, times, turns
from tests.engine.model.borders import bordered

LISTS = ('=["fire", "roads", "tax"]', "=[]")
MESSAGES = ("hurry", "stop")


class Sketch:
    """One drawing in the making.

    :param most: about so many blocks there will be.
    """

    untils = (None, "=numberOfCompletedInstances = 1", "=count(said) >= 2")
    causes = ("timer", "cycle", "message", "signal", "escalation", "condition")

    def __init__(self, draw, most):
        self.draw, self.left, self.count = draw, most, 0
        self.asked, self.errors = [], []

    def interrupts(self):
        """Choose whether an event on a border interrupts."""
        return self.draw(some.booleans())

    def comes_back(self):
        """Choose whether the way from a border comes back to where the step leads."""
        return self.draw(some.booleans())

    def one_of(self, *choices):
        """Choose."""
        return self.draw(some.sampled_from(choices))

    def name(self, kind):
        """Return a new id."""
        self.count += 1
        return f"{kind}{self.count}"

    def apart(self, number):
        """Yield the numbers of branches; what is asked in one is not known in another."""
        before, gained = self.asked, []
        for each in range(number):
            self.asked = list(before)
            yield each
            gained += self.asked[len(before) :]
        self.asked = before + gained

    def condition(self):
        """Return a condition that earlier answers decide."""
        step = self.one_of(*self.asked) if self.asked else "application"
        return f"={step}.n {self.one_of('=', '!=')} {self.one_of(0, 1)}"

    def user(self, drawing, depth):
        """Draw a task, perhaps of several people, perhaps with events on its border."""
        step, several = self.name("task"), self.several()
        repeated = several or self.repeated(step)
        group = '=department + "/clerk"' if "department" in several else "window/clerk"
        drawing.user(step, group, loop=repeated)
        self.asked += [] if several else [step]
        return bordered(self, drawing, depth, step)

    def several(self):
        """Return the characteristics of a multi-instance, or none."""
        repeated = self.draw(some.integers(0, 5))
        if repeated > 1:
            return ""
        if repeated:
            return times(self.one_of("=0", "=2"), sequential=self.one_of(True, False))
        until = self.one_of(*self.untils)
        collected = {"output": self.output(), "result": "=department"}
        return loop(self.one_of(*LISTS), until=until, sequential=self.one_of(True, False),
                    **collected)  # fmt: skip

    def output(self):
        """Return the name of what several have said."""
        return "said"

    def repeated(self, *asked):
        """Return the characteristics of a standard loop, or none.

        :param asked: the ids of tasks that each turn asks for.
        """
        if self.draw(some.integers(0, 5)):
            return ""
        condition = self.one_of("=loopCounter < 2", *(f"={step}.n = 1" for step in asked), None)
        return turns(condition, self.one_of(None, 3) if condition else 2, self.one_of(True, False))

    def job(self, drawing, depth):
        """Draw work for a machine."""
        step = self.name("job")
        self.asked.append(step)
        drawing.element("serviceTask", step, '<zeebe:taskDefinition type="work"/>')
        return bordered(self, drawing, depth, step, self.one_of("failure", None))

    def wait(self, drawing, depth):
        """Draw an event that is waited for."""
        event, cause = self.name("wait"), self.outside(drawing)
        drawing.element("intermediateCatchEvent", event, inner=cause)
        return event, event

    def outside(self, drawing):
        """Return a cause that comes from outside."""
        carried = (*map(drawing.message, MESSAGES), drawing.signal("alarm"))
        return self.one_of(timer("P2D"), *carried)

    def receive(self, drawing, depth):
        """Draw a task that a message does."""
        step, name = self.name("receive"), self.one_of(*MESSAGES)
        drawing.message(name)
        drawing.element("receiveTask", step, messageRef=f"message_{name}")
        return bordered(self, drawing, depth, step)

    def throw(self, drawing, depth):
        """Draw something that is told."""
        event, told = self.name("tell"), [drawing.message("news"), drawing.signal("alarm")]
        told += [drawing.escalation("upward")]
        drawing.element("intermediateThrowEvent", event, inner=self.one_of(*told))
        return event, event

    def link(self, drawing, depth):
        """Draw a link."""
        off, on, name = self.name("off"), self.name("on"), self.name("link")
        ends = {"intermediateThrowEvent": off, "intermediateCatchEvent": on}
        for kind, event in ends.items():
            drawing.element(kind, event, inner=f'<bpmn:linkEventDefinition name="{name}"/>')
        return off, on

    def stop(self, drawing, depth):
        """Draw a way to another end, for some answers."""
        told = drawing.signal("alarm"), drawing.escalation("upward"), drawing.message("news")
        return self._way_out(drawing, self.one_of(TERMINATE, TERMINATE, *told))

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
