"""Opinions on materials that were replaced since, on the screens: features C7."""

import pytest


@pytest.fixture
def clerk(client_of):
    """A clerk of the window, as a program."""
    return client_of("zhouwenjing")


def test_the_department_sees_what_is_new_and_lets_its_opinion_stand(browser_of, given):
    case, opinion, newer = given
    approver, path = browser_of("zenghui"), f"/tasks/{opinion}"
    assert "材料“平面图.pdf”已更换" in approver.get("/notices").text
    shown = approver.get(path).text
    assert "该意见是针对材料的旧版本出具的" in shown
    assert f"/cases/{case['number']}/materials/{newer}" in shown

    assert approver.send(f"{path}/confirm-opinion").status_code == 302
    assert "对更换后的材料维持原意见：曾辉" in approver.get(f"/cases/{case['number']}").text
    assert approver.send(f"{path}/confirm-opinion").status_code == 409


def test_the_lead_sees_the_flag_and_is_offered_nothing(browser_of, given):
    case, opinion, _ = given
    lead = browser_of("wangjianguo")

    assert "该意见是针对材料的旧版本出具的" in lead.get(f"/cases/{case['number']}").text
    assert "针对旧版本" in lead.get(f"/cases/{case['number']}/board").text
    assert "重新出具意见" not in lead.get(f"/tasks/{opinion}").text


def test_the_department_gives_its_opinion_anew(browser_of, given):
    _, opinion, _ = given
    approver = browser_of("zenghui")
    approver.get(f"/tasks/{opinion}")

    assert approver.send(f"/tasks/{opinion}/opinion-anew").status_code == 302
    assert "不再计入" in approver.get(f"/tasks/{opinion}").text
