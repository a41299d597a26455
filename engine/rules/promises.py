"""Materials that may follow an acceptance: promised in writing, each for a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.errors import Fault, Invalid
from engine.rules.calendar import WorkCalendar

State = Literal["complete", "checked", "late", "promised", "missing", "not_needed"]


@dataclass(frozen=True)
class Allowance:
    """What an item allows of one of its materials.

    :param days: working days it may follow in; 0 where it may not follow at all.
    :param there: it was handed in, or is promised already.
    """

    name: str
    days: int
    there: bool = False


def check_promises(
    promised: Mapping[str, date],
    allowed: Mapping[str, Allowance],
    today: date,
    calendar: WorkCalendar,
) -> None:
    """Refuse a promise of what may not follow, or of a day that is too late or over.

    :param promised: the day of each material, by its code; ``allowed``: what the item asks for.
    :raises Invalid: with everything that is wrong; places are ``promises.<code>``.

    Source: facts, section 2.2 (容缺受理: what is secondary may follow, told once until when).

    >>> lease = {"lease": Allowance("Lease", 2)}
    >>> check_promises({"lease": date(2026, 3, 4)}, lease, date(2026, 3, 2), WorkCalendar())
    """
    faults = [
        fault
        for code, day in promised.items()
        if (fault := _fault(code, day, allowed.get(code), today, calendar))
    ]
    if not promised:
        faults.append(Fault("promises", "promise.empty", "Name at least one material."))
    if faults:
        raise Invalid("promise.invalid", "This cannot be promised.", faults)


def check_longer(
    until: date, before: date, allowed: Allowance, today: date, calendar: WorkCalendar
) -> None:
    """Refuse to put a promised day off to one that is no later, or too late.

    It is put off at most as long as the material may follow in, from the day it was promised for
    or, where that is over, from today.

    :param before: the day it was promised for.
    :raises Invalid: the day does not fit; its place is ``until``.

    Source: features L22; docs/decisions/0209-a-promise-is-put-off-once.md.

    >>> lease, monday = Allowance("Lease", 2, there=True), date(2026, 3, 2)
    >>> check_longer(date(2026, 3, 4), monday, lease, monday, WorkCalendar())
    """
    since = max(before, today)
    last = calendar.add(since, allowed.days) if allowed.days else since
    if since < until <= last:
        return
    message = "“%(material)s” can be put off to a day after %(since)s, until %(day)s."
    named = {"material": allowed.name, "since": since.isoformat(), "day": last.isoformat()}
    fault = Fault("until", "promise.longer", message, named)
    raise Invalid("promise.invalid", "This cannot be promised.", [fault])


def state(asked: Mapping[str, bool], due_on: date | None, today: date) -> State:
    """Return how a material of the list stands.

    :param asked: ``required``, ``there`` once a file of it was handed in, and ``accepted`` once
        the case was: then what was not promised was there, perhaps on paper.
    :param due_on: the day it is promised for, while the promise is open.

    Source: Administrative Licensing Law, Art. 32(1)(5) (accepted is what is complete).

    >>> asked = {"required": True, "there": False, "accepted": True}
    >>> state(asked, date(2026, 3, 4), date(2026, 3, 5))
    'late'
    """
    if asked["there"]:
        return "complete"
    if due_on is not None:
        return "late" if due_on < today else "promised"
    if not asked["required"]:
        return "not_needed"
    return "checked" if asked["accepted"] else "missing"


def _fault(
    code: str, day: date, allowed: Allowance | None, today: date, calendar: WorkCalendar
) -> Fault | None:
    place = f"promises.{code}"
    if allowed is None:
        return Fault(place, "material.unknown_code", "The item asks for no such material.")
    named = {"material": allowed.name}
    if allowed.there:
        message = "“%(material)s” was handed in, or is promised already."
        return Fault(place, "promise.needless", message, named)
    if not allowed.days:
        message = "“%(material)s” must be there when the case is accepted."
        return Fault(place, "promise.not_allowed", message, named)
    last = calendar.add(today, allowed.days)
    if not today < day <= last:
        message = "“%(material)s” can be promised for a day after today, until %(day)s."
        return Fault(place, "promise.day", message, named | {"day": last.isoformat()})
    return None
