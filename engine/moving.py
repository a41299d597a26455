"""Moving a case to another version of its process: whether it can, and doing it."""

from dataclasses import replace
from datetime import datetime

from engine.change import Change
from engine.errors import Broken, Fault, Invalid
from engine.process import Process
from engine.run import Run
from engine.spiff import difference, moves, moving
from engine.spiff.waiting import Waiting, outside


def obstacles(run: Run, to: Process, at: datetime) -> tuple[Fault, ...]:
    """Return why a run cannot go on in another version; nothing when it can.

    The run stays as it is. The place of a fault is a step.
    """
    if run.ended:
        message = "The case has come to its end."
        return (Fault("", "move.ended", message),)
    if to.key != run.process.key:
        message = "“%(key)s” is another process."
        return (Fault("", "move.other_process", message, {"key": to.key}),)
    faults = moving.obstacles(run.workflow, to.definition)
    if not faults:
        try:
            _moved(run, to, at)
        except (Broken, Invalid) as error:
            faults.append(Fault("", error.code, error.message, error.params))
    return tuple(faults)


def move(run: Run, to: Process, at: datetime) -> tuple[Run, Change]:
    """Return a run that goes on in another version, just loaded, and what the move changed.

    Tasks, timers, waits and jobs keep their ids; what was settled when they were opened (who is
    asked, how long, since when) stays, and forms and names are those of the new version.

    :param at: the moment of the move; what hangs newly on an open step counts from it.
    :raises Invalid: ``move.impossible``, with the obstacles.
    """
    if faults := obstacles(run, to, at):
        raise Invalid("move.impossible", "The case cannot go on in that version.", faults)
    return _moved(run, to, at)


def _moved(run: Run, to: Process, at: datetime) -> tuple[Run, Change]:
    old = run.workflow
    new = moving.transfer(old, to.definition, at)
    happened, waiting = moves.settle(new)
    there = Run(to, new)
    change = difference(Waiting(outside(old)), waiting, happened)
    change = replace(change, ended=there.ended, outcome=there.outcome)
    return Run.load(to, there.save(), old.application, old.item, old.library), change
