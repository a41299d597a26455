"""What can be done to a run from outside; after each of them it goes on by itself."""

from collections.abc import Mapping
from typing import Any

from engine.spiff import returning, scope
from engine.spiff.game.fold import fold
from engine.spiff.game.happened import Happened
from engine.spiff.game.workflow import Workflow
from engine.spiff.scope import Token
from engine.spiff.specs.events.causes import Alarm
from engine.spiff.specs.events.timers import said_of
from engine.spiff.waiting import Waiting, hand_on, open_up, outside, refuse_stuck


def answer(token: Token, answers: Mapping[str, Any]) -> None:
    """Keep a person's answers under the id of the step, and be done with it."""
    scope.leave(token, token.task_spec.step.id, dict(answers))
    token.run()


def leave(token: Token) -> None:
    """Be done with a step that leaves nothing in the run."""
    token.run()


def pass_limit(token: Token, turns: int = 1) -> None:
    """Let a limit pass: the drawn event happens, the system agrees, or others are asked.

    :param turns: of a cycle: for how many turns this one stands.
    """
    if "timer" in token.internal_data:
        token.task_spec.fire(token, said_of(token, turns))
    elif (missed := token.task_spec.missed).agrees:
        answer(token, {"opinion": missed.opinion})
    else:
        hand_on(token)


def add_instance(token: Token, element: Any) -> None:
    """Ask one more of several."""
    token.task_spec.add(token, element)


def drop_instance(token: Token, element: Any) -> None:
    """Ask one of several no more."""
    token.task_spec.drop(token, element)


def bring(token: Token, result: Mapping[str, Any]) -> None:
    """Keep what a job brought under the id of the step, and be done with it."""
    scope.leave(token, token.task_spec.step.id, dict(result))
    token.complete()


def fail(token: Token, error: str) -> None:
    """Throw an error at a job that could not be done.

    :raises Broken: nobody catches it.
    """
    run = token.workflow.top_workflow
    run.alarm(token, Alarm("error", error))
    run.deliver()


def settle(run: Workflow) -> tuple[Happened, Waiting]:
    """Go on as far as possible; return what happened since the last time, and what is waited for.

    :raises Broken: the process cannot go on, never stops, or waits for nothing.
    """
    run.advance()
    while returning.go_on(run):
        run.advance()
    fold(run)
    waiting = outside(run)
    open_up(run, waiting)
    refuse_stuck(run, waiting)
    happened, run.happened = run.happened, Happened()
    return happened, Waiting(waiting)
