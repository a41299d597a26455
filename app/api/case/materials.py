"""Materials: the files of a case, handed in and looked at."""

from typing import Any

from flask import Response, request

from app.api.doing import Thing, done
from app.api.resource import FILE, KEYED, Resource, upload
from app.permissions import SIGNED_IN, may_come
from app.shapes.case import downloads
from app.shapes.case.materials import MaterialSent, MaterialView
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.case import cases, materials
from app.storage.case.materials import Material
from app.unit_of_work import look
from app.usecases.cases import collecting, material_rights
from engine.errors import Fault, Invalid

blueprint = Resource("materials", "/cases/<number>/materials", "The files of a case.")

FORM = upload(
    {
        "file": FILE,
        "code": {"type": "string", "maxLength": 100},
        "replaces": {"type": "string", "maxLength": 64},
    },
    required="file",
)


@blueprint.post("")
@may_come(SIGNED_IN)
@blueprint.doc(**FORM, **KEYED)
@blueprint.response(201, MaterialView)
def add(number: str) -> Any:
    """Hand a file in: 403 only looking on, 409 ended, 413 too large, 422 not taken."""
    _seen(number)
    sent = MaterialSent().load(request.form.to_dict())
    if (file := request.files.get("file")) is None or len(request.files) > 1:
        raise Invalid("material.refused", "The file was not taken.", [ONE])
    thing: Thing[Material] = Thing(
        name=lambda material: material.id,
        find=lambda work, found: materials.get(work.session, _case_id(number), found),
        show=lambda _, material: material,
    )
    with downloads.store().receiving(file.stream, file.filename or "") as received:
        return done(
            thing, lambda work: (collecting.add(work, number, received, **sent), 201), case=number
        )


@blueprint.get("")
@may_come(SIGNED_IN)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(MaterialView))
def listed(wanted: dict[str, Any], number: str) -> Any:
    """List the files of a case one may read, older versions included."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        rows = material_rights.readable(work, case, materials.of_case(work.session, case.id))
    return page_of_all(rows, wanted, lambda row: row.id)


@blueprint.get("/<material_id>/content")
@may_come(SIGNED_IN)
@blueprint.response(200, FILE, content_type="*/*")
def content(number: str, material_id: str) -> Response:
    """Download a file, exactly as it was handed in."""
    return downloads.material(number, material_id, preview=False)


@blueprint.get("/<material_id>/preview")
@may_come(SIGNED_IN)
@blueprint.response(200, FILE, content_type="*/*")
def preview(number: str, material_id: str) -> Response:
    """Show a PDF or an image in the browser: 404 for any other type."""
    return downloads.material(number, material_id, preview=True)


ONE = Fault("file", "material.missing", "Send exactly one file.")


def _seen(number: str) -> None:
    """Take no bytes in for a case that is none of theirs."""
    with look(signed_in()) as work:
        cases.seen(work.session, number, work.actor)


def _case_id(number: str) -> int:
    with look(signed_in()) as work:
        return cases.seen(work.session, number, work.actor).id
