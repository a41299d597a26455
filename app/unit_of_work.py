"""Opens the unit of work of a request, a tick of the clock or a command."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, g

from app.usecases.parts import Parts
from app.usecases.work import Work
from engine.people import Actor

STORED = "may_have_stored"


@contextmanager
def unit_of_work(actor: Actor) -> Iterator[Work]:
    """Commit when the block ends, roll back on any error.

    Open exactly one per request, around exactly one deed: the answer must be known to be
    stored before anybody is told that it is.
    """
    parts = the_parts()
    with parts.database.writing(_note_commit) as session:
        work = Work(session, actor, parts)
        yield work
    work.committed()


def _note_commit() -> None:
    setattr(g, STORED, True)  # from here on nobody knows, until the commit has answered


def may_have_stored() -> bool:
    """Whether a unit of work of this request has come to its commit."""
    return bool(g.get(STORED, False))


@contextmanager
def look(actor: Actor) -> Iterator[Work]:
    """A unit of work for looking only: whatever it changes is rolled back."""
    parts = the_parts()
    with parts.database.reading() as session:
        yield Work(session, actor, parts)


def the_parts() -> Parts:
    """Return what ``create_app`` built."""
    parts: Parts = current_app.extensions["parts"]
    return parts
