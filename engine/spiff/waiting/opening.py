"""What is settled once a run has come as far as it can: ids, who is asked, for how long."""

from typing import Any

from engine.errors import Broken, Invalid
from engine.feel import Period
from engine.rules.timers import Rule
from engine.spiff.game.workflow import Workflow
from engine.spiff.numbers import whole
from engine.spiff.scope import Token, value, why
from engine.spiff.waiting.kinds import Kind


def open_up(run: Workflow, waiting: list[tuple[Kind, Token]]) -> None:
    """Give every new task, timer, wait and job its id, and settle who is asked and how long.

    :param waiting: what can be moved from outside.
    :raises Broken: the file does not say who is asked, or not in a way that can be read.
    """
    for kind, token in waiting:
        kept = token.internal_data
        if kind == "task":
            if "open" not in kept:
                kept["open"] = _asked(token)
        elif "id" not in kept:
            kept["id"] = run.next_id()


def hand_on(token: Token) -> None:
    """Let a task be asked anew, of those who answer where nobody did; the token stays.

    Source: decision 100.
    """
    kept = token.internal_data
    kept["first"] = kept.pop("open")["id"]


def _asked(token: Token) -> dict[str, Any]:
    """Return what is settled when a task is opened and stays so."""
    run = token.workflow.top_workflow
    group = _heir(token) if "first" in token.internal_data else _group(token)
    if not isinstance(group, str) or not group.strip("/ "):
        raise _nobody(token)
    department, _, role = group.strip().rpartition("/")
    return {
        "id": run.next_id(),
        "at": run.at.isoformat(),
        "department": department or None,
        "role": role,
        "limit": _limit(token),
    }


def _nobody(token: Token) -> Broken:
    """Return that nobody is asked, and why, where an expression says whom to ask."""
    spec = token.task_spec
    asked = spec.heir if "first" in token.internal_data else spec.group
    if asked is None:
        return Broken("task.nobody", "Nobody is asked to do “%(step)s”.", step=spec.step.id)
    message = "Nobody is asked to do “%(step)s”: “%(text)s” names no role: %(why)s"
    told = {"step": spec.step.id, "text": asked.source, "why": why(asked, token)}
    return Broken("task.nobody", message, **told)


def _group(token: Token) -> Any:
    spec = token.task_spec
    return value(spec.group, token) if spec.group else spec.step.group


def _heir(token: Token) -> Any:
    spec = token.task_spec
    return value(spec.heir, token) if spec.heir else spec.missed.to


def _limit(token: Token) -> list[str] | int | None:
    """Return the unit and the number of a limit; a number alone is one of working days."""
    spec = token.task_spec
    if spec.limit is None:
        return None
    said = value(spec.limit, token)
    period = said if isinstance(said, Period) else Period("working_days", whole(said) or 0)
    rule, step = Rule(period.unit, str(period.number)), spec.step.id
    try:
        number = rule.number
    except Invalid as error:
        message = (
            "The limit of “%(step)s” is neither a number of working days nor a period: %(why)s"
        )
        raise Broken("task.no_limit", message, step=step, why=why(spec.limit, token)) from error
    if period.from_ is not None:
        message = "The limit of “%(step)s” runs from when it is opened: its period has no start."
        raise Broken("task.limit_start", message, step=step)
    return number if rule.kind == "working_days" else [rule.kind, rule.value]
