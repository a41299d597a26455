"""Questions over the API: asked once, answered by whom they are asked of."""

import pytest

from tests.usecases.desk import HOTEL
from tests.usecases.test_reviewing import EXAMINED
from tests.web.speaking import ACCEPT, HAND_IN

FOR_LEAD = {"to": "applicant", "text": "营业场所是否已取得产权证？", "stop": True}


@pytest.fixture
def path(clerk, task):
    """The questions about the first task of the case, which the window holds."""
    clerk.post(f"/tasks/{task['id']}/claim")
    return f"/tasks/{task['id']}/questions"


def test_a_question_is_asked_once_under_its_key(clerk, path, case):
    first, second = (clerk.post(path, json=FOR_LEAD, key="a") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert len(clerk.get(f"/cases/{case['number']}/questions").json["items"]) == 1


def test_the_applicant_answers_and_the_limit_goes_on(clerk, party, path, case):
    asked = clerk.post(path, json=FOR_LEAD).json
    of_case = f"/cases/{case['number']}/questions"

    answered = party.post(f"{of_case}/{asked['id']}/answer", json={"text": "已取得"}, key="b")

    assert asked["limit_stands"] is True
    assert (answered.status_code, answered.json["limit_stands"]) == (200, False)
    (shown,) = clerk.get(of_case).json["items"]
    assert (shown["answer"], shown["closing"]) == ("已取得", "answered")


def test_a_department_finds_what_it_is_asked(clerk, client_of, path, case):
    clerk.post(path, json={"to": "department", "department": "bank", "text": "可否预约开户？"})

    (found,) = client_of("luojun").get("/questions").json["items"]

    assert (found["case"], found["department"], found["by"]) == (case["number"], "bank", "周文静")


def test_an_applicant_sees_only_what_they_were_asked(clerk, party, path, case):
    clerk.post(path, json={"to": "lead", "text": "内部研究"})

    assert party.get(f"/cases/{case['number']}/questions").json["items"] == []


def test_a_question_taken_back_cannot_be_answered(clerk, party, path, case):
    asked = clerk.post(path, json=FOR_LEAD).json
    place = f"/cases/{case['number']}/questions/{asked['id']}"

    assert clerk.post(f"{place}/withdraw").status_code == 200
    refused = party.post(f"{place}/answer", json={"text": "已取得"})
    assert (refused.status_code, refused.json["code"]) == (409, "question.closed")


def test_everything_wrong_is_told_at_once(clerk, path):
    answer = clerk.post(path, json={"to": "department", "text": " "})

    assert answer.status_code == 422
    assert {one["field"] for one in answer.json["errors"]} == {"department", "text"}


@pytest.fixture
def fires(clerk, client_of):
    """A hotel that is reviewed: the task of fire, and the number of the case."""
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    shown = clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT).json
    task = next(one for one in shown["tasks"] if one["department"] == "fire")
    return f"/tasks/{task['id']}", case["number"]


def test_the_lead_asks_another_department_instead(client_of, fires):
    task, number = fires
    fire, lead = client_of("pengchao"), client_of("wangjianguo")
    told = fire.post(f"{task}/not-ours", json={"reason": "不属于消防验收范围"}, key="a").json
    again = fire.post(f"{task}/not-ours", json={"reason": "不属于消防验收范围"}, key="a").json
    place = f"/cases/{number}/questions/{told['id']}/reroute"

    case = lead.post(place, json={"department": "ecology", "reason": "涉及排水", "working_days": 3})

    assert (told, told["elsewhere"]) == (again, True)
    assert case.status_code == 200
    asked = {one["department"] for one in case.json["tasks"]}
    assert ("ecology" in asked, "fire" in asked) == (True, False)
    (shown,) = lead.get(f"/cases/{number}/questions").json["items"]
    assert (shown["closing"], shown["passed_to"]) == ("answered", "ecology")


def test_an_own_limit_must_fit_into_the_case(client_of, fires):
    wanted = {"step": "pre_approval", "department": "ecology", "reason": "涉及排水"}
    path = f"/cases/{fires[1]}/departments"

    refused = client_of("wangjianguo").post(path, json=wanted | {"working_days": 300})

    assert [one["field"] for one in refused.json["errors"]] == ["working_days"]


def test_what_goes_to_a_higher_authority_says_until_when_and_that_it_was_sent(clerk, client_of):
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    asked = clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT).json["tasks"]
    first = next(one["id"] for one in asked if one["department"] == "fire")
    client_of("pengchao").post(f"/tasks/{first}/complete", json={"answers": EXAMINED})
    fire, of_case = client_of("zenghui"), f"/cases/{case['number']}"
    tasks = fire.get(of_case).json["tasks"]
    opinion = next(one["id"] for one in tasks if one["step"] == "approve_pre_approval")
    sent = {"to": "higher", "body": "临江市消防救援支队", "text": "请示", "stop": True}

    reported = fire.post(f"/tasks/{opinion}/questions", json=sent).json
    done = [fire.post(f"{of_case}/questions/{reported['id']}/forwarded") for _ in range(2)]

    assert (reported["limit_stands"], reported["link"] is not None) == (True, True)
    assert reported["forward_by"] is not None
    assert [(one.status_code, one.json.get("forward_by")) for one in done] == [
        (200, None),
        (409, None),
    ]
