"""One page of questions, and what counts as an answer to it."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from marshmallow import Schema

from engine.errors import Fault, Invalid
from engine.forms import reading
from engine.forms.answers import asking, posted, shapes
from engine.forms.answers.asking import Sheet
from engine.forms.components import FILE, Component, Field, Words, fields_of, in_rows


@dataclasses.dataclass(frozen=True, eq=False)
class Form:
    """One form as its designer drew it.

    :param id: the name of its file, without its ending.
    :param components: everything on it, groups with what they hold.
    :param raw: the form-js JSON, as an editor takes it.
    """

    id: str
    words: Words
    components: tuple[Component, ...]
    raw: Mapping[str, Any] = dataclasses.field(repr=False)

    @classmethod
    def read(cls, raw: bytes, file: str) -> Self:
        """Read form-js JSON.

        :raises Invalid: ``form.unreadable``, with everything that is wrong with the file.
        """
        told, words, components = reading.read(raw)
        return cls(file.rsplit("/", 1)[-1].removesuffix(".form"), words, components, told)

    @property
    def title(self) -> str:
        """The heading, as written."""
        return self.words.text or self.id

    @property
    def title_en(self) -> str | None:
        """The heading in English, where the designer gave one."""
        return self.words.en

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """What is asked, groups resolved; a list of rows is one field that holds its columns."""
        return tuple(one for one in fields_of(self.components) if one.type != FILE)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of what is asked."""
        return frozenset(one.key for one in self.fields)

    @cached_property
    def materials(self) -> tuple[Field, ...]:
        """The files that are asked for; they are handed in beside the answers."""
        return tuple(one for one in fields_of(self.components) if one.type == FILE)

    @property
    def rows(self) -> tuple[tuple[Component, ...], ...]:
        """The components as rows, to draw them."""
        return in_rows(self.components)

    @cached_property
    def reads(self) -> frozenset[str]:
        """The names its conditions read that are not its own answers."""
        return reading.names_read(self.components)

    def field(self, key: str) -> Field | None:
        """Return the field with this key."""
        return next((one for one in self.fields if one.key == key), None)

    def says(self, text: str) -> bool:
        """Whether a text on its first level says the same."""
        return any(one.type == "text" and one.label.text == text for one in self.components)

    def posted(self, values: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """Return what a browser posted as answers, ready for ``check``."""
        return posted.answers_of(self.fields, values)

    def visible(
        self,
        answers: Mapping[str, Any],
        scope: Mapping[str, Any] | None = None,
        at: datetime | None = None,
    ) -> set[str]:
        """Return the marks of the fields, files and conditional texts shown with these answers.

        :param scope: what else conditions may read: ``application``, ``item``, earlier steps.
        """
        known, _ = shapes.read(self._schema, shapes.without_blanks(answers))
        names = {**(scope or {}), **asking.names_of(fields_of(self.components), known)}
        return {one.mark for one in asking.shown(self.components, names, at)}

    def check(
        self,
        answers: Mapping[str, Any],
        scope: Mapping[str, Any] | None = None,
        at: datetime | None = None,
    ) -> dict[str, Any]:
        """Return the answers as JSON-safe values, with nothing in them that was not asked.

        :param scope: what else conditions may read, and the values of read-only fields.
        :param at: the moment of the check, for conditions that ask for it.
        :raises Invalid: ``answers.invalid``, with everything that is wrong.
        """
        if not isinstance(answers, Mapping):
            raise _invalid([Fault("answers", "answers.not_an_object", "Send a set of answers.")])
        given = shapes.without_blanks(answers)
        read, unreadable = shapes.read(self._schema, given)
        sheet = Sheet(given, read, scope or {}, at)
        kept = sheet.answers_to(self.components)
        if not sheet.faults and not unreadable:
            return kept
        places = {fault.place for fault in sheet.faults}
        faults = sheet.faults + [one for one in unreadable if not _told(one.place, places)]
        raise _invalid(sorted(faults, key=self._place))

    def _place(self, fault: Fault) -> int:
        """Return where on the form a fault stands; what is not asked comes last."""
        key = fault.place.removeprefix("answers.").partition(".")[0]
        keys = [one.key for one in self.fields]
        return keys.index(key) if key in keys else len(keys)

    @cached_property
    def _schema(self) -> Schema:
        return shapes.compile_schema(self.components)


def _told(place: str, places: set[str]) -> bool:
    return any(place == one or place.startswith(f"{one}.") for one in places)


def _invalid(faults: list[Fault]) -> Invalid:
    return Invalid("answers.invalid", "Please correct the marked answers.", faults)
