"""What people see: one file per screen, each a blueprint ``pages.<screen>``."""

from flask import Blueprint, Flask

from app.pages import (
    admin,
    consulting,
    english,
    papers,
    password,
    showing,
    signin,
    staff,
    start,
    surroundings,
    verify,
    why,
)
from app.pages.applicant import ITEMS, STATUS
from app.pages.window import WINDOW

SCREENS = (
    start.blueprint,
    signin.blueprint,
    ITEMS,
    STATUS,
    WINDOW,
    papers.blueprint,
    verify.blueprint,
    consulting.blueprint,
    why.blueprint,
    *staff.SCREENS,
    *admin.SCREENS,
)


def register(app: Flask) -> None:
    """Put all screens under their paths and give the templates their words."""
    showing.install(app)
    english.install(app)
    surroundings.install(app)
    pages = Blueprint("pages", __name__)
    pages.before_request(password.own_first)
    for screen in SCREENS:
        pages.register_blueprint(screen)
    app.register_blueprint(pages)
