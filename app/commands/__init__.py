"""What an operator types: ``flask --app wsgi …``. One file per subject."""

from click import Command, Context
from flask import Flask
from flask.cli import AppGroup


class Typed(AppGroup):
    """Commands that are imported when somebody types one: a server has no use for them."""

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return a command by its name."""
        self._import()
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of all commands."""
        self._import()
        return super().list_commands(ctx)

    def _import(self) -> None:
        from app.commands import subjects

        for command in subjects.commands():
            self.add_command(command)


def register(app: Flask) -> None:
    """Add the commands of every subject to those of the libraries."""
    app.cli = Typed(app.cli.name, commands=app.cli.commands)
