"""The opinions of a case that its lead can ask for again."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.storage.case.cases import Case
from app.storage.case.materials import Material
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.usecases.cases import material_rights
from app.usecases.joining.members import may_join
from app.usecases.moving import in_hand
from app.usecases.tasks import anew, hiding
from app.usecases.tasks.confirming import outdated, refuse_decided
from app.usecases.work import Work
from engine import Run
from engine.errors import Conflict, Fault, Invalid, NotAllowed


@dataclass(frozen=True)
class Given:
    """An opinion that can be asked for again.

    :param place: the activity that asked several departments.
    :param newer: the newest versions of what was replaced since it was given.
    """

    task: Task
    place: str
    newer: Sequence[Material]


def run_of_the_lead(work: Work, case: Case) -> Run:
    """Return the run of a case whose lead asks.

    :raises Conflict: the case is decided.
    :raises NotAllowed: the actor is not of the department that leads it.
    """
    refuse_decided(case)
    if not may_join(work, case):
        message = "Only the department that leads the case asks others again."
        raise NotAllowed("joining.not_lead", message)
    return in_hand(work, case).run()


def known(work: Work, case: Case, run: Run) -> list[Given]:
    """Return the opinions that can be asked for again and may be known, first given first.

    Of a department that was asked several times it is the last one.
    """
    each = sorted(_each(work, case, run), key=lambda one: one.task.closed_at or one.task.opened_at)
    return list({(one.place, one.task.department): one for one in each}.values())


def _each(work: Work, case: Case, run: Run) -> Iterator[Given]:
    rows = case_tasks.of_case(work.session, case.id)
    secret = hiding.kept_from(work, case, rows)
    versions = material_rights.renewed(work, {case.id: case}).get(case.id, ())
    closed = material_rights.readers(work, case) if versions else {}
    for task in rows:
        if task.bound_at is None or hiding.keeps(task, work.actor, secret):
            continue
        place = anew.place_of(work, task, case)
        with suppress(Conflict):
            anew.instance_of(run, place, task)
            yield Given(task, place, outdated(task, versions, closed))


def meant(
    given: Sequence[Given], asked: Collection[str], others: Sequence[Fault] = ()
) -> list[Given]:
    """Return the opinions that are meant, asked for together.

    :param asked: by the ids of their tasks.
    :param others: what else is wrong with the wish.
    :raises Invalid: none is named, or they were asked for at several steps; with ``others``.
    :raises Conflict: one is not among those given.
    """
    chosen = [one for one in given if one.task.id in asked]
    faults = [*others]
    if not asked:
        message = "Please choose who is asked again."
        faults.append(Fault("tasks", "reopening.none", message))
    if len({one.place for one in chosen}) > 1:
        message = "They were asked at different steps; please ask again step by step."
        faults.append(Fault("tasks", "reopening.several_steps", message))
    if faults:
        raise Invalid("reopening.invalid", "Please correct what is marked.", faults)
    if len(chosen) < len(set(asked)):
        message = "One of these opinions cannot be asked for again, or is asked for already."
        raise Conflict("reopening.not_given", message)
    return chosen
