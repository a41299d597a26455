"""Whom a remark may mention: people who read the case, those who work on it first."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.desk import case_tasks, copies
from app.storage.desk.asking import person_id_of
from app.storage.ground import spelling
from app.storage.office import departments, people
from app.storage.office.people import Person
from app.usecases.remarking.rights import may_remark
from app.usecases.work import Work
from engine.errors import NotAllowed
from engine.people import Actor

MOST = 8

Pairs = frozenset[tuple[str | None, str]]


@dataclass(frozen=True)
class Colleague:
    """Somebody who may be mentioned.

    :param word: what comes after “@”: the name, or the user name where several have that name.
    :param departments: where they hold a post.
    :param works: whether they have or had a task of the case.
    """

    person: Person
    word: str
    departments: tuple[str, ...]
    works: bool


def colleagues(work: Work, case: Case, q: str = "") -> list[Colleague]:
    """Return whom a remark on a case may mention, at most eight: who works on it comes first.

    :param q: the beginning of a user name, or of any part of a name in characters, in pinyin or
        by first letters; empty for everybody.
    :raises NotAllowed: the actor writes no remarks on this case.

    Source: features L13; docs/decisions/0196-a-remark-is-read-by-whom-its-writer-says.md.
    """
    if not may_remark(work, case):
        raise NotAllowed("remark.not_yours", "Only the people of the office write remarks.")
    held = _held(work)
    known = _people(work, case, held)
    times, busy = Counter(one.name for one in known), _busy(work, case)
    me = person_id_of(work.actor)
    found = [one for one in known if one.id != me and begins(one, q)]
    found.sort(key=lambda one: (one.id not in busy, people.by_pinyin(one.name), one.username))
    return [
        Colleague(
            one,
            one.name if times[one.name] == 1 else one.username,
            tuple(sorted({place for place, _ in held[one.id] if place})),
            one.id in busy,
        )
        for one in found[:MOST]
    ]


def begins(person: Person, q: str) -> bool:
    """Whether what somebody types is the beginning of a name.

    >>> [begins(Person(name="王建国", username="wangjianguo"), q) for q in ("jg", "建", "李", "")]
    [True, True, False, True]
    """
    typed = q.strip().casefold()
    keys = (person.username.casefold(), *spelling.keys_of(person.name))
    return any(key.startswith(typed) for key in keys)


def readers(work: Work, case: Case) -> list[Person]:
    """Return the people who may read a case because of their posts or a copy."""
    return _people(work, case, _held(work))


def _people(work: Work, case: Case, held: Mapping[int, Pairs]) -> list[Person]:
    return [*people.by_id(work.session, set(_reading(work, case, held))).values()]


def _held(work: Work) -> dict[int, Pairs]:
    """Return what everybody holds today."""
    held: dict[int, set[tuple[str | None, str]]] = {}
    for department, role, person_id in people.holders(work.session, work.today):
        held.setdefault(person_id, set()).add((department, role))
    return {person_id: frozenset(pairs) for person_id, pairs in held.items()}


def _reading(work: Work, case: Case, held: Mapping[int, Pairs]) -> Iterator[int]:
    seeing = {role.code for role in departments.roles(work.session) if role.sees_all}
    standing = {one.receiver for one in copies.of_case(work.session, case.id)}
    for person_id, pairs in held.items():
        sees_all = any(role in seeing for _, role in pairs)
        actor = Actor(f"person:{person_id}", "", pairs, sees_all=sees_all)
        if cases.may_see(actor, case) or standing.intersection(copies.addresses(actor)):
            yield person_id


def _busy(work: Work, case: Case) -> set[int]:
    """Return who has a task of the case, or has done one."""
    rows = case_tasks.of_case(work.session, case.id)
    done = (one.closed_by or "" for one in rows)
    ids = {int(one.removeprefix("person:")) for one in done if one.startswith("person:")}
    return ids | {one.assignee_id for one in rows if one.assignee_id is not None}
