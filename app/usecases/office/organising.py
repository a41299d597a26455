"""An administrator sets the office up: departments, roles, people, items, calendar."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.storage.clock.calendar import MOVE, CalendarChange
from app.storage.office import people, settings
from app.storage.office.departments import Department, Role
from app.storage.office.items import Item
from app.storage.office.people import Person, Post
from app.usecases.calendars import changing as calendar_changing
from app.usecases.calendars import locating
from app.usecases.limits import changing, fitting
from app.usecases.limits.changing import Wish
from app.usecases.office import codes, item_rules, office_file
from app.usecases.people import entering
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid
from engine.rules import limits
from engine.rules.holidays import ExceptionalDay


def load_office(work: Work, told: Any) -> None:
    """Bring departments, roles, people and items in line with an office file.

    Doing it again changes nothing. People keep their passwords. Nobody is removed: who
    left gets an end date.

    :param told: the office file as YAML reads it.
    :raises Invalid: with everything in the file that cannot be.
    """
    office = office_file.read(told)
    faults = [*codes.unknown_codes(office), *_limits(work, office)]
    if faults:
        raise Invalid("office.invalid", "The office file cannot be loaded.", faults)
    session = work.session
    settings.put(session, settings.OFFICE_NAME, str(office["name"]))
    settings.put(session, settings.OFFICE_NAME_EN, str(office.get("name_en", "")))
    for place, row in enumerate(office.get("departments", ())):
        told = {name: value for name, value in row.items() if name != "region"}
        session.merge(Department(**told, place=place))
    for row in office.get("roles", ()):
        session.merge(Role(**row))
    session.flush()
    for row in office.get("people", ()):
        _person(session, row)
    for place, row in enumerate(office.get("items", ())):
        _item(work, row, place)
    session.flush()
    locating.place(work, office)


def load_calendar(work: Work, days: Sequence[ExceptionalDay]) -> CalendarChange:
    """Replace the tables of the years that are told whole, add the single days of others.

    The calendar gets a new version; running cases follow it.

    Source: the State Council's yearly notice, named by each day.
    """
    change = calendar_changing.notice(work, days)
    calendar_changing.put_in_force(work, change, MOVE)
    return change


def create_admin(work: Work, username: str, password: str, from_on: date) -> Person:
    """Make an account that may administer the office.

    :raises Conflict: the name is taken.
    :raises Invalid: the password is too weak.
    """
    if people.by_username(work.session, username) is not None:
        raise Conflict("person.name_taken", "There is an account with this name already.")
    if faults := entering.weaknesses(password, username):
        raise Invalid("password.invalid", "The password is too weak.", faults)
    work.session.merge(Role(code="administrator", name="系统管理员", name_en="Administrator"))
    work.session.flush()
    person = Person(username=username, name=username, password_hash=entering.hashed(password))
    person.posts = [Post(department=None, role="administrator", from_on=from_on)]
    work.session.add(person)
    return person


def _item(work: Work, row: Mapping[str, Any], place: int) -> None:
    """Keep an item; other limits are for new cases, and like other rules on the record."""
    known = work.session.get(Item, row["code"])
    before = changing.told(known) if known is not None else None
    rules = item_rules.rules_of(known) if known is not None else None
    item = work.session.merge(Item(**row, place=place))
    if rules is not None and item_rules.told(rules) != item_rules.told(item_rules.rules_of(item)):
        item_rules.record(work, item, rules)
    if before is not None and changing.told(item) != before:
        wish = Wish(item.promised_days, item.statutory_days)
        changing.record(work, item, before, wish)


def _person(session: Session, row: Mapping[str, Any]) -> Person:
    person = people.by_username(session, row["username"])
    if person is None:
        person = Person(username=row["username"], name=row["name"], password_hash="")
        session.add(person)
    person.name, person.phone = row["name"], person.phone or row.get("phone", "")
    person.posts = [
        Post(
            department=pair.get("department"),
            role=pair["role"],
            from_on=pair["from"],
            to_on=pair.get("to"),
        )
        for pair in row["pairs"]
    ]
    return person


def _limits(work: Work, office: Mapping[str, Any]) -> list[Fault]:
    faults: list[Fault] = []
    for row in office.get("items", ()):
        found = _of_item(work, row)
        faults += [Fault(f"items.{row['code']}", f.code, f.message, f.params) for f in found]
    return faults


def _of_item(work: Work, row: Mapping[str, Any]) -> list[Fault]:
    """Return why the limits of an item cannot be kept; what it has already was judged before."""
    try:
        limits.check_promised(row["promised_days"], row["statutory_days"])
    except Invalid as refusal:
        return list(refusal.faults)
    known, promised = work.session.get(Item, row["code"]), row["promised_days"]
    if known is not None and (known.process, known.promised_days) == (row.get("process"), promised):
        return []
    return fitting.faults(work, row.get("process"), promised)
