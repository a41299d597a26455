"""What marshmallow says, told apart from the values it fills in, so that it can be translated."""

import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

import marshmallow
from marshmallow import fields, validate

PLACE = re.compile(r"\{(\w+)(?:!r)?\}")
SAID_INSIDE: Mapping[str, tuple[str, ...]] = {
    "min_op": (validate.Range.message_gte, validate.Range.message_gt),
    "max_op": (validate.Range.message_lte, validate.Range.message_lt),
    "obj_type": ("datetime", "time", "date"),
    "awareness": ("aware", "naive"),
}
"""What is filled in as words of its own, and belongs to the sentence."""


def told_apart(message: str) -> tuple[str, dict[str, str]]:
    """Return a sentence with places, and what is filled in; any other sentence as it is.

    >>> told_apart("Must be one of: email, sms.")
    ('Must be one of: %(choices)s.', {'choices': 'email, sms'})
    >>> told_apart("Please say why.")
    ('Please say why.', {})
    """
    for pattern, sentence in _patterns():
        if found := pattern.fullmatch(message):
            return sentence, found.groupdict()
    return message, {}


def sentences() -> set[str]:
    """Return every sentence marshmallow may say, with its places as translations have them."""
    return {PLACE.sub(r"%(\1)s", one) for one in _templates()}


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the sentences with places, those with the most words first."""
    filled = sorted({one for one in _templates() if PLACE.search(one)}, key=_words)
    return [(_pattern(one), PLACE.sub(r"%(\1)s", one)) for one in filled]


def _words(template: str) -> int:
    return -len(PLACE.sub("", template))


def _pattern(template: str) -> re.Pattern[str]:
    words = PLACE.split(template)  # what is between places, and their names, in turn
    parts = [f"(?P<{one}>.*)" if at % 2 else re.escape(one) for at, one in enumerate(words)]
    return re.compile("".join(parts), re.DOTALL)


def _templates() -> Iterator[str]:
    for template in _written():
        inside = [name for name in SAID_INSIDE if f"{{{name}}}" in template]
        for words in product(*(SAID_INSIDE[name] for name in inside)):
            text = template
            for name, word in zip(inside, words, strict=True):
                text = text.replace(f"{{{name}}}", word)
            yield text.replace("{{", "{").replace("}}", "}")


def _written() -> Iterator[str]:
    """Yield the messages of every field, validator and schema as they are written down."""
    made = (marshmallow.Schema, *vars(fields).values(), *vars(validate).values())
    for one in filter(inspect.isclass, made):
        for name, value in vars(one).items():
            yield from _messages(name, value)


def _messages(name: str, value: Any) -> Iterator[str]:
    if name.endswith("error_messages") and isinstance(value, dict):
        yield from value.values()
    elif "message" in name and isinstance(value, str):
        yield value
