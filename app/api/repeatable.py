"""Secrets that a repeated request is told again, though only their hashes are kept."""

import hmac
from hashlib import sha256

from flask import current_app

from app.api.reading import idempotency


def secret_for(sender: str) -> bytes | None:
    """Return what is the same for the same Idempotency-Key, so that a repeat tells what was lost.

    :param sender: the id of the actor who asks.
    :returns: 256 bits that nobody else can reckon; ``None`` for a request without a key.
    """
    request = idempotency()
    if request is None:
        return None
    said = f"{sender}\n{request.route}\n{request.key}\n{request.digest}".encode()
    return hmac.new(str(current_app.config["SECRET_KEY"]).encode(), said, sha256).digest()
