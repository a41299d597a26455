"""A letter is taken for a while and carried; sent, it counts once; what fails is tried again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from app.storage.case import applications
from app.storage.ground.leased import OPEN, RUNNING
from app.storage.office import people
from app.storage.post import letters
from app.storage.post.letters import DROPPED, SENT, Letter
from app.storage.post.notices import Notice
from app.usecases.jobs import leasing
from app.usecases.jobs.failing import Down, Failed, said
from app.usecases.keeping import mending
from app.usecases.letters import stopping
from app.usecases.letters.addressing import address_of, address_of_party
from app.usecases.work import Work

LEASE = timedelta(minutes=2)
"""How long one try may take before somebody else may try."""


@dataclass(frozen=True)
class Told:
    """What leaves the house.

    :param key: stays the same however often it is tried: receivers know a repetition by it.
    """

    key: str
    subject: str
    text: str


class Carrier(Protocol):
    """A way out of the house."""

    def carry(self, to: str, told: Told) -> None:
        """Bring it to an address, at least once.

        :raises Down: nothing gets through this way; ``Barred`` until somebody changes something.
        :raises Failed: this one came to nothing; ``Hopeless`` if trying again is of no use.
        """


@dataclass(frozen=True)
class Addressed:
    """A letter in hand, with its notice and where it goes; nowhere, if nobody is there any more."""

    letter: Letter
    notice: Notice
    to: str


def lease(work: Work) -> Addressed | None:
    """Take the letter that waits longest, if one does."""
    letter = letters.take(work.session, work.now)
    if letter is None:
        return None
    letter.begin(work.now + LEASE)
    stopping.probe(work, letter)
    notice = work.session.get_one(Notice, letter.notice_id)
    return Addressed(letter, notice, _address(work, letter, notice))


def sent(work: Work, taken: Letter) -> None:
    """Note that a letter has left, and that letters get through by its way."""
    _end(work, taken, SENT)
    stopping.over(work, taken.channel)


def lost(work: Work, taken: Letter) -> None:
    """Note that nobody is there any more who would read it."""
    _end(work, taken, DROPPED)


def fail(work: Work, taken: Letter, why: Failed) -> None:
    """Note that a try came to nothing: another follows, or an incident.

    Only the try that has the letter counts: of one that took too long, nobody waits to hear.
    """
    letter = letters.locked(work.session, taken.id)
    if letter.state != RUNNING or letter.lease != taken.lease:
        return
    if isinstance(why, Down):
        if stopping.noted(work, letter, why):
            letter.left += 1  # it bears no blame
        if letter.left > 0:
            letter.fail(said(why), again_at=work.now)
            return
    if not leasing.fail(work, letter, why):
        incident = mending.note(work, None, why, {"letter": letter.id})
        letter.held_by, incident.case_number = incident.id, letter.case_number


def _end(work: Work, taken: Letter, state: str) -> None:
    letter = letters.locked(work.session, taken.id)
    if letter.state in (RUNNING, OPEN):
        letter.end(state, work.now)


def _address(work: Work, letter: Letter, notice: Notice) -> str:
    if letter.person_id is None:
        case_id = notice.case_id or 0  # what an applicant is told is always about a case
        applicant = applications.applicants(work.session, [case_id])[case_id]
        return address_of_party(letter.channel, applicant)
    person = people.get(work.session, letter.person_id)
    return address_of(letter.channel, person) if person.active else ""
