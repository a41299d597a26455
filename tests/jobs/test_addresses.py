"""Reliability row G26: a webhook reaches nothing but what is public or allowed by name."""

import socket
from ipaddress import ip_network

import pytest

from app.jobs import addresses
from app.jobs.addresses import may_reach, plain
from app.usecases.jobs.failing import Failed, Hopeless

INSIDE = [
    *("127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1"),
    *("fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    *("fe80::1%eth0", "ff02::1", "2001:0:7f00:1::"),
]


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_public_is_not_reached(address):
    assert not may_reach(plain(address), ())


@pytest.mark.parametrize("address", ["114.114.114.114", "2400:3200::1"])
def test_what_is_public_is_reached(address):
    assert may_reach(plain(address), ())


def test_what_is_allowed_is_reached_and_its_neighbour_is_not():
    allowed = [ip_network("10.8.0.0/16")]

    assert may_reach(plain("10.8.1.1"), allowed)
    assert not may_reach(plain("10.9.1.1"), allowed)


@pytest.mark.parametrize("host", ["localhost", "0x7f.1", "127.1", "2130706433", "[::1]"])
def test_this_machine_is_not_reached_under_any_name(host):
    with pytest.raises((Hopeless, Failed)):
        addresses.resolve(host, 443, ())


def test_a_name_with_one_address_inside_is_refused_whole(monkeypatch):
    names(monkeypatch, "114.114.114.114", "127.0.0.1")

    with pytest.raises(Hopeless):
        addresses.resolve("evil.example", 443, ())


def test_the_address_that_was_judged_is_the_one_connected_to(monkeypatch):
    names(monkeypatch, "114.114.114.114")

    assert addresses.resolve("good.example", 443, ()) == "114.114.114.114"


def names(monkeypatch, *found):
    """Let every name lead to these addresses."""
    told = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: told)
