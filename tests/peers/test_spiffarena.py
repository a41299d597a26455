"""A SpiffArena elsewhere is measured with our process, by its own interface: P4."""

from itertools import islice

import pytest

from benchmarks.client import Failed
from benchmarks.office import STEPS
from benchmarks.peers import dialects, spiffarena
from tests.peers.arena import Arena


@pytest.fixture
def arena():
    """A SpiffArena with nothing in it."""
    return Arena()


@pytest.fixture
def url(arena, served):
    """The address of its interface, with the token of a person."""
    return served(arena.app()).replace("//", "//secret@") + "/v1.0"


def test_cases_go_through_all_six_steps(arena, url):
    with spiffarena.deployed(url) as peer:
        deeds = [kind for kind, _ in islice(peer.walk(), 15)]
    assert deeds == ["start", *["step"] * 6] * 2 + ["start"]
    assert sorted(step for _, step in arena.done) == sorted([*STEPS, *STEPS])


def test_the_peer_is_asked_what_it_stored_case_by_case(url):
    with spiffarena.deployed(url) as peer:
        deeds = [kind for kind, _ in islice(peer.walk(), 10)]
        assert peer.stored(url) == [deeds.count("step")] == [8]


def test_more_cases_than_a_page_are_counted(url, monkeypatch):
    monkeypatch.setattr(spiffarena, "PAGE", 2)
    with spiffarena.deployed(url) as peer:
        [*islice(peer.walk(), 7 * 5)]
        assert peer.stored(url) == [30]


def test_the_diagram_is_bare_and_the_one_that_runs(arena, url):
    with spiffarena.deployed(url):
        drawn, first = arena.diagram, arena.first
    assert {task.get("id") for task in drawn.iter(f"{dialects.BPMN}userTask")} == STEPS.keys()
    assert not [*drawn.iter(f"{dialects.BPMN}extensionElements", f"{dialects.BPMN}lane")]
    assert first == {"primary_file_name": "process.bpmn", "primary_process_id": "co_review"}


def test_nothing_is_left_with_the_peer_though_cases_are_under_way(arena, url):
    with spiffarena.deployed(url) as peer:
        [*islice(peer.walk(), 10)]
        assert len(arena.status) == 2
    assert (arena.groups, arena.status) == ([], {})


def test_a_case_that_ends_too_early_fails(arena, url):
    with spiffarena.deployed(url) as peer:
        walk = peer.walk()
        next(walk)
        arena.open.clear()
        with pytest.raises(Failed, match="the case 1 ended too early"):
            next(walk)


def test_a_token_that_is_not_known_is_told(arena, served):
    with (
        pytest.raises(Failed, match=r"process-groups: 401 .*not_authenticated"),
        spiffarena.deployed(f"{served(arena.app())}/v1.0"),
    ):
        pass
