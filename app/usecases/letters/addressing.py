"""Notices become letters: one for each receiver who wants it and each way that is there."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from typing import Any

from app.storage.case import applications
from app.storage.desk.tasks import group_of
from app.storage.ground.base import write_rows
from app.storage.ground.leased import OPEN
from app.storage.office import people
from app.storage.office.people import Person
from app.storage.post import notices
from app.storage.post.letters import Letter
from app.storage.post.notices import Notice
from app.usecases.letters.notice_file import EMAIL, SMS
from app.usecases.work import Work
from engine.people import APPLICANT

MOST = 500
ATTEMPTS = 8
"""Tries at one letter, some hours long, before an administrator must look."""
NEWS = timedelta(days=7)
"""How old a notice may be when its letters are written."""


def address(work: Work, channels: Collection[str], most: int = MOST) -> int:
    """Write the letters of notices nobody has looked at yet; return how many were looked at.

    Without a way out none is looked at: another process may know one. Old ones stay in the house.

    :param channels: the ways that lead out of this house.

    Source: decision 174.
    """
    fresh = notices.fresh(work.session, most) if channels else ()
    if news := [one for one in fresh if one.written_at > work.now - NEWS]:
        receivers = _Receivers(work, news)
        rows = [row for one in news for row in receivers.letters(one, channels)]
        write_rows(work.session, Letter, rows)
    notices.hand_on(work.session, [one.id for one in fresh])
    return len(fresh)


def address_of(channel: str, person: Person) -> str:
    """Return where a person is reached; empty where that is not known."""
    return {EMAIL: person.email, SMS: person.phone}[channel]


def address_of_party(channel: str, applicant: Mapping[str, Any]) -> str:
    """Return where an applicant is reached; empty where they did not say."""
    return str(applicant.get({EMAIL: "email", SMS: "phone"}[channel], ""))


class _Receivers:
    """Everybody some notices are for, read at once."""

    def __init__(self, work: Work, fresh: Collection[Notice]) -> None:
        self._now, self._wanted = work.now, work.notices.wanted
        groups = defaultdict(set)
        for department, role, person_id in people.holders(work.session, work.today):
            groups[group_of(department, role)].add(person_id)
        self._groups: Mapping[str, set[int]] = groups
        asked = {person for one in fresh for person in self._people(one)}
        self._known = people.by_id(work.session, asked)
        parties = {one.case_id for one in fresh if one.group == APPLICANT and one.case_id}
        self._parties = applications.applicants(work.session, parties)

    def letters(self, notice: Notice, channels: Collection[str]) -> Iterator[dict[str, Any]]:
        """Yield the rows of a notice's letters."""
        if notice.group == APPLICANT:
            party = self._parties[notice.case_id or 0]
            for channel in self._wanted(None, notice.what):
                if channel in channels and address_of_party(channel, party):
                    yield self._row(notice, channel, None)
            return
        for person_id in sorted(self._people(notice)):
            person = self._known.get(person_id)
            if person is not None and person.active:
                for channel in self._wanted(person.wishes, notice.what):
                    if channel in channels and address_of(channel, person):
                        yield self._row(notice, channel, person_id)

    def _people(self, notice: Notice) -> set[int]:
        if notice.person_id is not None:
            return {notice.person_id}
        return self._groups.get(notice.group or "", set())

    def _row(self, notice: Notice, channel: str, person_id: int | None) -> dict[str, Any]:
        return {
            "key": f"{notice.key}:{channel}:{person_id or APPLICANT}",
            "notice_id": notice.id,
            "case_number": notice.case_number,
            "channel": channel,
            "person_id": person_id,
            "state": OPEN,
            "take_at": self._now,
            "attempts": 0,
            "left": ATTEMPTS,
            "written_at": self._now,
        }
