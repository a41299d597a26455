"""Files as answers: the bytes that were handed in or published, never run by a browser."""

from typing import Any

from flask import Response, current_app, make_response, send_file

from app.clock import CLOCK
from app.files import FileStore
from app.files.types import PREVIEWED
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case.materials import Material
from app.storage.office import processes
from app.unit_of_work import look, unit_of_work
from app.usecases.cases import opening
from app.usecases.keeping import mending
from engine.errors import Broken, NotFound

STRICT = "default-src 'none'; sandbox"
PREVIEW = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
TYPES = {"bpmn": "text/xml", "dmn": "text/xml", "form": "application/json"}


def store() -> FileStore:
    """Return the file store of this installation."""
    files: FileStore = current_app.extensions["files"]
    return files


def material(number: str, material_id: str, preview: bool | None = None) -> Response:
    """Answer with a file of a case.

    :param preview: to be looked at in the browser; ``None`` where that is possible.
    :raises NotFound: no such file of a case they may see, or no preview of its type.
    """
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        found = opening.file(work, case, material_id)
    possible = found.media_type in PREVIEWED
    if preview and not possible:
        raise NotFound("material.no_preview", "Files of this type have no preview.")
    shown = possible if preview is None else preview
    answer = send_file(
        _open(case.id, found),
        mimetype=found.media_type,
        as_attachment=not shown,
        download_name=found.name,
        max_age=0,
    )
    answer.headers["Content-Security-Policy"] = PREVIEW if shown else STRICT
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def process_file(key: str, number: int, name: str) -> Response:
    """Answer with a file of a process version, exactly as it was published.

    :raises NotFound: no such version, or no such file of it.
    """
    with look(signed_in()) as work:
        version = processes.version(work.session, key, number)
        raw = next((file.content for file in version.files if file.name == name), None)
    if raw is None:
        raise NotFound("process.no_file", "This version has no such file.")
    answer = make_response(raw)
    answer.mimetype = TYPES.get(name.rsplit(".", 1)[-1], "text/plain")
    answer.headers["Content-Security-Policy"] = STRICT
    return answer


def _open(case_id: int, found: Material) -> Any:
    """Open the content; what is gone or altered is an incident."""
    try:
        return store().open(found.digest)
    except Broken as broken:
        with unit_of_work(CLOCK) as work:
            mending.note(work, case_id, broken, {"material": found.id})
        raise
