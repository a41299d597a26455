"""The rules of cards: those in force, new ones, and what new ones would have done."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.supervision.cards import RulesSent, RulesView, TrialSent, TrialView
from app.signin import signed_in
from app.storage.supervision import card_rules
from app.storage.supervision.card_rules import CardRules
from app.unit_of_work import look
from app.usecases.cards import ruling, trying
from engine.rules.card_reading import read_rules

blueprint = Resource("card_rules", "/card-rules", "When supervision gives a card.")

RULERS = tuple(sorted(ruling.RULERS))
RULES: Thing[CardRules] = Thing(
    name=lambda rules: str(rules.version),
    find=lambda work, version: card_rules.of_version(work.session, int(version)),
    show=lambda _, rules: rules,
)


@blueprint.get("")
@may_come(STAFF)
@blueprint.response(200, RulesView)
def show() -> Any:
    """Show the rules in force."""
    with look(signed_in()) as work:
        return work.rulebook


@blueprint.post("")
@may_come(*RULERS)
@blueprint.doc(**KEYED)
@blueprint.arguments(RulesSent)
@blueprint.response(201, RulesView)
def change(sent: dict[str, Any]) -> Any:
    """Put new rules in force: 409 they are already, 422 everything that is wrong."""
    return done(RULES, lambda work: (ruling.change_rules(work, sent["rules"], sent["reason"]), 201))


@blueprint.post("/trial")
@may_come(*RULERS)
@blueprint.arguments(TrialSent)
@blueprint.response(200, TrialView)
def try_them(sent: dict[str, Any]) -> Any:
    """Show what rules would have given in a period; nothing is changed: 422 all faults."""
    rules = read_rules(sent["rules"])
    with look(signed_in()) as work:
        return trying.try_rules(work, rules, sent["from_"], sent["to"])
