"""Which notices leave the house and how, as the office's file says."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.usecases.letters import notice_file
from app.usecases.letters.notice_file import CHANNELS, STAFF, STAYS
from app.usecases.office.rows import reading

FILE = Path(__file__).parents[2] / "office" / "notices.toml"


@dataclass(frozen=True)
class Habit:
    """How one kind of notice leaves the house.

    :param to: ``staff``, who may wish otherwise, or ``applicant``.
    :param by: the channels, unless a person wishes otherwise.
    :param discreet: only the fact that there is a notice is told outside.
    """

    code: str
    name: str
    name_en: str
    to: str
    by: tuple[str, ...]
    discreet: bool = False


@dataclass(frozen=True)
class NoticeRules:
    """All that the file says.

    :param stays: the kinds of notices that stay in the house.
    """

    habits: Mapping[str, Habit]
    stays: frozenset[str]

    def wanted(self, wishes: Mapping[str, Sequence[str]] | None, what: str) -> tuple[str, ...]:
        """Return the channels by which somebody wants a kind of notice.

        :param wishes: kinds of notices by channel; ``None`` where nobody has wished anything.
        """
        habit = self.habits.get(what)
        if habit is None or wishes is None:
            return habit.by if habit is not None else ()
        return tuple(channel for channel in CHANNELS if what in wishes.get(channel, ()))

    @property
    def of_staff(self) -> Sequence[Habit]:
        """The habits that people of the house may wish otherwise."""
        return [habit for habit in self.habits.values() if habit.to == STAFF]


@cache
def notice_rules(file: Path = FILE) -> NoticeRules:
    """Return what a file says, read once; by default what comes with the product.

    What comes along names every kind of notice there is. A kind that another file does not name
    came later than that file: it leaves the house, or stays, as in what comes along.

    :raises Invalid: with everything in it that cannot be.
    """
    shipped = None if file == FILE else notice_rules()
    known = None if shipped is None else {*shipped.habits, *shipped.stays}
    with reading("notices", notice_file.MESSAGE):
        told = notice_file.read(tomllib.loads(file.read_text(encoding="utf-8")), known)
    stays = frozenset(told.pop(STAYS))
    rows = {code: {**one, "by": tuple(one["by"])} for code, one in told.items()}
    said = NoticeRules({code: Habit(code=code, **one) for code, one in rows.items()}, stays)
    return said if shipped is None else _completed(said, shipped)


def _completed(said: NoticeRules, shipped: NoticeRules) -> NoticeRules:
    named = {*said.habits, *said.stays}
    later = {code: one for code, one in shipped.habits.items() if code not in named}
    return NoticeRules({**said.habits, **later}, said.stays | (shipped.stays - named))
