"""How built-in functions are written down, found and called."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.feel import limits
from engine.feel.errors import FeelLimit, NoValue
from engine.feel.scope import Evaluation
from engine.feel.values import Function, Months, Range, kind

_TYPES: dict[str, tuple[type, ...]] = {
    "any": (object,),
    "number": (Decimal,),
    "string": (str,),
    "boolean": (bool,),
    "list": (list,),
    "context": (dict,),
    "function": (Function,),
    "range": (Range,),
    "date": (date, datetime),
    "moment": (date, datetime),
    "time": (time,),
    "duration": (timedelta, Months),
}


@dataclass(frozen=True)
class Parameter:
    """One parameter of a built-in function.

    :param optional: it may be missing, or null.
    """

    name: str
    type: str
    optional: bool


@dataclass(frozen=True)
class Builtin:
    """One way to call a built-in function.

    :param variadic: takes any number of values, or one list of them.
    """

    name: str
    parameters: tuple[Parameter, ...]
    call: Callable[..., Any]
    variadic: bool = False

    def takes(self, count: int) -> bool:
        """Tell whether it can be called with so many arguments."""
        needed = sum(not parameter.optional for parameter in self.parameters)
        return self.variadic or needed <= count <= len(self.parameters)

    def named(self, names: Sequence[str]) -> bool:
        """Tell whether it can be called with arguments of these names."""
        own = [parameter.name for parameter in self.parameters]
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        return needed <= set(names) <= set(own)

    def result(self, run: Evaluation, arguments: Sequence[Any]) -> Any:
        """Return what it gives for these values; null, with a note, where it gives nothing."""
        run.spend(2)
        try:
            if self.variadic and not (len(arguments) == 1 and type(arguments[0]) is list):
                arguments = [list(arguments)]
            fitted = [
                _fitted(value, parameter)
                for value, parameter in zip(arguments, self.parameters, strict=False)
            ]
            return self.call(run, *fitted)
        except NoValue as problem:
            run.note(f"{self.name}: {problem}")
        except (ArithmeticError, ValueError):
            run.note(f"{self.name}: the result is out of range")
        return None


def _fitted(value: Any, parameter: Parameter) -> Any:
    wanted = _TYPES[parameter.type]
    if isinstance(value, wanted) and (value is not None or parameter.optional):
        return value
    if value is None and (parameter.optional or parameter.type == "any"):
        return value
    if parameter.type == "list" and value is not None:
        return [value]
    if type(value) is list and len(value) == 1 and isinstance(value[0], wanted):
        return value[0]
    raise NoValue(f"{parameter.name} is a {parameter.type}, not a {kind(value)}")


BUILTINS: dict[str, list[Builtin]] = {}


def builtin(name: str, signature: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Write a function down under a name; the same name may have several signatures.

    :param signature: ``"text: string, length: number?"``; ``"list: list*"`` also takes many values.
    """

    def written_down(call: Callable[..., Any]) -> Callable[..., Any]:
        parts = [part.strip() for part in signature.split(",") if part.strip()]
        parameters = tuple(_parameter(part.rstrip("*")) for part in parts)
        variadic = signature.endswith("*")
        BUILTINS.setdefault(name, []).append(Builtin(name, parameters, call, variadic))
        return call

    return written_down


def _parameter(part: str) -> Parameter:
    name, _, kind_name = part.partition(":")
    return Parameter(name.strip(), kind_name.strip().rstrip("?"), part.endswith("?"))


def whole(value: Decimal) -> int:
    """Return a number as a whole one.

    :raises NoValue: it is not whole, or too large to count with.
    """
    if value != value.to_integral_value() or abs(value) > 1_000_000_000:
        raise NoValue(f"{value} is not a whole number")
    return int(value)


def called(run: Evaluation, function: Function, arguments: Sequence[Any]) -> Any:
    """Return what a function value gives.

    :raises FeelLimit: functions call functions too deeply.
    """
    run.spend(2)
    if len(arguments) != len(function.parameters):
        run.note(f"the function takes {len(function.parameters)} arguments, not {len(arguments)}")
        return None
    run.calls += 1
    if run.calls > limits.CALLS:
        raise FeelLimit("functions call each other too deeply")
    try:
        return function.call(run, *arguments)
    finally:
        run.calls -= 1
