"""Carries notices out of the house: what is due, one letter after the other."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext

from app.i18n import DEFAULT
from app.jobs import trying
from app.jobs.trying import MACHINE
from app.storage.office import settings
from app.storage.post import letters, notices
from app.storage.post.notices import Notice
from app.unit_of_work import look, unit_of_work
from app.usecases.jobs.failing import Barred, Failed, Hopeless
from app.usecases.letters import addressing, carrying
from app.usecases.letters.carrying import Addressed, Carrier, Told

LONGEST_SUBJECT = 60


def unaddressed() -> bool:
    """Whether there are notices whose letters are not written yet, and a way that leads out."""
    if not carriers():
        return False
    with look(MACHINE) as work:
        return notices.anything_fresh(work.session)


def address() -> int:
    """Write the letters of some of these notices; return how many were looked at."""
    with unit_of_work(MACHINE) as work:
        return addressing.address(work, carriers().keys())


def waiting(most: int) -> int:
    """Return how many letters are due, counted up to ``most``."""
    with look(MACHINE) as work:
        return letters.waiting(work.session, work.now, most)


def carry_one() -> int:
    """Carry the letter that waits longest, if one is due; return how many were tried."""
    taken = trying.take(lambda work: letters.waiting(work.session, work.now, 1), carrying.lease)
    if taken is None:
        return 0
    trying.carry_out(_carry, taken)
    return 1


def carry_all() -> int:
    """Address what is new and carry what is due; return how many letters were tried."""
    tried = 0
    while carry_some():
        tried += 1
    return tried


def carry_some() -> int:
    """Address what is new and carry one letter, if one is due; return how many were tried."""
    while unaddressed():
        address()
    return carry_one()


def carriers() -> Mapping[str, Carrier]:
    """Return the ways that lead out of this house, by channel."""
    ways: Mapping[str, Carrier] = current_app.extensions["carriers"]
    return ways


def _carry(taken: Addressed) -> None:
    letter = taken.letter
    if not taken.to:
        with unit_of_work(MACHINE) as work:
            carrying.lost(work, letter)
        return
    try:
        _try(taken)
    except Failed as failed:
        with unit_of_work(MACHINE) as work:
            carrying.fail(work, letter, failed)
        return
    with unit_of_work(MACHINE) as work:
        carrying.sent(work, letter)


def _try(taken: Addressed) -> None:
    channel = taken.letter.channel
    message = "The office stopped %(attempts)s times while it sent this notice."
    crashed = Failed("letter.crashed", "Sending went wrong: %(error)s")
    with trying.attempt(taken.letter, Hopeless("letter.lost", message), crashed):
        if channel not in carriers():
            gone = "No way leads out of this house by “%(channel)s” any more."
            raise Barred("letter.no_way", gone, channel=channel)
        carriers()[channel].carry(taken.to, _told(taken))


def _told(taken: Addressed) -> Told:
    """Say in Chinese what a notice says, and no more than it needs outside of the house."""
    words: Callable[[Notice], str] = current_app.extensions["notice_words"]
    notice, base = taken.notice, current_app.config["BASE_URL"]
    with look(MACHINE) as work:
        office = settings.get(work.session, settings.OFFICE_NAME) or ""
        habit = work.notices.habits[notice.what]
    with force_locale(DEFAULT):
        said = habit.name if habit.discreet else words(notice)
        place: dict[str, Any] = {"case": notice.case_number, "said": said}
        subject = gettext("%(case)s: %(said)s", **place)[:LONGEST_SUBJECT]
        lines = [gettext("Case %(case)s: %(said)s.", **place)]
        if base:
            path = "status" if taken.letter.person_id is None else "notices"
            lines.append(gettext("More about it: %(url)s", url=f"{base.rstrip('/')}/{path}"))
        lines.append(gettext("%(office)s. Please do not answer this message.", office=office))
    return Told(taken.letter.key, subject, "\n".join(lines) + "\n")
