"""Addresses that are read once, however many apps the tests make.

An app has four hundred, and to read them is half of what it takes to put one together.
"""

from typing import Any

from app.web import Address

LEARNT = ("_parts", "_trace", "_converters", "arguments", "_build", "_build_unknown")
"""What Werkzeug finds out about an address that depends on nothing but how it is written."""


def share() -> None:
    """Let every app that is made from now on share what others have read."""
    read: dict[tuple[Any, ...], dict[str, Any]] = {}
    plainly = Address.compile

    def compile(address: Address) -> None:
        written = (address.rule, address.subdomain, address.merge_slashes, str(address.defaults))
        if written not in read:
            plainly(address)
            read[written] = {name: getattr(address, name) for name in LEARNT}
        vars(address).update(read[written])

    Address.compile = compile
