"""How a peer is talked to: HTTP as any server may speak it, with JSON in it."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from benchmarks.client import PATIENCE_SECONDS, Failed


@dataclass(frozen=True)
class Peer:
    """A peer that has the process of the benchmark.

    :param walk: takes one case after the other through it.
    :param stored: tells how many steps it knows of, in each way it can be asked.
    """

    walk: Callable[[], Iterator[tuple[str, float]]]
    stored: Callable[[str], Sequence[int]]


@dataclass(frozen=True)
class File:
    """What is sent as a file, with the fields around it."""

    field: str
    name: str
    content: bytes
    fields: dict[str, str]


class Line:
    """Keeps one connection to a peer open. Nothing is sent twice."""

    def __init__(self, url: str) -> None:
        """Take the address of the interface; ``user:password@`` or ``token@`` is who asks."""
        self._at = urlsplit(url)
        kind = HTTPSConnection if self._at.scheme == "https" else HTTPConnection
        self._connection = kind(self._at.hostname or "", self._at.port, timeout=PATIENCE_SECONDS)
        self._fields = {"Accept": "application/json", **_proof(url)}

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Return what was answered, nothing where the answer is empty.

        :param body: a file, or what is sent as JSON.
        :raises Failed: the peer is not there, refuses, or answers what is no JSON.
        """
        sent, kind = _sent(body)
        place = self._at.path.rstrip("/") + path
        asked = f"{method} {self._at.scheme}://{self._at.netloc.rpartition('@')[2]}{place}"
        try:
            self._connection.request(method, place, sent, self._fields | kind)
            response = self._connection.getresponse()
            answer = response.read()
            if not 200 <= response.status < 300:
                told = answer[:1000].decode(errors="replace")
                raise Failed(f"{asked}: {response.status} {told}")
            return json.loads(answer) if answer else None
        except (OSError, HTTPException) as error:
            raise Failed(f"{asked}: {error or type(error).__name__}") from error
        except ValueError as error:
            raise Failed(f"{asked}: answered no JSON, {answer[:100]!r}") from error


def _proof(url: str) -> dict[str, str]:
    at = urlsplit(url)
    if at.username is None:
        return {}
    username = unquote(at.username)
    if at.password is None:
        return {"Authorization": f"Bearer {username}"}
    pair = f"{username}:{unquote(at.password)}"
    return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}


def _sent(body: Any) -> tuple[bytes | None, dict[str, str]]:
    if body is None:
        return None, {}
    if not isinstance(body, File):
        return json.dumps(body).encode(), {"Content-Type": "application/json"}
    border, parts = uuid4().hex, []
    for name, value in body.fields.items():
        parts.append(f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode())
    place = f'form-data; name="{body.field}"; filename="{body.name}"'
    head = f"Content-Disposition: {place}\r\nContent-Type: application/octet-stream\r\n\r\n"
    parts.append(head.encode() + body.content)
    lines = b"".join(b"--%s\r\n%s\r\n" % (border.encode(), part) for part in parts)
    kind = {"Content-Type": f"multipart/form-data; boundary={border}"}
    return lines + b"--%s--\r\n" % border.encode(), kind
