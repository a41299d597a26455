"""The second look at answers: was it asked, and was what had to be answered answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from engine.errors import Fault
from engine.forms.components import FILE, ROWS, Component, Field, fields_of
from engine.rules.deadlines import OFFICE_ZONE

MOST_ROWS = 100
_REQUIRED = Fault("", "answers.required", "This answer is required.")
_HIDDEN = Fault("", "answers.hidden", "This is not asked here, because of other answers.")
_READ_ONLY = Fault("", "answers.read_only", "This cannot be changed here.")
_NOT_YET = Fault("", "answers.not_yet", "This day has not come yet.")


def shown(
    components: Sequence[Component], names: Mapping[str, Any], at: datetime | None
) -> Iterator[Component]:
    """Return the fields that nothing hides, and the texts that only sometimes stand there.

    An answer to a hidden field counts as none where a later condition reads it.

    :param names: what conditions may read: the answers, over what surrounds the form.
    """
    return _shown(components, dict(names), at)


def names_of(fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return every key of these fields with its answer, or null without one."""
    return {**dict.fromkeys([one.key for one in fields]), **answers}


@dataclass
class Sheet:
    """The answers to one level of a form: to the form itself, or to one row of a list.

    :param given: the answers as sent, without blanks.
    :param read: those of them that could be read.
    :param around: the names conditions may read beside these answers.
    :param faults: where what is found wrong is put.
    """

    given: Mapping[str, Any]
    read: Mapping[str, Any]
    around: Mapping[str, Any]
    at: datetime | None
    place: str = "answers"
    faults: list[Fault] = field(default_factory=list)

    def answers_to(self, components: Sequence[Component]) -> dict[str, Any]:
        """Return the answers to what was asked, in the order of the form."""
        fields = [*fields_of(components)]
        names = {**self.around, **names_of(fields, self.read)}
        visible = {one.mark for one in shown(components, names, self.at)}
        kept: dict[str, Any] = {}
        for one in fields:
            if one.type == FILE:
                continue
            if one.key not in visible:
                if self._says(one):
                    self._refuse(one, _HIDDEN)
            elif one.read_only:
                same = self.read.get(one.key) == self.around.get(one.key, one.default)
                if one.key in self.given and not same:
                    self._refuse(one, _READ_ONLY)
            elif one.type == ROWS:
                kept.update(self._rows(one, names))
            else:
                kept.update(self._answer(one))
        return kept

    def _says(self, one: Field) -> bool:
        """Whether anything was answered; browsers send a box without a tick all the same."""
        unticked = one.type == "checkbox" and self.read.get(one.key) is False
        return one.key in self.given and not unticked

    def _answer(self, one: Field) -> dict[str, Any]:
        tick = one.type == "checkbox"
        missing = one.key not in self.given or (tick and self.read.get(one.key) is False)
        if missing and one.required:
            self._refuse(one, _REQUIRED)
        if one.limits.until_today and self._ahead(self.read.get(one.key)):
            self._refuse(one, _NOT_YET)
        if tick and one.key not in self.given:
            return {one.key: False}
        return {one.key: self.read[one.key]} if one.key in self.read else {}

    def _ahead(self, day: str | None) -> bool:
        """Whether a day lies ahead in the office; of none, and where nobody knows, it does not."""
        if day is None or self.at is None:
            return False
        return date.fromisoformat(day) > self.at.astimezone(OFFICE_ZONE).date()

    def _rows(self, one: Field, names: Mapping[str, Any]) -> dict[str, Any]:
        given, read = self.given.get(one.key, []), self.read.get(one.key, [])
        if not isinstance(given, list):
            return {}
        self._count(one, len(given))
        rows = [
            Sheet(row, known, names, self.at, self._place(one, number), self.faults).answers_to(
                one.components
            )
            for number, (row, known) in enumerate(zip(given, read, strict=False))
            if isinstance(row, dict)
        ]
        return {one.key: rows} if rows else {}

    def _count(self, one: Field, count: int) -> None:
        least, most = int(one.limits.least or one.required), int(one.limits.most or MOST_ROWS)
        if not least <= count <= most:
            message = "Give %(least)s to %(most)s rows, not %(count)s."
            params = {"least": least, "most": most, "count": count}
            self.faults.append(Fault(self._place(one), "answers.rows", message, params))

    def _refuse(self, one: Field, fault: Fault) -> None:
        self.faults.append(replace(fault, place=self._place(one)))

    def _place(self, one: Field, row: int | None = None) -> str:
        return ".".join([self.place, one.key, *([] if row is None else [str(row)])])


def _shown(
    components: Sequence[Component], known: dict[str, Any], at: datetime | None
) -> Iterator[Component]:
    for component in components:
        if component.hide and component.hide.holds(known, at):
            known.update({one.key: None for one in fields_of([component])})
        elif isinstance(component, Field) or (component.hide and not component.components):
            yield component
        else:
            yield from _shown(component.components, known, at)
