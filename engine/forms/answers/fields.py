"""What each kind of field takes for an answer, as fields of a marshmallow schema."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import marshmallow
from marshmallow import ValidationError

from engine.errors import Fault
from engine.forms import numbers, texts
from engine.forms.components import CHOOSING, MARKING, Field
from engine.forms.formats import EXPLAINED, FORMATS

SHORT, LONG = 500, 10_000
"""The longest line and the longest text where the form names no length."""


def wrong(code: str, message: str, **params: Any) -> ValidationError:
    """Return the error of a field; its place is filled in where the answers are checked."""
    return ValidationError([Fault("", code, message, params)])


class Answer(marshmallow.fields.Field[Any]):
    """The answer to one field of a form."""

    def __init__(self, field: Field) -> None:
        super().__init__(required=False)
        self.field, self.limits = field, field.limits


class Text(Answer):
    """A line or a text: cleaned, short enough, of its format."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise wrong("answers.not_text", "This answer is a text.")
        text = texts.clean(value)
        self._check_length(text)
        fault = texts.unfit(text, lines=self.field.type == "textarea")
        if fault:
            raise ValidationError([fault])
        return self._formatted(text)

    def _check_length(self, text: str) -> None:
        longest = self.limits.longest or (LONG if self.field.type == "textarea" else SHORT)
        if len(text) > longest:
            message = "This answer has at most %(most)s characters, not %(length)s."
            raise wrong("answers.too_long", message, most=longest, length=len(text))
        if len(text) < (self.limits.shortest or 0):
            message = "This answer has at least %(least)s characters, not %(length)s."
            raise wrong("answers.too_short", message, least=self.limits.shortest, length=len(text))

    def _formatted(self, text: str) -> str:
        if self.limits.format is None:
            return text
        canonical = FORMATS[self.limits.format](text)
        if canonical is None:
            raise wrong("answers.format", EXPLAINED[self.limits.format])
        return canonical


class Number(Answer):
    """A number within its limits, exact to its last digit."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> int | float:
        number = numbers.read(value)
        if number is None:
            message = "This answer is a number of at most 15 digits, such as 1200 or 3.5."
            raise wrong("answers.not_a_number", message)
        self._check(number)
        return numbers.plain(number)

    def _check(self, number: Decimal) -> None:
        least, most, decimals = self.limits.least, self.limits.most, self.limits.decimals
        if least is not None and number < least:
            message = "This number is at least %(least)s."
            raise wrong("answers.too_small", message, least=numbers.plain(least))
        if most is not None and number > most:
            message = "This number is at most %(most)s."
            raise wrong("answers.too_large", message, most=numbers.plain(most))
        if decimals is not None and numbers.decimals(number) > decimals:
            message = "This number has at most %(most)s digits after its point."
            raise wrong("answers.too_exact", message, most=decimals)


class Tick(Answer):
    """Yes or no."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise wrong("answers.not_yes_or_no", "This answer is yes or no.")
        return value


class Choice(Answer):
    """One of the options."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        option = self.field.option(value)
        if option is None:
            raise wrong("answers.not_an_option", "Choose one of the answers offered.")
        return option.value


class Choices(Answer):
    """Some of the options, in the order of the form."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> list[str]:
        if not isinstance(value, list) or not all(self.field.option(one) for one in value):
            raise wrong("answers.not_an_option", "Choose among the answers offered.")
        if len(set(value)) < len(value):
            raise wrong("answers.twice", "An answer was chosen twice.")
        return [option.value for option in self.field.options if option.value in value]


class Moment(Answer):
    """A real day, a time of the day, or both, between 1900 and 2199."""

    _FORMS: Mapping[str, tuple[re.Pattern[str], Callable[[str], date | time], str]] = {
        "date": (
            re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
            date.fromisoformat,
            "This answer is a real day between 1900 and 2199, such as 2026-03-02.",
        ),
        "time": (
            re.compile("[0-9]{2}:[0-9]{2}"),
            time.fromisoformat,
            "This answer is a time of the day, such as 09:30.",
        ),
        "datetime": (
            re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"),
            datetime.fromisoformat,
            "This answer is a day between 1900 and 2199 with its time, such as 2026-03-02T09:30.",
        ),
    }

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        pattern, read, message = self._FORMS[self.field.subtype or "date"]
        try:
            if isinstance(value, str) and pattern.fullmatch(value.strip()):
                moment = read(value.strip())
                if not isinstance(moment, date) or 1900 <= moment.year <= 2199:
                    return value.strip()
        except ValueError:
            pass  # a day or time that does not exist is told like a text that is none
        raise wrong("answers.not_a_moment", message)


def answer_to(field: Field) -> Answer:
    """Return what takes the answer to a field that is not a list of rows."""
    if field.type in CHOOSING:
        return Choice(field)
    if field.type in MARKING:
        return Choices(field)
    kinds = {"number": Number, "checkbox": Tick, "datetime": Moment}
    return kinds.get(field.type, Text)(field)
