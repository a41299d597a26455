"""The page of a case: everything there is to see of it, in one screen."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template

from app.pages.applicant.party import WINDOW, may_withdraw
from app.pages.showing import labelled
from app.pages.staff.asking import shown as questions
from app.pages.staff.cards import page as card_page
from app.pages.staff.case import copies, materials, noted, promised, standing
from app.pages.staff.case.drawing import diagrams
from app.pages.staff.case.history.teller import Teller
from app.pages.staff.case.history.timeline import timeline
from app.pages.staff.case.joints import joints
from app.pages.staff.case.limits import limits
from app.pages.staff.case.masking import masked
from app.pages.staff.case.saying import talk
from app.pages.staff.case.steps import Steps
from app.pages.staff.meetings import ladders
from app.pages.staff.meetings import shown as meetings
from app.pages.staff.naming import Names, actor_name, names
from app.shapes import masks
from app.shapes.case.seen import SeenTask, seen_case
from app.shapes.desk.desk import asked_in
from app.signin import signed_in
from app.storage.case import cases, history, papers
from app.storage.case.cases import Case
from app.storage.clock import case_limits
from app.storage.desk import case_tasks
from app.storage.office.items import Item
from app.storage.post import incidents
from app.storage.supervision import cards
from app.unit_of_work import look
from app.usecases import forecasting
from app.usecases.cards import handling, telling
from app.usecases.joining.asking_again import may_ask_again
from app.usecases.meetings.picking import may_convene
from app.usecases.work import Work
from engine.errors import Fault
from engine.rules.cards import BY_HAND


def page(
    number: str,
    faults: Sequence[Fault] = (),
    asked: str | None = None,
    sent: Mapping[str, Any] | None = None,
) -> str:
    """Return the page of a case.

    :param faults: what was wrong with a deed on it; ``asked`` is its dialog, ``sent`` what was
        typed there.
    :raises NotFound: there is no such case, or none they may see.
    """
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        office = names(work)
        shown = _asked(work, case, office) | _said(work, case, office)
        told = {"faults": faults, "asked": asked, "sent": sent or {}}
        return render_template("case.html", **told, **shown)


def _asked(work: Work, case: Case, office: Names) -> dict[str, Any]:
    """Return how the case stands, who is asked, and what one may do with it."""
    seen = seen_case(work, case)
    branches = standing.branches(work, case, seen.tasks, office)
    return {
        "case": case,
        "light": seen.light,
        "days_left": seen.days_left,
        "used": seen.used,
        "lead_name": office.department(case.lead_department),
        "entered_by": actor_name(work, case.entered_by),
        "party": masks.party(case.applicant),
        "tasks": [_row(one, office) for one in seen.tasks],
        "branches": branches,
        "materials": (listed := materials.listed(work, case)),
        **promised.offered(work, case, listed),
        "addable": materials.addable(work, case, listed),
        "papers": [
            one for one in papers.of_case(work.session, case.id) if one.kind not in cards.PAPERS
        ],
        **_cards(work, case, office),
        **standing.shown(work, case),
        "incidents": incidents.open_of_case(work.session, case.id),
        "files": [(one.id, name) for one, name in materials.to_choose(listed)],
        "today": work.today,
        "joints": joints(work, case, office),
        **questions.of_case(work, case, office),
        **copies.shown(work, case, office),
        **noted.shown(work, case, listed),
        "meetings": meetings.of_case(work, case, office),
        **ladders.of_case(work, case, office),
        "may": _deeds(work, case) | standing.deeds(work, case, branches),
    }


def _deeds(work: Work, case: Case) -> set[str]:
    at_window = WINDOW in work.actor.roles and cases.may_see(work.actor, case)
    return {
        *(["withdraw"] if at_window and may_withdraw(work, case) else []),
        *(["convene"] if may_convene(work.actor, case) else []),
        *(["ask_again"] if may_ask_again(work, case) else []),
    }


def _cards(work: Work, case: Case, office: Names) -> dict[str, Any]:
    """Return the cards of the case that one may see, and what is needed to give one by hand."""
    found = cards.of_case(work.session, case.id, work.actor)
    gives = handling.SUPERVISOR in work.actor.roles and not handling.acted(work, case)
    concerned = dict.fromkeys((case.lead_department, *case.departments))
    by_hand = work.rulebook.of_family(BY_HAND) if gives else []
    return {
        "cards": card_page.chained(work, found, office),
        "hand_rules": [(rule.code, labelled(rule, "name")) for rule in by_hand],
        "concerned": [(code, office.department(code)) for code in concerned],
        "once": secrets.token_urlsafe(12),
    }


def _said(work: Work, case: Case, office: Names) -> dict[str, Any]:
    """Return what was said and what happened."""
    steps = Steps.of(work, case)
    entries = telling.readable(work, case, history.of_case(work.session, case.id))
    form = steps.own.start_form
    asked = case_tasks.of_case(work.session, case.id)
    teller = Teller.of(steps, office, asked, work.session.get_one(Item, case.item_code))
    kept = case_limits.of_case(work.session, case.id)
    return {
        "application_form": form,
        "application": masked(form, case.answers) if form else {},
        "opinions": talk(work, asked_in(work, case, asked), steps, office).opinions,
        "happened": timeline(entries, teller),
        "limits": limits(work, case, kept, teller),
        "expected": forecasting.expected(work, case),
        **diagrams(work, case, steps, entries),
    }


def _row(seen: SeenTask, office: Names) -> dict[str, Any]:
    return {
        "task": seen.task,
        "named": seen.named,
        "told": seen.known_as is None or seen.holder is not None,
        "holder": seen.holder.name if seen.holder else None,
        "light": seen.light,
        "days_left": seen.days_left,
        "department_name": office.department(seen.task.department),
        "role_name": office.role(seen.role),
    }
