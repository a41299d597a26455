"""From form-js JSON to components, with every fault of the file told at once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from engine.errors import Fault, Invalid
from engine.feel import FeelError
from engine.forms.components import (
    ASKING,
    FILE,
    HOLDING,
    KNOWN,
    ROWS,
    Component,
    Field,
    Words,
    fields_of,
)
from engine.forms.conditions import Condition
from engine.forms.reading import attributes, keys, strict_json
from engine.forms.reading.attributes import FieldReader

MOST_COMPONENTS, DEEPEST = 500, 5


def read(raw: bytes) -> tuple[dict[str, Any], Words, tuple[Component, ...]]:
    """Read a form: the JSON itself, its title, its components.

    :raises Invalid: ``form.unreadable``, with everything that is wrong with the file.
    """
    told = strict_json.loads(raw)
    reader = Reader()
    components = reader.components(told.get("components"), "components")
    if reader.faults:
        raise Invalid("form.unreadable", "The form cannot be read.", reader.faults)
    properties = attributes.properties(told)
    title = str(told.get("title") or properties.get("title") or "")
    title_en = str(told.get("title_en") or properties.get("title_en") or "")
    return told, Words(title, title_en or None), components


def names_read(components: Sequence[Component]) -> frozenset[str]:
    """Return the names conditions read that are no answers of the form."""
    own = {one.key for one in fields_of(components)}
    names: set[str] = set()
    for component in components:
        names |= component.hide.names if component.hide else frozenset()
        names |= names_read(component.components)
    return frozenset(names - own)


class Reader:
    """Reads components and remembers what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._count = 0
        self._keys: set[str] = set()

    def components(self, told: Any, place: str, rows: bool = False) -> tuple[Component, ...]:
        """Read a list of components.

        :param rows: whether they are the columns of a list of rows.
        """
        if not isinstance(told, list):
            self._fault(place, "form.no_components", "This is not a list of components.")
            return ()
        read = (self._component(raw, f"{place}.{n}", rows) for n, raw in enumerate(told))
        return tuple(component for component in read if component)

    def _component(self, raw: Any, place: str, rows: bool) -> Component | None:
        self._count += 1
        kind = str(raw.get("type")) if isinstance(raw, dict) else "?"
        refused = _refused(kind, rows, place, self._count)
        if refused:
            self.faults.append(refused)
            return None
        common = {
            "type": kind,
            "id": str(raw.get("id") or place),
            "label": attributes.words(raw, "text" if kind == "text" else "label"),
            "description": attributes.words(raw, "description"),
            "hide": self._condition(raw, place),
            **attributes.layout(raw),
            "raw": raw,
        }
        if kind in HOLDING:
            common["components"] = self.components(
                raw.get("components"), f"{place}.components", rows
            )
        if kind == ROWS:
            common["components"] = self._columns(raw, place)
        if kind in ASKING or kind in {ROWS, FILE}:
            return self._field(raw, place, common)
        if raw.get("path"):
            self._fault(place, "form.path", "A group has no path: answers stand side by side.")
        return Component(**common)

    def _field(self, raw: dict[str, Any], place: str, common: dict[str, Any]) -> Field:
        reader = FieldReader(raw)
        field = Field(**common, **reader.read())
        self._check_key(field.key, place)
        self.faults += [
            Fault(f"{place}.{one.place}".rstrip("."), one.code, one.message, one.params)
            for one in reader.faults
        ]
        return field

    def _columns(self, raw: dict[str, Any], place: str) -> tuple[Component, ...]:
        around, self._keys = self._keys, set()
        columns = self.components(raw.get("components"), f"{place}.components", rows=True)
        self._keys = around
        return columns

    def _check_key(self, key: str, place: str) -> None:
        fault = keys.fault_of(key)
        if fault:
            self.faults.append(replace(fault, place=f"{place}.key"))
        elif key in self._keys:
            message = "Two fields have the key “%(key)s”."
            self._fault(f"{place}.key", "form.key_twice", message, key=key)
        self._keys.add(key)

    def _condition(self, raw: dict[str, Any], place: str) -> Condition | None:
        try:
            return Condition.of(raw)
        except FeelError as error:
            message = "The condition cannot be read: %(why)s"
            self._fault(f"{place}.conditional", "form.condition", message, why=error.told)
            return None

    def _fault(self, place: str, code: str, message: str, **params: Any) -> None:
        self.faults.append(Fault(place, code, message, params))


def _refused(kind: str, rows: bool, place: str, count: int) -> Fault | None:
    return next(_reasons(kind, rows, place, count), None)


def _reasons(kind: str, rows: bool, place: str, count: int) -> Iterator[Fault]:
    if kind not in KNOWN:
        message = "A form has no component of the type “%(type)s”."
        yield Fault(place, "form.unknown_type", message, {"type": kind})
    if rows and kind in {ROWS, FILE}:
        yield Fault(place, "form.nested_rows", "Rows hold neither rows nor files.")
    if place.count("components") > DEEPEST:
        yield Fault(place, "form.too_deep", "Groups are nested too deeply.")
    if count > MOST_COMPONENTS:
        message = "A form has at most %(most)s components."
        yield Fault(place, "form.too_many", message, {"most": MOST_COMPONENTS})
