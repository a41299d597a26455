"""Number and code of what was just handed in: shown once, to be written down or printed."""

from datetime import timedelta

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.pages.applicant.items import blueprint
from app.permissions import ANYBODY, may_come
from app.signin import NOBODY
from app.storage.case import cases, materials, papers
from app.storage.case.cases import Case
from app.storage.desk import case_tasks
from app.storage.office.items import Item
from app.unit_of_work import look
from app.usecases.work import Work
from engine.people import APPLICANT

HANDED_IN = "handed_in"
SHOWN_FOR = timedelta(minutes=15)


@blueprint.get("/submitted")
@may_come(ANYBODY)
def submitted() -> ResponseReturnValue:
    """Show number and code to whoever has just handed in; who has not is asked for them."""
    return shown_once("pages.status.ask", by_window=False)


def note(number: str, code: str) -> None:
    """Let the next page show number and code, for as long as it takes to write them down."""
    with look(NOBODY) as work:
        until = (work.now + SHOWN_FOR).timestamp()
    session[HANDED_IN] = {"number": number, "code": code, "until": until}


def forget() -> None:
    """Show number and code no longer: the person went on."""
    session.pop(HANDED_IN, None)


def shown_once(
    otherwise: str, by_window: bool, template: str = "applicant/submitted.html"
) -> ResponseReturnValue:
    """Show what was noted; lead elsewhere where nothing was, or too long ago."""
    told = session.get(HANDED_IN)
    with look(NOBODY) as work:
        if told is None or told["until"] < work.now.timestamp():
            return redirect(url_for(otherwise))
        case = cases.by_number(work.session, told["number"])
        if case is None:
            return redirect(url_for(otherwise))
        asked = case_tasks.open_of_cases(work.session, [case.id])
        issued = papers.of_case(work.session, case.id)
        return render_template(
            template,
            case=case,
            code=told["code"],
            missing=missing(work, case),
            asks=[one for one in asked if one.role == APPLICANT],
            open_tasks=[one for one in asked if one.role != APPLICANT],
            receipt=next((paper for paper in issued if paper.kind == "RECEIPT"), None),
            papers=issued,
            by_window=by_window,
        )


def missing(work: Work, case: Case) -> list[dict[str, object]]:
    """Return the materials that the item requires and the case does not have."""
    asked = work.session.get_one(Item, case.item_code).materials
    here = {one.code for one in materials.of_case(work.session, case.id)}
    return [one for one in asked if one["required"] and one["code"] not in here]
