"""The demo office: made, and its accounts told."""

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app import jobs, migrating
from app.commands.office import files_of, read_days, read_yaml
from app.commands.speaking import OPERATOR, refusals_told, the_app
from app.config import ROOT
from app.storage.office import people, settings
from app.unit_of_work import look, the_parts, unit_of_work
from app.usecases.office import demonstrating, organising
from app.usecases.processes import designing
from engine.errors import NotFound

OFFICE = ROOT / "app" / "office" / "demo.yaml"


@click.command()
@with_appcontext
@refusals_told
def demo() -> None:
    """Make a running demo office: schema, calendar, people, processes, accounts."""
    migrating.upgrade(the_app())
    jobs.prepare(current_app.config, the_parts().database)
    with unit_of_work(OPERATOR) as work:
        demonstrating.open_demo(work)
        organising.load_office(work, read_yaml(OFFICE))
        if settings.get(work.session, settings.CALENDAR_VERSION) is None:
            organising.load_calendar(work, read_days())
        given = demonstrating.give_passwords(work)
    _keep(given)
    with unit_of_work(OPERATOR) as work:  # stories are counted by the calendar loaded above
        for folder in sorted((ROOT / "bpmn").iterdir()):
            designing.publish(work, files_of(folder))
    for account in _accounts():
        click.echo(f"  {account['username']:<16} {account['password']:<18} {account['name']}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@with_appcontext
@refusals_told
def accounts(as_json: bool) -> None:
    """Tell the demo accounts; a real office has none to tell."""
    told = _accounts()
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for account in told:
        click.echo(f"{account['username']:<16} {account['password']:<18} {account['name']}")


def _passwords_file() -> Path:
    folder: Path = current_app.config["LIANSHEN_DATA"]
    return folder / "demo-accounts.json"


def _keep(given: dict[str, str]) -> None:
    """Keep the passwords of visitors beside the data; only a demo office has such a file."""
    file = _passwords_file()
    before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    file.touch(mode=0o600)
    file.write_text(json.dumps(before | given), encoding="utf-8")


def _accounts() -> list[dict[str, object]]:
    if not _passwords_file().exists():
        raise NotFound("demo.none", "This is no demo office: it has no accounts to tell.")
    passwords = json.loads(_passwords_file().read_text(encoding="utf-8"))
    with look(OPERATOR) as work:
        return [
            {
                "username": person.username,
                "password": passwords[person.username],
                "name": person.name,
                "roles": sorted({post.role for post in person.posts}),
                "department": next((p.department for p in person.posts if p.department), None),
            }
            for person in people.everybody(work.session)
            if person.username in passwords
        ]


COMMANDS = (demo, accounts)
