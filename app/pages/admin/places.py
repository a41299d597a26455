"""Posts as they are posted."""

from datetime import date

from app.pages import posted
from app.usecases.office.places import Place
from engine.errors import Fault, Invalid


def place(today: date) -> Place:
    """Return the post that was posted; from today on, unless it says otherwise.

    :raises Invalid: a day cannot be read.
    """
    faults: list[Fault] = []
    from_on, until = (_day(name, faults) for name in ("from_on", "to_on"))
    if faults:
        raise Invalid("post.invalid", "This post cannot be given yet.", faults)
    department = posted.text("department") or None
    return Place(department, posted.text("role"), from_on or today, until)


def _day(name: str, faults: list[Fault]) -> date | None:
    if not (said := posted.text(name)):
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        faults.append(Fault(name, "post.day", "Please give a day like 2026-03-02."))
        return None
