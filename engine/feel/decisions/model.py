"""A decision model: its decisions, what they require, and what they decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.errors import Fault, Invalid
from engine.feel.decisions import xml
from engine.feel.decisions.boxed import Boxes
from engine.feel.decisions.fitting import Fitting
from engine.feel.decisions.ordering import Decision, Parts, decide, in_order
from engine.feel.decisions.parts import read_parts
from engine.feel.decisions.reading import Reading
from engine.feel.decisions.types import Types, read_types, type_name
from engine.feel.errors import FeelLimit
from engine.feel.outside import given
from engine.feel.scope import Evaluation, Purse, Scope

STEPS = 200_000  # for all decisions of one evaluation together


@dataclass(frozen=True)
class Required:
    """Data that come from outside.

    :param type: a type of the language or of the model.
    """

    name: str
    type: str | None


@dataclass(frozen=True)
class DecisionModel:
    """A DMN file, ready to decide any number of times.

    :param decisions: by id.
    :param parts: the decisions and the knowledge they call, by id.
    """

    file: str
    decisions: Parts
    parts: Parts
    inputs: tuple[Required, ...]
    types: Types
    faults: tuple[Fault, ...]

    @classmethod
    def read(cls, raw: bytes, file: str) -> "DecisionModel":
        """Return the model of a DMN file.

        :raises Invalid: it is no safe XML or no DMN, its ``faults`` tell what is wrong, or
            decisions require each other.
        """
        model = cls.read_leniently(raw, file)
        if model.faults:
            message = "%(file)s cannot decide"
            raise Invalid("decision.unreadable", message, model.faults, file=file)
        in_order(model.parts, model.parts)
        return model

    @classmethod
    def read_leniently(cls, raw: bytes, file: str) -> "DecisionModel":
        """Return the model of a DMN file even if some of its decisions are wrong.

        :raises Invalid: it is no safe XML or no DMN.
        """
        root = xml.read(raw, file)
        reading = Reading(root)
        for part in xml.all_of(root, "import"):
            found = part.get("namespace") or xml.name(part)
            reading.refuse(part, "decision.import", "%(found)s is not imported", found=found)
        types = read_types(root, reading)
        parts = read_parts(root, Boxes(reading, types))
        decisions = {key: part for key, part in parts.items() if not part.knowledge}
        if not decisions:
            reading.refuse(root, "decision.none", "the file has no decision")
        inputs = tuple(_required(part) for part in xml.all_of(root, "inputData"))
        return cls(file, decisions, parts, inputs, types, tuple(reading.faults))

    def decide(
        self,
        decision_id: str,
        scope: Mapping[str, Any],
        at: datetime,
        purse: Purse | None = None,
    ) -> Any:
        """Return what a decision decides; what it requires is decided first.

        :param at: the moment of the decision, in the office's zone.
        :param purse: pays for the work, where several evaluations share one.
        :raises Invalid: there is no such decision, it is wrong, its rules contradict its hit
            policy, or it does too much work.
        """
        lent = purse.lend(STEPS) if purse else STEPS
        run = Evaluation(scope, at, lent)
        try:
            return given(run, self.value(decision_id, run))
        except FeelLimit as limit:
            raise _too_much(limit) from limit
        finally:
            if purse:
                purse.take(lent - run.left)

    def value(self, decision_id: str, run: Evaluation) -> Any:
        """Return what a decision decides within an evaluation.

        :raises Invalid: as :meth:`decide`.
        """
        run.types = Fitting(self.types, run).tests()
        names: dict[str, Any] = {}
        try:
            self._take_inputs(run, names)
            decide(self.parts, [decision_id], Scope(run, names), names)
        except FeelLimit as limit:
            raise _too_much(limit) from limit
        except RecursionError as error:
            raise _too_much(FeelLimit("functions call each other too deeply")) from error
        return names[self.parts[decision_id].variable]

    def _take_inputs(self, run: Evaluation, names: dict[str, Any]) -> None:
        fitting = Fitting(self.types, run, from_text=True)
        for required in self.inputs:
            if required.type and required.name in run.data:
                value = run.taken(run.data[required.name])
                names[required.name] = fitting.value(value, required.type)


def _too_much(limit: FeelLimit) -> Invalid:
    message = "the decision does too much work: %(why)s"
    return Invalid("decision.too_much", message, why=limit.told)


def _required(element: xml.Element) -> Required:
    variable = xml.first(element, "variable")
    named = element if variable is None or not xml.name(variable) else variable
    return Required(xml.name(named), type_name(named.get("typeRef")))


__all__ = ["Decision", "DecisionModel", "Required"]
