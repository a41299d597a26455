"""Cases: finding them, looking at one, taking them along as CSV, withdrawing for applicants."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import EXCLUDE

from app.clock import deed
from app.pages import posted
from app.pages.staff.case import dossier
from app.pages.staff.case import export as case_export
from app.pages.staff.lists import exporting
from app.pages.staff.naming import names
from app.permissions import STAFF, may_come
from app.shapes.case.cases import CasesWanted
from app.shapes.case.seen import SeenCase, seen_cases
from app.shapes.paging import page
from app.signin import signed_in
from app.storage.case import case_lists
from app.storage.case.case_lists import Wanted
from app.storage.joint import coordinations
from app.storage.office import departments
from app.unit_of_work import look
from app.usecases.cases import withdrawing
from app.usecases.work import Work
from engine.errors import Fault

blueprint = Blueprint("cases", __name__)

FILTERS = ("q", "state", "department", "promised")
NO_REASON = Fault("withdrawal_reason", "withdrawal.no_reason", "Please give a reason.")


@blueprint.get("/cases", endpoint="list")
@may_come(STAFF)
def listed() -> ResponseReturnValue:
    """List the cases one may see, newest first, narrowed by what the address says."""
    wanted = _wanted()
    here = {name: wanted[name] or None for name in FILTERS}
    with look(signed_in()) as work:
        shown = page(_found(work, wanted), wanted["limit"], lambda seen: [seen.case.id])
        office = names(work)
        coordinated = coordinations.coordinated(work.session, [one.case.id for one in shown.items])
        return render_template(
            "cases.html",
            **here,
            rows=[
                vars(one)
                | {
                    "waits_for": exporting.waits_for(one, office),
                    "coordinated": one.case.id in coordinated,
                }
                for one in shown.items
            ],
            departments=departments.departments(work.session),
            next=url_for("pages.cases.list", **here, after=shown.next) if shown.next else None,
            first=url_for("pages.cases.list", **here) if wanted["after"] else None,
            export_url=url_for("pages.cases.export", **here),
        )


@blueprint.get("/cases.csv")
@may_come(STAFF)
def export() -> ResponseReturnValue:
    """Give the filtered list as CSV, named after the moment it was taken."""
    _wanted()
    return exporting.download(case_export.TABLE, _here())


@blueprint.get("/cases/<number>")
@may_come(STAFF)
def show(number: str) -> ResponseReturnValue:
    """Show a case in one screen: 404 unknown or not visible."""
    return dossier.page(number)


@blueprint.post("/cases/<number>/withdrawal")
@may_come("window_clerk")
def withdraw(number: str) -> ResponseReturnValue:
    """Withdraw an application for its applicant: 409 decided already, 422 without a reason."""
    if not (reason := posted.text("withdrawal_reason")):
        return dossier.page(number, [NO_REASON], "withdraw"), 422
    with deed(signed_in(), case=number) as work:
        withdrawing.withdraw(work, number, reason)
    flash(gettext("%(case)s is withdrawn.", case=number), "success")
    return redirect(url_for("pages.cases.show", number=number))


def _wanted() -> dict[str, Any]:
    """Return what the address asks for; an empty filter is none."""
    said = {name: value.strip() for name, value in request.args.items() if value.strip()}
    return dict(CasesWanted(unknown=EXCLUDE).load(said))


def _here() -> dict[str, str]:
    """Return the filter as it stands in the address."""
    said = {name: request.args.get(name, "").strip() for name in FILTERS}
    return {name: value for name, value in said.items() if value}


def _found(work: Work, wanted: dict[str, Any]) -> list[SeenCase]:
    after = wanted["after"][0] if wanted["after"] else None
    asked = Wanted(**{**wanted, "after": after})
    return seen_cases(work, case_lists.listed(work.session, work.actor, asked))
