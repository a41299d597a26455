"""Moving the running cases of a version to another one."""

from typing import Any

from app import clock
from app.api.resource import Resource
from app.permissions import may_come
from app.shapes.office.transfers import MOST, OutcomesView, TransferWanted
from app.signin import signed_in
from app.unit_of_work import look
from app.usecases.processes import transferring
from app.usecases.processes.transferring import Transfer

MOVERS = tuple(sorted(transferring.MOVERS))

blueprint = Resource("transfers", "/processes", "Moving running cases to another version.")


@blueprint.post("/<key>/versions/<int(max=2147483647):number>/moves")
@may_come(*MOVERS)
@blueprint.arguments(TransferWanted)
@blueprint.response(200, OutcomesView)
def move(sent: dict[str, Any], key: str, number: int) -> Any:
    """Move running cases, each by itself: 404 no such version, 422 no reason.

    Asked again, it goes on with those still there: a moved case is no longer on the version.
    """
    wish, dry = Transfer(key, number, sent["to"], sent["reason"]), sent["dry_run"]
    with look(signed_in()) as work:
        found = transferring.candidates(work, wish, sent["cases"], sent["after"])
    numbers = found[:MOST]
    each = clock.previewed if dry else clock.moved
    outcomes = each(signed_in(), wish, numbers)
    items = [{**vars(one), "result": _result(dry, bool(one.faults))} for one in outcomes]
    return {"items": items, "next": numbers[-1] if len(found) > MOST else None}


def _result(dry: bool, stays: bool) -> str:
    return "stays" if stays else "movable" if dry else "moved"
