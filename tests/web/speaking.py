"""How tests speak with the office: as programs, with a bearer token."""

import secrets
from datetime import timedelta

from flask.testing import FlaskClient

from app.storage.office import people, settings, signins
from app.storage.office.signins import Signin
from app.usecases.people import entering
from app.usecases.work import Work
from engine.people import Actor
from tests.office import TEA

PARTY = {"name": "何清荷", "id_number": "11010519491231002X", "phone": "13805710001"}
HAND_IN = {"item": "enterprise_setup", "applicant": PARTY, "answers": TEA}
ACCEPT = {"answers": {"identity_checked": True, "outcome": "accept"}}


class Program(FlaskClient):
    """A client of the API; paths are taken under ``/api/v1`` unless they say otherwise."""

    def __init__(self, app, token=None):
        super().__init__(app, app.response_class)
        if token:
            self.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"

    def open(self, path, *args, key=None, **kwargs):
        """Ask; ``key`` is the Idempotency-Key."""
        if key:
            kwargs["headers"] = {"Idempotency-Key": key} | kwargs.get("headers", {})
        prefix = "" if path.startswith(("/api/", "http")) else "/api/v1"
        return super().open(prefix + path, *args, buffered=True, **kwargs)


def token_for(app, username):
    """Let a person of the office in without asking for a password."""
    parts, token = app.extensions["parts"], secrets.token_urlsafe(8)
    with parts.database.writing() as session:
        now = settings.moment(session).now
        person = people.by_username(session, username)
        session.add(
            Signin(
                token_hash=signins.token_hash(token),
                kind="api",
                person_id=person.id,
                opened_at=now,
                expires_at=now + timedelta(days=365),
            )
        )
    return token


def token_of_party(app, case):
    """Let the applicant of a case in, by its number and code."""
    parts = app.extensions["parts"]
    with parts.database.writing() as session:
        work = Work(session, Actor("nobody", ""), parts)
        return entering.follow(work, case["number"], case["code"]).token
