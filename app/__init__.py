"""Remembers and shows: the web, the database and the clock around ``engine``."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask

from app import (
    api,
    commands,
    config,
    errors,
    i18n,
    jobs,
    logs,
    pages,
    permissions,
    protection,
    retrying,
)
from app.files import MEGABYTE, FileStore, Room
from app.pages.staff.lists.tables import TABLES
from app.pages.staff.office.notices import words_of
from app.storage.ground.database import Database
from app.usecases.clocks.grounds import clock_rules
from app.usecases.coordinating.ladder import ladder
from app.usecases.letters.habits import notice_rules
from app.usecases.meetings.rules import meeting_rules
from app.usecases.parts import Parts
from app.web import Web
from engine.rules.watch import Limits


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Put the parts together. No other module builds what it uses; nothing is started here.

    :param settings: win over the environment; see ``app.config``.
    :raises app.config.Unsafe: with what must be changed before this may serve anybody.
    """
    app = Web(__name__, template_folder="pages/templates")
    config.configure(app, settings or {})
    logs.configure(app)
    database, types = Database(app.config["DATABASE_URL"]), jobs.registered(app.config)
    lives = timedelta(days=app.config["MESSAGE_DAYS"])
    watch = Limits(
        jump=timedelta(minutes=app.config["JUMP_MINUTES"]),
        outage=timedelta(hours=app.config["OUTAGE_HOURS"]),
    )
    app.extensions["parts"] = Parts(
        database,
        job_types=types,
        messages_live=lives,
        bell=jobs.bell(app.config, database),
        watch=watch,
        clock=config.rules(app, "CLOCK", clock_rules),
        notices=config.rules(app, "NOTICES", notice_rules),
        meetings=config.rules(app, "MEETINGS", meeting_rules),
        ladder=config.rules(app, "COORDINATION", ladder),
    )
    app.extensions["files"] = FileStore(app.config["LIANSHEN_DATA"] / "files", _room(app))
    app.extensions["carriers"] = jobs.carriers(app.config)
    app.extensions["notice_words"] = words_of
    app.extensions["tables"] = TABLES
    i18n.install(app)
    errors.register(app)
    pages.register(app)
    api.register(app)
    commands.register(app)
    protection.register(app)
    permissions.register(app)
    protection.check_deeds(app)
    retrying.register(app)
    return app


def _room(app: Flask) -> Room:
    return Room(
        file_bytes=app.config["FILE_MEGABYTES"] * MEGABYTE,
        case_bytes=app.config["CASE_MEGABYTES"] * MEGABYTE,
        case_files=app.config["CASE_FILES"],
    )
