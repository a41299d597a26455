"""A designer puts a new version of a process into use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.exc import IntegrityError

from app.storage.office import items, processes
from app.storage.office.processes import ProcessFile, ProcessVersion
from app.usecases.office import surveying
from app.usecases.processes.rights import designers_only
from app.usecases.work import Work
from engine import Process
from engine.checks import Finding, check
from engine.errors import Conflict, Fault, Invalid
from engine.process import digest_of


@dataclass(frozen=True)
class Published:
    """A version, and whether it is new or was there already."""

    version: ProcessVersion
    new: bool


class Unfit(Invalid):
    """The files cannot be published; ``findings`` tell why, file by file and line by line."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        errors = [finding for finding in findings if finding.severity == "error"]
        faults = [
            Fault(f"{found.file}:{found.line}", found.rule, found.message, found.params)
            for found in errors
        ]
        message = "The process cannot be published: %(count)s errors were found."
        super().__init__("process.unfit", message, faults, count=len(errors))
        self.findings = findings


def publish(work: Work, files: Mapping[str, bytes]) -> Published:
    """Make a set of files the version that new cases start on; running cases keep theirs.

    Publishing the same files again changes nothing and returns the version already there.

    :raises NotAllowed: the actor is neither a process designer nor an administrator.
    :raises Unfit: with every finding of every file; nothing is stored.
    :raises Conflict: somebody published the same process at the same moment.
    """
    designers_only(work)
    work.take_time()
    newest = processes.newest_of_digest(work.session, digest_of(files))
    if newest is not None:
        return Published(newest, new=False)
    process = _sound(work, files)
    newest = processes.latest(work.session, process.key)  # perhaps published while we judged
    if newest is not None and newest.digest == process.digest:
        return Published(newest, new=False)
    return Published(store(work, process, newest), new=True)


def _sound(work: Work, files: Mapping[str, bytes]) -> Process:
    """Return the process the files make, if it may run here with the limits of its items.

    :raises Unfit: with every finding.
    """
    office = surveying.office(work)
    _refuse(check(files, known=office))
    process = Process.read(files)
    for item in items.of_process(work.session, process.key):
        _refuse(check(files, known=replace(office, item=surveying.offered(item))))
    return process


def _refuse(findings: tuple[Finding, ...]) -> None:
    if any(finding.severity == "error" for finding in findings):
        raise Unfit(findings)


def store(work: Work, process: Process, newest: ProcessVersion | None) -> ProcessVersion:
    """Make a process that was judged the newest version of its key.

    :raises Conflict: somebody published the same process at the same moment.
    """
    version = ProcessVersion(
        key=process.key,
        number=newest.number + 1 if newest else 1,
        name=process.name,
        digest=process.digest,
        published_by=work.actor.name,
        published_at=work.now,
        files=[ProcessFile(name=name, content=raw) for name, raw in sorted(process.files.items())],
    )
    work.session.add(version)
    try:
        work.session.flush()
    except IntegrityError as error:
        message = "Somebody published this process meanwhile. Please look again."
        raise Conflict("process.published_meanwhile", message) from error
    return version
