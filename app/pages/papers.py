"""Papers on A4, to print: for the staff of the case and for its party."""

from typing import Any

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from markupsafe import Markup

from app.i18n import DEFAULT
from app.pages import wording
from app.pages.applicant.party import INTERNAL
from app.pages.published import StepLimit, step_limits
from app.pages.staff.naming import names
from app.permissions import SIGNED_IN, may_come
from app.signin import signed_in
from app.storage.case import cases, papers
from app.storage.case.cases import Case
from app.storage.case.papers import Paper
from app.storage.office import processes, settings
from app.storage.office.items import Item
from app.storage.supervision import cards
from app.unit_of_work import look
from app.usecases.work import Work
from engine.errors import NotFound
from engine.people import Actor

blueprint = Blueprint("papers", __name__)

SHORT = 16
"""How many letters of a paper's digest its code carries."""


@blueprint.get("/papers/<number>")
@may_come(SIGNED_IN)
def show(number: str) -> ResponseReturnValue:
    """Show a paper: 404 unknown, or of a case one may not see."""
    with look(actor := signed_in()) as work:
        paper = papers.by_number(work.session, number)
        case = work.session.get_one(Case, paper.case_id)
        if not may_read(work, case, paper):
            raise NotFound("paper.unknown", "There is no such paper.")
        if paper.kind in cards.PAPERS:
            cards.of_paper(work.session, case.id, number, actor)
        return render_template(wording.template_of(paper), **_sheet(work, case, paper))


@blueprint.get("/cases/<number>/papers")
@may_come(SIGNED_IN)
def together(number: str) -> ResponseReturnValue:
    """Show all papers of a case one may read, to print at once: 404 unknown or not visible."""
    with look(actor := signed_in()) as work:
        case = cases.seen(work.session, number, actor)
        issued = papers.of_case(work.session, case.id)
        readable = [one for one in issued if may_read(work, case, one)]
        shown = [one for one in readable if one.kind not in cards.PAPERS]
        sheets = [_sheet(work, case, paper) | {"inner": True} for paper in shown]
        drawn = [render_template(wording.template_of(one["paper"]), **one) for one in sheets]
        return render_template(
            "papers/together.html",
            case=case,
            sheets=[Markup(one) for one in drawn],
            case_url=_case_url(actor, case),
        )


def _case_url(actor: Actor, case: Case) -> str:
    return url_for("pages.status.show" if actor.case else "pages.cases.show", number=case.number)


def may_read(work: Work, case: Case, paper: Paper) -> bool:
    """Whether somebody may read a paper; what departments send each other is not the party's."""
    actor = work.actor
    return cases.may_read(work.session, actor, case) and not (actor.case and paper.kind in INTERNAL)


def _sheet(work: Work, case: Case, paper: Paper) -> dict[str, Any]:
    address = verify_address(paper)
    item = work.session.get_one(Item, case.item_code)
    return {
        "paper": paper,
        "seal_name": settings.get(work.session, settings.OFFICE_NAME) or "",
        "qr": _qr(address),
        "verify_url": address.partition("?")[0],
        "contact": item.publications.get("contact"),
        "case_url": _case_url(signed_in(), case),
        "step_limits": _step_limits(work, paper),
        **wording.said(paper, item.materials),
    }


def _qr(address: str) -> str:
    import segno  # a server that shows no paper does not hold it

    return str(segno.make(address, error="m").svg_data_uri(scale=3, border=2))


def _step_limits(work: Work, paper: Paper) -> list[StepLimit]:
    """Return the limits of the steps of the version a notice of acceptance was issued on."""
    if "process" not in paper.content:
        return []
    key, number = paper.content["process"]
    version = processes.version(work.session, key, number)
    with force_locale(DEFAULT):
        return step_limits(work.process(version.digest), names(work))


def verify_address(paper: Paper) -> str:
    """Return the address under which anybody can verify a paper.

    The configured address wins over the one the browser says it asked.
    """
    base = str(current_app.config["BASE_URL"] or request.host_url)
    path = url_for("pages.verify.show", number=paper.number, d=paper.digest[:SHORT])
    return base.rstrip("/") + path
