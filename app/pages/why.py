"""The page “why is it this day?”: every day of a limit, for staff and for the applicant."""

from calendar import Calendar
from collections.abc import Iterator
from datetime import date

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.pages.amounts import amount_said, counting_said, rule_said
from app.pages.applicant.party import party_of
from app.pages.showing import labelled
from app.pages.staff.case.limits import limit_name
from app.pages.staff.case.steps import Steps
from app.permissions import ANYBODY, STAFF, may_come
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.clock.deadlines import Deadline
from app.unit_of_work import look
from app.usecases.counting import explaining
from app.usecases.work import Work
from engine.rules.explaining import Day, Explanation
from engine.rules.timers import Rule

blueprint = Blueprint("why", __name__)

Week = list[tuple[date, Day | None]]


@blueprint.get("/cases/<number>/why/<name>")
@may_come(STAFF)
def staff(number: str, name: str) -> ResponseReturnValue:
    """Explain a limit to staff: 404 unknown or not visible."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        row = explaining.named(work, case, name)
        back = url_for("pages.cases.show", number=number)
        return _page(work, case, row, back)


@blueprint.get("/status/<number>/why/<name>")
@may_come(ANYBODY)
def party(number: str, name: str) -> ResponseReturnValue:
    """Explain a limit to the applicant: 404 unknown, or a limit inside the office."""
    with look(actor := party_of(number)) as work:
        case = cases.seen(work.session, number, actor)
        row = explaining.named(work, case, name)
        return _page(work, case, row, url_for("pages.status.show", number=number))


def _page(work: Work, case: Case, row: Deadline, back: str) -> str:
    told = explaining.explained(work, case, row)
    step = Steps.of(work, case).named(row.step or "")
    return render_template(
        "why.html",
        case=case,
        limit=row,
        limit_name=limit_name(work, case, row.kind),
        step_name=labelled(step, "name") if step else "",
        told=told,
        rule=rule_said(told.rule),
        counting=counting_said(told.rule),
        extra=rule_said(Rule(told.rule.kind, str(told.extra))) if told.extra else None,
        total=amount_said(told.total, told.unit),
        amount=lambda amount: amount_said(amount, told.unit),
        months=list(months(told)),
        back=back,
    )


def months(told: Explanation) -> Iterator[tuple[date, list[Week]]]:
    """Yield the months of a limit: the first of each, and its weeks from Monday on."""
    days = {day.date: day for day in told.days}
    firsts = sorted({day.replace(day=1) for day in days})
    for first in firsts:
        weeks = Calendar().monthdatescalendar(first.year, first.month)
        yield first, [[(day, days.get(day)) for day in week] for week in weeks]
