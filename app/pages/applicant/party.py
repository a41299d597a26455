"""Who stands before a case on the applicant's side: its party, or the window for it."""

from flask import url_for
from werkzeug.exceptions import HTTPException
from werkzeug.utils import redirect

from app.signin import perhaps_signed_in
from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.supervision import cards
from app.usecases.cases.withdrawing import MESSAGE
from app.usecases.moving import in_hand
from app.usecases.work import Work
from engine import Run
from engine.people import Actor

WINDOW = "window_clerk"
INTERNAL = {
    *("DISPATCH_SLIP", "DEFAULT_NOTICE", "OVERRIDE_NOTICE", "JOINT_MINUTES", "JOINT_SURVEY"),
    "COORDINATION_OPINION",
    *cards.PAPERS,
}
"""Papers between departments; not for the applicant."""


def party_of(number: str) -> Actor:
    """Return who acts for the applicant of a case; others are asked for number and code."""
    actor = perhaps_signed_in()
    if actor is not None and (actor.case == number or WINDOW in actor.roles):
        return actor
    staff = actor is not None and actor.case is None
    door = "pages.cases.show" if staff else "pages.status.ask"
    raise HTTPException(response=redirect(url_for(door, number=number)))


def run_of(work: Work, case: Case) -> Run:
    """Return the run of a case, to look at."""
    return in_hand(work, case).run()


def may_withdraw(work: Work, case: Case) -> bool:
    """Whether the process still lets the applicant go."""
    if case.ended_at is not None:
        return False
    return any(wait.name == MESSAGE for wait in run_of(work, case).awaited())


def back_from(actor: Actor, case: Case) -> str:
    """Return where to go on after acting for the applicant."""
    if actor.case is None:
        return url_for("pages.window.desk")
    return url_for("pages.status.show", number=case.number)


def starts_again(work: Work, task: Task, case: Case) -> bool:
    """Whether a task asks for the application itself once more."""
    form = work.process(case.process_digest).start_form
    return form is not None and task.form == form.id and not task.path
