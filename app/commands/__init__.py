"""What an operator types: ``flask --app wsgi …``. One file per subject."""

from flask import Flask

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

GROUPS = (
    *(running, office, checking, importing, demo, moving, verifying),
    *(keeping, forecasting, guarding, supervising),
)


def register(app: Flask) -> None:
    """Add the commands of every subject."""
    for group in GROUPS:
        for command in group.COMMANDS:
            app.cli.add_command(command)
