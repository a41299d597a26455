"""Giving one card: its row, its paper, its term, what the history and people are told."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.desk.tasks import group_of
from app.storage.ground.base import write_rows
from app.storage.office.departments import Department
from app.storage.supervision.cards import Card, CardDeed
from app.usecases.cards import noticing, urging
from app.usecases.cards.breaches import Breach, Culprit
from app.usecases.moving import papers
from app.usecases.work import Work
from engine.rules import deadlines as rules
from engine.rules.card_states import CLOSED, GIVEN
from engine.rules.cards import CardRule

RESPONSIBLE, OF_DEPARTMENT = "responsible", "department/"


def give(work: Work, case: Case, breach: Breach) -> list[Fact]:
    """Give a card; the caller holds the lock of the case and writes the facts.

    A card that asks for no answer is closed at once.

    Source: facts 2.6 (electronic supervision); goal T9.
    """
    rule, facts = breach.rule, []
    told = receivers(rule, breach.culprit)
    card = _row(work, case, breach) | {"receivers": told}
    if rule.paper:
        number, issued = papers.hand_out(work, case, rule.paper, _said(work, breach, card))
        card["paper"] = number
        facts.append(issued)
    write_rows(work.session, Card, [card])
    write_rows(work.session, CardDeed, [_first_deed(work, card, breach.words)])
    if rule.urge_days:
        urging.wait(work, case, str(card["id"]), rule.urge_days)
    noticing.given(work, case, card, told, breach.culprit.person)
    what = "card.given" if rule.answer_days else "card.warned"
    which = {"card": card["id"], "rule": rule.code, "name": rule.name, "level": rule.level}
    return [Fact(what, breach.step, which), *facts]


def receivers(rule: CardRule, culprit: Culprit) -> list[str]:
    """Return the groups that are told; whoever is responsible by name is told besides.

    >>> rule = CardRule("x", "", "step", "yellow", "", receivers=("responsible", "supervisor"))
    >>> receivers(rule, Culprit.of_group("fire", "examiner"))
    ['fire/examiner', 'supervisor']
    """
    return list(dict.fromkeys(_groups(rule.receivers, culprit)))


def _groups(named: Sequence[str], culprit: Culprit) -> list[str]:
    groups = []
    for one in named:
        if one == RESPONSIBLE:
            groups += [culprit.group] if culprit.person is None else []
        elif not one.startswith(OF_DEPARTMENT):
            groups.append(one)
        elif culprit.department is not None:
            groups.append(group_of(culprit.department, one.removeprefix(OF_DEPARTMENT)))
    return groups


def _row(work: Work, case: Case, breach: Breach) -> dict[str, Any]:
    rule, culprit, limit = breach.rule, breach.culprit, breach.limit
    return {
        "id": str(uuid4()),
        "breach": breach.key,
        "case_id": case.id,
        "case_number": case.number,
        "lead_department": case.lead_department,
        "task_id": breach.task_id,
        "step": breach.step,
        "step_name": breach.step_name,
        "limit_id": limit.id if limit else None,
        "limit_kind": limit.kind if limit else None,
        "limit_due_on": limit.last_day if limit else None,
        "rules_version": work.rulebook.version,
        "rule": rule.code,
        "rule_name": rule.name,
        "family": rule.family,
        "level": rule.level,
        "basis": rule.basis,
        "department": culprit.department,
        "group": culprit.group,
        "person_id": culprit.person.id if culprit.person else None,
        "person_name": culprit.person.name if culprit.person else None,
        "fell_at": breach.fell_at,
        "given_at": work.now,
        "given_on": work.today,
        "given_by": work.actor.id,
        "term_on": _term(work, case, breach),
        "urge_days": rule.urge_days,
        "state": GIVEN if rule.answer_days else CLOSED,
        "paper": None,
        "appealed_at": None,
    }


def _term(work: Work, case: Case, breach: Breach) -> date | None:
    """Return the last day for the answer, by the calendar of who must answer."""
    if not breach.rule.answer_days:
        return None
    calendar = work.calendar_of(breach.culprit.department or case.lead_department)
    return calendar.add(work.today, breach.rule.answer_days)


def _first_deed(work: Work, card: dict[str, Any], words: str) -> dict[str, Any]:
    return {
        "card_id": card["id"],
        "seq": 1,
        "what": GIVEN,
        "at": work.now,
        "actor": work.actor.id,
        "actor_name": work.actor.name,
        "words": words,
        "paper": card["paper"],
    }


def _said(work: Work, breach: Breach, card: dict[str, Any]) -> dict[str, Any]:
    """Return what stands on the paper of a card."""
    limit, culprit = breach.limit, breach.culprit
    return {
        "card": {name: card[name] for name in ("rule_name", "level", "basis", "person_name")},
        "department": department_name(work, culprit.department),
        "step": breach.step_name,
        "limit": limit.kind if limit else None,
        "limit_due_on": limit.last_day.isoformat() if limit else None,
        "fell_on": breach.fell_at.astimezone(rules.OFFICE_ZONE).date().isoformat(),
        "term_on": card["term_on"].isoformat() if card["term_on"] else None,
        "answers": {"reason": breach.words},
    }


def department_name(work: Work, code: str | None) -> str:
    """Return the name of a department as it is now; nothing for the whole centre."""
    department = work.session.get(Department, code) if code else None
    return department.name if department else ""
