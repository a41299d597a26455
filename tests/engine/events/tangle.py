"""Draws random processes full of events: borders, event sub-processes, throws, instances."""

from tests.engine.drawing import TERMINATE, Drawing, condition, loop, timer

FLAGGED = condition("=flag != null and flag.up = true")
CYCLE = timer("R3/P1D", "timeCycle")
ANY_ERROR, ANY_ESCALATION = "<bpmn:errorEventDefinition/>", "<bpmn:escalationEventDefinition/>"


class Tangle:
    """One random process; ``chance`` decides, ``flag`` is what its conditions ask for."""

    def __init__(self, chance):
        self.chance, self.names, self.flagged = chance, 0, False

    def scope(self, depth, start=None):
        """Draw a process, or what an event sub-process holds after its start."""
        drawing = Drawing()
        if start is None:
            start = self._name("start")
            drawing.start(start)
        first, last = self._block(drawing, depth)
        ends = [drawing.message("m"), drawing.signal("s"), drawing.escalation("e")]
        ends += ["", "", "", drawing.error("x"), TERMINATE]
        end = self._name("end")
        drawing.end(end, self.chance.choice(ends)).flow(start, first).flow(last, end)
        for _ in range(self.chance.choice([0, 0, 1, 2])):
            cause, interrupting = self._cause(drawing)
            id_ = self._name("help")
            inside = self.scope(depth - 2, f"{id_}_start")
            drawing.by_event(id_, cause, inside, interrupting)
        return drawing

    def _block(self, drawing, depth):
        """Draw something with one way in and one way out; return the two ids."""
        leaves = [self._task, self._task, self._job, self._catch, self._throw]
        nests = [self._row, self._fork, self._sub, self._sub]
        return self.chance.choice(leaves if depth <= 0 else leaves + nests)(drawing, depth)

    def _task(self, drawing, depth):
        id_ = "flag" if not self.flagged else self._name("task")
        self.flagged = True
        return self._bordered(drawing.user(id_), id_)

    def _job(self, drawing, depth):
        id_ = self._name("job")
        return self._bordered(drawing.job(id_, "ask"), id_)

    def _catch(self, drawing, depth):
        causes = [drawing.message("m"), drawing.signal("s"), timer("P1D"), FLAGGED]
        return self._event(drawing, "intermediateCatchEvent", causes)

    def _throw(self, drawing, depth):
        causes = [drawing.message("m"), drawing.signal("s"), drawing.escalation("e")]
        return self._event(drawing, "intermediateThrowEvent", causes)

    def _event(self, drawing, kind, causes):
        id_ = self._name("event")
        drawing.element(kind, id_, inner=self.chance.choice(causes))
        return id_, id_

    def _row(self, drawing, depth):
        first, second = (self._block(drawing, depth - 1) for _ in range(2))
        drawing.flow(first[1], second[0])
        return first[0], second[1]

    def _fork(self, drawing, depth):
        split, join = self._name("split"), self._name("join")
        drawing.gateway("parallel", split).gateway("parallel", join)
        for first, last in [self._block(drawing, depth - 1) for _ in range(2)]:
            drawing.flow(split, first).flow(last, join)
        return split, join

    def _sub(self, drawing, depth):
        id_ = self._name("sub")
        many = self.chance.choice(["", "", loop("=[1, 2]", "one")])
        return self._bordered(drawing.sub(id_, self.scope(depth - 1), many), id_)

    def _bordered(self, drawing, id_):
        for _ in range(self.chance.choice([0, 0, 1, 2])):
            event, task, end = self._name("border"), self._name("urge"), self._name("end")
            cause, interrupting = self._cause(drawing)
            drawing.border(event, id_, cause, interrupting).user(task).end(end)
            drawing.flow(event, task, end)
        return id_, id_

    def _cause(self, drawing):
        """Return what is caught on a border, and whether it interrupts."""
        causes = [drawing.message("m"), drawing.signal("s"), drawing.escalation("e"), timer("P1D")]
        causes += [drawing.error("x"), ANY_ERROR, ANY_ESCALATION, FLAGGED, CYCLE]
        cause = self.chance.choice(causes)
        if "errorEvent" in cause:
            return cause, True
        return cause, cause is not CYCLE and self.chance.choice([True, False])

    def _name(self, kind):
        self.names += 1
        return f"{kind}_{self.names}"
