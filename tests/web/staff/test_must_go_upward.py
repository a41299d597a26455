"""“Must go upward” on the pages and in the API: the lead decides, the step waits: C3, D 203."""

import json

import pytest

from tests.usecases import drawing
from tests.usecases.desk import Desk
from tests.web.pages.browsing import words
from tests.web.speaking import PARTY

ABOVE, WHY = "临江市消防救援支队", "高度超过一百米，依法由上级机关决定"
SAID = {"opinion": "go_upward", "reason": WHY}
POSTED = {f"answers.{key}": said for key, said in SAID.items()}
KINDS = [("agree", "同意"), ("go_upward", "须报上级")]
FIELDS = [
    {"type": "radio", "id": "o", "key": "opinion", "label": "部门意见"}
    | {"values": [{"value": value, "label": label} for value, label in KINDS]},
    {"type": "textarea", "id": "r", "key": "reason", "label": "理由"},
]
FORM = {"id": "answer", "type": "default", "schemaVersion": 16, "components": FIELDS}


def offer(parts, **of_item):
    """Offer a co-approval of fire and commerce, whose form knows that opinion."""
    office = Desk(parts)
    drawing.shelve(office, drawing.two_opinions(), json.dumps(FORM).encode(), **of_item)
    return office


@pytest.fixture
def asked(served, client_of):
    """Fire holds the task of its opinion: the case, and the page of the task."""
    offer(served.extensions["parts"])
    wish = {"item": "two_opinions", "answers": {}, "applicant": PARTY}
    case = client_of("zhouwenjing").post("/cases", json=wish).json
    task = next(one["id"] for one in case["tasks"] if one["department"] == "fire")
    client_of("pengchao").post(f"/tasks/{task}/claim")
    return f"/cases/{case['number']}", f"/tasks/{task}"


def test_the_page_says_before_that_the_step_will_wait_and_after_that_it_does(browser_of, asked):
    case, task = asked
    fire, lead = browser_of("pengchao"), browser_of("wangjianguo")
    shown = words(fire.get(task))
    assert "其间本环节等待" in shown
    assert "提交后本环节等待：意见先送牵头部门" in shown

    sent = fire.send(f"{task}/complete", POSTED)

    assert sent.location == task
    shown = words(fire.get(task))
    assert "在其处理之前，本环节等待" in shown
    assert "该环节等待中" in shown
    assert "须报上级，待牵头部门处理" in words(lead.get(f"{case}/board"))
    assert "须报上级" in words(lead.get("/questions"))
    assert "彭超提出意见：须报上级" in words(lead.get(case))


def test_the_lead_takes_it_up_from_the_page_of_the_case(browser_of, asked):
    case, task = asked
    fire, lead = browser_of("pengchao"), browser_of("wangjianguo")
    fire.send(f"{task}/complete", POSTED)
    page = lead.get(case).text
    assert f"{case}/questions/1/take-up" in page
    assert f"{case}/questions/1/take-up" not in fire.get(case).text

    wrong = lead.send(f"{case}/questions/1/take-up", {"body": "", "text": WHY})
    assert (wrong.status_code, "请填写上级机关名称" in words(wrong)) == (422, True)
    lead.send(f"{case}/questions/1/take-up", {"body": ABOVE, "text": WHY})

    shown = words(lead.get(case))
    assert f"已报请{ABOVE}" in shown
    assert "前转报（含当日）" in shown


def test_the_lead_sends_it_back_with_a_reason(browser_of, asked):
    case, task = asked
    fire, lead = browser_of("pengchao"), browser_of("wangjianguo")
    fire.send(f"{task}/complete", POSTED)

    assert lead.send(f"{case}/questions/1/answer", {"text": " "}).status_code == 422
    lead.send(f"{case}/questions/1/answer", {"text": "未超出本级权限"})

    shown = words(fire.get(task))
    assert "未超出本级权限" in shown
    assert "已退回部门" in shown


def test_without_a_reason_nothing_is_told(browser_of, asked):
    _, task = asked
    refused = browser_of("pengchao").send(f"{task}/complete", {"answers.opinion": "go_upward"})

    assert (refused.status_code, "该意见须说明理由" in words(refused)) == (422, True)


def test_over_the_api_it_is_taken_up_once_under_its_key(client_of, asked):
    case, task = asked
    fire, lead = client_of("pengchao"), client_of("wangjianguo")
    told = fire.post(f"{task}/complete", json={"answers": SAID}).json
    path, wish = f"{case}/questions/1/take-up", {"body": ABOVE, "text": WHY}
    assert fire.post(path, json=wish).json["code"] == "joining.not_lead"

    first, second = (lead.post(path, json=wish, key="a") for _ in range(2))

    assert sorted(one["department"] for one in told["tasks"]) == ["commerce", "fire"]
    assert (first.status_code, first.json) == (201, second.json)
    assert (first.json["upward"], first.json["forward_by"]) == ("wait", "2026-03-05")
    assert lead.post(f"{case}/questions/2/take-up", json=wish).status_code == 409
