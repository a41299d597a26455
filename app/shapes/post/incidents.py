"""Incidents: where a person must look."""

from collections.abc import Sequence
from dataclasses import dataclass

from marshmallow import fields

from app.i18n import told
from app.shapes.base import Moment, Shape
from app.shapes.paging import Page
from app.storage.post import letters, stoppages
from app.storage.post.incidents import Incident
from app.storage.post.stoppages import Stoppage
from app.usecases.work import Work


@dataclass(frozen=True)
class SeenIncident:
    """An incident, and of a carrier that lets nothing through the stoppage it tells of.

    :param letters: how many letters wait for that carrier.
    """

    incident: Incident
    stoppage: Stoppage | None = None
    letters: int = 0


def seen(work: Work, rows: Sequence[Incident]) -> list[SeenIncident]:
    """Return incidents with what still comes of them."""
    if not any("channel" in row.move for row in rows):
        return [SeenIncident(row) for row in rows]
    stopped = {one.incident_id: one for one in stoppages.all_now(work.session).values()}
    waiting = letters.unsent(work.session, [one.channel for one in stopped.values()])
    found = [(row, stopped.get(row.id)) for row in rows]
    return [SeenIncident(row, one, waiting[one.channel] if one else 0) for row, one in found]


class StoppageView(Shape):
    """A carrier that lets nothing through: since when, and how many letters wait for it."""

    channel = fields.String(attribute="stoppage.channel", required=True)
    since = Moment(attribute="stoppage.since", required=True)
    tries = fields.Integer(attribute="stoppage.tries", required=True)
    letters = fields.Integer(required=True)


class IncidentView(Shape):
    """Where the product could not go on by itself."""

    id = fields.Integer(attribute="incident.id", required=True)
    case = fields.String(attribute="incident.case_number", required=True, allow_none=True)
    code = fields.String(attribute="incident.code", required=True)
    message = fields.Function(lambda seen: told(seen.incident), metadata={"type": "string"})
    job = fields.String(
        attribute="incident.move.job", required=True, allow_none=True, dump_default=None
    )
    stoppage = fields.Function(
        lambda seen: StoppageView().dump(seen) if seen.stoppage else None,
        metadata={"type": ["object", "null"]},
    )
    attempts = fields.Integer(attribute="incident.attempts", required=True)
    occurred_at = Moment(attribute="incident.occurred_at", required=True)
    resolved_at = Moment(attribute="incident.resolved_at", required=True, allow_none=True)
    resolved_by = fields.String(attribute="incident.resolved_by", required=True, allow_none=True)
    resolution = fields.String(attribute="incident.resolution", required=True, allow_none=True)


class IncidentsWanted(Page):
    """Which incidents are asked for."""

    open = fields.Boolean(load_default=True)
