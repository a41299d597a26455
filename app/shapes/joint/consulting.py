"""The link by which a body without an account answers: told again to who asked, never stored."""

import hmac
from hashlib import sha256

from flask import current_app, url_for

from app.storage.joint.questions import LINKED, Question

LENGTH = 40
"""Hexadecimal digits of a code: 160 bits."""


def code_of(question: Question) -> str:
    """Return the code that opens a question; each new link has another one."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    told = f"consultation:{question.id}:{question.links}".encode()
    return hmac.new(key, told, sha256).hexdigest()[:LENGTH]


def opens(question: Question, code: str) -> bool:
    """Whether a code is that of the newest link of a question."""
    return question.addressee in LINKED and hmac.compare_digest(
        code_of(question).encode(), code.encode()
    )


def address(question: Question) -> str | None:
    """Return the whole address of the link of a question that waits for a body."""
    if question.addressee not in LINKED or not question.open:
        return None
    code = code_of(question)
    return url_for("pages.consulting.show", question_id=question.id, code=code, _external=True)
