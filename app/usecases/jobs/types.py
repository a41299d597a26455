"""A type of job: what it is told, what it does, what it brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from marshmallow import INCLUDE, RAISE, Schema, ValidationError, fields

from app.usecases.jobs.failing import Hopeless
from engine.checks.known import Takes
from engine.errors import Fault, Invalid

if TYPE_CHECKING:
    from app.storage.case.cases import Case
    from app.storage.post.jobs import Job
    from app.usecases.work import Work


KINDS: Sequence[tuple[type[fields.Field[Any]], str]] = (
    (fields.Boolean, "boolean"),
    (fields.Number, "number"),
    (fields.String, "string"),
    (fields.List, "list"),
    (fields.Mapping, "context"),
    (fields.Nested, "context"),
)
"""What expressions call the values of a field."""


class Words(Schema):
    """What a diagram says to a job, or a job to a diagram; nothing unknown is among it."""

    class Meta:
        unknown = RAISE


@dataclass(frozen=True)
class Given:
    """A job, as whoever does it sees it.

    :param id: stays the same however often it is tried: others know a repetition by it.
    :param headers: what the designer wrote down, as the type's schema read it.
    :param inputs: what expressions made of the case, as the type's schema read it.
    """

    id: str
    case: str
    step: str
    headers: Mapping[str, Any]
    inputs: Mapping[str, Any]


class JobType:
    """A type of job. What it ``does`` happens outside of every transaction, at least once;
    what it ``keeps`` is written with its result, exactly once.

    :param name: what ``zeebe:taskDefinition type`` says.
    :param label: what people read.
    :param lease: how long an attempt may take before somebody else may try.
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    headers: ClassVar[type[Schema]] = Words
    inputs: ClassVar[type[Schema]] = Words
    brings: ClassVar[type[Schema]] = Words
    lease: ClassVar[timedelta] = timedelta(minutes=1)

    def do(self, given: Given) -> Mapping[str, Any]:
        """Do the work and return what it brings.

        :raises Failed: it came to nothing; ``Hopeless`` if trying again is of no use.
        :raises Thrown: it ends with an error of the process.
        """
        return {}

    def keep(self, work: Work, case: Case, given: Given) -> None:
        """Write what belongs to the result, in its transaction.

        :raises Failed: as ``do``.
        """

    @property
    def takes(self) -> Takes:
        """What a diagram must and may tell a job of this type, and may read of its result."""
        return Takes(_names(self.headers), _names(self.inputs), _kinds(self.brings))

    def read(self, job: Job) -> Given:
        """Return a job as its type understands it.

        :raises Hopeless: what the process gives does not fit.
        """
        try:
            headers = self.headers().load(job.headers)
            inputs = self.inputs().load(job.inputs)
        except ValidationError as error:
            message = "What the process gives the job “%(type)s” does not fit: %(why)s"
            why = "; ".join(_said(error.messages))
            raise Hopeless("job.unfit", message, type=self.name, why=why) from error
        return Given(job.id, job.case_number, job.step, headers, inputs)

    def judge(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Return a result as the process may see it.

        :raises Invalid: it is not what this type brings, with every fault.
        """
        try:
            self.brings().load(result)
        except ValidationError as error:
            faults = [Fault("result", "job.result", said) for said in _said(error.messages)]
            message = "This is not what the job “%(type)s” brings."
            raise Invalid("job.result_invalid", message, faults, type=self.name) from error
        return dict(result)


def _names(schema: type[Schema]) -> dict[str, bool] | None:
    """Return the names a schema reads, and whether each must be there; ``None`` if any may be."""
    made = schema()
    if made.unknown == INCLUDE:
        return None
    return {name: field.required for name, field in made.fields.items()}


def _kinds(schema: type[Schema]) -> dict[str, str] | None:
    """Return the names a result has, with their kinds in FEEL; ``None`` if it may have any."""
    made = schema()
    if made.unknown == INCLUDE:
        return None
    return {
        name: next((kind for type_, kind in KINDS if isinstance(field, type_)), "Any")
        for name, field in made.fields.items()
    }


def _said(messages: Any, place: str = "") -> Iterator[str]:
    """Yield what a schema says, each with its place.

    >>> list(_said({"to": ["Missing."], "rows": {0: ["No."]}}))
    ['to: Missing.', 'rows.0: No.']
    """
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            yield from _said(inner, f"{place}.{name}" if place else str(name))
        return
    for message in messages if isinstance(messages, list) else [messages]:
        yield f"{place}: {message}" if place else str(message)
