"""Cases: handing in, following, withdrawing."""

from dataclasses import replace
from typing import Any

from flask import current_app

from app.api.doing import Thing, done
from app.api.repeatable import secret_for
from app.api.resource import KEYED, Resource
from app.api.showing import CASE
from app.permissions import ANYBODY, SIGNED_IN, STAFF, may_come
from app.protection import limited
from app.shapes.base import Nothing
from app.shapes.case.cases import CaseOpened, CasesWanted, CaseView, DeadlineView, EntryView, HandIn
from app.shapes.case.seen import seen_case, seen_cases, seen_limits
from app.shapes.desk.tasks import Reason
from app.shapes.joint import boards
from app.shapes.joint.boards.views import BoardView
from app.shapes.paging import Page, TextPage, list_of, page, page_of_all
from app.shapes.post.messages import Told
from app.signin import perhaps_signed_in, signed_in
from app.storage.case import case_lists, cases, history
from app.storage.case.case_lists import Wanted
from app.storage.case.cases import Case
from app.storage.clock import case_limits, deadlines
from app.unit_of_work import look
from app.usecases.cards import telling
from app.usecases.cases import applying, urging, withdrawing
from app.usecases.counting import explaining
from app.usecases.people import entering
from app.usecases.post import sending
from app.usecases.work import Work
from engine.errors import NotAllowed
from engine.people import APPLICANT, Actor

WINDOW = "window_clerk"
PARTY = Actor(id=APPLICANT, name="申请人")

blueprint = Resource("cases", "/cases", "Matters of applicants, from hand-in to archive.")


@blueprint.post("")
@may_come(ANYBODY)
@limited(lambda: current_app.config["HAND_IN_LIMIT"], unless=lambda: _by_window())
@blueprint.doc(**KEYED)
@blueprint.arguments(HandIn)
@blueprint.response(201, CaseOpened)
def create(sent: dict[str, Any]) -> Any:
    """Hand an application in: 403 staff other than the window, 404 no such item, 422 all faults."""
    sender = _sender()
    code = _code(sender)
    handed = applying.HandIn(sent["item"], sent["applicant"], sent["answers"], code=code)
    opened = Thing(
        name=CASE.name,
        find=lambda work, number: entering.followed(work, number, code),
        show=lambda work, case: _opened(work, case, code),
    )
    return done(opened, lambda work: (applying.submit(work, handed)[0], 201), by=sender)


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(CasesWanted, location="query")
@blueprint.response(200, list_of(CaseView))
def listed(wanted: dict[str, Any]) -> Any:
    """List the cases one may see, newest first."""
    after = wanted.pop("after")
    with look(signed_in()) as work:
        asked = Wanted(**wanted, after=after[0] if after else None)
        rows = case_lists.listed(work.session, work.actor, asked)
        return page(seen_cases(work, rows), asked.limit, lambda seen: [seen.case.id])


@blueprint.get("/<number>")
@may_come(SIGNED_IN)
@blueprint.response(200, CaseView)
def show(number: str) -> Any:
    """Show a case with its open tasks: 404 unknown or not visible."""
    with look(signed_in()) as work:
        return seen_case(work, cases.seen(work.session, number, work.actor))


@blueprint.get("/<number>/board")
@may_come(STAFF)
@blueprint.response(200, BoardView)
def board_of(number: str) -> Any:
    """Show how every department stands at every step: 404 unknown or not visible."""
    with look(signed_in()) as work:
        return boards.board(work, cases.seen(work.session, number, work.actor))


@blueprint.get("/<number>/history")
@may_come(STAFF)
@blueprint.arguments(Page, location="query")
@blueprint.response(200, list_of(EntryView))
def history_of(wanted: dict[str, Any], number: str) -> Any:
    """Tell what happened to a case, oldest first."""
    limit, (after,) = wanted["limit"], wanted["after"] or (0,)
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        rows = history.of_case(work.session, case.id, after, limit + 1)
        shown = page(rows, limit, lambda entry: [entry.seq])
        return replace(shown, items=telling.readable(work, case, shown.items))


@blueprint.get("/<number>/deadlines")
@may_come(SIGNED_IN)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(DeadlineView))
def deadlines_of(wanted: dict[str, Any], number: str) -> Any:
    """List the limits of a case, the nearest first; an applicant those that concern them."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        rows = case_limits.of_case(work.session, case.id)
        asked = [row for row in rows if row.kind not in deadlines.UNASKED]
        shown = seen_limits(work, [row for row in asked if explaining.concerns(work, row)])
    return page_of_all(shown, wanted, lambda seen: seen.limit.id)


@blueprint.post("/<number>/urge")
@may_come(SIGNED_IN)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, CaseView)
def urge(_: dict[str, Any], number: str) -> Any:
    """Urge one's own case: 403 not its party, 409 nobody is asked, or urged already."""
    return done(CASE, lambda work: (urging.urge_case(work, number), 200), case=number)


@blueprint.post("/<number>/withdrawal")
@may_come(SIGNED_IN)
@blueprint.doc(**KEYED)
@blueprint.arguments(Reason)
@blueprint.response(200, CaseView)
def withdraw(sent: dict[str, Any], number: str) -> Any:
    """Withdraw an application: 403 neither party nor window, 409 decided already."""
    return done(
        CASE, lambda work: (withdrawing.withdraw(work, number, sent["reason"]), 200), case=number
    )


@blueprint.post("/<number>/messages")
@may_come(*sorted(sending.SENDERS))
@blueprint.doc(**KEYED)
@blueprint.arguments(Told)
@blueprint.response(200, CaseView)
def tell(sent: dict[str, Any], number: str) -> Any:
    """Tell a case what it waits for: 403 reserved, 404 not visible, 409 it does not wait for it."""
    return done(CASE, lambda work: (sending.tell(work, number, **sent), 200), case=number)


def _by_window() -> bool:
    actor = perhaps_signed_in()
    return actor is not None and WINDOW in actor.roles


def _sender() -> Actor:
    """Return who hands in: the window, or whoever wants something of the office.

    :raises NotAllowed: it is staff of another department, who may have to decide about it.
    """
    actor = perhaps_signed_in() or PARTY
    if actor.pairs and WINDOW not in actor.roles:
        raise NotAllowed("route.not_yours", "This page is for other roles.")
    return actor


def _opened(work: Work, case: Case, code: str) -> dict[str, Any]:
    return vars(seen_case(work, case)) | {"code": code}


def _code(sender: Actor) -> str:
    """Return the code of a new case.

    It is the same for the same key, so that a repeat tells what a lost answer told.
    """
    made = secret_for(sender.id)
    return applying.new_code() if made is None else applying.code_from(made)
