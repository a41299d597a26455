"""When a case will be decided, and how good such forecasts were."""

from typing import Any

from app.api.resource import Resource
from app.permissions import STAFF, may_come
from app.shapes.clock.forecasts import ForecastView, PacesView
from app.signin import signed_in
from app.storage.case import cases
from app.storage.clock import paces
from app.unit_of_work import look
from app.usecases import forecasting

blueprint = Resource("forecasts", "", "When cases will be decided, by how long earlier ones took.")


@blueprint.get("/cases/<number>/forecast")
@may_come(STAFF)
@blueprint.response(200, ForecastView)
def forecast(number: str) -> Any:
    """Foretell when a case will be decided: 404 unknown or not visible."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        return {"expected": forecasting.expected(work, case)}


@blueprint.get("/paces")
@may_come(STAFF)
@blueprint.response(200, PacesView)
def listed() -> Any:
    """Tell how long the cases of each item took, and how good forecasts of them are."""
    with look(signed_in()) as work:
        return {"items": paces.everything(work.session)}
