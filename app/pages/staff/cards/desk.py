"""The desk of supervision: cards found, looked at, taken along as CSV."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE

from app.pages.english import of_steps
from app.pages.showing import labelled
from app.pages.staff.cards import export as card_export
from app.pages.staff.cards import page as card_page
from app.pages.staff.lists import exporting
from app.pages.staff.naming import Names, names
from app.permissions import STAFF, may_come
from app.shapes.paging import page
from app.shapes.supervision.cards import CardsWanted
from app.signin import signed_in
from app.storage.office import departments
from app.storage.supervision import card_lists
from app.storage.supervision.card_lists import Wanted
from app.storage.supervision.cards import Card
from app.unit_of_work import look
from app.usecases.cards.ruling import RULERS
from app.usecases.work import Work
from engine.rules.card_states import AWAITING

blueprint = Blueprint("cards", __name__)

FILTERS = ("level", "state", "department", "rule", "case", "from", "to", "mine")


@blueprint.get("/cards", endpoint="list")
@may_come(STAFF)
def listed() -> ResponseReturnValue:
    """List the cards one may see, newest first, narrowed by what the address says."""
    wanted, here = _wanted(), _here()
    with look(signed_in()) as work:
        shown = page(_found(work, wanted), wanted["limit"], card_lists.key_of)
        counted = card_lists.counts(work.session, work.actor, Wanted.of(wanted))
        office, steps = names(work), of_steps(work, shown.items)
        return render_template(
            "cards.html",
            rows=[_row(card, office, steps) for card in shown.items],
            here=here,
            today=work.today,
            counts=_summed(counted),
            rules=[(rule.code, labelled(rule, "name")) for rule in work.rulebook.rules],
            departments=departments.departments(work.session),
            may_rule=bool(work.actor.roles & RULERS),
            next=url_for("pages.cards.list", **here, after=shown.next) if shown.next else None,
            first=url_for("pages.cards.list", **here) if wanted["after"] else None,
            export_url=url_for("pages.cards.export", **here),
        )


@blueprint.get("/cards.csv")
@may_come(STAFF)
def export() -> ResponseReturnValue:
    """Give the filtered list as CSV, named after the moment it was taken."""
    _wanted()
    return exporting.download(card_export.TABLE, _here())


@blueprint.get("/cards/<card_id>")
@may_come(STAFF)
def show(card_id: str) -> ResponseReturnValue:
    """Show a card with everything that was done about it: 404 unknown or not visible."""
    return card_page.page(card_id)


def _wanted() -> dict[str, Any]:
    """Return what the address asks for; an empty filter is none."""
    return dict(CardsWanted(unknown=EXCLUDE).load(_said()))


def _here() -> dict[str, Any]:
    return {name: value for name, value in _said().items() if name in FILTERS}


def _said() -> dict[str, str]:
    return {name: value.strip() for name, value in request.args.items() if value.strip()}


def _found(work: Work, wanted: Mapping[str, Any]) -> Sequence[Card]:
    return card_lists.listed(work.session, work.actor, Wanted.of(wanted))


def _row(card: Card, office: Names, steps: Mapping[str, str]) -> dict[str, Any]:
    return {
        "card": card,
        "step": steps[card.id],
        "who": card_page.who(card, office),
        "waits": card.state in AWAITING,
    }


def _summed(counted: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """Return how many cards there are of each level, how many wait, and for whom."""
    summed = dict.fromkeys(("all", "prewarning", "yellow", "red", "waiting", "appealed"), 0)
    for (level, state), count in counted.items():
        summed["all"] += count
        summed[level] += count
        summed["waiting"] += count if state in AWAITING else 0
        summed["appealed"] += count if state == "appealed" else 0
    return summed
