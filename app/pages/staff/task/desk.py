"""The page of a task: the case, what others said, the questions, and what one may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from app.pages.applicant.party import run_of
from app.pages.staff.asking import shown as questions
from app.pages.staff.naming import names
from app.pages.staff.task import hands, returns
from app.pages.staff.task.about_case import about
from app.pages.staff.task.rights import Rights, rights, withdrawn
from app.pages.words import word
from app.shapes.case.seen import SeenTask, seen_task
from app.shapes.clock.silences import Missed, missed
from app.shapes.desk.urges import seen_urges
from app.signin import signed_in
from app.storage.case.cases import Case
from app.storage.clock.silences import Silence
from app.storage.desk import case_tasks, phrases, tasks
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import MISSED, Task
from app.unit_of_work import look
from app.usecases.tasks import confirming, hiding
from app.usecases.tasks.urging import may_read
from app.usecases.work import Work
from engine.errors import Fault
from engine.rules import opinions


@dataclass(frozen=True)
class Sent:
    """What somebody sent that was not taken: shown again with the reason.

    :param refused: why, where it is no fault of the answers.
    :param asked: the id of the dialog they come from, where it was not the form.
    """

    answers: Mapping[str, Any]
    faults: Sequence[Fault] = ()
    refused: str = ""
    asked: str = ""


def page(task_id: str, sent: Sent | None = None) -> str:
    """Return the page of a task.

    :param sent: what was sent and not taken.
    :raises NotFound: there is no such task, or none they may see.
    """
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        shown = _shown(work, seen_task(work, task, case), sent)
        return render_template("task.html", **shown)


def visible(work: Work, task: Task, case: Case, answers: Mapping[str, Any]) -> set[str] | None:
    """Return the questions asked with these answers; ``None`` where all are shown."""
    form = work.form_of(task, case)
    if form is None or task.closed_at is not None:
        return None
    return form.visible(answers, run_of(work, case).names(task.id), work.now)


def _shown(work: Work, seen: SeenTask, sent: Sent | None) -> dict[str, Any]:
    task, case = seen.task, seen.case
    office = names(work)
    allowed = rights(work, task, case, office)
    return {
        "task": task,
        "case": case,
        "light": seen.light,
        "days_left": seen.days_left,
        "holder": seen.holder.name if seen.holder else None,
        "asking": questions.asking(work, task, case, office) if "ask" in allowed.may else None,
        "hands": hands.of(work, seen, allowed.may),
        "urges": seen_urges(work, task),
        "reads_urges": may_read(work, task),
        "department_name": office.department(task.department),
        "role_name": office.role(task.role),
        "may": allowed.may,
        "reasons": allowed.reasons,
        "withdrawn": withdrawn(work, task, case, allowed, office),
        "at_desk": _at_desk(task, allowed),
        "returnable": "complete" in allowed.may and returns.may_ask(work, task, case),
        **_to_fill_in(work, seen, allowed, sent),
        **_given(work, task, case),
        **about(work, task, case, office),
    }


def _to_fill_in(work: Work, seen: SeenTask, allowed: Rights, sent: Sent | None) -> dict[str, Any]:
    """Return what the task asks, and what was written so far."""
    task, case = seen.task, seen.case
    answers = sent.answers if sent and not sent.asked else _draft(work, task)
    writes = bool(allowed.may & {"complete", "resolve"})
    form, instructions = work.form_of(task, case), work.instructions_of(task, case)
    return {
        "form": form,
        "instructions": "" if form and form.says(instructions) else instructions,
        "answers": answers,
        "visible": visible(work, task, case, answers),
        "phrases": phrases.listed(work.session, work.actor) if writes else (),
        "sent": sent,
        "asked": sent.asked if sent else "",
        "faults": sent.faults if sent else (),
    }


def _given(work: Work, task: Task, case: Case) -> dict[str, Any]:
    """Return what came of the task, as far as it may be known."""
    hidden = _hidden(work, task, case)
    return {
        "hidden": hidden,
        "missed": None if hidden else _missed(work, task, case),
        "newer": () if hidden else confirming.newer_of(work, task, case),
        "returned": work.session.get(Task, task.returned_from) if task.returned_from else None,
        "late_opinions": {code: word(code, "opinion") for code in opinions.BY_PEOPLE},
    }


def _draft(work: Work, task: Task) -> dict[str, Any]:
    """A draft is for whoever holds the task."""
    holds = task.assignee_id is not None and task.assignee_id == person_id_of(work.actor)
    return task.draft or {} if holds else {}


def _hidden(work: Work, task: Task, case: Case) -> bool:
    """Whether what was answered must not be known, or not yet."""
    if task.closed_at is None:
        return False
    secret = hiding.kept_from(work, case, case_tasks.of_case(work.session, case.id))
    return hiding.keeps(task, work.actor, secret) or hiding.is_inner(work, case, task)


def _missed(work: Work, task: Task, case: Case) -> Missed | None:
    """Return what is kept of the task where nobody answered it."""
    if task.closing not in MISSED:
        return None
    return missed(work, work.session.get_one(Silence, task.id), task, case)


def _at_desk(task: Task, allowed: Rights) -> str | None:
    """Return the address of the check at the acceptance desk, material by material."""
    if task.role != "window_clerk" or not allowed.may & {"claim", "complete"}:
        return None
    return url_for("pages.window.check", task_id=task.id)
