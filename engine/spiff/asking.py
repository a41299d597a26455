"""Who and what a run waits for: tasks, timers, messages, jobs."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.change import Job, OpenTask, Timer
from engine.errors import Broken
from engine.rules.timers import Rule
from engine.spiff.events import BoundaryEvent, Call, CatchEvent
from engine.spiff.scope import Token, instance_of, value
from engine.spiff.steps import JobTask, SubProcess, UserTask
from engine.spiff.workflow import Workflow

SILENCE = ":silence"
"""A timer of silence has the id of its task and this ending."""

SILENT_OPINIONS = {"agree": "deemed_agree", "escalate": "go_upward", "lead": "absent_agree"}
"""The opinion of the system, by what the ``silence`` setting declares (decision 21)."""


def open_up(run: Workflow) -> None:
    """Give every new task, timer and job its id, and settle who is asked and how long.

    :raises Broken: the file does not say who is asked, or not in a way that can be read.
    """
    for token in run.tokens():
        kept = token.internal_data
        if token._state == TaskState.READY and "open" not in kept:
            kept["open"] = _asked(token)
        elif token._state == TaskState.WAITING and "timer" in kept and "id" not in kept:
            kept["id"] = run.next_id()
        elif token._state == TaskState.STARTED and isinstance(token.task_spec, JobTask):
            kept.setdefault("id", None)
            kept["id"] = kept["id"] or run.next_id()


def open_tasks(run: Workflow) -> Iterator[tuple[Token, OpenTask]]:
    """Yield the tasks people are asked to do."""
    for token in run.tokens():
        if token._state == TaskState.READY and "open" in token.internal_data:
            yield token, _open_task(token)


def timers(run: Workflow) -> Iterator[tuple[Token, Timer]]:
    """Yield the limits that move the run when they pass."""
    for token in run.tokens():
        kept = token.internal_data
        if token._state == TaskState.WAITING and "timer" in kept:
            kind, text, from_, follows = kept["timer"]
            rule, since = Rule(kind, text), datetime.fromisoformat(from_)
            yield token, Timer(kept["id"], token.task_spec.step.id, rule, since, follows)
        elif token._state == TaskState.READY and _is_silence_declared(token):
            yield token, _silence(token)


def silent_opinion(token: Token) -> str:
    """Return the opinion the system gives for a task nobody answered."""
    return SILENT_OPINIONS[token.task_spec.step.settings["silence"]]


def calls(run: Workflow) -> Iterator[tuple[Token, str]]:
    """Yield the messages the run waits for."""
    for token in run.tokens():
        cause = getattr(token.task_spec, "cause", None)
        if token._state == TaskState.WAITING and isinstance(cause, Call):
            yield token, cause.name


def jobs(run: Workflow) -> Iterator[tuple[Token, Job]]:
    """Yield the work the run waits for machines to do."""
    for token in run.tokens():
        spec = token.task_spec
        if token._state == TaskState.STARTED and isinstance(spec, JobTask):
            yield token, Job(token.internal_data["id"], spec.step.id, spec.job)


def places(run: Workflow) -> tuple[str, ...]:
    """Return the ids of the elements that hold a token; events on a border hold none."""
    states = TaskState.WAITING | TaskState.READY | TaskState.STARTED
    held = (
        token.task_spec.bpmn_id
        for token in run.tokens()
        if token._state & states and not isinstance(token.task_spec, BoundaryEvent)
    )
    return tuple(dict.fromkeys(step for step in held if step))


def refuse_silence(run: Workflow) -> None:
    """Make sure that something outside can move every open part of the run.

    Events on a border do not count: they rescue nobody from a step that waits for nothing.

    :raises Broken: the run is not over, and a part of it waits for nothing.
    """
    for part in run.parts:
        if not part.completed and not any(_is_alive(token) for token in part.tasks.values()):
            spec = part.carrier.task_spec.bpmn_id if part.carrier else run.definition.key
            raise Broken("run.stuck", "“%(step)s” waits for nothing and nobody.", step=spec)


def _is_alive(token: Token) -> bool:
    spec = token.task_spec
    if token._state == TaskState.READY:
        return isinstance(spec, UserTask)
    if token._state == TaskState.STARTED:
        return isinstance(spec, (JobTask, SubProcess))
    waits = token._state == TaskState.WAITING and isinstance(spec, CatchEvent)
    return waits and not isinstance(spec, BoundaryEvent)


def _asked(token: Token) -> dict[str, Any]:
    """Return what is settled when a task is opened and stays so."""
    run, spec = token.workflow.top_workflow, token.task_spec
    group = value(spec.group, token) if spec.group else spec.step.group
    if not isinstance(group, str) or not group.strip("/ "):
        raise Broken("task.nobody", "Nobody is asked to do “%(step)s”.", step=spec.step.id)
    department, _, role = group.strip().rpartition("/")
    return {
        "id": run.next_id(),
        "at": run.at.isoformat(),
        "department": department or None,
        "role": role,
        "limit": _limit(token),
    }


def _limit(token: Token) -> int | None:
    spec = token.task_spec
    if spec.limit is None:
        return None
    limit = value(spec.limit, token)
    if limit is None or isinstance(limit, bool) or not _is_days(limit):
        message = "The limit of “%(step)s” is not a number of working days."
        raise Broken("task.no_limit", message, step=spec.step.id)
    return int(limit)


def _is_days(limit: Any) -> bool:
    try:
        return bool(limit == int(limit) and limit >= 1)
    except (TypeError, ValueError):
        return False


def _open_task(token: Token) -> OpenTask:
    asked, step = token.internal_data["open"], token.task_spec.step
    settings = step.settings
    return OpenTask(
        id=asked["id"],
        step=step.id,
        name=step.name,
        role=asked["role"],
        department=asked["department"],
        form=step.form,
        scope=_scope(token),
        limit=asked["limit"],
        sign=settings.get("sign"),
        opinion=settings.get("opinion"),
        settings=settings,
    )


def _scope(token: Token) -> str:
    """Return the nearest instance of a sub-process; else the task's own; else the run."""
    instance = instance_of(token.workflow.carrier) or instance_of(token)
    run = token.workflow.top_workflow
    return str(run.id) if instance is None else instance.internal_data["key"]


def _is_silence_declared(token: Token) -> bool:
    asked = token.internal_data.get("open")
    return bool(asked and asked["limit"] and token.task_spec.step.settings.get("silence"))


def _silence(token: Token) -> Timer:
    asked, step = token.internal_data["open"], token.task_spec.step
    return Timer(
        id=asked["id"] + SILENCE,
        step=step.id,
        rule=Rule("working_days", str(asked["limit"])),
        from_=datetime.fromisoformat(asked["at"]),
        follows_clock=True,
        effect="silence",
        basis=step.settings.get("silenceBasis"),
        task_id=asked["id"],
    )
