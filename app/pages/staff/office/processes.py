"""Processes: what is published, each version with its diagram and files, and publishing."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.pages.showing import labelled
from app.permissions import STAFF, may_come
from app.shapes.case import downloads
from app.shapes.office import uploads
from app.signin import signed_in
from app.storage.case import case_lists
from app.storage.office import items, processes
from app.storage.office.processes import ProcessVersion
from app.unit_of_work import look, unit_of_work
from app.usecases.processes import designing
from app.usecases.processes.designing import Published, Unfit
from app.usecases.processes.rights import DESIGNERS
from app.usecases.work import Work
from engine import stories
from engine.checks import Finding
from engine.errors import Fault, Invalid
from engine.process import DIAGRAM, STORIES, Process

blueprint = Blueprint("processes", __name__)

LISTED = {"userTask", "manualTask", "callActivity", "startEvent", "endEvent"}


@blueprint.get("/processes", endpoint="list")
@may_come(STAFF)
def listed() -> ResponseReturnValue:
    """List the processes with their newest versions."""
    return _page()


@blueprint.post("/processes")
@may_come(*DESIGNERS)
def upload() -> ResponseReturnValue:
    """Check and publish a set of files: 422 with every finding of every file."""
    try:
        files = uploads.process_files()
        with unit_of_work(signed_in()) as work:
            published = designing.publish(work, files)
    except Unfit as refusal:
        return _page(refusal.findings), 422
    except Invalid as refusal:
        return _page(faults=refusal.faults), 422
    _tell(published)
    if published.warnings:
        return _page(published.warnings)
    version = published.version
    return redirect(url_for("pages.processes.show", key=version.key, number=version.number))


@blueprint.post("/processes/check")
@may_come(*DESIGNERS)
def check() -> ResponseReturnValue:
    """Tell what publishing a set of files would find, and publish nothing: 422 unreadable."""
    try:
        files = uploads.process_files()
        with look(signed_in()) as work:
            findings = designing.judge(work, files)
    except Invalid as refusal:
        return _page(faults=refusal.faults), 422
    if not findings:
        flash(gettext("Nothing was found: these files can be published."), "success")
    return _page(findings, checked=True)


@blueprint.get("/processes/<key>/versions/<int(max=2147483647):number>")
@may_come(STAFF)
def show(key: str, number: int) -> ResponseReturnValue:
    """Show one version: its diagram, steps, files and what it promises: 404 unknown."""
    with look(signed_in()) as work:
        version = processes.version(work.session, key, number)
        process = work.process(version.digest)
        files = process.files
        return render_template(
            "process.html",
            version=version,
            versions=processes.versions(work.session, key),
            diagram_url=url_for("pages.processes.file", key=key, number=number, name=DIAGRAM),
            steps=[
                {"name": labelled(step, "name"), "state": None}
                for step in process.steps.values()
                if step.kind in LISTED
            ],
            files=[{"name": name, "size": len(raw)} for name, raw in sorted(files.items())],
            items=_items(work, key),
            called=_called(work, process),
            moves_url=_moves_url(work, key, number),
            stories=[story.name for story in stories.read(files.get(STORIES, b""))],
        )


@blueprint.get("/processes/<key>/versions/<int(max=2147483647):number>/files/<name>")
@may_come(STAFF)
def file(key: str, number: int, name: str) -> Response:
    """Give one file of a version, exactly as it was published: 404 unknown."""
    return downloads.process_file(key, number, name)


def _tell(published: Published) -> None:
    version = published.version
    said = {"name": version.name, "number": version.number}
    flash(
        gettext("“%(name)s” is published as version %(number)s.", **said)
        if published.new
        else gettext("These files are version %(number)s of “%(name)s” already.", **said),
        "success" if published.new else "info",
    )


def _page(
    findings: Sequence[Finding] = (), faults: Sequence[Fault] = (), checked: bool = False
) -> str:
    with look(signed_in()) as work:
        newest: dict[str, ProcessVersion] = {}
        for version in processes.versions(work.session):
            newest.setdefault(version.key, version)
        running = case_lists.running(work.session)
        rows: list[dict[str, Any]] = [
            {
                "key": key,
                "name": version.name,
                "version": version,
                "items": _items(work, key),
                "running": running.get(key, 0),
            }
            for key, version in newest.items()
        ]
        return render_template(
            "processes.html",
            rows=rows,
            may_publish=bool(work.actor.roles & DESIGNERS),
            findings=findings,
            faults=faults,
            checked=checked,
        )


def _called(work: Work, process: Process) -> list[ProcessVersion]:
    """Return the newest version of each process that this one calls."""
    keys = dict.fromkeys(call.key for call in process.calls)
    found = (processes.latest(work.session, key) for key in keys)
    return [version for version in found if version is not None]


def _moves_url(work: Work, key: str, number: int) -> str | None:
    """Return where running cases are moved, for those who may."""
    if not work.actor.roles & DESIGNERS:
        return None
    return url_for("pages.transfers.show", key=key, number=number)


def _items(work: Work, key: str) -> list[str]:
    return [labelled(one, "name") for one in items.everything(work.session) if one.process == key]
