"""The lead asks some departments for their opinions again; the decision waits for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.desk import tasks
from app.storage.desk.tasks import Task, group_of
from app.storage.office import people
from app.usecases import announcing
from app.usecases.joining import opinions
from app.usecases.joining.members import may_join
from app.usecases.joining.opinions import Given
from app.usecases.moving import Moved, pick_up, put_back
from app.usecases.tasks import anew
from app.usecases.tasks.confirming import undecided
from app.usecases.work import Work
from engine.change import OpenTask
from engine.errors import Fault


@dataclass(frozen=True)
class Wish:
    """Whom the lead wants to hear again, and why.

    :param tasks: the opinions that are to be given anew, by the ids of their tasks.
    """

    tasks: tuple[str, ...]
    reason: str


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
    case, run = hand.case, opinions.run_of_the_lead(work, hand.case)
    chosen = opinions.meant(opinions.known(work, case, run), wish.tasks, _unreasoned(wish))
    change = anew.asked(work, run, chosen[0].place, [one.task for one in chosen])
    case.returns += 1
    put_back(Moved(work, case, change), run, [_fact(one, wish) for one in chosen])
    _tell(work, case, chosen, change.opened, wish)
    return case


def given(work: Work, case: Case) -> list[Given]:
    """Return the opinions the lead can ask for again, first given first.

    :raises NotAllowed: the actor is not of the department that leads the case.
    :raises Conflict: the case is decided.
    """
    return opinions.known(work, case, opinions.run_of_the_lead(work, case))


def foresee(work: Work, case: Case, asked: Collection[str]) -> Foreseen:
    """Return what would come of asking some departments again; nothing moves.

    :param asked: the opinions that would be given anew, by the ids of their tasks.

    :raises NotAllowed: the actor is not of the department that leads the case.
    :raises Conflict: as ``ask_again`` refuses.
    :raises Invalid: no opinion is named, or they were asked for at several steps.
    """
    run = opinions.run_of_the_lead(work, case)
    chosen = opinions.meant(opinions.known(work, case, run), asked)
    place, before = chosen[0].place, run.tokens()
    change = anew.reopened(work, run, place, [one.task for one in chosen])
    after = run.tokens()
    back = dict.fromkeys(each for one in change.taken_back for each in one.places)
    return Foreseen(
        place,
        tasks.of_ids(work.session, change.closed),
        tuple(one for one in back if one != place and one not in before),
        tuple(one for one in before if one in after and one != place),
        tuple(one for one in before if one not in after),
    )


def may_ask_again(work: Work, case: Case) -> bool:
    """Whether the actor is of the department that leads the case, and it is not decided."""
    return may_join(work, case) and undecided(case)


def _unreasoned(wish: Wish) -> list[Fault]:
    if wish.reason.strip():
        return []
    return [Fault("reason", "reopening.no_reason", "Please give a reason.")]


def _tell(
    work: Work, case: Case, chosen: Sequence[Given], opened: Sequence[OpenTask], wish: Wish
) -> None:
    """Tell who is asked now, and besides them whose opinions they were."""
    what, today = "notice.opinion_again", work.today
    said = {"task": chosen[0].task.name, "reason": wish.reason.strip()}
    groups = [group_of(one.department, one.role) for one in opened]
    announcing.to_groups(work, case, what, said, groups)
    asked = [people.members(work.session, one.role, one.department, today) for one in opened]
    told = {person.id for each in asked for person in each}
    gave = {one.task.closed_by_id for one in chosen} - told
    for person_id in sorted(one for one in gave if one is not None):
        announcing.to_person(work, case, what, said, person_id)


def _fact(one: Given, wish: Wish) -> Fact:
    told = {"task": one.task.id, "department": one.task.department, "reason": wish.reason.strip()}
    newer = [material.id for material in one.newer]
    return Fact("opinion.again", one.task.step, told | ({"materials": newer} if newer else {}))
