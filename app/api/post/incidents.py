"""Incidents: what could not go on by itself, for administrators."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import may_come
from app.shapes.base import Nothing
from app.shapes.desk.tasks import Reason
from app.shapes.paging import list_of, page
from app.shapes.post.incidents import IncidentsWanted, IncidentView, seen
from app.signin import signed_in
from app.storage.post import incidents
from app.storage.post.incidents import Incident
from app.unit_of_work import look
from app.usecases.keeping import mending

blueprint = Resource("incidents", "/incidents", "Where a person must look.")

INCIDENT: Thing[Incident] = Thing(
    name=lambda incident: str(incident.id),
    find=lambda work, name: incidents.get(work.session, int(name)),
    show=lambda work, incident: seen(work, [incident])[0],
)


@blueprint.get("")
@may_come("administrator")
@blueprint.arguments(IncidentsWanted, location="query")
@blueprint.response(200, list_of(IncidentView))
def listed(wanted: dict[str, Any]) -> Any:
    """List incidents, newest first; only the open ones unless asked otherwise."""
    after = wanted["after"][0] if wanted["after"] else None
    with look(signed_in()) as work:
        rows = incidents.listed(work.session, wanted["open"], wanted["limit"] + 1, after)
        found = seen(work, rows)
    return page(found, wanted["limit"], lambda one: [one.incident.id])


@blueprint.post("/<int(max=2147483647):incident_id>/retry")
@may_come("administrator")
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, IncidentView)
def retry(_: dict[str, Any], incident_id: int) -> Any:
    """Let what failed be tried again: 404 unknown, 409 closed already."""
    return done(INCIDENT, lambda work: (mending.retry(work, incident_id), 200))


@blueprint.post("/<int(max=2147483647):incident_id>/skip")
@may_come("administrator")
@blueprint.doc(**KEYED)
@blueprint.arguments(Reason)
@blueprint.response(200, IncidentView)
def skip(sent: dict[str, Any], incident_id: int) -> Any:
    """Close an incident without trying again: 404 unknown, 409 closed already."""
    return done(INCIDENT, lambda work: (mending.skip(work, incident_id, sent["reason"]), 200))
