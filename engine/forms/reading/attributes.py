"""What the attributes of a form-js component mean to us."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.errors import Fault
from engine.forms import numbers
from engine.forms.components import CHOOSING, MARKING, Limits, Option, Words
from engine.forms.formats import FORMATS

_BOUND = 100_000
_SUBTYPES = frozenset({"date", "time", "datetime"})
_REFUSED = {
    "pattern": "Name a format in properties.format instead of a pattern.",
    "valuesKey": "List the values in the form itself.",
    "valuesExpression": "List the values in the form itself.",
    "disallowPassedDates": "Compare dates in a decision table instead.",
}


def properties(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the custom properties of a component, as editors keep them."""
    told = raw.get("properties")
    return told if isinstance(told, dict) else {}


def words(raw: Mapping[str, Any], name: str) -> Words:
    """Return a text and its translation, ``<name>_en`` of the properties."""
    translated = properties(raw).get(f"{name}_en")
    return Words(str(raw.get(name) or ""), str(translated) if translated else None)


def layout(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row and the width of a component."""
    told = raw.get("layout")
    told = told if isinstance(told, dict) else {}
    columns = told.get("columns")
    row = told.get("row")
    return {
        "row": row if isinstance(row, str) else None,
        "columns": columns if isinstance(columns, int) and 1 <= columns <= 16 else None,
    }


class FieldReader:
    """Reads what is special to fields; ``faults`` has what is wrong, places relative to it."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.faults: list[Fault] = []
        self._raw, self._properties = raw, properties(raw)
        validate = raw.get("validate")
        self._validate = validate if isinstance(validate, dict) else {}

    def read(self) -> dict[str, Any]:
        """Return the arguments of a ``Field``."""
        self._check_refused()
        return {
            "key": self._key(),
            "limits": self._limits(),
            "options": self._options(),
            "subtype": self._subtype(),
            "read_only": self._flag(self._raw, "readonly") or self._flag(self._raw, "disabled"),
            "sensitive": self._property("sensitive"),
            "searched": self._property("search") and not self._property("sensitive"),
            "default": self._raw.get("defaultValue"),
        }

    def _key(self) -> str:
        rows = self._raw.get("type") == "dynamiclist"
        return str(self._raw.get("path" if rows else "key") or "")

    def _check_refused(self) -> None:
        for name, message in _REFUSED.items():
            if self._raw.get(name) or self._validate.get(name):
                self._fault(name, "form.unsupported", message)

    def _limits(self) -> Limits:
        rows = self._raw.get("type") == "dynamiclist"
        bounds = self._properties if rows else self._validate
        return Limits(
            required=self._flag(self._validate, "required"),
            least=self._number(bounds, "min_rows" if rows else "min"),
            most=self._number(bounds, "max_rows" if rows else "max"),
            shortest=self._length("minLength"),
            longest=self._length("maxLength"),
            format=self._format(),
            decimals=self._decimals(),
            until_today=self._until_today(),
        )

    def _format(self) -> str | None:
        name = self._properties.get("format") or self._validate.get("validationType")
        if not name:
            return None
        if isinstance(name, str) and name in FORMATS:
            return name
        message = "There is no format “%(format)s”; choose one of %(known)s."
        self._fault("format", "form.format", message, format=str(name), known=", ".join(FORMATS))
        return None

    def _options(self) -> tuple[Option, ...]:
        if self._raw.get("type") not in CHOOSING | MARKING:
            return ()
        told = self._raw.get("values")
        told = told if isinstance(told, list) else []
        options = tuple(filter(None, map(_option, told)))
        values = {option.value for option in options}
        if not options or not len(values) == len(options) == len(told):
            message = "Give at least one value; each needs a label and a text of its own as value."
            self._fault("values", "form.values", message)
        return options

    def _subtype(self) -> str | None:
        if self._raw.get("type") != "datetime":
            return None
        subtype = str(self._raw.get("subtype") or "date")
        if subtype not in _SUBTYPES:
            self._fault("subtype", "form.subtype", "A datetime is a date, a time or a datetime.")
        return subtype

    def _flag(self, told: Mapping[str, Any], name: str) -> bool:
        value = told.get(name)
        if value is not None and not isinstance(value, bool):
            self._fault(name, "form.not_a_flag", "This is either true or false.")
        return value is True

    def _property(self, name: str) -> bool:
        return str(self._properties.get(name)).lower() == "true"

    def _number(self, told: Mapping[str, Any], name: str) -> Decimal | None:
        value = told.get(name)
        number = None if value in (None, "") else numbers.read(value)
        if value not in (None, "") and number is None:
            self._fault(name, "form.not_a_number", "This is a number.")
        return number

    def _length(self, name: str) -> int | None:
        number = self._number(self._validate, name)
        if number is None:
            return None
        if number != int(number) or not 0 <= number <= _BOUND:
            self._fault(name, "form.length", "A length is a whole number up to 100000.")
        return int(number)

    def _decimals(self) -> int | None:
        digits = self._number(self._raw, "decimalDigits")
        return None if digits is None else int(digits)

    def _until_today(self) -> bool:
        latest, kind = self._properties.get("latest"), self._raw.get("subtype") or "date"
        if latest and (latest, self._raw.get("type"), kind) != ("today", "datetime", "date"):
            self._fault("latest", "form.latest", "Only a date has a latest day, which is “today”.")
        return bool(latest)

    def _fault(self, place: str, code: str, message: str, **params: Any) -> None:
        self.faults.append(Fault(place, code, message, params))


def _option(told: Any) -> Option | None:
    if not isinstance(told, dict) or not isinstance(told.get("value"), str) or not told["value"]:
        return None
    translated = told.get("label_en")
    label = Words(str(told.get("label") or told["value"]), str(translated) if translated else None)
    return Option(told["value"], label)
