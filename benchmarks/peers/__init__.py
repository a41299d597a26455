"""Other engines that run somewhere already, driven over their own REST interfaces."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

from benchmarks.peers import camunda7, spiffarena
from benchmarks.peers.talking import Peer

ADAPTERS: dict[str, Callable[[str], AbstractContextManager[Peer]]] = {
    "camunda7": camunda7.deployed,
    "spiffarena": spiffarena.deployed,
}


def named(given: str) -> tuple[str, str]:
    """Return the name and the address of a peer given as ``name=http://…``.

    :raises ArgumentTypeError: no such peer is known, or it has no address of the web.
    """
    name, _, url = given.partition("=")
    if name not in ADAPTERS:
        raise ArgumentTypeError(f"{name!r} is none of {', '.join(ADAPTERS)}")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise ArgumentTypeError(f"{name} needs the address of its REST interface: {name}=http://…")
    return name, url
