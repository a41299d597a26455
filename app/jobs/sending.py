"""Posts to one address and takes the answer: no redirects, and an end to time and size."""

import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from threading import Event, Timer
from urllib.parse import urlsplit

from app.jobs.addresses import resolve
from app.jobs.endpoints import Endpoint
from app.usecases.jobs.failing import Failed, Hopeless

LARGEST_ANSWER = 64 * 1024


@dataclass(frozen=True)
class Answer:
    """What a machine answered."""

    status: int
    body: bytes


class _Pinned(HTTPConnection):
    """A connection to an address that was judged, under the name it was looked up by."""

    def __init__(self, host: str, address: tuple[str, int], seconds: float) -> None:
        super().__init__(host, address[1], timeout=seconds)
        self.address, self.late = address, Event()
        self.safely: ssl.SSLContext | None = None
        self.wire: socket.socket | None = None

    def connect(self) -> None:
        self.sock = self.wire = socket.create_connection(self.address, self.timeout)
        if self.safely is not None:
            safe = self.safely.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = self.wire = safe
            safe.do_handshake()
        if self.late.is_set():
            raise TimeoutError

    def close(self) -> None:
        super().close()
        if self.wire is not None:
            self.wire.close()

    def cut(self) -> None:
        """End it, whatever the other side does; ``sock`` is gone once an answer has begun."""
        self.late.set()
        if self.wire is not None:
            with suppress(OSError):
                self.wire.shutdown(socket.SHUT_RDWR)


def post(endpoint: Endpoint, body: bytes, headers: Mapping[str, str], seconds: float) -> Answer:
    """Post to an endpoint and return its answer, whatever its status.

    :param seconds: for everything together, from the first byte to the last.
    :raises Failed: nobody answers, or not in time.
    :raises Hopeless: the address is forbidden, or the answer too large.
    """
    url = urlsplit(endpoint.url)
    host, safe = url.hostname or "", url.scheme == "https"
    port = url.port or (443 if safe else 80)
    address = resolve(host, port, endpoint.allow)
    if not safe and not ip_address(address).is_loopback:
        raise Hopeless(
            "webhook.unsafe", "“%(name)s” is written to by https only.", name=endpoint.name
        )
    connection = _Pinned(host, (address, port), seconds)
    if safe:
        connection.safely = ssl.create_default_context(cafile=endpoint.ca)
    target = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
    watch = Timer(seconds, connection.cut)
    watch.start()
    try:
        return _exchange(connection, target, body, headers)
    except (OSError, HTTPException) as error:
        raise _unreached(endpoint.name, error, connection.late.is_set()) from error
    finally:
        watch.cancel()
        connection.close()


def _unreached(name: str, error: Exception, late: bool) -> Failed:
    """Return why an endpoint was not reached, in words for what one meets most."""
    if late or isinstance(error, TimeoutError):
        return Failed("webhook.unreachable", "“%(name)s” takes too long to answer.", name=name)
    if isinstance(error, ConnectionRefusedError):
        return Failed("webhook.unreachable", "“%(name)s” refuses the connection.", name=name)
    message = "“%(name)s” could not be reached: %(why)s"
    return Failed("webhook.unreachable", message, name=name, why=type(error).__name__)


def _exchange(connection: _Pinned, target: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    connection.request("POST", target, body, dict(headers))
    with connection.getresponse() as answer:
        said = answer.read(LARGEST_ANSWER + 1)
    if connection.late.is_set():
        raise TimeoutError
    if len(said) > LARGEST_ANSWER:
        message = "The answer has more than %(most)s bytes."
        raise Hopeless("webhook.answer_too_large", message, most=LARGEST_ANSWER)
    return Answer(answer.status, said)
