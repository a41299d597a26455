"""The party answers what it is asked, mostly a correction, and hands in files."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.pages import posted, wording
from app.pages.applicant.adding import add_files
from app.pages.applicant.items import department_names, labels
from app.pages.applicant.party import back_from, party_of, run_of, starts_again
from app.pages.applicant.status import blueprint, materials_of
from app.permissions import ANYBODY, may_come
from app.protection import limiter
from app.storage.case import papers
from app.storage.case.cases import Case
from app.storage.clock import case_limits
from app.storage.desk import case_tasks, tasks
from app.storage.desk.tasks import Task
from app.storage.office.items import Item
from app.unit_of_work import look
from app.usecases.moving import reasons
from app.usecases.tasks import reviewing
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotFound
from engine.forms import Form
from engine.people import APPLICANT, Actor


@blueprint.get("/status/<number>/tasks/<task_id>")
@may_come(ANYBODY)
def reply(number: str, task_id: str) -> ResponseReturnValue:
    """Show what is asked of the party, with what it handed in before."""
    return _page(party_of(number), number, task_id)


@blueprint.post("/status/<number>/tasks/<task_id>/visible")
@may_come(ANYBODY)
@limiter.limit("60 per minute")
def visible(number: str, task_id: str) -> ResponseReturnValue:
    """Say which questions are asked with the answers posted; of a task that is done, nothing."""
    with look(party_of(number)) as work:
        task, case = _asked(work, number, task_id)
        form = work.form_of(task, case)
        return {"visible": sorted(_visible(work, task, case, posted.answers(form))) or None}


@blueprint.post("/status/<number>/tasks/<task_id>")
@may_come(ANYBODY)
def answer(number: str, task_id: str) -> ResponseReturnValue:
    """Send the answer: files are kept first, so that a fault elsewhere does not lose them.

    Words that only come back to the page are shown.
    """
    actor = party_of(number)
    with look(actor) as work:
        task, case = _asked(work, number, task_id)
        given = posted.answers(work.form_of(task, case))
    if posted.only_shown():
        return _page(actor, number, task_id, given)
    faults = add_files(actor, number)
    try:
        with deed(actor, task=task_id) as work:
            case = reviewing.complete_task(work, task_id, given, posted.revision())
            if faults:
                raise Invalid("material.refused", "The file was not taken.")
    except Invalid as refusal:
        return _page(actor, number, task_id, given, [*refusal.faults, *faults]), 422
    flash(gettext("Your answer has been received."), "success")
    return redirect(back_from(actor, case))


def _asked(work: Work, number: str, task_id: str) -> tuple[Task, Case]:
    task, case = tasks.seen(work.session, task_id, work.actor)
    if case.number != number or task.role != APPLICANT:
        raise NotFound("task.unknown", "There is no such task.")
    return task, case


def _page(
    actor: Actor,
    number: str,
    task_id: str,
    given: dict[str, Any] | None = None,
    faults: list[Fault] | None = None,
) -> str:
    with look(actor) as work:
        task, case = _asked(work, number, task_id)
        form: Form | None = work.form_of(task, case)
        again = starts_again(work, task, case)
        before = case.answers if again else task.draft or {}
        answers = before if given is None else given
        return render_template(
            "applicant/reply.html",
            case=case,
            task=task,
            form=form,
            answers=answers,
            visible=_visible(work, task, case, answers),
            faults=faults or [],
            preview_url=url_for("pages.status.visible", number=number, task_id=task_id),
            again=again,
            **_told(work, task, case, again),
        )


def _told(work: Work, task: Task, case: Case, again: bool) -> dict[str, Any]:
    """What the office told to correct, where it asks again, and what is there already."""
    issued = papers.of_case(work.session, case.id) if again else ()
    notices = [one for one in issued if one.kind == wording.CORRECTION_NOTICE]
    said = wording.said(notices[-1], materials_of(work, case)) if notices else {}
    return {
        "item": (item := work.session.get_one(Item, case.item_code)),
        "labels": labels(item),
        "points": said.get("points", []),
        "reason": said.get("reason"),
        "returned": _returned(work, task),
        "dissent": _dissent(work, case),
        "due_on": task.due_on or _last_day(work, case),
        "files": {one["code"]: one["files"] for one in materials_of(work, case)},
    }


def _returned(work: Work, task: Task) -> str | None:
    """Return why the office asks again, where it returned the case to this step."""
    before = work.session.get(Task, task.returned_from) if task.returned_from else None
    return (before.answers or {}).get("reason") if before is not None else None


def _dissent(work: Work, case: Case) -> list[dict[str, str]]:
    """Which departments do not agree, and why: who must choose is told what stands in the way."""
    names, rows = department_names(work), case_tasks.of_case(work.session, case.id)
    told = [(one.department, one.answers or {}) for one in reasons.dissent(work.session, rows)]
    return [{"name": names[who or ""], "reason": said.get("reason", "")} for who, said in told]


def _last_day(work: Work, case: Case) -> Any:
    running = case_limits.of_case(work.session, case.id, running=True)
    return next((one.due_on for one in running if one.moves and one.due_on), None)


def _visible(work: Work, task: Task, case: Case, answers: dict[str, Any]) -> set[str]:
    form = work.form_of(task, case)
    if form is None or task.closed_at is not None:
        return set()
    return form.visible(answers, run_of(work, case).names(task.id), work.now)
