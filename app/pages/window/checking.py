"""Checking what was handed in, material by material, and telling everything at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import deed
from app.i18n import told
from app.pages import posted, wording
from app.pages.applicant.party import run_of
from app.pages.applicant.status import materials_of
from app.pages.window import done
from app.pages.window.desk import CLERK, blueprint
from app.permissions import may_come
from app.shapes.case.seen import seen_task
from app.signin import signed_in
from app.storage.case import papers
from app.storage.case.cases import Case
from app.storage.desk import tasks
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.unit_of_work import look
from app.usecases.cases import accepting
from app.usecases.cases.accepting import (
    COMPLETE,
    LATER,
    MISSING,
    POINTS,
    PROMISED,
    VERDICTS,
    Verdict,
)
from app.usecases.moving.picking import may_do
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid
from engine.forms import Form


@dataclass(frozen=True)
class Sent:
    """What a clerk sent that was not taken: shown again with the reason.

    :param refused: why, where it is no fault of the answers.
    """

    answers: dict[str, Any]
    verdicts: dict[str, Verdict]
    faults: Sequence[Fault] = ()
    refused: str = ""


@blueprint.get("/desk/tasks/<task_id>")
@may_come(CLERK)
def check(task_id: str) -> ResponseReturnValue:
    """Show a task of the desk with what was handed in: 404 unknown or not visible."""
    return _page(task_id)


@blueprint.post("/desk/tasks/<task_id>")
@may_come(CLERK)
def decide(task_id: str) -> ResponseReturnValue:
    """Accept, ask for correction once, or refuse: 409 done or changed, 422 all faults at once.

    Nothing typed is lost; words that only come back to the page are shown.
    """
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        given = posted.answers(_form(work, task, case))
        verdicts = _posted_verdicts(work, case)
    if posted.only_shown():
        return _page(task_id, Sent(given, verdicts))
    try:
        with deed(signed_in(), task=task_id) as work:
            accepting.check(work, task_id, given, verdicts, posted.revision())
    except Invalid as refusal:
        return _page(task_id, Sent(given, verdicts, refusal.faults)), 422
    except Conflict as refusal:
        return _page(task_id, Sent(given, verdicts, refused=told(refusal))), 409
    done.tell(task, case)
    return redirect(url_for("pages.window.desk"))


@blueprint.post("/desk/tasks/<task_id>/visible")
@may_come(CLERK)
def asked(task_id: str) -> ResponseReturnValue:
    """Say which questions are asked with the answers posted; of a task that is done, nothing."""
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        given = posted.answers(_form(work, task, case))
        return {"visible": sorted(_visible(work, task, case, given)) or None}


def _posted_verdicts(work: Work, case: Case) -> dict[str, Verdict]:
    said = {
        one["code"]: request.form.get(f"verdicts.{one['code']}", "")
        for one in materials_of(work, case)
    }
    return {
        code: Verdict(verdict, posted.text(f"notes.{code}"), _day(f"until.{code}"))
        for code, verdict in said.items()
        if verdict in VERDICTS
    }


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(posted.text(name))
    except ValueError:
        return None


def _page(task_id: str, sent: Sent | None = None) -> str:
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        form = _form(work, task, case)
        answers = sent.answers if sent else task.draft or {}
        listed = materials_of(work, case)
        return render_template(
            "window/check.html",
            seen=seen_task(work, task, case),
            task=task,
            case=case,
            form=form,
            application_form=work.process(case.process_digest).start_form,
            answers=answers,
            visible=_visible(work, task, case, answers),
            sent=sent,
            faults=sent.faults if sent else (),
            materials=listed,
            checklist=form is not None and form.field(POINTS) is not None,
            verdicts=sent.verdicts if sent else _first_look(work, case, listed),
            tomorrow=work.today + timedelta(days=1),
            latest=_latest(work, case, listed),
            papers=(issued := papers.of_case(work.session, case.id)),
            told=wording.told_points(issued, listed),
            returned=work.session.get(Task, task.returned_from) if task.returned_from else None,
            may=_may(work, task, case),
            preview_url=url_for("pages.window.asked", task_id=task_id),
        )


def _first_look(work: Work, case: Case, listed: list[dict[str, Any]]) -> dict[str, Verdict]:
    """Say what can be seen without reading: which files are there, and what may follow."""
    latest = _latest(work, case, listed)
    return {one["code"]: _seen(one, latest.get(one["code"])) for one in listed}


def _seen(one: dict[str, Any], latest: date | None) -> Verdict:
    if one["state"] == "complete":
        return Verdict(COMPLETE)
    if not one["required"] or one["promise"]:
        return Verdict(LATER)
    return Verdict(MISSING) if latest is None else Verdict(PROMISED, until=latest)


def _latest(work: Work, case: Case, listed: list[dict[str, Any]]) -> dict[str, date]:
    """Return the last day for which each material that may follow can be promised."""
    calendar = work.calendar_of(case.lead_department)
    return {
        one["code"]: calendar.add(work.today, one["may_follow"])
        for one in listed
        if one["may_follow"] and one["required"]
    }


def _may(work: Work, task: Task, case: Case) -> set[str]:
    """What this clerk may do with the task at this moment."""
    if task.closed_at is not None or not may_do(work.actor, task, case):
        return set()
    if task.assignee_id is None:
        return {"claim", "decide"}
    return {"decide"} if task.assignee_id == person_id_of(work.actor) else set()


def _form(work: Work, task: Task, case: Case) -> Form | None:
    return work.form_of(task, case)


def _visible(work: Work, task: Task, case: Case, answers: dict[str, Any]) -> set[str]:
    form = _form(work, task, case)
    if form is None or task.closed_at is not None:
        return set()
    return form.visible(answers, run_of(work, case).names(task.id), work.now)
