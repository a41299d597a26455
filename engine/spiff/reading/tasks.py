"""From tasks of people and of decision tables to those that run."""

from typing import Any

from engine.rules.silences import OUTCOMES, Declared, declared
from engine.spiff.elements import extension, read_step
from engine.spiff.reading.activities import ActivityReader


class UserTaskReader(ActivityReader):
    """Reads who is asked and how long they may take."""

    def extras(self) -> dict[str, Any]:
        """Return the group and the limit, where they are expressions."""
        step = read_step(self.node, self.lane)
        limit = step.settings.get("limit", "")
        if limit and not limit.startswith("=") and not limit.isdecimal():
            message = (
                "The limit of “%(element)s” is a number of working days or FEEL, not %(text)s."
            )
            raise self.refuse("limit.unreadable", message, text=limit)
        missed, group = declared(step.settings), step.group or ""
        return {
            "group": self.expression(group) if group.startswith("=") else None,
            "limit": self.expression(limit) if limit else None,
            "missed": missed,
            "heir": self._heir(missed, limit) if missed is not None else None,
        }

    def _heir(self, missed: Declared, limit: str) -> Any:
        """Return who is asked when nobody answers, where it is an expression."""
        if missed.outcome not in OUTCOMES or not limit:
            message = "The silence of “%(element)s” needs a limit and one of: %(known)s."
            raise self.refuse("silence.unreadable", message, known=", ".join(OUTCOMES))
        to = missed.to or ""
        return self.expression(to) if to.startswith("=") else None


class DecisionReader(ActivityReader):
    """Reads which decision table is asked."""

    def extras(self) -> dict[str, Any]:
        """Return the decision and where its answer goes."""
        called = extension(self.node, "calledDecision")
        decision, result = called.get("decisionId", ""), called.get("resultVariable", "")
        model = self.process_parser.parser.decisions.get(decision)
        if model is None or not result:
            message = "“%(element)s” needs a decision of this process and a resultVariable."
            raise self.refuse("decision.unknown", message, decision=decision)
        return {"model": model, "decision": decision, "result": result}
