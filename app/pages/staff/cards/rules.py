"""The rules of cards on screen: what holds, what a change would have done, then the change."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.pages import posted
from app.pages.staff.cards import trials as card_trials
from app.pages.staff.cards.terms import PAPERS, asked, number
from app.pages.staff.naming import Names, names
from app.permissions import may_come
from app.signin import signed_in
from app.storage.supervision import card_rules
from app.unit_of_work import look
from app.usecases.cards import ruling, trying
from app.usecases.work import Work
from engine.errors import Fault
from engine.rules.card_reading import written

blueprint = Blueprint("card_rules", __name__)

RULERS = tuple(sorted(ruling.RULERS))


@blueprint.get("/card-rules")
@may_come(*RULERS)
def show() -> ResponseReturnValue:
    """Show the rules in force, ready to be changed."""
    return _page()


@blueprint.post("/card-rules")
@may_come(*RULERS)
def change() -> ResponseReturnValue:
    """Show what a change would have done; put it in force once that was confirmed: 422 faults."""
    return card_trials.answer(_sent, _page)


def _page(faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        rules = _sent(work) if request.form else in_force(work)
        office = names(work)
        return render_template(
            "card_rules.html",
            rows=[_row(rule, office) for rule in rules],
            version=work.rulebook.version,
            versions=card_rules.versions(work.session),
            period=trying.last_month(work),
            faults=faults,
            sent=request.form,
        )


def in_force(work: Work) -> list[dict[str, Any]]:
    """Return the rules in force, as they are kept and sent."""
    return [written(rule) for rule in work.rulebook.rules]


def _sent(work: Work) -> list[dict[str, Any]]:
    """Return the rules in force with what the posted page changes of them."""
    return [{**rule, **dict(_changed(rule))} for rule in in_force(work)]


def _changed(rule: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    code = rule["code"]
    yield "active", f"{code}.active" in request.form
    level = posted.text(f"{code}.level") or rule["level"]
    if level != rule["level"]:
        yield "level", level
        yield "paper", PAPERS.get(level, rule["paper"])
    for name in asked(rule):
        yield name, number(posted.text(f"{code}.{name}"), name)


def _row(rule: Mapping[str, Any], office: Names) -> dict[str, Any]:
    return {
        "rule": rule,
        "asked": asked(rule),
        "receivers": [receiver(one, office) for one in rule["receivers"]],
    }


def receiver(named: str, office: Names) -> str:
    """Return in words whom a rule tells."""
    if named == "responsible":
        return gettext("whoever is responsible")
    return office.role(named.removeprefix("department/"))
