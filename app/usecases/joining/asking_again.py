"""The lead asks some departments for their opinions again; the decision waits for them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.storage import materials, tasks
from app.storage.cases import Case
from app.storage.history import Fact
from app.storage.materials import Material
from app.storage.tasks import Task, group_of
from app.usecases import announcing
from app.usecases.joining.members import may_join
from app.usecases.moving import Moved, in_hand, pick_up, put_back
from app.usecases.tasks import anew, hiding
from app.usecases.tasks.confirming import outdated, refuse_decided, undecided
from app.usecases.work import Work
from engine import Run
from engine.errors import Conflict, Fault, Invalid, NotAllowed


@dataclass(frozen=True)
class Wish:
    """Whom the lead wants to hear again, and why.

    :param tasks: the opinions that are to be given anew, by the ids of their tasks.
    """

    tasks: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Given:
    """An opinion that can be asked for again.

    :param place: the activity that asked several departments.
    :param newer: the newest versions of what was replaced since it was given.
    """

    task: Task
    place: str
    newer: Sequence[Material]


@dataclass(frozen=True)
class Foreseen:
    """What would come of asking some departments again.

    :param place: where they are asked.
    :param withdrawn: tasks that are asked for again only once they have answered.
    :param redone: places behind it that are come through again.
    :param kept: places that go on beside it; ``gone`` those that are withdrawn.
    """

    place: str
    withdrawn: Sequence[Task]
    redone: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]


def ask_again(work: Work, number: str, wish: Wish) -> Case:
    """Ask some departments for their opinions again; those of the others stay.

    What came of their opinions is withdrawn and asked for again once they have answered. The
    clocks of the case go on; the limits of what is asked again begin anew.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they are not of the department that leads it.
    :raises Conflict: the case is decided, an opinion does not count any more or cannot be asked
        for again, or what a return refuses.
    :raises Invalid: no opinion is named or no reason, or they were asked for at several steps;
        with everything that is wrong.

    Source: features L9; decision 178.
    """
    hand = pick_up(work, number)
    case, run = hand.case, _of_the_lead(work, hand.case)
    chosen = _chosen(_known(work, case, run), wish)
    change = anew.asked(work, run, chosen[0].place, [one.task for one in chosen])
    case.returns += 1
    put_back(Moved(work, case, change), run, [_fact(one, wish) for one in chosen])
    groups = [group_of(one.department, one.role) for one in change.opened]
    said = {"task": chosen[0].task.name, "reason": wish.reason.strip()}
    groups += [one.task.group for one in chosen]
    announcing.to_groups(work, case, "notice.opinion_again", said, groups)
    return case


def given(work: Work, case: Case) -> list[Given]:
    """Return the opinions the lead can ask for again, first given first.

    :raises NotAllowed: the actor is not of the department that leads the case.
    :raises Conflict: the case is decided.
    """
    return _known(work, case, _of_the_lead(work, case))


def foresee(work: Work, case: Case, wish: Wish) -> Foreseen:
    """Return what would come of a wish; nothing moves, and a reason is not needed.

    :raises NotAllowed: the actor is not of the department that leads the case.
    :raises Conflict: as ``ask_again`` refuses.
    :raises Invalid: no opinion is named, or they were asked for at several steps.
    """
    run = _of_the_lead(work, case)
    chosen = _chosen(_known(work, case, run), Wish(wish.tasks, "?"))
    place, before = chosen[0].place, run.tokens()
    change = anew.reopened(work, run, place, [one.task for one in chosen])
    after = run.tokens()
    back = dict.fromkeys(each for one in change.taken_back for each in one.places)
    return Foreseen(
        place,
        tasks.of_ids(work.session, change.closed),
        tuple(one for one in back if one != place),
        tuple(one for one in before if one in after and one != place),
        tuple(one for one in before if one not in after),
    )


def may_ask_again(work: Work, case: Case) -> bool:
    """Whether the actor is of the department that leads the case, and it is not decided."""
    return may_join(work, case) and undecided(case)


def _of_the_lead(work: Work, case: Case) -> Run:
    refuse_decided(case)
    if not may_join(work, case):
        message = "Only the department that leads the case asks others again."
        raise NotAllowed("joining.not_lead", message)
    return in_hand(work, case).run()


def _known(work: Work, case: Case, run: Run) -> list[Given]:
    return sorted(_each(work, case, run), key=lambda one: one.task.closed_at or one.task.opened_at)


def _each(work: Work, case: Case, run: Run) -> Iterator[Given]:
    rows = tasks.of_case(work.session, case.id)
    secret = hiding.kept_from(work, case, rows)
    versions = materials.renewed(work.session, [case.id]).get(case.id, ())
    for task in rows:
        if task.bound_at is None or hiding.keeps(task, work.actor, secret):
            continue
        place = anew.place_of(work, task, case)
        with suppress(Conflict):
            anew.instance_of(run, place, task)
            yield Given(task, place, outdated(task, versions))


def _chosen(known: Sequence[Given], wish: Wish) -> list[Given]:
    chosen = [one for one in known if one.task.id in wish.tasks]
    faults = []
    if not wish.tasks:
        message = "Please choose who is asked again."
        faults.append(Fault("tasks", "reopening.none", message))
    if len({one.place for one in chosen}) > 1:
        message = "They were asked at different steps; please ask again step by step."
        faults.append(Fault("tasks", "reopening.several_steps", message))
    if not wish.reason.strip():
        faults.append(Fault("reason", "reopening.no_reason", "Please give a reason."))
    if faults:
        raise Invalid("reopening.invalid", "Please correct what is marked.", faults)
    if len(chosen) < len(set(wish.tasks)):
        message = "One of these opinions cannot be asked for again, or is asked for already."
        raise Conflict("reopening.not_given", message)
    return chosen


def _fact(one: Given, wish: Wish) -> Fact:
    told = {"task": one.task.id, "department": one.task.department, "reason": wish.reason.strip()}
    newer = [material.id for material in one.newer]
    return Fact("opinion.again", one.task.step, told | ({"materials": newer} if newer else {}))
