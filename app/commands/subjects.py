"""All subjects of the commands."""

from collections.abc import Iterator

from click import Command

from app.commands import (
    checking,
    demo,
    forecasting,
    guarding,
    importing,
    keeping,
    moving,
    office,
    running,
    supervising,
    verifying,
)

SUBJECTS = (
    *(running, office, checking, importing, demo, moving, verifying),
    *(keeping, forecasting, guarding, supervising),
)


def commands() -> Iterator[Command]:
    """Yield the commands of every subject."""
    for subject in SUBJECTS:
        yield from subject.COMMANDS
