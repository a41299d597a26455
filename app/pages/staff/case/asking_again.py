"""The lead asks departments for their opinions again: whom, what will happen, and the deed."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.i18n import told
from app.pages import posted
from app.pages.staff.case import dossier
from app.pages.staff.case.steps import Steps
from app.pages.staff.naming import Names, names
from app.pages.staff.task import effects
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case.cases import Case
from app.unit_of_work import look
from app.usecases.joining import asking_again
from app.usecases.joining.asking_again import Foreseen, Wish
from app.usecases.joining.opinions import Given
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid
from engine.process import DIAGRAM

blueprint = Blueprint("asking_again", __name__)


@blueprint.get("/cases/<number>/opinions/again")
@may_come(STAFF)
def show(number: str) -> ResponseReturnValue:
    """Show whose opinions can be asked for again, and what would come of the choice so far."""
    chosen = request.args.getlist("task") if "chosen" in request.args else None
    try:
        return _page(number, chosen)
    except Conflict as refusal:
        return _refused(number, refusal)


@blueprint.post("/cases/<number>/opinions/again")
@may_come(STAFF)
def ask(number: str) -> ResponseReturnValue:
    """Ask departments again: 409 decided or asked already, 422 nobody chosen or no reason."""
    wish = Wish(tuple(request.form.getlist("task")), posted.text("reason"))
    try:
        with deed(signed_in(), case=number) as work:
            asking_again.ask_again(work, number, wish)
    except Invalid as refusal:
        return _page(number, list(wish.tasks), refusal.faults), 422
    except Conflict as refusal:
        return _refused(number, refusal)
    flash(
        gettext("They are asked again and have been told; the decision waits for them."), "success"
    )
    return redirect(url_for("pages.cases.show", number=number))


def _refused(number: str, refusal: Conflict) -> ResponseReturnValue:
    return dossier.page(number, [refusal.at("")]), 409


def _page(number: str, chosen: Sequence[str] | None, faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        given, office = asking_again.given(work, case), names(work)
        chosen = _proposed(given) if chosen is None else chosen
        return render_template(
            "asking_again.html",
            case=case,
            given=[_row(one, office) | {"chosen": one.task.id in chosen} for one in given],
            diagram_url=url_for(
                "pages.processes.file", key=case.process, number=case.version, name=DIAGRAM
            ),
            reason=posted.text("reason"),
            faults=faults,
            **_will(work, case, given, chosen),
        )


def _row(one: Given, office: Names) -> dict[str, Any]:
    department = office.department(one.task.department)
    return {"id": one.task.id, "department": department, "task": one.task, "newer": one.newer}


def _proposed(given: Sequence[Given]) -> list[str]:
    """Return the opinions that saw what was replaced since, as far as they were asked together."""
    flagged = [one for one in given if one.newer]
    return [one.task.id for one in flagged if one.place == flagged[0].place]


def _will(work: Work, case: Case, given: Sequence[Given], chosen: Sequence[str]) -> dict[str, Any]:
    """Return what would happen in words and as marks on the diagram, or why it cannot."""
    try:
        seen = asking_again.foresee(work, case, chosen)
    except (Conflict, Invalid) as refusal:
        fault = refusal.faults[0] if isinstance(refusal, Invalid) else refusal
        return {"will": None, "cannot": told(fault)}
    office, steps = names(work), Steps.of(work, case)

    def departments(asked: bool) -> list[str]:
        meant = [one.task for one in given if (one.task.id in chosen) is asked]
        return [office.department(task.department) for task in meant]

    will = {
        "asked": departments(asked=True),
        "stays": departments(asked=False),
        "waits": [effects.asked_of(one, office) for one in seen.withdrawn],
    }
    return {"cannot": None, "will": will | _drawn(seen, steps)}


def _drawn(seen: Foreseen, steps: Steps) -> dict[str, Any]:
    """Return what is done again behind it, and the marks on the case's own diagram."""
    joint = steps.own.definition.joint
    within = [step for step, of in joint.items() if of == seen.place]
    asked = within or [seen.place]
    behind = [one for one in seen.redone if one not in within]
    beside = [one for one in seen.kept if one not in within]
    return {
        "redone": [
            effects.name(steps, one)
            for one in behind
            if effects.kind(steps, one) in effects.BY_PEOPLE
        ],
        "target": asked[0],
        "marks": {
            "redone": " ".join(asked),
            "cancelled": " ".join(seen.gone),
            "kept": " ".join(one for one in beside if effects.kind(steps, one) != "subProcess"),
        },
    }
