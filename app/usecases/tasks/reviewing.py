"""People answer what they are asked; the case moves on as far as it can."""

from typing import Any

from app.storage.case import applications, history
from app.storage.case.applications import Application
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.desk import case_tasks
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.usecases.asking import referring
from app.usecases.cards import judging
from app.usecases.cases import finding
from app.usecases.moving import Hand, Moved, pick_up_task, put_back
from app.usecases.moving.picking import on_behalf
from app.usecases.moving.receiving import received_on
from app.usecases.tasks import claiming
from app.usecases.work import Work
from engine import Run
from engine.errors import Fault, Invalid
from engine.people import APPLICANT, StandIn
from engine.rules import opinions, signatures
from engine.rules.upward import WAIT


def complete_task(
    work: Work, task_id: str, answers: dict[str, Any], revision: int | None = None
) -> Case:
    """Take one person's answers; the case moves on as far as it can.

    In a co-approval this is one department's opinion. When it settles the matter, the
    departments that have not answered are no longer asked. The opinion that a matter must go
    upward is told to the lead, and the task stays open where the rule of the item says so.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, a colleague holds it, whoever delegated it
        has to confirm the answer, or the second signature would be by the same hand as the first.
    :raises Conflict: the task was already done, withdrawn or changed, or its matter was reported
        upward already.
    :raises Invalid: the answers do not fit the form, object without reason and legal basis, or
        give no reason why the matter must go upward; nothing is stored.
    """
    task, hand = pick_up_task(work, task_id)
    claiming.unchanged(task, revision)
    claiming.held_by_me(work, task)
    claiming.own_answer(task)
    two_hands(work, task, hand.case)
    run = hand.run()
    form = work.form_of(task, hand.case)
    answers = form.check(answers, run.names(task.id), work.now) if form else _nothing(answers)
    answers = opinions.counted(answers, form.keys if form else (), task.settings)
    course = _course(work, run, task, answers)
    if course is not None:
        referring.check(work, task, answers, form.keys if form else ())
    if course == WAIT:
        referring.refer(work, hand.case, task, answers, WAIT)
        return hand.case
    change = run.complete(task.id, answers, at=work.now)
    if not task.path and task.role == APPLICANT:
        _handed_in(work, hand, task, answers)
    close(work, task, answers, "answered")
    told = _told(work, task, answers)
    carded = judging.on_answered(work, hand.case, task, answers)
    put_back(Moved(work, hand.case, change, answered=task), run, [*told, *carded])
    if course is not None:
        referring.refer(work, hand.case, task, answers, course)
    return hand.case


def _course(work: Work, run: Run, task: Task, answers: dict[str, Any]) -> str | None:
    """Return what the step does, where it is said that its matter must go upward."""
    if not referring.goes_upward(answers):
        return None
    return referring.course_of(work, run, task, work.session.get_one(Case, task.case_id))


def close(work: Work, task: Task, answers: dict[str, Any], closing: str) -> None:
    """Note on a task how it ended, and by whose hand."""
    task.answers, task.draft, task.closing = answers, None, closing
    task.yellow_at = None
    task.closed_at, task.closed_by, task.closed_by_name = work.now, work.actor.id, work.actor.name
    task.closed_by_id = person_id_of(work.actor)
    if (away := _stood_in_for(work, task)) is not None:
        task.closed_for_id = int(away.person.partition(":")[2])
        task.closed_by_name = FOR % (work.actor.name, away.name)


def _stood_in_for(work: Work, task: Task) -> StandIn | None:
    return None if work.held is None else on_behalf(work.actor, task, work.held.case)


def _told(work: Work, task: Task, answers: dict[str, Any]) -> list[Fact]:
    away = _stood_in_for(work, task)
    digest = {"task": task.id, "digest": history.digest_of(answers)}
    told = Fact("task.answered", task.step, digest | ({"on_behalf": away.name} if away else {}))
    if opinions.SAID not in answers or "opinion" not in task.settings:
        return [told]
    return [told, Fact("opinion.unreasoned", task.step, {"task": task.id})]


def _nothing(answers: dict[str, Any]) -> dict[str, Any]:
    """Return what is answered to a step that only wants to be confirmed.

    :raises Invalid: something was answered.
    """
    if answers:
        message = "This step asks for nothing but that it is done."
        faults = [Fault(f"answers.{key}", "answers.unknown", message) for key in answers]
        raise Invalid("answers.invalid", "Please correct the marked answers.", faults)
    return answers


FOR = "%s（代%s）"
"""How somebody signs who stands in for somebody else."""
OTHER_HAND = {"examine": "approve", "approve": "examine"}


def two_hands(work: Work, task: Task, case: Case) -> None:
    """Keep examiner and approver of one opinion apart.

    Whoever stands in for somebody signs for both: neither may have given the other signature.

    :raises NotAllowed: this person gave the other signature, or handed the case in.
    """
    if (signed := other_hands(work, task)) is not None:
        away = on_behalf(work.actor, task, case)
        for signer in (work.actor.id, *([away.person] if away else [])):
            signatures.check_signer(signer, signed, [case.entered_by])


def other_hands(work: Work, task: Task) -> list[str] | None:
    """Return the ids of who gave the other signature; ``None`` where one is enough."""
    other = OTHER_HAND.get(task.settings.get("sign", ""))
    if other is None:
        return None
    earlier = case_tasks.signed_in_scope(work.session, task.case_id, task.scope)
    given = [done for done in earlier if done.settings.get("sign") == other]
    absent = [f"person:{done.closed_for_id}" for done in given if done.closed_for_id]
    return [*(done.closed_by or "" for done in given), *absent]


def _handed_in(work: Work, hand: Hand, task: Task, answers: dict[str, Any]) -> None:
    """Take what the party hands in: until the case is accepted it completes the materials."""
    case, corrects = hand.case, hand.process.corrects(task.role, task.form)
    if corrects or case.accepted_on is None:
        case.completed_on = received_on(work, case.lead_department)
    if corrects:
        finding.find_as(work, case, hand.process.start_form, answers)
        _new_application(work, case, answers)


def _new_application(work: Work, case: Case, answers: dict[str, Any]) -> None:
    if case.application_version == 1:
        work.session.add(applications.first(case))
    case.application_version += 1
    case.answers = answers
    work.session.add(
        Application(
            case_id=case.id,
            number=case.application_version,
            answers=answers,
            submitted_at=work.now,
            submitted_by=work.actor.id,
        )
    )
