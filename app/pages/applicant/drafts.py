"""Applications being written: kept on the way, shown as they stand, handed in once."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask import current_app, session

from app.clock import mailing
from app.files import Received
from app.pages import posted
from app.pages.sessions import DRAFTS
from app.storage.case import applications, materials
from app.storage.case.cases import Case
from app.storage.case.materials import Material
from app.storage.office import items, processes
from app.storage.office.items import Item
from app.storage.office.signins import token_hash
from app.unit_of_work import look, unit_of_work
from app.usecases.cases import applying, drafting
from app.usecases.cases.drafting import Written
from app.usecases.repeating import Repeated
from app.usecases.work import Work
from engine.errors import Fault, Invalid
from engine.forms import Form
from engine.people import Actor


@dataclass
class Sheet:
    """An application as its page shows it."""

    item: Item
    form: Form | None
    applicant: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    files: dict[str, list[Material]] = field(default_factory=dict)
    visible: set[str] = field(default_factory=set)
    saved_at: datetime | None = None
    at: datetime | None = None

    def asked(self, answers: dict[str, Any]) -> set[str]:
        """Return the keys of the questions that are asked with these answers."""
        if self.form is None:
            return set()
        return self.form.visible(answers, {"item": self.item.scope()}, self.at)


def sheet(actor: Actor, code: str, token: str | None) -> Sheet:
    """Return the page of an item's application, with what its draft holds.

    :raises NotFound: there is no such item, or its process was never published.
    """
    with look(actor) as work:
        item = items.get(work.session, code)
        version = processes.current(work.session, item.process)
        found = Sheet(item, work.process(version.digest).start_form, at=work.now)
        draft = applications.draft(work.session, token_hash(token)) if token else None
        if draft is not None and draft.item_code == code:
            found.applicant, found.answers = draft.applicant, draft.answers
            found.saved_at = draft.saved_at
            for one in materials.of_draft(work.session, draft.token_hash):
                found.files.setdefault(one.code, []).append(one)
        found.visible = found.asked(found.answers)
        return found


def keep(actor: Actor, code: str, token: str) -> list[Fault]:
    """Keep the posted words and files before anything is checked; tell which files were refused.

    :raises NotFound: there is no such item, or its process was never published.
    """
    form = sheet(actor, code, None).form
    with unit_of_work(actor) as work:
        drafting.keep(work, token, Written(code, posted.applicant(), posted.answers(form)))

    def add(material: str, file: Received) -> None:
        with unit_of_work(actor) as work:
            drafting.add_file(work, token, material, file)

    return posted.files(add)


def hand_in(actor: Actor, token: str, refused: list[Fault]) -> tuple[str | None, list[Fault]]:
    """Return the number of the new case, or everything that is wrong."""
    code = case_code(token)
    return became(actor, token, lambda work: drafting.hand_in(work, token, code, refused))


def became(
    actor: Actor, token: str, deed: Callable[[Work], Case]
) -> tuple[str | None, list[Fault]]:
    """Return the number of the case a deed makes of a draft, or everything that is wrong.

    A draft handed in twice, because the first answer was lost, is the same case.
    """
    try:
        with mailing(actor) as work:
            return deed(work).number, []
    except Repeated:
        return handed_in(actor, token), []
    except Invalid as refusal:
        return None, [*refusal.faults]


def handed_in(actor: Actor, token: str | None) -> str | None:
    """Return the number of the case a draft has become."""
    if token is None:
        return None
    with look(actor) as work:
        return drafting.handed_in(work, token)


def secret_of(code: str) -> str | None:
    """Return the secret of this browser's draft of an item's application."""
    kept: dict[str, str] = session.get(DRAFTS, {})
    return kept.get(code)


def new_secret() -> str:
    """Return a secret for a new draft."""
    return secrets.token_urlsafe(24)


def remember(code: str, token: str | None) -> None:
    """Keep the secret of a draft in the cookie, or forget it."""
    kept = {**session.get(DRAFTS, {}), code: token}
    session[DRAFTS] = {item: secret for item, secret in kept.items() if secret}


def case_code(token: str) -> str:
    """Return the code the case of a draft is followed with: the same however often it is sent."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return applying.code_from(hmac.new(key, token.encode(), sha256).digest())
