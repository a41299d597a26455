"""Fixtures for letters: an office with ways out, and somebody who wants notices."""

import pytest
from flask import Flask
from sqlalchemy import select

from app import i18n
from app.jobs import letters as carrying
from app.pages.staff.office.notices import words_of
from app.storage.post.letters import Letter
from app.usecases.jobs.failing import Down
from app.usecases.letters.wishing import Wishes, wish
from tests.usecases.desk import Desk


class Post:
    """A way out that keeps what it carried, or raises what the test has written down."""

    def __init__(self):
        self.script, self.carried, self.cannot_bear = [], [], None

    def carry(self, to, told):
        if self.script:
            raise self.script.pop(0)
        if to == self.cannot_bear:
            raise Down("mail.unreachable", "The mail server could not be reached: %(why)s", why="")
        self.carried.append((to, told))


class House(Desk):
    """A desk in a house with two ways out."""

    def __init__(self, parts):
        super().__init__(parts)
        self.email, self.sms = Post(), Post()
        self.app = Flask("office")
        self.app.extensions |= {
            "parts": parts,
            "carriers": {"email": self.email, "sms": self.sms},
            "notice_words": words_of,
        }
        self.app.config["BASE_URL"] = "https://lianshen.example.gov.cn"
        i18n.install(self.app)

    def send(self):
        """Write and carry every letter that is due; return how many were tried."""
        with self.app.app_context():
            return carrying.carry_all()

    def wishes(self, who, email="li@example.gov.cn", phone="", by=None):
        """Let somebody be reached, and wish."""
        person = int(self.actor(who).id.removeprefix("person:"))
        return self.do(who, wish, person, Wishes(email, phone, by))

    def letters(self):
        """All letters, first first."""
        return self.all(select(Letter).order_by(Letter.id))


@pytest.fixture
def house(parts):
    """Nobody is told anything yet."""
    return House(parts)


@pytest.fixture
def late(house):
    """A case whose tax office is late, and one of its examiners has an address."""
    house.accepted()
    house.send()
    for post in (house.email, house.sms):
        post.carried.clear()
    house.wishes("xuchangqing")
    house.wait_until("2026-04-20T09:00")
    house.pass_due()
    return house
