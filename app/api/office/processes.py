"""Processes: what is published, and publishing."""

from http import HTTPStatus
from typing import Any

from flask import Response, make_response, request

from app.api.doing import Thing, done
from app.api.resource import FILE, KEYED, Resource, upload
from app.i18n import told
from app.permissions import STAFF, may_come
from app.problems import problem
from app.shapes.case import downloads
from app.shapes.office import uploads
from app.shapes.office.processes import (
    FindingView,
    JudgementView,
    VersionPage,
    VersionsWanted,
    VersionView,
)
from app.shapes.paging import list_of, page
from app.signin import signed_in
from app.storage.office import processes
from app.storage.office.processes import ProcessVersion
from app.unit_of_work import look
from app.usecases.processes import designing
from app.usecases.processes.designing import Unfit
from app.usecases.processes.rights import DESIGNERS
from app.usecases.work import Work
from engine.errors import Fault, Invalid

blueprint = Resource("processes", "/processes", "Published versions of processes and their files.")

FORM = upload({"files": {"type": "array", "items": FILE}}, required="files")
VERSION: Thing[ProcessVersion] = Thing(
    name=lambda version: f"{version.key} {version.number}",
    find=lambda work, name: _version(work, *name.rsplit(" ", 1)),
    show=lambda _, version: version,
)


@blueprint.post("")
@may_come(*DESIGNERS)
@blueprint.doc(**FORM, **KEYED)
@blueprint.response(201, VersionView)
@blueprint.alt_response(200, schema=VersionView, description="Published already")
def publish() -> Any:
    """Publish a set of files: 200 known already, 201 a new version, 422 with every finding."""
    files = _files()
    return done(VERSION, lambda work: _published(work, files))


@blueprint.post("/check")
@may_come(*DESIGNERS)
@blueprint.doc(**FORM)
@blueprint.response(200, JudgementView)
def check() -> Any:
    """Tell what publishing a set of files would find, warnings too; nothing is published."""
    files = _files()
    with look(signed_in()) as work:
        return {"findings": designing.judge(work, files)}


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(VersionsWanted, location="query")
@blueprint.response(200, list_of(VersionView))
def listed(wanted: dict[str, Any]) -> Any:
    """List all versions, the newest of each process first."""
    after = tuple(wanted["after"]) if wanted["after"] else None
    with look(signed_in()) as work:
        rows = processes.versions_after(work.session, wanted["limit"] + 1, after)
    return page(rows, wanted["limit"], lambda row: [row.key, row.number])


@blueprint.get("/<key>/versions/<int(max=2147483647):number>")
@may_come(STAFF)
@blueprint.response(200, VersionPage)
def show(key: str, number: int) -> Any:
    """Show one version with the names of its files."""
    with look(signed_in()) as work:
        return processes.version(work.session, key, number)


@blueprint.get("/<key>/versions/<int(max=2147483647):number>/files/<name>")
@may_come(STAFF)
@blueprint.response(200, FILE, content_type="*/*")
def file(key: str, number: int, name: str) -> Response:
    """Give one file of a version, exactly as it was published."""
    return downloads.process_file(key, number, name)


@blueprint.errorhandler(Unfit)
def unfit(refusal: Unfit) -> Response:
    """Answer files that cannot be published, with everything a designer must change."""
    body = problem(HTTPStatus.UNPROCESSABLE_ENTITY, refusal.code, told(refusal), refusal.faults)
    findings = FindingView(many=True).dump(refusal.findings)
    answer = make_response(body | {"findings": findings}, HTTPStatus.UNPROCESSABLE_ENTITY)
    answer.content_type = "application/problem+json"
    return answer


def _published(work: Work, files: dict[str, bytes]) -> tuple[ProcessVersion, int]:
    published = designing.publish(work, files)
    return published.version, HTTPStatus.CREATED if published.new else HTTPStatus.OK


def _files() -> dict[str, bytes]:
    """Return the files sent, refusing anything sent beside them.

    :raises Invalid: something else was sent, or the files are none of a process.
    """
    if request.form:
        fault = Fault("files", "process.no_files", "Send the files of a process, no more.")
        raise Invalid("process.unreadable", "The files cannot be read.", [fault])
    return uploads.process_files()


def _version(work: Work, key: str, number: str) -> ProcessVersion:
    return processes.version(work.session, key, int(number))
