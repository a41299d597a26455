"""While somebody is away a colleague does their tasks, for a time and within a scope."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.storage.case.history import Fact, write
from app.storage.desk import holders, substitutions
from app.storage.desk.asking import person_id_of
from app.storage.desk.substitutions import Substitution
from app.storage.desk.tasks import Task
from app.storage.office import items, people
from app.storage.office.people import Person
from app.usecases import announcing
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Wish:
    """Who is to do whose tasks, when, and which.

    :param substitute: a user name; ``person`` likewise, empty for oneself.
    :param to_on: the last day.
    :param items: the codes of the items; ``None`` for all; ``departments`` likewise.
    """

    substitute: str
    from_on: date
    to_on: date
    person: str = ""
    items: tuple[str, ...] | None = None
    departments: tuple[str, ...] | None = None


def arrange(work: Work, wish: Wish) -> Substitution:
    """Let a colleague do somebody's tasks from the first day to the last; it ends by itself.

    The substitute may claim and answer, no more; where two must sign, they sign for both.

    :raises NotAllowed: only administrators arrange it for others.
    :raises Invalid: with everything that is wrong: there is no such colleague, they are away
        themselves on one of the days, the days or the scope do not fit.

    Source: features L15 (absence and substitute); decision 190.
    """
    me = person_id_of(work.actor)
    own = work.session.get(Person, me) if me is not None else None
    away = people.by_username(work.session, wish.person) if wish.person else own
    if (away is None or away.id != me) and not _administers(work):
        message = "Only administrators arrange substitutes for others."
        raise NotAllowed("substitution.not_yours", message)
    substitute = people.by_username(work.session, wish.substitute)
    _alone(work, away, substitute)
    faults = list(_faults(work, wish, away, substitute))
    if away is None or substitute is None or faults:
        raise Invalid("substitution.invalid", "Please correct what is marked.", faults)
    row = Substitution(
        person_id=away.id,
        substitute_id=substitute.id,
        from_on=wish.from_on,
        to_on=wish.to_on,
        items=None if wish.items is None else sorted(wish.items),
        departments=None if wish.departments is None else sorted(wish.departments),
        arranged_by=work.actor.id,
        arranged_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    _tell(work, "notice.substitute_arranged", row, away, substitute)
    return row


def end(work: Work, substitution_id: int) -> Substitution:
    """End a substitution before its last day; what the substitute holds by it goes back.

    :raises NotFound: there is none.
    :raises NotAllowed: only the two concerned and administrators end it.
    :raises Conflict: it has ended.
    """
    row = substitutions.get(work.session, substitution_id)
    if person_id_of(work.actor) not in (row.person_id, row.substitute_id) and not _administers(
        work
    ):
        message = "Only the two concerned and administrators end this."
        raise NotAllowed("substitution.not_yours", message)
    if row.ended_at is not None:
        raise Conflict("substitution.ended", "This has ended already.")
    return settle(work, substitution_id)


def settle(work: Work, substitution_id: int) -> Substitution:
    """Let tasks go back that a substitute holds for somebody, and tell both that it is over."""
    row = substitutions.get(work.session, substitution_id)
    if row.ended_at is None:
        row.ended_at = work.now
        away, substitute = (
            people.get(work.session, one) for one in (row.person_id, row.substitute_id)
        )
        for task_id in holders.ids_held_by(work.session, substitute.id):
            _give_back(work, task_id, away, substitute)
        _tell(work, "notice.substitute_over", row, away, substitute)
    return row


def _tell(work: Work, what: str, row: Substitution, away: Person, substitute: Person) -> None:
    """Tell both who does whose tasks, or that this is over; nobody what they did themselves."""
    said = {"person": away.name, "substitute": substitute.name}
    days = {"first": row.from_on.isoformat(), "last": row.to_on.isoformat()}
    for one in (away, substitute):
        if one.id != person_id_of(work.actor):
            announcing.beside(work, what, f"{row.id}:{one.id}", said | days, one.id)


def _alone(work: Work, *concerned: Person | None) -> None:
    """Wait until nobody else arranges anything for these people."""
    for one in sorted(person.id for person in concerned if person is not None):
        work.session.get_one(Person, one, with_for_update=True)


def _give_back(work: Work, task_id: str, away: Person, substitute: Person) -> None:
    """Give back what is not the substitute's own: to whoever was away, else to its group."""
    if (held := work.hold(task_id)) is None:
        return
    task = held.task(task_id)
    holds = task.closed_at is None and task.assignee_id == substitute.id
    if not holds or task.delegated or _member(work, task, substitute):
        return
    back = away if _member(work, task, away) else None
    task.hand_to(back.id if back else None, work.now)
    details = {"task": task.id, "holder": substitute.id, "receiver": back.name if back else None}
    told = {name: said for name, said in details.items() if said is not None}
    write(work.session, held.case, [Fact("task.given_back", task.step, told)], work.actor, work.now)


def _member(work: Work, task: Task, person: Person) -> bool:
    return person in people.members(work.session, task.role, task.department, work.today)


def _administers(work: Work) -> bool:
    return "administrator" in work.actor.roles


def _faults(
    work: Work, wish: Wish, away: Person | None, substitute: Person | None
) -> Iterator[Fault]:
    if away is None or not away.active:
        yield Fault("person", "substitution.person", "Nobody of this name works here.")
    if substitute is None or not substitute.active or substitute is away:
        message = "Choose a colleague who works here, other than who is away."
        yield Fault("substitute", "substitution.substitute", message)
    elif busy := substitutions.of_absent(work.session, substitute.id, wish.from_on, wish.to_on):
        message = "%(name)s is away as well, from %(first)s to %(last)s; choose somebody else."
        first, last = busy[0].from_on.isoformat(), busy[0].to_on.isoformat()
        told = {"name": substitute.name, "first": first, "last": last}
        yield Fault("substitute", "substitution.away", message, told)
    yield from _day_faults(work, wish)
    yield from _scope_faults(work, wish, away)


def _day_faults(work: Work, wish: Wish) -> Iterator[Fault]:
    if wish.from_on < work.today:
        yield Fault("from_on", "substitution.past", "The first day is today or later.")
    if not wish.from_on <= wish.to_on <= wish.from_on + LONGEST:
        message = "The last day is the first or later, and within a year."
        yield Fault("to_on", "substitution.days", message)


def _scope_faults(work: Work, wish: Wish, away: Person | None) -> Iterator[Fault]:
    known = {one.code for one in items.everything(work.session)}
    if wish.items is not None and not (wish.items and known.issuperset(wish.items)):
        yield Fault("items", "substitution.items", "Choose items of the catalogue.")
    held = {post.department for post in away.posts} if away is not None else set()
    if wish.departments is not None and not (
        wish.departments and held.issuperset(wish.departments)
    ):
        message = "Choose departments in which whoever is away holds a post."
        yield Fault("departments", "substitution.departments", message)
