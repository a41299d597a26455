"""Where in a YAML file something stands of which a fault tells the place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import yaml

from engine.errors import Invalid

NAMES = ("code", "username")
"""What a row of a list is called by in places of faults."""


@contextmanager
def with_lines(file: Path) -> Iterator[None]:
    """Let every fault of a file say where it stands: ``office.yaml:12: items.tea: …``.

    :raises Invalid: the same, with such places in the words.
    """
    try:
        yield
    except Invalid as refusal:
        root = yaml.compose(file.read_text(encoding="utf-8-sig")) if refusal.faults else None
        faults = [
            replace(
                one,
                message="%(where)s: %(what)s",
                params={
                    "where": f"{file.name}:{line_of(root, one.place)}: {one.place}",
                    "what": one,
                },
            )
            for one in refusal.faults
        ]
        raise Invalid(refusal.code, refusal.message, faults, **refusal.params) from refusal


def line_of(node: yaml.Node | None, place: str) -> int:
    """Return the line, from 1, of a place like ``items.tea.days``, or the nearest above it.

    >>> file = yaml.compose("items:\\n- code: tea\\n  days: 5\\n- code: rice\\n  days: 0\\n")
    >>> line_of(file, "items.rice.days"), line_of(file, "items.0.name"), line_of(file, "people")
    (5, 2, 1)
    """
    line = 1
    for part in filter(None, place.split(".")):
        key, node = _step(node, part)
        if key is None:
            break
        line = key.start_mark.line + 1
    return line


def _step(node: yaml.Node | None, part: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """Return what names a part below a node, and what stands there."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == part), (None, None))
    if isinstance(node, yaml.SequenceNode):
        rows = enumerate(node.value)
        row = next((one for place, one in rows if part in {str(place), _called(one)}), None)
        return row, row
    return None, None


def _called(node: yaml.Node) -> str | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value.value for key, value in pairs if key.value in NAMES), None)
