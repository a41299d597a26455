"""Texts that are not too long, paid for by their length."""

from collections.abc import Iterable

from engine.feel import limits
from engine.feel.errors import NoValue
from engine.feel.scope import Evaluation


def text(run: Evaluation, value: str) -> str:
    """Return a text that is not too long, paid for by its length.

    :raises NoValue: it is too long.
    :raises FeelLimit: the budget is used up.
    """
    if len(value) > limits.TEXT:
        raise NoValue("a text has at most %(most)s characters", most=limits.TEXT)
    run.spend(len(value) // limits.SIGNS)
    return value


def joined(run: Evaluation, parts: Iterable[str]) -> str:
    """Return parts as one text; no more are asked for once it is too long.

    :raises NoValue: it is too long.
    :raises FeelLimit: the budget is used up.
    """
    made, length = [], 0
    for part in parts:
        made.append(part)
        length += len(part)
        if length > limits.TEXT:
            break
    return text(run, "".join(made))
