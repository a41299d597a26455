"""How built-in functions are written down, found and called."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from engine.feel import limits
from engine.feel.errors import FeelLimit, NoValue
from engine.feel.operations.arithmetic import reason
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
    "time": (time,),
    "duration": (timedelta, Months),
}


@dataclass(frozen=True)
class Parameter:
    """One parameter of a built-in function.

    :param optional: it may be missing.
    :param nullable: it may be null.
    """

    name: str
    type: str
    optional: bool
    nullable: bool


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
        return needed <= count and (self.variadic or count <= len(self.parameters))

    def named(self, names: Sequence[str]) -> bool:
        """Tell whether it can be called with arguments of these names; others are null."""
        own = [parameter.name for parameter in self.parameters]
        needed = {each.name for each in self.parameters if not each.optional and not each.nullable}
        return needed <= set(names) <= set(own)

    def fitted(self, arguments: Sequence[Any]) -> list[Any]:
        """Return the arguments as the parameters want them.

        :raises NoValue: they do not fit.
        """
        if self.variadic:
            fixed = len(self.parameters) - 1
            rest = list(arguments[fixed:])
            arguments = [*arguments[:fixed], rest] if fixed else [_many(rest)]
        pairs = zip(arguments, self.parameters, strict=False)
        return [_fitted(value, parameter) for value, parameter in pairs]


def result(run: Evaluation, ways: Sequence[Builtin], arguments: Sequence[Any]) -> Any:
    """Return what the first way to call a function that fits gives; null, with a note, if none."""
    run.spend(2)
    since = len(run.notes)
    problem: NoValue | None = None
    for way in ways:
        try:
            fitted = way.fitted(arguments)
        except NoValue as misfit:
            problem = problem or misfit
            continue
        try:
            found = way.call(run, *fitted)
            if found is None and len(run.notes) == since:
                run.explain("there is no value for these arguments", of=way.name)
            return found
        except NoValue as failure:
            problem = failure
        except (ArithmeticError, ValueError) as error:
            problem = reason(error)
        break
    assert problem  # every function has a way
    run.explain(problem.message, of=ways[0].name, **problem.params)
    return None


def _many(arguments: list[Any]) -> list[Any]:
    return arguments[0] if len(arguments) == 1 and type(arguments[0]) is list else arguments


def _fitted(value: Any, parameter: Parameter) -> Any:
    wanted = _TYPES[parameter.type]
    if isinstance(value, wanted) or (value is None and parameter.nullable):
        return value
    if parameter.type == "list" and value is not None:
        return [value]
    if type(value) is list and len(value) == 1 and isinstance(value[0], wanted):
        return value[0]
    raise NoValue(
        "%(parameter)s is a %(type)s, not a %(kind)s",
        parameter=parameter.name,
        type=parameter.type,
        kind=kind(value),
    )


BUILTINS: dict[str, list[Builtin]] = {}


def builtin(name: str, signature: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Write a function down under a name; the same name may have several signatures.

    :param signature: as in ``"text: string, length: number?"``; with ``?`` a parameter may be
        missing, with ``??`` also null; ``*`` at the end takes many values or one list of them.
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
    type_ = kind_name.strip().rstrip("?")
    nullable = type_ == "any" or part.endswith("??")
    return Parameter(name.strip(), type_, part.endswith("?"), nullable)


def cut(value: Decimal) -> int:
    """Return a number without its places.

    :raises NoValue: it is too large to count with.
    """
    return whole(value.to_integral_value(ROUND_DOWN))


def whole(value: Decimal) -> int:
    """Return a number as a whole one.

    :raises NoValue: it is not whole, or too large to count with.
    """
    if value != value.to_integral_value() or abs(value) > 1_000_000_000:
        raise NoValue("%(value)s is not a whole number", value=value)
    return int(value)


def called(run: Evaluation, function: Function, arguments: Sequence[Any]) -> Any:
    """Return what a function value gives.

    :raises FeelLimit: functions call functions too deeply.
    """
    run.spend(2)
    if len(arguments) != len(function.parameters):
        run.explain(
            "the function takes %(takes)s arguments, not %(given)s",
            takes=len(function.parameters),
            given=len(arguments),
        )
        return None
    run.calls += 1
    if run.calls > limits.CALLS:
        raise FeelLimit("functions call each other too deeply")
    try:
        return function.call(run, *arguments)
    finally:
        run.calls -= 1
