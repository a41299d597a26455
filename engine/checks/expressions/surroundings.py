"""What is known of the names that expressions read: from forms, decisions and collections."""

from collections.abc import Iterable

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.names import ANSWERED, MULTI
from engine.checks.expressions.questions import agrees_by_itself, form_of
from engine.checks.folder import Folder
from engine.checks.kinds.inferring import Inferring
from engine.checks.kinds.kinds import (
    ANY,
    NUMBER,
    STRING,
    Kind,
    joined,
    listing,
    of_fields,
)
from engine.feel.decisions.hits import MULTIPLE
from engine.feel.decisions.ordering import Decision
from engine.spiff import ASKED, COUNTED

ITEM = Kind(
    "context",
    entries={
        "code": STRING,
        "name": STRING,
        "name_en": STRING,
        "lead_department": STRING,
        "handling_kind": Kind("string", options=("immediate", "committed", "joint")),
        "statutory_days": NUMBER,
        "promised_days": NUMBER,
        "warning_days": NUMBER,
        "fee": ANY,
    },
)
"""What a case keeps of its item."""
SIMPLE = frozenset({"number", "string", "boolean", "date", "time", "date and time"})


class Surroundings:
    """The kinds of the names of a process, of each name one."""

    def __init__(self, diagram: Diagram, folder: Folder) -> None:
        self.names: dict[str, Kind] = {
            "item": ITEM,
            **dict.fromkeys({*COUNTED, "loopCounter"}, NUMBER),
            ASKED: listing(ANY),
        }
        for step in diagram.of("startEvent", *ANSWERED):
            self._answers(step, folder)
        for step in diagram.of("serviceTask", "sendTask"):
            self._brings(step, folder)
        for step in diagram.of("businessRuleTask"):
            self._decides(step, folder)
        for loop in diagram.of(MULTI):
            self._collects(loop)

    def _answers(self, step: Element, folder: Folder) -> None:
        """Note what a form asks; what silence may answer is not known from it."""
        form = form_of(step, folder)
        if form is not None and not agrees_by_itself(step):
            answers = of_fields(form.components, form.materials)
            self._note("application" if step.kind == "startEvent" else step.id, answers)

    def _brings(self, step: Element, folder: Folder) -> None:
        """Note what the type of a job says it brings."""
        given = step.extension("taskDefinition")
        type_ = (folder.known.jobs or {}).get(given.get("type")) if given is not None else None
        if type_ is not None and type_.brings is not None:
            entries = {name: Kind(kind) for name, kind in type_.brings.items()}
            self._note(step.id, Kind("context", entries=entries))

    def _decides(self, step: Element, folder: Folder) -> None:
        called = step.extension("calledDecision")
        if called is not None and step.child(MULTI) is None:
            decision = folder.decisions.get(called.get("decisionId"))
            self._note(called.get("resultVariable"), _result(decision))

    def _collects(self, loop: Element) -> None:
        said = loop.extension("loopCharacteristics")
        if said is not None:
            over = self._kind(said.get("inputCollection"))
            self._note(said.get("inputElement"), over.of or ANY)
            self._note(said.get("outputCollection"), listing(self._kind(said.get("outputElement"))))

    def _kind(self, text: str) -> Kind:
        try:
            return Inferring().kind(feel.compile(text).tree, self.names) if text else ANY
        except feel.FeelError:
            return ANY

    def _note(self, name: str, kind: Kind) -> None:
        """Remember the kind of a name; a name with two kinds may be anything."""
        known = self.names.get(name, kind)
        self.names[name] = known if known == kind else ANY


def _result(decision: Decision | None) -> Kind:
    """Return what a decision table gives: what its columns say, else what its rules write."""
    table = decision.table if decision is not None else None
    if table is None or table.policy in ("SUM", "MIN", "MAX", "COUNT"):
        return ANY
    columns = {
        output.name: Kind(output.type)
        if output.type in SIMPLE
        else _written(rule.results[number] for rule in table.rules)
        for number, output in enumerate(table.outputs)
    }
    single = len(table.outputs) == 1
    row = next(iter(columns.values())) if single else Kind("context", entries=columns)
    return listing(row) if table.policy in MULTIPLE else row


def _written(cells: Iterable[feel.Expression]) -> Kind:
    return joined(Inferring().kind(cell.tree, {}) for cell in cells)
