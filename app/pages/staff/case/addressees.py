"""Who may be chosen to read a case: departments with their posts and people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext

from app.pages.staff.naming import Names
from app.storage.desk.copies import DEPARTMENT, PERSON, POST
from app.storage.office import people
from app.storage.office.people import Person, by_pinyin
from app.usecases.copying import Receiver
from app.usecases.work import Work

Choice = tuple[str, str]
"""What the page sends, and what it says."""


@dataclass(frozen=True)
class Group:
    """A department, or the centre as a whole, with whom one may choose in it."""

    name: str
    whole: Choice | None
    posts: list[Choice] = field(default_factory=list)
    people: list[Choice] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        """Everything that the page may send of it."""
        own = [*([self.whole] if self.whole else []), *self.posts, *self.people]
        return [code for code, _ in own]


def receiver(sent: str) -> Receiver:
    """Return whom a choice of the page means; nobody, where it is none.

    >>> receiver("post:fire/examiner")
    Receiver(person=None, department='fire', role='examiner')
    """
    kind, _, rest = sent.partition(":")
    if kind == PERSON:
        return Receiver(person=rest)
    if kind == POST:
        department, _, role = rest.rpartition("/")
        return Receiver(department=department or None, role=role)
    return Receiver(department=rest)


def choices(work: Work, office: Names) -> list[Group]:
    """Return the departments where somebody works, in the order of the office, the centre last."""
    held = people.holders(work.session, work.today)
    known = people.by_id(work.session, {person for _, _, person in held})
    inside: dict[str | None, set[tuple[str, int]]] = {}
    for department, role, person in held:
        inside.setdefault(department, set()).add((role, person))
    order = [*office.departments, None]
    return [_group(code, inside[code], known, office) for code in order if code in inside]


def _group(
    code: str | None, held: set[tuple[str, int]], known: Mapping[int, Person], office: Names
) -> Group:
    roles = sorted({role for role, _ in held}, key=[*office.roles].index)
    colleagues = sorted({known[person] for _, person in held}, key=lambda one: by_pinyin(one.name))
    return Group(
        office.department(code) or gettext("The whole centre"),
        (f"{DEPARTMENT}:{code}", gettext("Everybody in the department")) if code else None,
        [
            (f"{POST}:{code}/{role}" if code else f"{POST}:{role}", office.role(role))
            for role in roles
        ],
        [(f"{PERSON}:{one.username}", one.name) for one in colleagues],
    )
