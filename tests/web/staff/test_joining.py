"""The lead adds and drops departments on the page of the case."""

import pytest

from tests.usecases.desk import HOTEL
from tests.web.speaking import ACCEPT, HAND_IN


@pytest.fixture
def path(client_of):
    """The page of a hotel that is reviewed: departments are asked for pre-approvals."""
    clerk = client_of("zhouwenjing")
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    return f"/cases/{case['number']}"


def wanted(department, reason="选址临近河道"):
    return {"step": "pre_approval", "department": department, "reason": reason}


def test_the_lead_adds_and_drops_departments(examiner, path):
    assert "增加参与部门" in examiner.get(path).text
    added = examiner.send(f"{path}/departments", wanted("ecology"))
    dropped = examiner.send(f"{path}/departments/drop", wanted("fire", "不涉及消防安全"))

    page = examiner.get(path).text
    assert (added.status_code, dropped.status_code) == (302, 302)
    assert "已取消参与部门，并已通知该部门" in page
    assert "牵头部门增加参与部门" in page
    assert "消防救援大队 · 不涉及消防安全" in page


def test_the_department_reads_who_asks_it_and_why(browser_of, examiner, path):
    examiner.get(path)
    examiner.send(f"{path}/departments/drop", wanted("fire", "不涉及消防安全"))

    read = browser_of("pengchao").get("/notices").text
    assert "不再征询贵部门意见：前置许可并联审批（每部门）。理由：不涉及消防安全" in read


def test_what_is_missing_is_asked_again_with_what_was_typed(examiner, path):
    examiner.get(path)
    answer = examiner.send(f"{path}/departments", wanted("", "选址临近河道"))

    assert answer.status_code == 422
    assert "请选择部门" in answer.text
    assert "选址临近河道</textarea>" in answer.text


def test_a_conflict_is_told_on_the_page(examiner, path):
    examiner.get(path)
    answer = examiner.send(f"{path}/departments", wanted("fire"))

    assert answer.status_code == 409
    assert "该部门已参与联审" in answer.text


def test_other_departments_are_offered_nothing(browser_of, path):
    assert "增加参与部门" not in browser_of("zenghui").get(path).text
