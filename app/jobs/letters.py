"""Carries notices out of the house: what is due, one letter after the other."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from flask import current_app
from flask_babel import force_locale, gettext
from sqlalchemy.exc import OperationalError

from app.i18n import DEFAULT
from app.jobs.running import MACHINE
from app.storage import letters, notices, settings
from app.storage.notices import Notice
from app.unit_of_work import look, unit_of_work
from app.usecases.jobs.failing import Failed, Hopeless
from app.usecases.letters import addressing, carrying
from app.usecases.letters.carrying import Addressed, Carrier, Told
from app.usecases.letters.habits import habits

log = structlog.get_logger(__name__)

LONGEST_SUBJECT = 60


def unaddressed() -> bool:
    """Whether there are notices whose letters are not written yet."""
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
    if not waiting(1):
        return 0
    with unit_of_work(MACHINE) as work:
        taken = carrying.lease(work)
    if taken is None:
        return 0
    try:
        _carry(taken)
    except OperationalError:
        log.warning("the database was busy; the letter is tried again", letter=taken.letter.id)
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
    if channel not in carriers():
        message = "No way leads out of this house by “%(channel)s” any more."
        raise Hopeless("letter.no_way", message, channel=channel)
    if taken.letter.left < 0:
        message = "The office stopped %(attempts)s times while it sent this notice."
        raise Hopeless("letter.lost", message, attempts=taken.letter.attempts - 1)
    told = _told(taken)
    try:
        carriers()[channel].carry(taken.to, told)
    except Failed:
        raise
    except Exception as error:  # whatever it is, the other letters still have to go
        log.exception("a letter went wrong", letter=taken.letter.id)
        message = "Sending went wrong: %(error)s"
        raise Failed("letter.crashed", message, error=type(error).__name__) from error


def _told(taken: Addressed) -> Told:
    """Say in Chinese what a notice says, and no more than it needs outside of the house."""
    words: Callable[[Notice], str] = current_app.extensions["notice_words"]
    notice, base = taken.notice, current_app.config["BASE_URL"]
    with look(MACHINE) as work:
        office = settings.get(work.session, settings.OFFICE_NAME) or ""
    with force_locale(DEFAULT):
        habit = habits()[notice.what]
        said = habit.name if habit.discreet else words(notice)
        place: dict[str, Any] = {"case": notice.case_number, "said": said}
        subject = gettext("%(case)s: %(said)s", **place)[:LONGEST_SUBJECT]
        lines = [gettext("Case %(case)s: %(said)s.", **place)]
        if base:
            path = "status" if taken.letter.person_id is None else "notices"
            lines.append(gettext("More about it: %(url)s", url=f"{base.rstrip('/')}/{path}"))
        lines.append(gettext("%(office)s. Please do not answer this message.", office=office))
    return Told(taken.letter.key, subject, "\n".join(lines) + "\n")
