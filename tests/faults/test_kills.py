"""The scenarios of ``make faults``, each with a few breaks: they keep working, and find nothing."""

import pytest

from faults.ground import Grounds
from faults.places import PLACES
from faults.plan import SCENARIOS
from faults.points import POINTS

FEW = {"kills": 10}


@pytest.fixture(scope="module")
def grounds(tmp_path_factory):
    """What makes offices on databases of both kinds."""
    from tests.postgres import PostgresServer

    with PostgresServer(()) as server:
        yield Grounds(tmp_path_factory.mktemp("faults"), server)


CHOSEN = [(name, kind) for name, one in SCENARIOS.items() for kind in one.kinds]


@pytest.mark.parametrize(("name", "kind"), CHOSEN)
def test_whatever_is_broken_nothing_is_lost(grounds, name, kind):
    with grounds.new(kind, "the suite") as ground:
        report = SCENARIOS[name].play(ground, FEW[name])

    assert not report.losses, report.told
    assert report.broken >= FEW[name]
    assert report.cases > 0


def test_every_point_is_a_place_of_some_deed():
    assert {point for place in PLACES.values() for point in place.points} == set(POINTS)
