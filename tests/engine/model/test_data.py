"""What a return leaves under every name is what would be there without the step; decision 176.

Tasks go round, side by side and within each other, write the same names and fill the same data
objects. The model tells the case anew and knows no ledger.
"""

from random import Random

from hypothesis import given
from hypothesis import strategies as some

from engine.change import Return
from engine.process import Process
from tests.engine.model.driver import AT, ITEM
from tests.engine.model.orderly import Orderly
from tests.engine.model.returns import Returning
from tests.engine.model.wandering import go_on, sent_back
from tests.engine.sizes import MANY, examples
from tests.engine.travelling import Travelling

MOVES = 60
ROUND = some.integers(0, 10**9).map(Random)


class Writing(Orderly):
    """Blocks of people and machines, with loops; some steps fill data objects."""

    causes = ()

    def scope(self, depth, key="drawn"):
        """Draw a process or a sub-process, with a data object of its own."""
        kept, self.kept = getattr(self, "kept", []), self.name("kept")
        self.known = [*getattr(self, "known", []), self.kept]
        drawing = super().scope(depth, key).element("dataObject", self.kept)
        drawing.element("dataObjectReference", f"{self.kept}_drawn", dataObjectRef=self.kept)
        self.known.pop()
        self.kept = kept
        return drawing

    def block(self, drawing, depth):
        """Draw any block in which somebody writes."""
        self.left -= 1
        deep = depth > 0 and self.left > 0
        nested = [self.again, self.again, self.fork, self.choice, self.sub] if deep else []
        return self.one_of(*nested, self.user, self.user, self.job)(drawing, depth)

    def several(self):
        """Draw who is asked, and perhaps what keeps what all leave."""
        asked = super().several()
        return asked + self.filling() if "outputCollection" in asked else asked

    def repeated(self, *asked):
        """Draw how often a step is done, and perhaps what keeps what it leaves."""
        return super().repeated(*asked) + (self.filling() if asked else "")

    def filling(self):
        """Return what fills a data object, its own or one around, or nothing."""
        if self.draw(some.integers(0, 2)):
            return ""
        target = f"<bpmn:targetRef>{self.one_of(*self.known)}_drawn</bpmn:targetRef>"
        return f"<bpmn:dataOutputAssociation>{target}</bpmn:dataOutputAssociation>"


class Begun(Writing):
    """The same behind a task of which everything has come; all of several are heard."""

    untils, begun = (None,), False

    def row(self, drawing, depth):
        """Draw blocks; before the outermost ones the task."""
        outermost, self.begun = not self.begun, True
        entry, after = super().row(drawing, depth)
        if outermost:
            drawing.user("first").flow("first", entry)
        return ("first" if outermost else entry), after


@some.composite
def drawn(draw, kind=Writing):
    """Draw a process."""
    return kind(draw, most=14 if MANY else 8).scope(depth=3 if MANY else 2)


@examples(50)
@given(drawn(), ROUND)
def test_every_name_is_as_if_the_step_had_not_been_done(drawing, chance):
    pair = Returning(drawing.xml())

    for _ in range(MOVES):
        choice, n = chance.randrange(100), chance.randrange(3)
        goals = pair.goals() if chance.randrange(3) == 0 else []
        if pair.over:
            return
        if goals:
            pair.take_back(*goals[choice % len(goals)])
        else:
            pair.step(choice, {"n": n})


@examples(50)
@given(drawn(Begun), ROUND)
def test_whatever_was_returned_nothing_is_left_without_the_first_step(drawing, chance):
    run = Travelling(Process.read({"process.bpmn": drawing.xml()}), {}, ITEM, AT)

    for _ in range(MOVES):
        choice, n = chance.randrange(100), chance.randrange(3)
        if run.ended:
            return
        if choice < 10 and (task := from_the_first(run.loaded)):
            run.move("return_to", task.id, Return(("first",)))
            assert run.data() == {} or list(run.loaded.tokens()) != ["first"]
        elif choice > 50 or not sent_back(run, choice, drops=False):
            go_on(run, choice, {"n": n})


def from_the_first(run):
    """Return a task that can be returned to the first step while the others are withdrawn."""
    return next((one for one in run.open_tasks() if _can_be_begun_anew(run, one)), None)


def _can_be_begun_anew(run, task):
    return any(
        how.siblings == "cancel"
        for goal in run.returns(task.id)
        if goal.place == "first"
        for how in goal.previews
    )
