"""Notices by SMS: through a gateway the administrator has named, or into the log."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson
import structlog

from app.config import Unsafe
from app.jobs.endpoints import Endpoint
from app.jobs.sending import post
from app.jobs.webhook import AGAIN, SECONDS, signed
from app.usecases.jobs.failing import Barred, Down, Failed, Hopeless
from app.usecases.letters.carrying import Told

log = structlog.get_logger(__name__)

NOT_US = {401, 402, 403, 404, 405, 407}
"""Refusals that tell of the office and its setting, not of the one message."""


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

        :raises Barred: the gateway takes nothing from this office, or may not be written to.
        :raises Down: it does not answer, or takes nothing now.
        :raises Hopeless: it does not take this one.
        """
        body = orjson.dumps({"id": told.key, "to": to, "text": told.text})
        try:
            answer = post(self.endpoint, body, signed(self.endpoint, told.key, body), SECONDS)
        except Failed as failed:
            kind = Barred if isinstance(failed, Hopeless) else Down
            raise kind(failed.code, failed.message, **failed.params) from failed
        if not 200 <= answer.status < 300:
            message = "The SMS gateway answered %(status)s."
            raise _kind(answer.status)("sms.refused", message, status=answer.status)


def _kind(status: int) -> type[Failed]:
    if status in AGAIN or status >= 500:
        return Down
    return Barred if status in NOT_US or status < 400 else Hopeless


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
