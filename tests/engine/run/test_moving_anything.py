"""Any run of any process to any other version: obstacles, or a run that comes to its end."""

from hypothesis import event, given, settings
from hypothesis import strategies as some

from engine.moving import move, obstacles
from engine.run import Run
from tests.engine.drawing import Drawing, loop, timer, turns
from tests.engine.run.test_walks import AT, ITEM
from tests.engine.shelf import Shelf

AROUND = ("each", "within", "both", "either", "limited", "watched")
KINDS = ("task", "turned", "voted", "job", "wait", "heard", "called", *AROUND)
CALLED = Drawing("called").start().user("inside").end().flow("start", "inside", "end").process()
LIBRARY = Shelf(CALLED)
BLOCK = some.recursive(
    some.tuples(some.sampled_from(KINDS), some.integers(1, 9), some.just(())),
    lambda inner: some.tuples(
        some.sampled_from(KINDS), some.integers(1, 9), some.lists(inner, max_size=2).map(tuple)
    ),
    max_leaves=6,
)
DIAGRAM = some.lists(BLOCK, min_size=1, max_size=3).map(tuple)


class Sketch:
    """Draws blocks in a row; each has an id of its own, made of its kind, number and place."""

    def __init__(self):
        self.used = {}

    def id(self, name):
        """Return an id nobody has: the same blocks get the same ids."""
        self.used[name] = number = self.used.get(name, 0) + 1
        return name if number == 1 else f"{name}_{number}"

    def row(self, blocks, drawing, start, end):
        """Draw blocks from one element to another."""
        for kind, number, inside in blocks:
            id_ = self.id(f"b{number}")
            start = getattr(self, kind)(drawing, id_, inside, start)
        drawing.flow(start, end)
        return drawing

    def task(self, drawing, id_, _, before):
        """Draw a person's task."""
        drawing.user(id_).flow(before, id_)
        return id_

    def turned(self, drawing, id_, _, before):
        """Draw a task that is done twice."""
        drawing.user(id_, loop=turns(most=2)).flow(before, id_)
        return id_

    def voted(self, drawing, id_, _, before):
        """Draw a task for every department, one after the other."""
        drawing.user(id_, loop=loop(sequential=True)).flow(before, id_)
        return id_

    def heard(self, drawing, id_, _, before):
        """Draw a message that is waited for."""
        cause = drawing.message(f"news_{id_}")
        drawing.element("intermediateCatchEvent", id_, "", cause).flow(before, id_)
        return id_

    def called(self, drawing, id_, _, before):
        """Draw a call of another process."""
        drawing.call(id_, "called", "deployment").flow(before, id_)
        return id_

    def job(self, drawing, id_, _, before):
        """Draw a machine's task."""
        drawing.element("serviceTask", id_, '<zeebe:taskDefinition type="work"/>')
        drawing.flow(before, id_)
        return id_

    def wait(self, drawing, id_, _, before):
        """Draw a timer."""
        drawing.element("intermediateCatchEvent", id_, "", timer("P1D")).flow(before, id_)
        return id_

    def each(self, drawing, id_, inside, before):
        """Draw a sub-process for every department."""
        return self.within(drawing, id_, inside, before, loop())

    def within(self, drawing, id_, inside, before, many=""):
        """Draw a sub-process."""
        body = Drawing().start(f"{id_}_in").end(f"{id_}_out")
        drawing.sub(id_, self.row(inside, body, f"{id_}_in", f"{id_}_out"), many)
        drawing.flow(before, id_)
        return id_

    def both(self, drawing, id_, inside, before):
        """Draw branches side by side."""
        drawing.gateway("parallel", id_).gateway("parallel", f"{id_}_met").flow(before, id_)
        for block in (*inside, ("task", 0, ())):
            self.row((block,), drawing, id_, f"{id_}_met")
        return f"{id_}_met"

    def either(self, drawing, id_, inside, before):
        """Draw a task, what comes between, and a choice that reads the answer of the task."""
        asked, yes, met = self.task(drawing, f"{id_}_ask", (), before), f"{id_}_yes", f"{id_}_met"
        drawing.gateway("exclusive", id_, f"{id_}_no").gateway("exclusive", met).user(yes)
        self.row(inside, drawing, asked, id_)
        drawing.flow(id_, met, id=f"{id_}_no").flow(id_, yes, when=f"={asked}.yes")
        drawing.flow(yes, met)
        return met

    def watched(self, drawing, id_, inside, before):
        """Draw a sub-process that a message replaces by a task."""
        body = Drawing().start(f"{id_}_in").end(f"{id_}_out")
        self.row(inside or (("task", 0, ()),), body, f"{id_}_in", f"{id_}_out")
        instead = Drawing().user(f"{id_}_instead").end(f"{id_}_done")
        instead.flow(f"{id_}_else_start", f"{id_}_instead", f"{id_}_done")
        body.by_event(f"{id_}_else", body.message(f"stop_{id_}"), instead)
        drawing.sub(id_, body).flow(before, id_)
        return id_

    def limited(self, drawing, id_, inside, before):
        """Draw a sub-process with a limit that ends it."""
        self.within(drawing, id_, inside, before)
        late, on = f"{id_}_late", f"{id_}_on"
        drawing.border(late, id_, timer("P3D")).gateway("exclusive", on)
        drawing.flow(id_, on).flow(late, on)
        return on


