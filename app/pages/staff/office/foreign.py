"""Diagrams of other products: what is written anew, what is left to do, and the file itself."""

from itertools import groupby

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.http import dump_options_header

from app.permissions import may_come
from app.shapes.case.downloads import STRICT
from app.shapes.office import uploads
from app.signin import signed_in
from app.unit_of_work import look
from app.usecases.processes import importing
from app.usecases.processes.importing import Imported
from app.usecases.processes.rights import DESIGNERS
from engine.errors import Fault, Invalid
from engine.importing import Rewrite

blueprint = Blueprint("foreign", __name__)


@blueprint.get("/processes/import")
@may_come(*DESIGNERS)
def show() -> ResponseReturnValue:
    """Ask for the file of a diagram."""
    return _page()


@blueprint.post("/processes/import")
@may_come(*DESIGNERS)
def preview() -> ResponseReturnValue:
    """Show each rewrite and each finding that is left: 422 no file, or one nobody can read."""
    try:
        brought = _brought_in()
    except Invalid as refusal:
        return _page(faults=refusal.faults), 422
    return _page(brought), 200 if brought.readable else 422


@blueprint.post("/processes/import/file")
@may_come(*DESIGNERS)
def file() -> ResponseReturnValue:
    """Give the diagram written anew: 422 no file, or one nobody can read."""
    try:
        brought = _brought_in()
    except Invalid as refusal:
        return _page(faults=refusal.faults), 422
    return _given(brought) if brought.readable else (_page(brought), 422)


def _brought_in() -> Imported:
    name, raw = uploads.diagram()
    with look(signed_in()) as work:
        return importing.bring_in(work, name, raw)


def _given(brought: Imported) -> Response:
    answer = make_response(brought.raw)
    answer.mimetype = "application/xml"
    named = dump_options_header("attachment", {"filename": brought.name})
    answer.headers["Content-Disposition"] = named
    answer.headers["Content-Security-Policy"] = STRICT
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _page(brought: Imported | None = None, faults: tuple[Fault, ...] = ()) -> str:
    by_rule = sorted(brought.rewrites, key=_rule) if brought else []
    groups = {rule: list(rewrites) for rule, rewrites in groupby(by_rule, _rule)}
    return render_template("import.html", brought=brought, groups=groups, faults=faults)


def _rule(rewrite: Rewrite) -> str:
    return rewrite.rule
