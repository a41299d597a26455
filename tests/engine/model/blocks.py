"""Draws processes of blocks inside blocks."""

from hypothesis import strategies as some

from tests.engine.drawing import Drawing
from tests.engine.model.borders import bordered
from tests.engine.model.sketch import Sketch


class Blocks(Sketch):
    """Blocks with other blocks inside."""

    def scope(self, depth, key="drawn"):
        """Draw a process or the inside of a sub-process."""
        drawing = Drawing(key)
        start, end = self.name("start"), self.name("end")
        first, last = self.row(drawing, depth)
        drawing.start(start).end(end).flow(start, first).flow(last, end)
        if self.left > 0 and self.draw(some.integers(0, 4)) == 0:
            self.by_event(drawing)
        return drawing

    def by_event(self, drawing):
        """Draw an event sub-process."""
        step, task, end = self.name("event"), self.name("task"), self.name("end")
        inside = Drawing().user(task).end(end).flow(f"{step}_start", task, end)
        cause = self.one_of(self.outside(drawing), drawing.escalation("upward"))
        drawing.by_event(step, cause, inside, self.one_of(True, False))

    def row(self, drawing, depth):
        """Draw one block or more, one after the other; return where to go in and out."""
        first, last = self.block(drawing, depth)
        while self.left > 0 and self.draw(some.booleans()):
            entry, after = self.block(drawing, depth)
            drawing.flow(last, entry)
            last = after
        return first, last

    def block(self, drawing, depth):
        """Draw any block; simple ones where it gets deep."""
        self.left -= 1
        simple = [self.user, self.user, self.wait, self.job, self.throw, self.stop]
        simple += [self.link, self.receive]
        simple += [self.failure] if self.errors else []
        nested = [self.choice, self.fork, self.inclusive, self.race, self.again, self.sub]
        deep = depth > 0 and self.left > 0
        return self.one_of(*(nested + simple if deep else simple))(drawing, depth)

    def choice(self, drawing, depth, kind="exclusive"):
        """Draw a split with conditions, and the join for it."""
        split, join, default = self.name("which"), self.name("met"), self.name("flow")
        drawing.gateway(kind, split, default=default).gateway(kind, join)
        for number in self.apart(self.one_of(2, 2, 3)):
            when = {"when": self.condition()} if number else {"id": default}
            first, last = self.row(drawing, depth - 1)
            drawing.flow(split, first, **when).flow(last, join)
        return split, join

    def inclusive(self, drawing, depth):
        """Draw an inclusive split and its join."""
        return self.choice(drawing, depth, "inclusive")

    def fork(self, drawing, depth):
        """Draw branches that go on at once."""
        split, join = self.name("split"), self.name("join")
        drawing.gateway("parallel", split).gateway("parallel", join)
        for _ in self.apart(self.one_of(2, 2, 3)):
            first, last = self.row(drawing, depth - 1)
            drawing.flow(split, first).flow(last, join)
        return split, join

    def race(self, drawing, depth):
        """Draw events of which the first decides."""
        either, met = self.name("either"), self.name("met")
        drawing.gateway("eventBased", either).gateway("exclusive", met)
        for _ in self.apart(2):
            event, _ = self.wait(drawing, depth)
            first, last = self.row(drawing, depth - 1)
            drawing.flow(either, event, first).flow(last, met)
        return either, met

    def again(self, drawing, depth):
        """Draw a loop with a person in it."""
        back, more, out = self.name("back"), self.name("more"), self.name("flow")
        step = self.name("task")
        drawing.gateway("exclusive", back).user(step).gateway("exclusive", more, default=out)
        self.asked.append(step)
        first, last = self.row(drawing, depth - 1)
        drawing.gateway("exclusive", onward := self.name("on"))
        drawing.flow(back, step, first).flow(last, more).flow(more, onward, id=out)
        drawing.flow(more, back, when=f"={step}.n > 1")
        return back, onward

    def sub(self, drawing, depth):
        """Draw a sub-process, perhaps with an error in it that its border catches."""
        step, fails = self.name("sub"), self.draw(some.booleans())
        self.errors += [self.name("error")] if fails else []
        asked, several = list(self.asked), self.several()
        inside = self.scope(depth - 1)
        self.asked = asked if several else self.asked
        code = self.errors.pop() if fails else None
        drawing.sub(step, inside, several or self.repeated())
        return bordered(self, drawing, depth, step, code)
