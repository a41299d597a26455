"""What a run waits for: people, time, messages and signals, machines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from engine.rules.timers import Rule

Carried = Literal["message", "signal"]
"""A message reaches whoever waits for it by name and key; a signal everybody, by name."""


@dataclass(frozen=True)
class OpenTask:
    """Something a person is asked to do.

    :param id: stays the same over save and load.
    :param step: the id of the element in the diagram.
    :param role: the code of the role asked; ``applicant`` is the party of the case.
    :param department: the department asked; ``None`` for a role of the whole centre.
    :param form: the id of the form, without folder and ending.
    :param scope: tasks of one instance of a multi-instance (or of the whole case) share it,
        so that examiner and approver of the same opinion can be kept apart.
    :param process: the digest of the process whose element this is: that of the case, or one
        it calls.
    :param path: the ids of the call activities it lies in, outermost first.
    :param limit: how long this step may take, counted from when it is opened.
    :param sign: ``examine`` or ``approve`` where two signatures are needed.
    :param opinion: ``co_review`` where the answer is a department's opinion.
    :param settings: all ``zeebe:property`` values of the element.
    :param follows: the id of the task that was asked first, where nobody answered it in time and
        the question was handed on.
    """

    id: str
    step: str
    name: str
    role: str
    department: str | None
    form: str | None
    scope: str
    process: str
    path: tuple[str, ...] = ()
    limit: Rule | None = None
    sign: str | None = None
    opinion: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    follows: str | None = None


@dataclass(frozen=True)
class Timer:
    """A limit that moves the case when it passes (decision 5).

    :param step: the timer event in the diagram, or the task whose silence or absence is declared.
    :param from_: the moment it counts from.
    :param follows_clock: whether pauses and extensions move it.
    :param effect: ``move`` lets the drawn event happen; ``silence`` and ``absence`` answer the
        task with an opinion of the system, or hand it on, as the step declares.
    :param beside: the task on whose border it is drawn, where one is done there.
    :param basis: the article the limit, or a declared silence, rests on.
    :param process: the digest of the process whose element this is.
    :param path: the ids of the call activities it lies in, outermost first.
    """

    id: str
    step: str
    rule: Rule
    from_: datetime
    follows_clock: bool
    effect: Literal["move", "silence", "absence"] = "move"
    basis: str | None = None
    task_id: str | None = None  # the task nobody answers, for silence and absence
    process: str = field(kw_only=True)
    path: tuple[str, ...] = ()
    beside: str | None = None


@dataclass(frozen=True)
class Wait:
    """A message or a signal the run waits for.

    :param id: stays the same over save and load.
    :param step: the id of the event or receive task in the diagram.
    :param name: of the message or signal.
    :param key: only a message with this key is meant; ``None``: only one without.
    :param process: the digest of the process whose element this is.
    :param path: the ids of the call activities it lies in, outermost first.
    """

    id: str
    step: str
    name: str
    kind: Carried
    key: str | None = None
    process: str = field(kw_only=True)
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """Work for a machine that the run waits for.

    :param type: the registered kind of work, from ``zeebe:taskDefinition``.
    :param process: the digest of the process whose element this is.
    :param retries: how often it is tried before it is an incident.
    :param headers: fixed words of the diagram, from ``zeebe:taskHeaders``.
    :param inputs: what the work is about, from ``zeebe:ioMapping``.
    :param path: the ids of the call activities it lies in, outermost first.
    """

    id: str
    step: str
    type: str
    process: str
    retries: int = 3
    headers: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, Any] = field(default_factory=dict)
    path: tuple[str, ...] = ()
