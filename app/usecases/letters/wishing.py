"""People say where they are reached and which notices they want outside of the house."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.storage.office import people
from app.storage.office.people import Person
from app.usecases.letters.notice_file import CHANNELS
from app.usecases.work import Work
from engine.errors import Fault, Invalid

LONGEST = 254
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
PHONE = re.compile(r"\+?[0-9][0-9 -]{5,19}")


@dataclass(frozen=True)
class Wishes:
    """Where somebody is reached, and what they want there.

    :param by: kinds of notices by channel; ``None`` to do as the office does.
    """

    email: str
    phone: str
    by: Mapping[str, Sequence[str]] | None


def wish(work: Work, person_id: int, wishes: Wishes) -> Person:
    """Keep somebody's wishes; letters that are under way follow them, too.

    :raises NotFound: there is no such person.
    :raises Invalid: with everything that is wrong with the addresses.
    """
    person = people.get(work.session, person_id)
    faults = [*_faults(wishes)]
    if faults:
        raise Invalid("wishes.invalid", "Your wishes were not saved.", faults)
    person.email, person.phone = wishes.email, wishes.phone
    person.wishes = None if wishes.by is None else _known(work, wishes.by)
    return person


def _known(work: Work, by: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    mine = [habit.code for habit in work.notices.of_staff]
    return {channel: [code for code in mine if code in by.get(channel, ())] for channel in CHANNELS}


def _faults(wishes: Wishes) -> Sequence[Fault]:
    faults = []
    if wishes.email and (len(wishes.email) > LONGEST or not EMAIL.fullmatch(wishes.email)):
        faults.append(Fault("email", "wishes.email", "Not an e-mail address."))
    if wishes.phone and not PHONE.fullmatch(wishes.phone):
        faults.append(Fault("phone", "wishes.phone", "Not a telephone number."))
    return faults
