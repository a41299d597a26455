"""The page of a task: the case, what others said, the questions, and what one may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext

from app.i18n import told as said_of
from app.pages import wording
from app.pages.applicant.party import run_of
from app.pages.applicant.status import materials_of
from app.pages.showing import labelled
from app.pages.staff.asking import shown as questions
from app.pages.staff.case import materials, noted
from app.pages.staff.case.masking import masked
from app.pages.staff.case.saying import talk
from app.pages.staff.case.steps import Steps
from app.pages.staff.case.telling import Teller, timeline
from app.pages.staff.naming import Names, names
from app.pages.staff.task import hands, returns
from app.pages.words import word
from app.shapes import masks
from app.shapes.desk import asked_in
from app.shapes.seen import SeenTask, seen_task
from app.shapes.silences import Missed, missed
from app.shapes.urges import seen_urges
from app.signin import signed_in
from app.storage import case_tasks, history, papers, phrases, silences, tasks
from app.storage.cases import Case
from app.storage.silences import Silence
from app.storage.tasks import MISSED, Task, person_id_of
from app.unit_of_work import look
from app.usecases.cards import telling as cards
from app.usecases.moving.picking import may_do, may_steer
from app.usecases.tasks import claiming, confirming, hiding, retracting, reviewing, supplying
from app.usecases.tasks.urging import may_read
from app.usecases.work import Work
from engine.errors import Fault, NotAllowed
from engine.people import APPLICANT
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


@dataclass(frozen=True)
class Rights:
    """What somebody may do with a task, and why not more.

    :param may: of ``claim``, ``release``, ``complete``, ``free``, ``reply``, ``supply``,
        ``confirm``, ``retract``, and what ``Hands`` knows.
    """

    may: frozenset[str]
    reasons: tuple[str, ...] = ()


def page(task_id: str, sent: Sent | None = None) -> str:
    """Return the page of a task.

    :param sent: what was sent and not taken.
    :raises NotFound: there is no such task, or none they may see.
    """
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        shown = _shown(work, seen_task(work, task, case), sent)
        return render_template("task.html", **shown)


def rights(work: Work, task: Task, case: Case, names: Names) -> Rights:
    """Return what the actor may do with a task at this moment."""
    if task.closed_at is not None:
        return _when_closed(work, task, case)
    if task.role == APPLICANT:
        reply = {"reply"} if may_do(work.actor, task, case) else set()
        return Rights(frozenset(reply), (gettext("This is asked of the applicant."),))
    anothers = task.assignee_id not in (None, person_id_of(work.actor))
    steers = {"free"} if anothers and may_steer(work.actor, task, case) else set()
    own = _own(work, task, case, names)
    return Rights(own.may | steers | hands.may_hand_on(work, task, case), own.reasons)


def _own(work: Work, task: Task, case: Case, names: Names) -> Rights:
    """Return what the actor may do with an open task as one who is asked it, or might be."""
    if not may_do(work.actor, task, case):
        who = names.group(task.department, task.role)
        return Rights(frozenset(), (gettext("This is asked of %(who)s.", who=who),))
    left = claiming.left_by(work.actor, task, case) is not None
    if task.assignee_id not in (None, person_id_of(work.actor)) and not left:
        return Rights(frozenset(), (hands.why_not(task),))
    if task.delegated:
        return Rights(frozenset({"release", "resolve", "ask"}))
    try:
        reviewing.two_hands(work, task, case)
    except NotAllowed as refusal:
        own = {"release"} if task.assignee_id and not left else set()
        return Rights(frozenset(own), (said_of(refusal),))
    mine = task.assignee_id is not None and not left
    return Rights(frozenset({"release", "complete", "ask"} if mine else {"claim"}))


def _when_closed(work: Work, task: Task, case: Case) -> Rights:
    """Nothing more, unless it may be taken back, or an opinion owed, confirmed or given anew."""
    if confirming.newer_of(work, task, case) and confirming.may_confirm(work, task, case):
        return Rights(frozenset({"confirm"}))
    silence = silences.of_task(work.session, task.id) if task.closing in MISSED else None
    if supplying.owes(silence, case) and may_do(work.actor, task, case):
        return Rights(frozenset({"supply"}))
    return Rights(frozenset({"retract"} if retracting.may_retract(work, task, case) else ()))


def _withdrawn(work: Work, task: Task, case: Case, rights: Rights, names: Names) -> list[str]:
    """Return what would be withdrawn if the task was taken back, in words."""
    gone = retracting.withdrawn(work, task, case) if "retract" in rights.may else ()
    return [
        gettext(
            "%(step)s (%(who)s)",
            step=labelled(one, "name"),
            who=names.group(one.department, one.role),
        )
        for one in gone
    ]


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
    given = sent.answers if sent and not sent.asked else _draft(work, task)
    writes = bool(allowed.may & {"complete", "resolve"})
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
        "asked": sent.asked if sent else "",
        "department_name": office.department(task.department),
        "role_name": office.role(task.role),
        "form": work.form_of(task, case),
        "instructions": work.instructions_of(task, case),
        "answers": given,
        "phrases": phrases.listed(work.session, work.actor) if writes else (),
        "sent": sent,
        "faults": sent.faults if sent else (),
        "visible": visible(work, task, case, given),
        "may": allowed.may,
        "reasons": allowed.reasons,
        "withdrawn": _withdrawn(work, task, case, allowed, office),
        "at_desk": _at_desk(task, allowed),
        "hidden": (hidden := _hidden(work, task, case)),
        "missed": None if hidden else _missed(work, task, case),
        "newer": () if hidden else confirming.newer_of(work, task, case),
        "returnable": "complete" in allowed.may and bool(returns.open_goals(work, task, case)),
        "returned": work.session.get(Task, task.returned_from) if task.returned_from else None,
        "late_opinions": {code: word(code, "opinion") for code in opinions.BY_PEOPLE},
        **_about(work, case, office, whole=_needs_numbers(work, task, case)),
    }


def _about(work: Work, case: Case, office: Names, whole: bool) -> dict[str, Any]:
    rows = case_tasks.of_case(work.session, case.id)
    entries = cards.readable(work, case, history.of_case(work.session, case.id))
    steps = Steps.of(work, case)
    said = talk(work, asked_in(work, case, rows), steps, office)
    form = steps.own.start_form
    return {
        "lead_name": office.department(case.lead_department),
        "application_form": form,
        "application": case.answers if whole or form is None else masked(form, case.answers),
        "party": case.applicant if whole else masks.party(case.applicant),
        "materials": materials.listed(work, case),
        "opinions": said.opinions,
        "earlier": said.earlier,
        "points": _points(work, case),
        "happened": timeline(entries, Teller.of(steps, office, rows)),
        "questions": questions.listed(work, case, office),
        **noted.shown(work, case),
    }


def _needs_numbers(work: Work, task: Task, case: Case) -> bool:
    """Whether the task is theirs to do: then identity and telephone numbers are needed whole."""
    return task.closed_at is None and may_do(work.actor, task, case)


def _draft(work: Work, task: Task) -> dict[str, Any]:
    """A draft is for whoever holds the task."""
    holds = task.assignee_id is not None and task.assignee_id == person_id_of(work.actor)
    return task.draft or {} if holds else {}


def _points(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return what the applicant was told to correct, once and completely."""
    told = [
        paper
        for paper in papers.of_case(work.session, case.id)
        if paper.kind == wording.CORRECTION_NOTICE
    ]
    return wording.said(told[-1], materials_of(work, case))["points"] if told else []


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
