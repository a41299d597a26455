"""What the page of a task shows of its case: application, opinions, questions, history."""

from typing import Any

from app.pages import wording
from app.pages.applicant.status import materials_of
from app.pages.staff.asking import shown as questions
from app.pages.staff.case import materials, noted
from app.pages.staff.case.history.teller import Teller
from app.pages.staff.case.history.timeline import timeline
from app.pages.staff.case.masking import masked
from app.pages.staff.case.saying import talk
from app.pages.staff.case.steps import Steps
from app.pages.staff.naming import Names
from app.shapes import masks
from app.shapes.desk.desk import asked_in
from app.storage.case import history, papers
from app.storage.case.cases import Case
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.storage.office.items import Item
from app.usecases.cards import telling as cards
from app.usecases.moving.picking import may_do
from app.usecases.work import Work


def about(work: Work, task: Task, case: Case, office: Names) -> dict[str, Any]:
    """Return what whoever works on a task sees of its case."""
    whole = _needs_numbers(work, task, case)
    rows = case_tasks.of_case(work.session, case.id)
    entries = cards.readable(work, case, history.of_case(work.session, case.id))
    steps = Steps.of(work, case)
    said = talk(work, asked_in(work, case, rows), steps, office)
    form, item = steps.own.start_form, work.session.get_one(Item, case.item_code)
    return {
        "lead_name": office.department(case.lead_department),
        "application_form": form,
        "application": case.answers if whole or form is None else masked(form, case.answers),
        "party": case.applicant if whole else masks.party(case.applicant),
        "materials": (listed := materials.listed(work, case)),
        "opinions": said.opinions,
        "earlier": said.earlier,
        "points": _points(work, case),
        "happened": timeline(entries, Teller.of(steps, office, rows, item)),
        "questions": questions.listed(work, case, office),
        **noted.shown(work, case, listed),
    }


def _needs_numbers(work: Work, task: Task, case: Case) -> bool:
    """Whether the task is theirs to do: then identity and telephone numbers are needed whole."""
    return task.closed_at is None and may_do(work.actor, task, case)


def _points(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return what the applicant was told to correct, once and completely."""
    told = [
        paper
        for paper in papers.of_case(work.session, case.id)
        if paper.kind == wording.CORRECTION_NOTICE
    ]
    return wording.said(told[-1], materials_of(work, case))["points"] if told else []
