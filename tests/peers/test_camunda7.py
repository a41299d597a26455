"""A Camunda 7 elsewhere is measured with our process, by its own interface: P5."""

from itertools import islice

import pytest

from benchmarks.client import Failed
from benchmarks.office import STEPS
from benchmarks.peers import camunda7, dialects
from tests.peers.camunda import Camunda

CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"


@pytest.fixture
def camunda():
    """A Camunda 7 with nothing in it."""
    return Camunda()


@pytest.fixture
def url(camunda, served):
    """The address of its interface."""
    return f"{served(camunda.app())}/engine-rest"


def test_cases_go_through_all_six_steps(camunda, url):
    with camunda7.deployed(url) as peer:
        deeds = [kind for kind, _ in islice(peer.walk(), 15)]
    assert deeds == ["start", *["step"] * 6] * 2 + ["start"]
    assert sorted(camunda.done) == sorted([*STEPS, *STEPS])


def test_the_peer_is_asked_what_it_stored(url):
    with camunda7.deployed(url) as peer:
        deeds = [kind for kind, _ in islice(peer.walk(), 10)]
        assert peer.stored(url) == [deeds.count("step")] == [8]


def test_the_diagram_has_the_groups_of_ours_and_none_of_our_settings(camunda, url):
    with camunda7.deployed(url):
        tasks = [*camunda.diagram.iter(f"{dialects.BPMN}userTask")]
        (process,) = camunda.diagram.iter(f"{dialects.BPMN}process")
        assert not [*camunda.diagram.iter(f"{dialects.BPMN}extensionElements")]
    groups = {task.get("id"): task.get(f"{CAMUNDA}candidateGroups") for task in tasks}
    assert groups.keys() == STEPS.keys()
    assert groups["land"] == "land/examiner"
    assert process.get(f"{CAMUNDA}historyTimeToLive") == "1"


def deployed_and_broken(url):
    """Begin a case at the peer and break off."""
    with camunda7.deployed(url) as peer:
        yield next(peer.walk())
        yield 1 / 0


def test_nothing_is_left_with_the_peer_whatever_happens(camunda, url):
    with pytest.raises(ZeroDivisionError):
        [*deployed_and_broken(url)]
    assert camunda.diagram is None
    assert not camunda.open


def test_a_case_that_ends_too_early_fails(camunda, url):
    with camunda7.deployed(url) as peer:
        walk = peer.walk()
        next(walk)
        camunda.open.clear()
        with pytest.raises(Failed, match="the case case1 ended too early"):
            next(walk)


def test_a_task_that_somebody_else_took_fails_in_the_words_of_the_peer(camunda, url):
    with camunda7.deployed(url) as peer:
        walk = peer.walk()
        [*islice(walk, 3)]  # the other two reviews are known to be open
        camunda.open.clear()
        with pytest.raises(Failed, match=r"complete: 500 .*RestException"):
            next(walk)
