"""Conflicts of opinions and their coordination over the API."""

import pytest

from tests.usecases.desk import HOTEL
from tests.web.speaking import ACCEPT, HAND_IN

SENT = {"topic": "消防认为疏散宽度不足", "departments": ["fire"]}
RISE = {"rung": "departments", "reason": "协商不成"}
RESULT = {"rung": "lead", "outcome": "followed", "words": "由申请人整改疏散通道后再行许可"}


@pytest.fixture
def lead(client_of):
    """An examiner of the department that leads."""
    return client_of("wangjianguo")


@pytest.fixture
def path(clerk):
    """The coordinations of a hotel that is reviewed."""
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    return f"/cases/{case['number']}/coordinations"


@pytest.fixture
def one(lead, path):
    """The path of a coordination that has begun."""
    return f"{path}/{lead.post(path, json=SENT).json['id']}"


def test_a_conflict_is_handed_over_once_by_key(lead, path):
    first = lead.post(path, json=SENT, key="once")
    again = lead.post(path, json=SENT, key="once")
    other = lead.post(path, json=SENT)

    assert (first.status_code, again.json) == (201, first.json)
    assert (other.status_code, other.json["code"]) == (409, "coordination.open")
    assert first.json["deciders"] == ["market_regulation/approver"]


def test_it_goes_up_and_is_settled(client_of, lead, path, one):
    raised = client_of("zhangzhiyuan").post(f"{one}/raise", json=RISE)
    early = lead.post(f"{one}/settlement", json=RESULT)
    settled = client_of("konglinghui").post(f"{one}/settlement", json=RESULT)

    assert (raised.json["rung"], early.status_code) == ("lead", 403)
    assert (settled.json["state"], settled.json["outcome"]) == ("settled", "followed")
    assert [step["what"] for step in settled.json["steps"]] == ["begun", "raised", "settled"]
    assert lead.get(path).json["items"] == [settled.json]


def test_it_goes_up_from_the_rung_that_was_seen(client_of, one):
    coordinator = client_of("yuanmingde")
    first = coordinator.post(f"{one}/raise", json=RISE)
    again = coordinator.post(f"{one}/raise", json=RISE)
    blind = coordinator.post(f"{one}/raise", json={"reason": "协商不成"})

    assert (first.status_code, again.status_code, blind.status_code) == (200, 409, 422)
    assert again.json["code"] == "coordination.moved"


def test_it_stands_in_the_lists_of_those_it_concerns(client_of, one):
    who = ("pengchao", "zhangzhiyuan", "dengkai", "yuanmingde")
    mine = [len(client_of(one).get("/coordinations").json["items"]) for one in who]
    seen = client_of("yuanmingde").get("/coordinations?scope=seen").json["items"]

    assert (mine, len(seen)) == ([1, 1, 0, 0], 1)
    assert client_of("pengchao").get("/coordinations?over=true").json["items"] == []


def test_everything_wrong_is_told_at_once(lead, path):
    answer = lead.post(path, json={"topic": " ", "departments": ["nowhere"]})

    assert answer.status_code == 422
    assert {one["field"] for one in answer.json["errors"]} == {"topic", "departments"}


def test_who_has_no_part_finds_nothing(client_of, path, one):
    assert client_of("luojun").post(path, json=SENT).status_code == 404
    assert client_of("pengchao").post(f"{one}/raise", json=RISE).status_code == 403
    assert client_of("zhangzhiyuan").post(f"{path}/99/raise", json=RISE).status_code == 404
