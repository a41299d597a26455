"""Scenarios of ``make faults`` with a few breaks: they keep working, and find nothing."""

import pytest

from faults.ground import Grounds
from faults.places import PLACES
from faults.plan import SCENARIOS
from faults.points import POINTS
from tests.postgres import PostgresServer

FEW = [
    ("kills", "sqlite", 10),
    ("kills", "postgres", 10),
    ("served", "sqlite", 2),
    ("pauses", "sqlite", 2),
    ("cuts", "postgres", 2),
]
"""The others play on the same servers with the same people."""


@pytest.fixture(scope="module")
def grounds(tmp_path_factory):
    """What makes offices on databases of both kinds."""
    with PostgresServer(()) as server:
        yield Grounds(tmp_path_factory.mktemp("faults"), server)


@pytest.mark.parametrize(("name", "kind", "times"), FEW)
def test_whatever_is_broken_nothing_is_lost(grounds, name, kind, times):
    with grounds.new(kind, "the suite") as ground:
        report = SCENARIOS[name].play(ground, times)

    assert not report.losses, report.told
    assert report.broken >= times
    assert report.cases > 0


def test_every_point_is_a_place_of_some_deed():
    assert {point for place in PLACES.values() for point in place.points} == set(POINTS)
