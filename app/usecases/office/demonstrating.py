"""The demo office: accounts for visitors, and a clock one can move."""

import secrets
from datetime import datetime

from app.storage.office import people, settings, signins
from app.usecases.people import entering
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed


def open_demo(work: Work) -> None:
    """Make this office a demo office: its clock may be moved, its accounts are known.

    :raises Conflict: it is a real one already: people have passwords of their own.
    """
    if any(person.password_hash and not person.demo for person in people.everybody(work.session)):
        raise Conflict("demo.real_office", "This is a real office; it does not become a demo.")
    settings.put(work.session, settings.DEMO, "yes")


def is_demo(work: Work) -> bool:
    """Whether this is a demo office."""
    return settings.get(work.session, settings.DEMO) == "yes"


def give_passwords(work: Work) -> dict[str, str]:
    """Give every person without a password one; return the new ones by user name.

    :raises NotAllowed: this is not a demo office.
    """
    _only_in_demo(work)
    given = {}
    for person in people.everybody(work.session):
        if not person.password_hash:
            given[person.username] = f"demo-{secrets.token_hex(5)}"
            person.password_hash = entering.hashed(given[person.username])
            person.demo = True
    return given


def move_clock(work: Work, to: datetime) -> None:
    """Let the office believe it is that moment, forward only, so that time never runs back.

    Who is signed in stays so: for them no time has passed.

    :raises NotAllowed: this is not a demo office.
    :raises Conflict: the moment lies before the office's now.
    """
    _only_in_demo(work)
    if to < work.now:
        raise Conflict("clock.backwards", "The clock moves forward only.")
    before = float(settings.get(work.session, settings.CLOCK_OFFSET) or 0)
    by = to - work.now
    signins.carry_over(work.session, work.now, by)
    settings.put(work.session, settings.CLOCK_OFFSET, str(before + by.total_seconds()))


def _only_in_demo(work: Work) -> None:
    if not is_demo(work):
        raise NotAllowed("demo.only", "Only a demo office can do that.")
