"""The list whose elements are asked the same: what the file says of it, and what it is here."""

from dataclasses import dataclass
from typing import Any

from engine.errors import Broken
from engine.feel import Expression
from engine.spiff.budget import refuse_crowd
from engine.spiff.numbers import whole
from engine.spiff.scope import Token, value, visible, why

MOST = 200
"""A list with more elements is an incident, before any instance exists."""


@dataclass(frozen=True)
class Instances:
    """What ``multiInstanceLoopCharacteristics`` say.

    :param source: the list, or how many there are.
    :param element: the name of an instance's element of the list; without it, ``source`` counts.
    """

    source: Expression
    element: str | None
    output: str | None
    result: Expression | None
    until: Expression | None
    sequential: bool


def elements_of(token: Token, said: Instances) -> list[Any]:
    """Return the list, or as many numbers as there are to be instances.

    :raises Broken: it is no list without gaps, no whole number, or too long.
    """
    found = value(said.source, token)
    if found is None:
        _refuse_endless(token, said)
    listed = found if said.element else _numbers(token, said, found)
    if not isinstance(listed, list) or any(element is None for element in listed):
        message = "“%(step)s” needs a list without gaps; “%(text)s” is none: %(why)s"
        told = _told(token, said)
        raise Broken("instances.no_list", message, **told)
    refuse_many(token, len(listed))
    refuse_crowd(token.workflow.top_workflow, len(listed))
    return listed


def refuse_many(token: Token, count: int) -> None:
    """Make sure that there are not too many.

    :raises Broken: there are.
    """
    if count > MOST:
        message = "“%(step)s” would ask %(count)s times; at most %(most)s are allowed."
        step = token.task_spec.step.id
        raise Broken("instances.too_many", message, step=step, count=count, most=MOST)


def _refuse_endless(token: Token, said: Instances) -> None:
    """:raises Broken: the list is so long that no expression reads it."""
    if said.source.outgrows(visible(token), token.workflow.top_workflow.at):
        message = "“%(step)s” would ask more often than the %(most)s times that are allowed."
        step = token.task_spec.step.id
        raise Broken("instances.too_many", message, step=step, most=MOST)


def _numbers(token: Token, said: Instances, found: Any) -> list[int]:
    count = whole(found)
    if count is None:
        message = "“%(step)s” needs a whole number of instances; “%(text)s” is none: %(why)s"
        told = _told(token, said)
        raise Broken("instances.no_count", message, **told)
    refuse_many(token, count)
    return list(range(1, count + 1))


def _told(token: Token, said: Instances) -> dict[str, Any]:
    step, source = token.task_spec.step.id, said.source
    return {"step": step, "text": source.source, "why": why(source, token)}
