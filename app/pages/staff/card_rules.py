"""The rules of cards on screen: what holds, what a change would have done, then the change."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.i18n import told
from app.pages import posted
from app.pages.staff.naming import Names, names
from app.permissions import may_come
from app.signin import signed_in
from app.storage import card_rules
from app.unit_of_work import look, unit_of_work
from app.usecases.cards import ruling, trying
from app.usecases.cards.tried import Trial
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid
from engine.rules.card_reading import written
from engine.rules.cards import BY_HAND, LEVELS, NEARING, NO_REASON, QUARTER, SILENCE

blueprint = Blueprint("card_rules", __name__)

RULERS = tuple(sorted(ruling.RULERS))
ASKED: Mapping[str, tuple[str, ...]] = {
    NEARING: ("after", "percent"),
    NO_REASON: ("least", "answer_days", "urge_days"),
    QUARTER: ("least", "answer_days", "urge_days"),
    SILENCE: ("answer_days", "urge_days"),
    BY_HAND: ("answer_days", "urge_days"),
}
"""The numbers one may set of a rule, by its condition; of all others the usual three."""
USUAL = ("after", "answer_days", "urge_days")
SHOWN = 200


@blueprint.get("/card-rules")
@may_come(*RULERS)
def show() -> ResponseReturnValue:
    """Show the rules in force, ready to be changed."""
    return _page()


@blueprint.post("/card-rules")
@may_come(*RULERS)
def change() -> ResponseReturnValue:
    """Show what a change would have done; put it in force once that was confirmed: 422 faults."""
    try:
        if posted.text("confirmed") != "yes":
            return _trial()
        with unit_of_work(signed_in()) as work:
            ruling.change_rules(work, _sent(work), posted.text("reason"))
    except Invalid as refusal:
        return _page(refusal.faults), 422
    except Conflict as refusal:
        flash(told(refusal), "warning")
    else:
        flash(gettext("The rules have a new version; cards given before stay."), "success")
    return redirect(url_for("pages.card_rules.show"))


def _page(faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        rules = _sent(work) if faults else _in_force(work)
        office = names(work)
        return render_template(
            "card_rules.html",
            rows=[_row(rule, office) for rule in rules],
            version=work.rulebook.version,
            versions=card_rules.versions(work.session),
            period=trying.last_month(work),
            today=work.today,
            faults=faults,
            sent=request.form,
        )


def _trial() -> str:
    with look(signed_in()) as work:
        ruling.may_rule(work)
        rules = ruling.read_change(_sent(work), posted.text("reason"))
        trial = trying.try_rules(work, rules, _day("from"), _day("to"))
        return render_template("card_trial.html", **shown(work, trial), sent=_again())


def shown(work: Work, trial: Trial) -> dict[str, Any]:
    """Return what the page of a trial needs."""
    return {
        "trial": trial,
        "names": names(work),
        "differences": trial.differences[:SHOWN],
        "same": trial.same[:SHOWN],
        "more": max(0, len(trial.differences) - SHOWN),
        "counts": [(one, trial.before.get(one, 0), trial.then.get(one, 0)) for one in LEVELS],
    }


def _in_force(work: Work) -> list[dict[str, Any]]:
    return [written(rule) for rule in work.rulebook.rules]


def _sent(work: Work) -> list[dict[str, Any]]:
    """Return the rules in force with what the posted page changes of them."""
    return [{**rule, **dict(_changed(rule))} for rule in _in_force(work)]


def _changed(rule: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    code = rule["code"]
    yield "active", f"{code}.active" in request.form
    yield "level", posted.text(f"{code}.level") or rule["level"]
    for name in asked(rule):
        yield name, _number(posted.text(f"{code}.{name}"), name)


def asked(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the numbers one may set of a rule; a warning asks for no answer."""
    numbers = ASKED.get(rule["family"], USUAL)
    return numbers if rule["paper"] else tuple(one for one in numbers if not one.endswith("_days"))


def _number(said: str, name: str) -> int | None:
    """Return a number as typed; what is none becomes one that no rule can have."""
    plain = said.strip()
    if not plain:
        return None if name == "percent" else 0
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 6 else -1


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(posted.text(name))
    except ValueError:
        return None


def _row(rule: Mapping[str, Any], office: Names) -> dict[str, Any]:
    return {
        "rule": rule,
        "asked": asked(rule),
        "receivers": [_receiver(one, office) for one in rule["receivers"]],
    }


def _receiver(named: str, office: Names) -> str:
    if named == "responsible":
        return gettext("whoever is responsible")
    return office.role(named.removeprefix("department/"))


def _again() -> dict[str, str]:
    """Return what was typed, to be typed no second time."""
    left_out = {"csrf_token", "confirmed"}
    return {name: posted.text(name) for name in request.form if name not in left_out}
