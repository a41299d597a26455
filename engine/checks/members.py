"""On which line of a JSON file each of its members stands."""

import json
import re
from contextlib import suppress
from functools import cached_property

DEEPEST = 40
"""Levels that are looked into; what lies deeper stands where that begins."""
BOXES = ("validate", "properties")
_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class Members:
    """The members of a file by dotted paths, as ``components.0.key``.

    >>> Members(b'{"a": [\\n1,\\n{"b": 2}]}').line("a.1.b")
    3
    """

    def __init__(self, raw: bytes) -> None:
        self._text = raw.decode("utf-8", "replace")

    def line(self, path: str) -> int:
        """Return the line of a member; of what is not there, that of what should hold it.

        A name may also stand in a box the path leaves out, as ``validate.min`` for ``min``.
        """
        at = self._broken
        if at is None:
            at = self._starts.get(self._nearest(path), 0) if path else 0
        return self._text.count("\n", 0, at) + 1

    def _nearest(self, path: str) -> str:
        around, _, name = path.rpartition(".")
        boxed = [path, *(f"{around}.{box}.{name}" for box in BOXES)]
        found = next((each for each in boxed if each in self._starts), "")
        return found or (self._nearest(around) if around else "")

    @cached_property
    def _broken(self) -> int | None:
        """Where the text ceases to be JSON."""
        try:
            json.loads(self._text)
        except json.JSONDecodeError as error:
            return error.pos
        except (ValueError, RecursionError):
            return 0
        return None

    @cached_property
    def _starts(self) -> dict[str, int]:
        """Where each member begins; of a text without a bottom, the first of them."""
        starts: dict[str, int] = {}
        with suppress(RecursionError):
            self._value(0, (), starts)
        return starts

    def _value(self, at: int, path: tuple[str, ...], starts: dict[str, int]) -> int:
        """Note where a value and all in it begins, and return where it ends."""
        at = self._past(at)
        starts.setdefault(".".join(path), at)
        if self._text[at] not in "{[" or len(path) > DEEPEST:
            return _DECODER.raw_decode(self._text, at)[1]
        named, count = self._text[at] == "{", 0
        at = self._past(at + 1)
        while self._text[at] not in "}]":
            name = str(count)
            if named:
                name, at = _DECODER.raw_decode(self._text, at)
                at = self._past(at) + 1  # the colon
            at = self._past(self._value(at, (*path, name), starts))
            at = self._past(at + 1) if self._text[at] == "," else at
            count += 1
        return at + 1

    def _past(self, at: int) -> int:
        """Return where the blanks end."""
        found = _BLANKS.match(self._text, at)
        return found.end() if found else at
