"""What an operator types: ``flask --app wsgi …``. One file per subject."""

from importlib import import_module

from click import Command, Context
from flask import Flask
from flask.cli import AppGroup

SUBJECTS = {
    "serving": ("serve",),
    "working": ("worker",),
    "ticking": ("tick",),
    "upgrading": ("migrate",),
    "office": ("load-office", "load-calendar", "publish", "create-admin"),
    "checking": ("check", "play", "decide"),
    "importing": ("import",),
    "demo": ("demo", "accounts"),
    "moving": ("move-cases",),
    "verifying": ("verify",),
    "keeping": ("backup", "restore"),
    "forecasting": ("forecast",),
    "guarding": ("confirm-clock", "held-limits", "confirm-limits", "declare-outage"),
    "supervising": ("try-cards",),
}
"""By file, the commands it has."""
_FILES = {command: subject for subject, commands in SUBJECTS.items() for command in commands}


class Typed(AppGroup):
    """Commands of which only the one that is typed is imported: a server needs no others."""

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return a command by its name."""
        if cmd_name not in _FILES:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"{__name__}.{_FILES[cmd_name]}")
        return next(command for command in module.COMMANDS if command.name == cmd_name)

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(ctx), *_FILES})


def register(app: Flask) -> None:
    """Add the commands of every subject to those of the libraries."""
    app.cli = Typed(app.cli.name, commands=app.cli.commands)
