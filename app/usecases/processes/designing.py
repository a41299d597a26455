"""A designer puts a new version of a process into use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.exc import IntegrityError

from app.storage.office import items, processes
from app.storage.office.processes import ProcessFile, ProcessVersion
from app.usecases.office import surveying
from app.usecases.processes.rights import designers_only
from app.usecases.work import Work
from engine import Process, stories
from engine.checks import Finding, check
from engine.errors import Conflict, Fault, Invalid
from engine.process import digest_of


@dataclass(frozen=True)
class Published:
    """A version, whether it is new or was there already, and what to mind about it.

    :param warnings: what was found in the files of a new version.
    """

    version: ProcessVersion
    new: bool
    warnings: tuple[Finding, ...] = ()


class Unfit(Invalid):
    """The files cannot be published; ``findings`` tell why, file by file and line by line."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        errors = _errors(findings)
        faults = [
            Fault(f"{found.file}:{found.line}", found.rule, found.message, found.params)
            for found in errors
        ]
        message = "The process cannot be published: %(count)s errors were found."
        super().__init__("process.unfit", message, faults, count=len(errors))
        self.findings = findings


def judge(work: Work, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Return what is found in a set of files, as if they were published now; nothing is kept.

    Stories are counted by the yearly notices alone, so that no decision of this office changes
    what a process promises; they are played once nothing else stands against publishing.

    :raises NotAllowed: the actor is neither a process designer nor an administrator.
    """
    designers_only(work)
    work.take_time()
    office = surveying.office(work)
    found = check(files, known=office)
    if _errors(found):
        return found
    process = Process.read(files)
    for item in items.of_process(work.session, process.key):
        found += check(files, known=replace(office, item=surveying.offered(item)))
    found = tuple(each for number, each in enumerate(found) if each not in found[:number])
    if _errors(found):
        return found
    return found + stories.judge(process, work.almanac.by_notices(), work.library)


def publish(work: Work, files: Mapping[str, bytes]) -> Published:
    """Make a set of files the version that new cases start on; running cases keep theirs.

    Publishing the same files again changes nothing and returns the version already there.

    :raises NotAllowed: the actor is neither a process designer nor an administrator.
    :raises Unfit: with every finding of every file, or each story that is not kept; nothing
        is stored.
    :raises Conflict: somebody published the same process at the same moment.
    """
    designers_only(work)
    newest = processes.newest_of_digest(work.session, digest_of(files))
    if newest is not None:
        return Published(newest, new=False)
    findings = judge(work, files)
    if _errors(findings):
        raise Unfit(findings)
    process = Process.read(files)
    newest = processes.latest(work.session, process.key)  # perhaps published while we judged
    if newest is not None and newest.digest == process.digest:
        return Published(newest, new=False)
    return Published(store(work, process, newest), new=True, warnings=findings)


def _errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


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
