"""Conflicts of opinions, and how they are coordinated."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.joint.coordinations import (
    CoordinationsWanted,
    CoordinationView,
    CoordinationWanted,
    RaiseSent,
    SettlementSent,
    seen_coordinations,
)
from app.shapes.paging import TextPage, list_of, page, page_of_all
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.joint import coordinations
from app.storage.joint.coordinations import Coordination, Wanted
from app.unit_of_work import look
from app.usecases.coordinating import beginning, deciding
from app.usecases.coordinating.beginning import Wish
from app.usecases.coordinating.deciding import Result, Rise

COORDINATION: Thing[Coordination] = Thing(
    name=lambda row: str(row.id),
    find=lambda work, reference: work.session.get_one(Coordination, int(reference)),
    show=lambda work, row: seen_coordinations(
        work, [(row, work.session.get_one(Case, row.case_id))]
    )[0],
)
COORDINATIONS = list_of(CoordinationView)
ONE = "/cases/<number>/coordinations/<int(max=2147483647):coordination_id>"

blueprint = Resource("coordinations", "", "Conflicts of opinions, and how they are coordinated.")


@blueprint.get("/coordinations")
@may_come(STAFF)
@blueprint.arguments(CoordinationsWanted, location="query")
@blueprint.response(200, COORDINATIONS)
def listed(wanted: dict[str, Any]) -> Any:
    """List coordinations, the newest first."""
    after = wanted["after"][0] if wanted["after"] else None
    asked = Wanted(wanted["scope"], wanted["over"], after, wanted["limit"])
    with look(signed_in()) as work:
        rows = coordinations.listed(work.session, work.actor, asked)
        seen = seen_coordinations(work, rows)
    return page(seen, wanted["limit"], lambda one: [one.row.id])


@blueprint.get("/cases/<number>/coordinations")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, COORDINATIONS)
def of_case(wanted: dict[str, Any], number: str) -> Any:
    """List the coordinations of a case, the first first."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        rows = [(one, case) for one in coordinations.of_case(work.session, case.id)]
        seen = seen_coordinations(work, rows)
    return page_of_all(seen, wanted, lambda one: str(one.row.id))


@blueprint.post("/cases/<number>/coordinations")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(CoordinationWanted)
@blueprint.response(201, CoordinationView)
def begin(sent: dict[str, Any], number: str) -> Any:
    """Hand a conflict to coordination: 403 not the lead, 409 decided or open, 422 all faults."""
    wish = Wish(**sent)
    return done(COORDINATION, lambda work: (beginning.begin(work, number, wish), 201), case=number)


@blueprint.post(f"{ONE}/settlement")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(SettlementSent)
@blueprint.response(200, CoordinationView)
def settle(sent: dict[str, Any], number: str, coordination_id: int) -> Any:
    """Record what it came to: 403 somebody else decides, 409 over or moved, 422 all faults."""
    result = Result(**sent)
    return done(
        COORDINATION,
        lambda work: (deciding.settle(work, number, coordination_id, result), 200),
        case=number,
    )


@blueprint.post(f"{ONE}/raise")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(RaiseSent)
@blueprint.response(200, CoordinationView)
def send_up(sent: dict[str, Any], number: str, coordination_id: int) -> Any:
    """Send it one rung up: 403 neither decides nor coordinates, 409 over, moved or at the top."""
    rise = Rise(**sent)
    return done(
        COORDINATION,
        lambda work: (deciding.send_up(work, number, coordination_id, rise), 200),
        case=number,
    )
