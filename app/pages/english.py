"""English names of what cards and notices tell in Chinese, for those who read English."""

from collections.abc import Sequence

from flask import Flask, g

from app.i18n import language
from app.pages.showing import labelled
from app.signin import NOBODY
from app.storage.case import cases
from app.storage.desk import tasks
from app.storage.office import departments
from app.storage.post.notices import Notice
from app.storage.supervision.cards import Card
from app.unit_of_work import look
from app.usecases.work import Work


def install(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters["of_rule"] = of_rule


def of_rule(name: str) -> str:
    """Return the name of a rule of cards, in English where the rules in force have one for it."""
    if language() != "en":
        return name
    if "rules_in_english" not in g:
        with look(NOBODY) as work:
            g.rules_in_english = work.rulebook.english
    return str(g.rules_in_english.get(name, name))


def of_notices(work: Work, told: Sequence[Notice]) -> dict[str, str]:
    """Return the English names of steps and departments that notices tell of in Chinese."""
    if language() != "en":
        return {}
    digests = cases.digests(work.session, {one.case_id for one in told if one.case_id is not None})
    steps = [step for digest in digests for step in work.process(digest).steps.values()]
    rows = departments.departments(work.session)
    names = {step.name: labelled(step, "name") for step in steps if step.name}
    return names | {row.name: labelled(row, "name") for row in rows}


def of_steps(work: Work, cards: Sequence[Card]) -> dict[str, str]:
    """Return the names of the steps that cards are about, by the id of the card."""
    said = {card.id: card.step_name or "" for card in cards}
    about = {card.id: card.task_id for card in cards if card.task_id is not None}
    if language() != "en" or not about:
        return said
    rows = tasks.named(work.session, [*about.values()])
    found = {row.id: labelled(row, "name") for row in rows}
    return said | {card_id: found[task_id] for card_id, task_id in about.items()}
