"""A conflict of opinions is coordinated on the page of the case, seen on board and lists."""

import re

import pytest

from tests.usecases.desk import HOTEL
from tests.web.speaking import ACCEPT, HAND_IN

RISE = {"rung": "departments", "reason": "协商不成"}
SENT = {"topic": "消防认为疏散宽度不足", "departments": ["fire"]}


@pytest.fixture
def path(client_of):
    """The page of a hotel that is reviewed."""
    clerk = client_of("zhouwenjing")
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    return f"/cases/{case['number']}"


@pytest.fixture
def begun(examiner, path):
    """The same case, its conflict handed to coordination."""
    examiner.get(path)
    assert examiner.send(f"{path}/coordinations", SENT).status_code == 302
    return path


def test_a_case_in_coordination_says_so_everywhere(examiner, begun):
    for page in (begun, f"{begun}/board", "/cases", "/coordinations"):
        assert "协调中" in examiner.get(page).text, page
    assert "承办部门协商" in examiner.get(begun).text


def test_what_is_missing_is_asked_again_with_what_was_typed(examiner, path):
    examiner.get(path)
    answer = examiner.send(f"{path}/coordinations", {"topic": "", "departments": ["fire"]})

    assert answer.status_code == 422
    assert "请写明意见冲突的内容" in answer.text
    assert re.search(r'value="fire" checked', answer.text)


def test_who_decides_is_told_and_settles_it_on_paper(browser_of, examiner, begun):
    approver = browser_of("zhangzhiyuan")
    assert "请于2026-03-03（含当日）前协调（承办部门协商）" in approver.get("/notices").text
    one = re.search(r'action="([^"]+/settlement)"', approver.get(begun).text)[1]
    wrong = approver.send(one, {"rung": "departments", "outcome": "", "words": ""})
    said = {"rung": "departments", "outcome": "not_followed", "words": "已由审图机构复核"}
    approver.send(one, said)

    assert (wrong.status_code, "请选择协调结果" in wrong.text) == (422, True)
    number = re.findall(r"/papers/([0-9-]+)", approver.get(begun).text)
    papers = [examiner.get(f"/papers/{one}").text for one in dict.fromkeys(number)]
    assert any("联审协调意见书" in one and "已由审图机构复核" in one for one in papers)


def test_it_is_sent_one_rung_up(browser_of, begun):
    approver = browser_of("zhangzhiyuan")
    one = re.search(r'action="([^"]+/raise)"', approver.get(begun).text)[1]
    approver.send(one, RISE)

    assert "牵头部门负责人协调" in approver.get(begun).text
    assert "作出协调意见</button>" not in approver.get(begun).text


def test_who_clicks_twice_is_told_that_it_has_moved(browser_of, begun):
    coordinator = browser_of("yuanmingde")
    seen = coordinator.get(begun).text
    one = re.search(r'action="([^"]+/raise)"', seen)[1]
    coordinator.send(one, RISE)
    again = coordinator.send(one, RISE)

    assert 'name="rung" value="departments"' in seen
    assert (again.status_code, "本次协调已转到其他层级" in again.text) == (409, True)
    assert 'name="rung" value="lead"' in again.text


def test_others_are_offered_nothing(browser_of, path, begun):
    page = browser_of("pengchao").get(begun).text

    assert "协调中" in page
    assert "/settlement" not in page
    assert "没有正在协调的意见冲突" in browser_of("luojun").get("/coordinations").text
