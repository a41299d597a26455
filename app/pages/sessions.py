"""The browser's cookie: which sign-in it carries, and what outlives one."""

from flask import session

from app.signin import TOKEN
from app.usecases.people import entering
from app.usecases.work import Work

LANGUAGE, DRAFTS = "language", "drafts"
KEPT = (LANGUAGE, DRAFTS)
"""What is the browser's and not the sign-in's."""


def begin(work: Work, token: str) -> None:
    """Let the cookie carry this sign-in; another that it carried is closed.

    Everything else in it goes, the CSRF token too, so that no cookie planted before the
    sign-in is worth anything after it.
    """
    if (before := session.get(TOKEN)) is not None:
        entering.sign_out(work, before)
    kept = {name: session[name] for name in KEPT if name in session}
    session.clear()
    session.update(kept)
    session[TOKEN] = token
