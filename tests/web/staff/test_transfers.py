"""Moving running cases on the page and over the API: seen first, then done, each told."""

import pytest

from tests.usecases import drawing
from tests.usecases.desk import Desk
from tests.usecases.test_transferring import version

PAGE = "/processes/careful/versions/1/moves"
PATH = PAGE


@pytest.fixture
def desk(served):
    """Two cases on the first version of a process that has three."""
    desk = Desk(served.extensions["parts"])
    drawing.publish(desk, version("look"))
    for _ in range(2):
        desk.hand_in({}, item="careful")
    drawing.publish(desk, version("look", "check"))
    drawing.publish(desk, version("check"))
    return desk


def test_the_page_shows_every_case_before_it_moves_them(desk, browser_of):
    designer = browser_of("duruoxi")

    seen = designer.get(f"{PAGE}?to=2").text
    assert seen.count('name="case"') == 2
    assert desk.case().version == 1


def test_the_page_moves_the_chosen_cases_and_tells_of_each(desk, browser_of):
    designer = browser_of("duruoxi")
    sent = {"to": "2", "reason": "补上复核", "case": desk.number}
    told = designer.send(PAGE, sent)

    assert told.status_code == 200
    assert "已迁移" in told.text
    assert desk.case().version == 2
    assert desk.breaches() == []


def test_the_page_says_why_a_case_stays(desk, browser_of):
    seen = browser_of("chengxiao").get(f"{PAGE}?to=3").text

    assert seen.count("不能迁移") >= 2
    assert 'name="case"' not in seen


@pytest.mark.parametrize("missing", ["reason", "case"])
def test_the_page_moves_nothing_without_a_reason_or_a_case(desk, browser_of, missing):
    sent = {"to": "2", "reason": "补上复核", "case": desk.number}
    del sent[missing]
    told = browser_of("duruoxi").send(PAGE, sent)

    assert (told.status_code, desk.case().version) == (422, 1)


def test_only_designers_and_administrators_move_cases(desk, browser_of, client_of):
    assert browser_of("zhouwenjing").get(PAGE).status_code == 403
    assert client_of("zhouwenjing").post(PATH, json={"to": 2}).status_code == 403


def test_the_api_asks_first_and_moves_then(desk, client_of):
    program = client_of("chengxiao")
    asked = program.post(PATH, json={"to": 2, "dry_run": True}).json
    done = program.post(PATH, json={"to": 2, "reason": "补上复核", "cases": [desk.number]}).json
    again = program.post(PATH, json={"to": 2, "reason": "补上复核", "cases": [desk.number]}).json

    assert [one["result"] for one in asked["items"]] == ["movable", "movable"]
    assert done["items"] == [{"case": desk.number, "result": "moved", "obstacles": []}]
    assert again == {"items": [], "next": None}


def test_the_api_tells_every_reason(desk, client_of):
    told = client_of("chengxiao").post(PATH, json={"to": 3, "dry_run": True}).json["items"][0]

    assert told["result"] == "stays"
    assert "look" in [reason["step"] for reason in told["obstacles"]]


@pytest.mark.parametrize(
    ("sent", "status"), [({"to": 9, "dry_run": True}, 404), ({"to": 2}, 422), ({}, 422)]
)
def test_the_api_refuses_what_cannot_be(desk, client_of, sent, status):
    assert client_of("chengxiao").post(PATH, json=sent).status_code == status
