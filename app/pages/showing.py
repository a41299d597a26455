"""How values look on pages: dates, days left, and what designers wrote, in both languages."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Flask
from flask_babel import format_datetime, gettext, ngettext
from markupsafe import Markup, escape

from app.clock.actor import CLOCK
from app.files import TAKEN
from app.i18n import language, told
from app.pages.amounts import file_size
from app.pages.words import CHOICES, word
from app.storage.case.papers import Paper
from app.storage.desk.tasks import NEVER, Task
from engine.errors import Fault
from engine.forms import Form, Words
from engine.forms.components import fields_of
from engine.rules.deadlines import passes_at


def day(value: date | datetime | None) -> str:
    """Return a day the way lists show it: 2026-03-02."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        return str(format_datetime(value, "yyyy-MM-dd"))
    return value.isoformat()


def moment(value: datetime | None) -> str:
    """Return a moment in the office's zone: 2026-03-02 09:30."""
    return "—" if value is None else str(format_datetime(value, "yyyy-MM-dd HH:mm"))


def last_day(task: Task) -> str | None:
    """Return the last day of a task in time; the moment where its limit ends within a day."""
    if task.due_on is None or task.due_at in (NEVER, passes_at(task.due_on)):
        return day(task.due_on) if task.due_on else None
    return moment(task.due_at)


def input_moment(value: datetime) -> str:
    """Return a moment the way a browser's date field wants it: 2026-03-02T09:30."""
    return str(format_datetime(value, "yyyy-MM-dd'T'HH:mm"))


def days_left(value: int | None) -> str:
    """Say how many working days are left; below zero, how many too many."""
    if value is None:
        return "—"
    if value == 0:
        return gettext("due today")
    if value < 0:
        return ngettext("%(num)d working day over", "%(num)d working days over", -value)
    return ngettext("%(num)d working day left", "%(num)d working days left", value)


def paper_day(value: date | str | None) -> str:
    """Return a day as papers write it, whatever the language of the page: 2026年3月2日.

    >>> paper_day("2026-03-02")
    '2026年3月2日'
    """
    if not value:
        return "　　年　月　日"
    on = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{on.year}年{on.month}月{on.day}日"


def paper_moment(value: str) -> str:
    """Return a moment as papers write it.

    >>> paper_moment("2026-03-02T09:05:00+08:00")
    '2026年3月2日9时05分'
    """
    at = datetime.fromisoformat(value)
    return f"{paper_day(value)}{at.hour}时{at.minute:02d}分"


def code_and_name(thing: Any) -> tuple[str, str]:
    """Return what a list to choose from needs of a department, a role or an item."""
    return str(thing.code), labelled(thing, "name")


def words(said: Words) -> str:
    """Return what a designer wrote on a form, in the language of the page."""
    return said.in_(language())


def named(fault: Fault, form: Form | None) -> str:
    """Return what is wrong, after the label of the field it is wrong with."""
    row, _, rest = fault.place.removeprefix("answers.").partition(".")
    number, _, key = rest.partition(".")
    field = form.field(row) if form else None
    if field is None:
        return told(fault)
    label = words(field.label)
    column = next((one for one in fields_of(field.components) if one.key == key), None)
    if column is not None:
        label = f"{label} {int(number) + 1} · {words(column.label)}"
    return gettext("%(field)s: %(fault)s", field=label, fault=told(fault))


def prose(said: Words) -> Markup:
    """Return a text of a form with its paragraphs and its **bold** words."""
    parts = (str(escape(part)) for part in re.split(r"\n\s*\n", words(said).strip()))
    bold = (re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", part) for part in parts)
    return Markup("").join(Markup(f"<p class='keep-lines'>{part}</p>") for part in bold)


def doer(name: str, actor: str) -> str:
    """Return who did something; what happens because time passes, the system did."""
    return gettext("by the system") if actor == CLOCK.id else name


def labelled(thing: Any, member: str = "label") -> str:
    """Return what a designer wrote: Chinese as written, English where given and asked for.

    :param thing: a component of a form, one of its choices, an item, a step, a department …
    """
    if language() == "en":
        inside = (thing, pick(thing, "properties"), pick(thing, "settings"))
        if english := next(filter(None, (pick(one, f"{member}_en") for one in inside)), None):
            return str(english)
    return str(pick(thing, member) or "")


def paper_name(paper: Paper) -> str:
    """Return the title of a paper: the one its process gives it, or that of its kind.

    One that puts off what an earlier one of its kind promised says so.
    """
    title = labelled(paper.content, "title") or word(paper.kind, "paper")
    return gettext("%(title)s (put off)", title=title) if "before" in paper.content else title


def pick(thing: Any, member: str) -> Any:
    """Return a member of a mapping or an attribute of an object; ``None`` where absent."""
    if isinstance(thing, Mapping):
        return thing.get(member)
    return getattr(thing, member, None)


def install(app: Flask) -> None:
    """Give the templates these words."""
    for shown in (
        word,
        day,
        moment,
        input_moment,
        last_day,
        days_left,
        doer,
        labelled,
        pick,
        paper_day,
        paper_name,
        paper_moment,
        code_and_name,
        file_size,
        words,
        named,
        prose,
    ):
        app.jinja_env.filters[shown.__name__] = shown
    app.jinja_env.globals |= {"choices": CHOICES, "taken": TAKEN}