def drawn(blocks):
    drawing = Drawing().start().end()
    return Sketch().row(blocks, drawing, "start", "end").process()


def step(run, choice):
    """Do one of the things that can be done."""
    deeds = [("complete", task.id, {"yes": choice % 2 == 0}) for task in run.open_tasks()]
    deeds += [("finish_job", job.id, {}) for job in run.jobs()]
    deeds += [("pass_timer", one.id) for one in run.timers()]
    deeds += [("message", one.name, {}) for one in run.awaited()]
    deed, *told = deeds[choice % len(deeds)]
    getattr(run, deed)(*told, AT)
    return Run.load(run.process, run.save(), {}, ITEM, LIBRARY)


def comes_to_an_end(run, choices):
    for number in range(300):
        if run.ended:
            return True
        run = step(run, choices[number % len(choices)])
    return False


@settings(max_examples=80, deadline=None)
@given(DIAGRAM, DIAGRAM, some.data(), some.lists(some.integers(0, 99), min_size=1, max_size=9))
def test_a_run_is_kept_from_moving_or_comes_to_its_end(old, other, data, choices):
    newer = data.draw(versions(old, other))
    run, _ = Run.start(drawn(old), {}, ITEM, AT, library=LIBRARY)
    for choice in choices[: data.draw(some.integers(0, 5))]:
        run = run if run.ended else step(run, choice)
    before = run.save()

    faults = obstacles(run, drawn(newer), AT)

    assert run.save() == before
    event("kept" if faults else "moved")
    if not faults:
        asked = {task.id for task in run.open_tasks()}
        run, _ = move(run, drawn(newer), AT)
        assert asked <= {task.id for task in run.open_tasks()}
    assert comes_to_an_end(run, choices)


@some.composite
def versions(draw, old, other):
    """Change a diagram a little, or take another."""
    blocks = list(old)
    for _ in range(draw(some.integers(1, 2))):
        at = draw(some.integers(0, len(blocks) - 1))
        deed = draw(some.sampled_from([*DEEDS]))
        blocks[at : at + 1] = DEEDS[deed](blocks[at], draw)
        blocks = blocks or list(other)
    return tuple(blocks)


def inside_changed(block, draw):
    kind, number, inside = block
    return [(kind, number, draw(versions(inside, inside)) if inside else draw(DIAGRAM)[:2])]


DEEDS = {
    "add before": lambda block, draw: [draw(BLOCK), block],
    "add after": lambda block, draw: [block, draw(BLOCK)],
    "drop": lambda block, draw: [],
    "renumber": lambda block, draw: [(block[0], block[1] + 1, block[2])],
    "retype": lambda block, draw: [(draw(some.sampled_from(KINDS)), *block[1:])],
    "change inside": inside_changed,
    "wrap": lambda block, draw: [(draw(some.sampled_from(AROUND)), 10, (block,))],
    "unwrap": lambda block, draw: [*block[2]],
}
