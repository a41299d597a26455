"""One rule of cards on screen: a new one, or another wording of one that holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.pages import posted
from app.pages.staff.cards import trials as card_trials
from app.pages.staff.cards.rules import RULERS, in_force, receiver
from app.pages.staff.cards.terms import ANSWERING, OF_FAMILY, PAPERS, USUAL, asked, number
from app.pages.staff.naming import names
from app.permissions import may_come
from app.signin import signed_in
from app.storage.office import people
from app.unit_of_work import look
from app.usecases.cards import trying
from app.usecases.work import Work
from engine.errors import Fault, NotFound
from engine.rules.cards import FAMILIES, FORWARDING, NO_REASON, QUARTER

blueprint = Blueprint("card_rule", __name__)

Rule = dict[str, Any]
OWN = "own_"
"""What the codes begin with that are offered for new rules."""
FRESH: Rule = {
    "name": "",
    "name_en": "",
    "basis": "",
    "level": "yellow",
    "active": True,
    "receivers": ["responsible", "department/approver", "supervisor"],
    "steps": [],
    "after": 1,
    "percent": None,
    "hours": 0,
    "answer_days": 1,
    "urge_days": 3,
}
LEAST = {NO_REASON: 10, QUARTER: 3}


@blueprint.get("/card-rules/new")
@may_come(*RULERS)
def new() -> ResponseReturnValue:
    """Ask which condition a new rule looks at, then everything else of it."""
    if not request.args.get("family"):
        return render_template("card_family.html", families=FAMILIES)
    return _page(None)


@blueprint.post("/card-rules/new")
@may_come(*RULERS)
def add() -> ResponseReturnValue:
    """Show what a new rule would have given; keep it once that was confirmed: 422 faults."""
    return _answer(None)


@blueprint.get("/card-rules/<code>")
@may_come(*RULERS)
def edit(code: str) -> ResponseReturnValue:
    """Show one rule with all its terms: 404 unknown."""
    return _page(code)


@blueprint.post("/card-rules/<code>")
@may_come(*RULERS)
def keep(code: str) -> ResponseReturnValue:
    """Show what other terms would have given; keep them once that was confirmed: 422 faults."""
    return _answer(code)


def _answer(code: str | None) -> ResponseReturnValue:
    def rules(work: Work) -> Sequence[Rule]:
        draft = _draft(_known(work, code))
        others = in_force(work)
        if code is None:
            return [*others, draft]
        return [draft if one["code"] == code else one for one in others]

    return card_trials.answer(rules, lambda faults: _page(code, faults))


def _page(code: str | None, faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        rule = _known(work, code)
        if request.form:
            rule = _draft(rule)
        return render_template(
            "card_rule.html",
            new=code is None,
            rule=rule,
            numbers=(*OF_FAMILY.get(rule["family"], USUAL), *ANSWERING),
            has_steps=rule["family"] == FORWARDING,
            receivers=_receivers(work, rule),
            period=trying.last_month(work),
            faults=[_here(fault, rule, len(work.rulebook.rules)) for fault in faults],
            sent=request.form,
            action=request.full_path.rstrip("?") if request.query_string else request.path,
            back=url_for("pages.card_rules.show"),
        )


def _known(work: Work, code: str | None) -> Rule:
    """Return a rule in force, or what a new one of a condition begins with.

    :raises NotFound: there is no such rule, or no such condition.
    """
    rules = {one["code"]: one for one in in_force(work)}
    if code in rules:
        return rules[code]
    family = request.args.get("family")
    if code is not None or family not in FAMILIES:
        raise NotFound("card_rules.unknown_rule", "There is no such rule.")
    free = next(f"{OWN}{n}" for n in range(1, len(rules) + 2) if f"{OWN}{n}" not in rules)
    own = {"code": free, "family": family, "least": LEAST.get(family, 0)}
    return FRESH | own | {"paper": PAPERS["yellow"]}


def _draft(rule: Mapping[str, Any]) -> Rule:
    """Return a rule as the posted page wants it."""
    level = posted.text("level")
    draft = {
        **rule,
        "code": posted.text("code").strip() if "code" in request.form else rule["code"],
        "name": posted.text("name").strip(),
        "name_en": posted.text("name_en").strip(),
        "basis": posted.text("basis").strip(),
        "level": level,
        "active": "active" in request.form,
        "receivers": request.form.getlist("receivers"),
        "steps": posted.text("steps").split(),
        "paper": PAPERS.get(level, ""),
        **dict.fromkeys(ANSWERING, 0),
    }
    return draft | {name: number(posted.text(name), name) for name in asked(draft)}


def _receivers(work: Work, rule: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return whom a rule may tell, in words: who is responsible, roles of theirs, of the centre."""
    office = names(work)
    held = sorted(people.held_roles(work.session), key=lambda one: (not one[0], one[1]))
    known = [f"department/{role}" if inside else role for inside, role in held]
    all_ = dict.fromkeys(("responsible", *known, *rule["receivers"]))
    return [(one, _said(one, receiver(one, office))) for one in all_]


def _said(named: str, role: str) -> str:
    if named.startswith("department/"):
        return gettext("%(role)s of the department concerned", role=role)
    return role


def _here(fault: Fault, rule: Mapping[str, Any], others: int) -> Fault:
    """Return a fault of the rule at its field on the page."""
    return replace(fault, place=fault.place.removeprefix(f"rules.{rule['code'] or others + 1}."))
