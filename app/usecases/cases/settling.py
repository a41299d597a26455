"""An immediate item is accepted, decided and handed over in one go, at the counter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.storage.case.cases import Case
from app.storage.office import items, processes
from app.storage.office.items import Item
from app.usecases.cases import accepting, drafting
from app.usecases.moving.limits import IMMEDIATE
from app.usecases.tasks import reviewing
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed
from engine.people import Actor
from engine.process import Process, Step, asked_with, at_counter

Said = Mapping[str, dict[str, Any]]
STEPS, ANSWERS = "steps.", "answers."


@dataclass(frozen=True)
class Counter:
    """What may be settled at the counter: an item, by the newest version of its process."""

    item: Item
    process: Process

    def is_for(self, actor: Actor) -> bool:
        """Whether somebody holds every post its steps ask for."""
        return all(_holds(actor, step) for step in at_counter(self.process))

    def asked(self, work: Work, said: Said) -> tuple[Step, ...]:
        """Return the steps that are asked, given what is said of those before."""
        return asked_with(self.process, said, work.now)


@dataclass(frozen=True)
class Settled:
    """What was written and said at the counter.

    :param item: the code of the item; ``token`` opens the draft of its application.
    :param code: with which the applicant is to follow the case.
    :param said: the answers by step.
    :param refused: what was wrong with files sent along; told together with everything else.
    """

    item: str
    token: str
    code: str
    said: Said
    refused: Sequence[Fault] = ()


def open_counter(work: Work, code: str) -> Counter:
    """Return what this person may settle at the counter.

    :raises NotFound: there is no such item.
    :raises Conflict: the item is not one that is done on the spot.
    :raises NotAllowed: they do not hold the posts its steps ask for.

    Source: Administrative Licensing Law, Art. 34(2) (decided on the spot); facts F1-36.
    """
    item = items.get(work.session, code)
    if (found := _counter(work, item)) is None:
        message = "“%(item)s” is not done on the spot; hand it in the usual way."
        raise Conflict("counter.not_immediate", message, item=item.name)
    if not found.is_for(work.actor):
        message = "You are not authorised to decide “%(item)s” on the spot."
        raise NotAllowed("counter.not_authorised", message, item=item.name)
    return found


def may_settle(work: Work, item: Item) -> bool:
    """Whether this person may settle an item at the counter."""
    found = _counter(work, item)
    return found is not None and found.is_for(work.actor)


def settle(work: Work, settled: Settled) -> Case:
    """Hand a draft in and answer what the counter asks, every step by itself; all of it or nothing.

    The history, the papers and the limits are those of the same steps done one by one.

    :raises Repeated: it was handed in already; ``drafting.handed_in`` tells as what.
    :raises NotFound: there is no such draft, item or published process.
    :raises Conflict: the item is not done on the spot, or the process leads elsewhere.
    :raises NotAllowed: the person does not hold the posts that are asked.
    :raises Invalid: with everything that is wrong, with the application and with each step.

    Source: Administrative Licensing Law, Art. 32 (acceptance), 34(2), 38, 44; decision 195.
    """
    counter = open_counter(work, settled.item)
    asked = counter.asked(work, settled.said)
    faults = [fault for step in asked for fault in _faults(work, counter, step, settled.said)]
    refused = [*settled.refused, *faults]
    case = drafting.hand_in(work, settled.token, settled.code, refused)
    for step in asked:
        _answer(work, case, step, settled.said.get(step.id, {}))
    return case


def _counter(work: Work, item: Item) -> Counter | None:
    if item.handling_kind != IMMEDIATE or item.process is None:
        return None
    version = processes.latest(work.session, item.process)
    process = work.process(version.digest) if version is not None else None
    return Counter(item, process) if process is not None and at_counter(process) else None


def _holds(actor: Actor, step: Step) -> bool:
    """Whether the post is held; one that is worked out on the way is asked for then."""
    group = step.group or ""
    department, _, role = group.rpartition("/")
    return group.startswith("=") or actor.holds(role, department or None)


def _faults(work: Work, counter: Counter, step: Step, said: Said) -> list[Fault]:
    form, answers = counter.process.form_of(step.id), said.get(step.id, {})
    if form is None:
        return []
    try:
        form.check(answers, {**said, "item": counter.item.scope()}, work.now)
    except Invalid as refusal:
        return _placed(step, refusal.faults)
    return []


def _placed(step: Step, faults: Sequence[Fault]) -> list[Fault]:
    """Tell what is wrong with an answer where the screen of the counter asks it."""
    at = f"{STEPS}{step.id}."
    return [replace(one, place=at + one.place.removeprefix(ANSWERS)) for one in faults]


def _answer(work: Work, case: Case, step: Step, answers: dict[str, Any]) -> None:
    work.held = None  # the move before wrote tasks that are read with the lock
    held = work.hold(number=case.number)
    asked = [task for task in held.open_tasks() if task.step == step.id] if held else []
    if len(asked) != 1:
        message = "“%(step)s” is not what this application asks next; hand it in the usual way."
        raise Conflict("counter.elsewhere", message, step=step.name)
    try:
        if accepting.POINTS in answers:
            accepting.check(work, asked[0].id, answers, {})
        else:
            reviewing.complete_task(work, asked[0].id, answers)
    except Invalid as refusal:
        raise Invalid(refusal.code, refusal.message, _placed(step, refusal.faults)) from refusal
