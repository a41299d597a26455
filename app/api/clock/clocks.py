"""The clock of a case: stopping it, letting it go on, lengthening its limit."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.clock.clocks import (
    ExtensionView,
    ExtensionWanted,
    PauseEnd,
    PauseView,
    PauseWanted,
    seen_pause,
    seen_pauses,
)
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.case import cases
from app.storage.clock import pauses
from app.storage.clock.pauses import Extension, Pause
from app.unit_of_work import look
from app.usecases.clocks import extending, pausing
from app.usecases.clocks.checking import Wish
from app.usecases.work import Work

PAUSE: Thing[Pause] = Thing(
    name=lambda pause: str(pause.id),
    find=lambda work, reference: work.session.get_one(Pause, int(reference)),
    show=seen_pause,
)
EXTENSION: Thing[Extension] = Thing(
    name=lambda extension: str(extension.case_id),
    find=lambda work, reference: work.session.get_one(Extension, int(reference)),
    show=lambda work, extension: _extension(work, extension),
)

blueprint = Resource("clocks", "/cases", "When the clock of a case stands, and how long it runs.")


@blueprint.post("/<number>/pauses")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(PauseWanted)
@blueprint.response(201, PauseView)
def pause(sent: dict[str, Any], number: str) -> Any:
    """Stop the clock: 403 neither leads nor steers, 409 not accepted or decided, 422 all faults."""
    wish = Wish(**sent)
    return done(PAUSE, lambda work: (pausing.pause_case(work, number, wish), 201), case=number)


@blueprint.post("/<number>/pauses/<int(max=2147483647):pause_id>/end")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(PauseEnd)
@blueprint.response(200, PauseView)
def end(sent: dict[str, Any], number: str, pause_id: int) -> Any:
    """Let the clock go on: 404 no such pause, 409 ended before, 422 no such day."""
    on = sent["ended_on"]
    return done(
        PAUSE, lambda work: (pausing.end_pause(work, number, pause_id, on), 200), case=number
    )


@blueprint.get("/<number>/pauses")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(PauseView))
def listed(wanted: dict[str, Any], number: str) -> Any:
    """List the pauses of a case, the first first."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        rows = seen_pauses(work, case, pauses.of_case(work.session, case.id))
    return page_of_all(rows, wanted, lambda row: str(row.pause.id))


@blueprint.post("/<number>/extension")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(ExtensionWanted)
@blueprint.response(201, ExtensionView)
def extend(sent: dict[str, Any], number: str) -> Any:
    """Lengthen the limits once: 403 not yours, 409 passed or extended before, 422 all faults."""
    wish = extending.Wish(**sent)
    return done(
        EXTENSION, lambda work: (extending.extend_case(work, number, wish), 201), case=number
    )


def _extension(work: Work, extension: Extension) -> dict[str, Any]:
    case = work.session.get_one(cases.Case, extension.case_id)
    dates = {
        name: getattr(case, name) for name in ("promised_due_on", "statutory_due_on", "provisional")
    }
    own = ("working_days", "reason", "approved_by", "paper", "recorded_at")
    return {name: getattr(extension, name) for name in own} | dates
