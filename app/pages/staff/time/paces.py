"""How long the cases of each item take, and how good forecasts of them are."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.pages.showing import labelled
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.clock import paces
from app.storage.office import items
from app.unit_of_work import look

blueprint = Blueprint("paces", __name__)


@blueprint.get("/paces", endpoint="show")
@may_come(STAFF)
def show() -> ResponseReturnValue:
    """Show what forecasts rest on, item by item."""
    with look(signed_in()) as work:
        named = {item.code: item for item in items.everything(work.session)}
        rows = [
            (labelled(vars(named[pace.item_code]), "name"), pace)
            for pace in paces.everything(work.session)
        ]
        return render_template("paces.html", rows=rows)
