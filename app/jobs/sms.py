"""Notices by SMS: through a gateway the administrator has named, or into the log."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson
import structlog

from app.config import Unsafe
from app.jobs.endpoints import Endpoint
from app.jobs.sending import post
from app.jobs.webhook import AGAIN, SECONDS, signed
from app.usecases.jobs.failing import Failed, Hopeless
from app.usecases.letters.carrying import Told

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class SmsLog:
    """Says in the log that one would have been sent: neither to whom nor what."""

    def carry(self, to: str, told: Told) -> None:
        """Note it."""
        log.info("an SMS would be sent", key=told.key, signs=len(told.text))


@dataclass(frozen=True)
class SmsGateway:
    """Posts ``{"id", "to", "text"}``, signed as webhooks are, under a key that stays the same."""

    endpoint: Endpoint

    def carry(self, to: str, told: Told) -> None:
        """Post it.

        :raises Hopeless: the gateway refuses it, or may not be written to.
        :raises Failed: it does not answer, or asks to come again.
        """
        body = orjson.dumps({"id": told.key, "to": to, "text": told.text})
        answer = post(self.endpoint, body, signed(self.endpoint, told.key, body), SECONDS)
        if 200 <= answer.status < 300:
            return
        again = answer.status in AGAIN or answer.status >= 500
        message = "The SMS gateway answered %(status)s."
        raise (Failed if again else Hopeless)("sms.refused", message, status=answer.status)


def carrier(setting: str, endpoints: Mapping[str, Endpoint]) -> SmsLog | SmsGateway:
    """Return the way of SMS that a setting names.

    :param setting: ``log:``, or the name of an endpoint.
    :raises Unsafe: there is no such endpoint.
    """
    if setting == "log:":
        return SmsLog()
    if setting not in endpoints:
        raise Unsafe(f"LIANSHEN_SMS is log: or names an endpoint of the file; not “{setting}”.")
    return SmsGateway(endpoints[setting])
