"""The machines this office may write to: named in a file of its administrator, nowhere else."""

import ssl
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from app.config import Unsafe

Network = IPv4Network | IPv6Network

SHORTEST_SECRET = 16


@dataclass(frozen=True)
class Endpoint:
    """A machine this office may write to.

    :param secret: known to both sides; what is sent is signed with it.
    :param allow: networks it may lie in although they are not public.
    :param ca: the file of the only authority it is believed by; none for those of the system.
    """

    name: str
    url: str
    secret: str = field(repr=False)
    allow: tuple[Network, ...] = ()
    ca: Path | None = None


class _Row(Schema):
    class Meta:
        unknown = RAISE

    url = fields.String(required=True)
    secret = fields.String(required=True, validate=validate.Length(min=SHORTEST_SECRET))
    allow = fields.List(fields.String(), load_default=list)
    ca = fields.String(load_default=None)


def read(file: Path) -> dict[str, Endpoint]:
    """Return the endpoints of a file by their names; a file that is not there names none.

    :raises Unsafe: it cannot be read, or one of them is not safe.
    """
    if not file.exists():
        return {}
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        return {name: _endpoint(name, row, file.parent) for name, row in told.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError, ValueError) as error:
        raise Unsafe(f"{file.name} cannot be used: {error}") from error


def _endpoint(name: str, row: Mapping[str, Any], folder: Path) -> Endpoint:
    told = _Row().load(row)
    url = urlsplit(told["url"])
    if url.scheme not in ("https", "http") or not url.hostname or url.username or url.fragment:
        raise ValueError(f"{name}: give an https address with a host and without a user")
    allow = tuple(ip_network(network) for network in told["allow"])
    if url.scheme == "http" and not any(network.is_loopback for network in allow):
        raise ValueError(f"{name}: http only on this machine; allow 127.0.0.1/32, or use https")
    ca = folder / told["ca"] if told["ca"] else None
    if ca is not None:
        _try(name, ca)
    return Endpoint(name, told["url"], told["secret"], allow, ca)


def _try(name: str, ca: Path) -> None:
    try:
        ssl.create_default_context(cafile=ca)
    except OSError as error:
        raise ValueError(f"{name}: ca {ca} holds no certificate: {error}") from error
