"""A designer looks at what a diagram of another product needs before it can be published."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from app.usecases.processes.rights import designers_only
from app.usecases.work import Work
from engine.checks import Finding, Known, check
from engine.documents import Unsound
from engine.importing import Rewrite, rewrites, rewritten


@dataclass(frozen=True)
class Imported:
    """A diagram written anew, what was changed in it, and what is left to be done.

    :param readable: whether it could be read at all; if not, the findings say why.
    """

    name: str
    raw: bytes
    rewrites: tuple[Rewrite, ...]
    findings: tuple[Finding, ...]
    readable: bool = True


def bring_in(work: Work, name: str, raw: bytes) -> Imported:
    """Return a foreign diagram written anew as far as that is safe; nothing is kept.

    :param name: what the file was called; the result ends with ``.bpmn``.
    :raises NotAllowed: the actor is neither a process designer nor an administrator.
    """
    designers_only(work)
    file, known = f"{PurePosixPath(name).stem}.bpmn", Known(complete=False)
    try:
        found = rewrites(raw, file)
    except Unsound:
        return Imported(file, raw, (), check({file: raw}, known=known), readable=False)
    anew = rewritten(raw, found)
    return Imported(file, anew, found, check({file: anew}, known=known))
