"""Races and repeats at length: many at once, and what somebody reads right after they wrote."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from flask import Flask

from app.clock import on_each
from app.storage.desk import inbox
from app.storage.ground.database import Database
from app.usecases.parts import Parts
from app.usecases.tasks import claiming, reviewing
from app.usecases.work import Work
from benchmarks.client import Failed
from benchmarks.office import Databases
from engine.people import Actor
from engine.stories.telling import moment
from tests import office
from tests.usecases import drawing
from tests.usecases.desk import ACCEPT, Desk
from tests.usecases.racing import at_once, refused

CLERK = "zhouwenjing"
TWENTY = "twenty"
VIEWS: dict[inbox.View, int] = {"claimable": 900, "mine": 900, "done": 1}
LOST = ["task.claimed"] * 29


@dataclass(frozen=True)
class Race:
    """Something that is to come out the same however often it is done.

    :param runs: how many runs make one repeat.
    """

    name: str
    once: Callable[[Desk], None]
    runs: float = 1


def hold(made: Mapping[str, Databases], repeats: int) -> bool:
    """Run every race so often on both databases; print what was found, and whether it held.

    Source: features C4 (one join, no error shown), L2 (one owner, 29 clear messages), L21 (no stale
    row).
    """
    held = [_held(kind, databases, repeats) for kind, databases in made.items()]
    return all(held)


def _held(kind: str, databases: Databases, repeats: int) -> bool:
    with databases.like("demo_office", office.fill) as url:
        parts = Parts(Database(url))
        office.set_clock(parts, moment("2026-03-02T09:00"))
        desk = Desk(parts)
        drawing.publish(desk, drawing.twenty_opinions())
        held = [_ran(kind, race, desk, max(1, int(repeats * race.runs))) for race in RACES]
        broken = desk.breaches()
        parts.database.close()
    print(f"{kind}: {len(broken)} invariants broken", *broken[:5], sep="\n  ", flush=True)
    return all(held) and not broken


def _ran(kind: str, race: Race, desk: Desk, times: int) -> bool:
    begun, wrong = time.monotonic(), []
    for number in range(times):
        try:
            race.once(desk)
        except Failed as failure:
            wrong.append(f"run {number}: {failure}")
    seconds = time.monotonic() - begun
    print(f"{kind}: {race.name}: {times} runs, {len(wrong)} wrong, {seconds:.0f} s", flush=True)
    print(*wrong[:5], sep="\n", end="\n" if wrong else "")
    return not wrong


def _one_join(desk: Desk) -> None:
    """Let twenty departments complete in the same moment.

    :raises Failed: somebody was refused, or it was not exactly one join.
    """
    desk.hand_in({}, item=TWENTY)
    asked = desk.tasks("opine")
    deeds = [
        partial(
            desk.do,
            _somebody(place, task.department, "examiner"),
            reviewing.complete_task,
            task.id,
            {"opinion": "yes"},
        )
        for place, task in enumerate(asked, start=1)
    ]
    codes = refused(at_once(*deeds))
    opened, answered = [task.step for task in desk.tasks()], desk.told().count("task.answered")
    if codes or opened != ["sum_up"] or answered != len(asked):
        raise Failed(f"refused {codes}, opened {opened}, answered {answered} of {len(asked)}")


def _one_owner(desk: Desk) -> None:
    """Let thirty claim a task in the same moment.

    :raises Failed: not exactly one holds it, or the others were not told why.
    """
    desk.hand_in()
    task = desk.task("check_materials").id
    clerks = [_somebody(number, "window", "window_clerk") for number in range(1, 31)]
    codes = refused(at_once(*(partial(desk.do, one, claiming.claim, task) for one in clerks)))
    if codes != LOST or desk.told().count("task.claimed") != 1:
        raise Failed(f"refused {codes}")


def _a_thousand(desk: Desk) -> None:
    """Claim a thousand tasks, a hundred a request, and put them back.

    :raises Failed: one of them was refused, or is not where it belongs afterwards.
    """
    asked: dict[str, str | None] = {}
    for _ in range(50):
        desk.hand_in({}, item=TWENTY)
        asked |= {task.id: task.department for task in desk.tasks("opine")}
    posts = frozenset((department, "examiner") for department in asked.values())
    everyone = Actor("person:1", "P1", posts)
    requests = [[*asked][start : start + 100] for start in range(0, len(asked), 100)]
    flask = Flask("office")
    flask.extensions["parts"] = desk.parts
    with flask.app_context():
        for act in (claiming.claim, claiming.release):
            told = [one for ids in requests for one in on_each(everyone, act, ids)]
            failed = [str(one.failure) for one in told if one.failure is not None]
            if failed or len(told) != len(asked):
                raise Failed(f"{len(told)} of {len(asked)} told, refused {failed[:3]}")


def _read_your_writes(desk: Desk) -> None:
    """Claim a task, answer it, and look at the lists after each deed.

    :raises Failed: a list tells what is over, or does not tell what is done.
    """
    desk.hand_in()
    task = desk.task("check_materials").id
    where = [_found(desk, task)]
    desk.do(CLERK, claiming.claim, task)
    where.append(_found(desk, task))
    desk.do(CLERK, reviewing.complete_task, task, dict(ACCEPT))
    where.append(_found(desk, task))
    if where != [["claimable"], ["mine"], ["done"]]:
        raise Failed(f"the task was found in {where}")


def _found(desk: Desk, task: str) -> list[inbox.View]:
    """Return the views of the inbox that show a task; of what is done the newest row counts."""
    with desk.look(CLERK) as work:
        return [view for view, most in VIEWS.items() if task in _ids(work, view, most)]


def _ids(work: Work, view: inbox.View, most: int) -> list[str]:
    rows = inbox.listed(work.session, work.actor, inbox.Wanted(view, limit=most))
    return [task.id for task, _ in rows[:most]]


def _somebody(number: int, department: str | None, role: str) -> Actor:
    return Actor(f"person:{number}", f"P{number}", frozenset({(department, role)}))


RACES = (
    Race("C4, twenty departments at once, one join", _one_join),
    Race("L2, thirty claim at once, one owner", _one_owner),
    Race("L14, a thousand tasks claimed and put back, a hundred a request", _a_thousand, 0.005),
    Race("L21, lists right after a deed", _read_your_writes, 2.5),
)
