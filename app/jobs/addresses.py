"""Where a name leads: looked up once, judged, and then written to by its number."""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from app.jobs.endpoints import Network
from app.usecases.jobs.failing import Failed, Hopeless

Address = IPv4Address | IPv6Address

CARRIED = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
"""IPv6 networks that carry an IPv4 address inside, which nobody would have looked at."""


def resolve(host: str, port: int, allowed: Sequence[Network]) -> str:
    """Return the address to connect to, so that it cannot change after it was judged.

    :raises Failed: the name leads nowhere now.
    :raises Hopeless: one of its addresses is neither public nor allowed.

    Source: facts on reliability, row G26.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Failed("webhook.no_address", "“%(host)s” cannot be found.", host=host) from error
    addresses = [plain(str(one[4][0])) for one in found]
    for address in addresses:
        if not may_reach(address, allowed):
            message = "“%(host)s” leads to %(address)s, which is neither public nor allowed."
            raise Hopeless("webhook.forbidden", message, host=host, address=address)
    return str(addresses[0])


def may_reach(address: Address, allowed: Sequence[Network]) -> bool:
    """Whether an address is public, or in a network the administrator allows.

    >>> may_reach(plain("10.1.2.3"), ()), may_reach(plain("10.1.2.3"), [ip_network("10.0.0.0/8")])
    (False, True)
    """
    if any(address in network for network in allowed):
        return True
    carried = any(address in network for network in CARRIED)
    return address.is_global and not address.is_multicast and not carried


def plain(text: str) -> Address:
    """Return an address; one of IPv4 in the clothes of IPv6 as what it is.

    >>> plain("::ffff:127.0.0.1")
    IPv4Address('127.0.0.1')
    """
    address = ip_address(text.partition("%")[0])
    return getattr(address, "ipv4_mapped", None) or address
