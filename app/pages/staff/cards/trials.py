"""What changed rules of cards would have given, shown before they are put in force."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.i18n import told
from app.pages import posted
from app.pages.staff.naming import names
from app.signin import signed_in
from app.unit_of_work import look, unit_of_work
from app.usecases.cards import ruling, trying
from app.usecases.cards.tried import Trial
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid
from engine.rules.cards import LEVELS

Sent = Callable[[Work], Sequence[Mapping[str, Any]]]
"""Tells all rules as the posted page wants them."""
SHOWN = 200


def answer(sent: Sent, page: Callable[[Sequence[Fault]], str]) -> ResponseReturnValue:
    """Show what the posted rules would have given; put them in force once that was confirmed.

    :param page: shows the page that was posted again, as it was filled in, with what is wrong.
    """
    step = posted.text("confirmed")
    try:
        if step == "no":
            return page(())
        if step != "yes":
            return _trial(sent)
        with unit_of_work(signed_in()) as work:
            ruling.change_rules(work, sent(work), posted.text("reason"))
    except Invalid as refusal:
        return page(refusal.faults), 422
    except Conflict as refusal:
        flash(told(refusal), "warning")
    else:
        flash(gettext("The rules have a new version; cards given before stay."), "success")
    return redirect(url_for("pages.card_rules.show"))


def _trial(sent: Sent) -> str:
    with look(signed_in()) as work:
        ruling.may_rule(work)
        rules = ruling.read_change(sent(work), posted.text("reason"))
        trial = trying.try_rules(work, rules, _day("from"), _day("to"))
        return render_template("card_trial.html", **_shown(work, trial), sent=_again())


def _shown(work: Work, trial: Trial) -> dict[str, Any]:
    return {
        "trial": trial,
        "names": names(work),
        "differences": trial.differences[:SHOWN],
        "same": trial.same[:SHOWN],
        "more": max(0, len(trial.differences) - SHOWN),
        "counts": [(one, trial.before.get(one, 0), trial.then.get(one, 0)) for one in LEVELS],
    }


def _again() -> list[tuple[str, str]]:
    """Return what was typed, to be typed no second time."""
    left_out = {"csrf_token", "confirmed"}
    each = ((name, value) for name, values in request.form.lists() for value in values)
    return [(name, value) for name, value in each if name not in left_out]


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(posted.text(name))
    except ValueError:
        return None
