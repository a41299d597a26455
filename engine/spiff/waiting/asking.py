"""Who and what a run waits for: tasks, timers, messages, jobs."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.change import Job, OpenTask, Several, Timer, Wait
from engine.rules.timers import Rule
from engine.spiff.game.workflow import Workflow
from engine.spiff.scope import Token, instance_of
from engine.spiff.specs.events.borders import BoundaryEvent
from engine.spiff.specs.instances import MultiInstance
from engine.spiff.specs.members import Members
from engine.spiff.specs.nodes import Node
from engine.spiff.waiting.kinds import Kind, kind_of


class Waiting:
    """The tokens a run waits at in one moment, by the ids the world knows them by.

    A limit on silence or absence has the id of its task and an ending.

    :param found: the tokens that can be moved from outside.
    """

    def __init__(self, found: Iterable[tuple[Kind, Token]]) -> None:
        self.tasks: dict[str, Token] = {}
        self.timers: dict[str, Token] = {}
        self.waits: dict[str, Token] = {}
        self.jobs: dict[str, Token] = {}
        for kind, token in found:
            kept = token.internal_data
            if kind == "task":
                self.tasks[id_ := kept["open"]["id"]] = token
                missed = token.task_spec.missed
                if missed and kept["open"]["limit"] and "first" not in kept:
                    self.timers[f"{id_}:{missed.kind}"] = token
            elif kind == "timer":
                self.timers[kept["id"]] = token
            elif kind == "wait":
                self.waits[kept["id"]] = token
            else:
                self.jobs[kept["id"]] = token


def task(token: Token) -> OpenTask:
    """Return what a person is asked to do."""
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
        **_within(token),
        limit=_limit(asked["limit"]) if asked["limit"] else None,
        sign=settings.get("sign"),
        opinion=settings.get("opinion"),
        settings=settings,
        follows=token.internal_data.get("first"),
    )


def role(token: Token) -> str:
    """Return the role that is asked to do a task."""
    asked: str = token.internal_data["open"]["role"]
    return asked


def timer(token: Token) -> Timer:
    """Return a limit that moves the run when it passes: drawn, or on silence or absence."""
    step, kept = token.task_spec.step, token.internal_data
    if "timer" in kept:
        kind, text, from_, follows = kept["timer"]
        rule, moment = Rule(kind, text), _moment(from_)
        return Timer(
            id=kept["id"],
            step=step.id,
            rule=rule,
            from_=moment,
            follows_clock=follows,
            basis=step.settings.get("timerBasis"),
            **_within(token),
            beside=_host(token),
        )
    asked, missed = kept["open"], token.task_spec.missed
    return Timer(
        id=f"{asked['id']}:{missed.kind}",
        step=step.id,
        rule=_limit(asked["limit"]),
        from_=_moment(asked["at"]),
        follows_clock=True,
        effect=missed.kind,
        basis=missed.basis,
        task_id=asked["id"],
        **_within(token),
    )


def _host(token: Token) -> str | None:
    """Return the id of the one task on whose border an event waits."""
    if not isinstance(token.task_spec, BoundaryEvent):
        return None
    tasks = (one.internal_data for one in token.parent.children if kind_of(one) == "task")
    return next((kept["open"]["id"] for kept in tasks if "open" in kept), None)


def wait(token: Token) -> Wait:
    """Return the message or signal that is waited for."""
    kept, spec = token.internal_data, token.task_spec
    cause, key = spec.cause, kept["wait"]
    return Wait(kept["id"], spec.step.id, cause.name, cause.kind, key, **_within(token))


def job(token: Token) -> Job:
    """Return the work a machine is asked to do."""
    kept, spec = token.internal_data, token.task_spec
    order = spec.order
    return Job(
        kept["id"],
        spec.step.id,
        order.type,
        retries=order.retries,
        headers=order.headers,
        inputs=kept.get("inputs", {}),
        **_within(token),
    )


def several(token: Token) -> Several:
    """Return those who are asked the same, each for themselves."""
    members, step = Members(token.internal_data), token.task_spec.step
    return Several(
        step.id,
        step.name,
        token.workflow.path,
        tuple(members.asked),
        tuple(members.waiting),
        tuple(members.answered),
    )


def many(run: Workflow) -> list[Token]:
    """Return the tokens that stand for several instances of a list."""
    return [
        token
        for token in run.tokens()
        if isinstance(token.task_spec, MultiInstance)
        and token.task_spec.instances.element
        and "elements" in token.internal_data
    ]


def places(run: Workflow) -> tuple[str, ...]:
    """Return the ids of the elements that hold a token; events on a border hold none.

    Before an element of a called process stand the call activities it lies in: ``call/step``.
    """
    return tuple(dict.fromkeys([place(token) for token in held(run)]))


def stopping(run: Workflow) -> dict[str, str]:
    """Return the grounds on which open elements stop the legal clock, by their place.

    A task that waits for a return is not open, nor is a step that waits for data.
    """
    open_ = [token for token in held(run) if isinstance(token.task_spec, Node)]
    return {
        place(token): said["ground"]
        for token in open_
        if (said := token.task_spec.step.settings).get("clock") == "pause"
        and "parked" not in token.internal_data
    }


def _limit(kept: list[Any] | int) -> Rule:
    """Return the limit of a step; a number alone is one of working days."""
    return Rule(*kept) if isinstance(kept, list) else Rule("working_days", str(kept))


def held(run: Workflow) -> list[Token]:
    """Return the tokens that lie on an element; events on a border hold none."""
    states = TaskState.WAITING | TaskState.READY | TaskState.STARTED
    return [
        token
        for token in run.tokens()
        if token._state & states and (spec := token.task_spec).bpmn_id and not spec.hangs
    ]


def place(token: Token) -> str:
    """Return where a token is: its element, behind the call activities it lies in."""
    return "/".join((*token.workflow.path, token.task_spec.bpmn_id))


def _within(token: Token) -> dict[str, Any]:
    """Return the process a token is in, and the calls it lies in."""
    part = token.workflow
    return {"process": part.definition.digest, "path": part.path}


def _scope(token: Token) -> str:
    """Return the nearest instance of a sub-process; else the task's own; else the run."""
    instance = instance_of(token.workflow.carrier) or instance_of(token)
    run = token.workflow.top_workflow
    return str(run.id) if instance is None else instance.internal_data["key"]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
