"""The page on which the lead asks departments again: features L9."""

import pytest

from tests.web.pages.browsing import words


@pytest.fixture
def clerk(client_of):
    """A clerk of the window, as a program."""
    return client_of("zhouwenjing")


@pytest.fixture
def lead(browser_of):
    """Somebody of the department that leads the case."""
    return browser_of("wangjianguo")


def test_exactly_those_whose_materials_changed_are_proposed(lead, given):
    case, opinion, _ = given
    path = f"/cases/{case['number']}"
    assert f"{path}/opinions/again" in lead.get(path).text
    assert f"{path}/opinions/again" in lead.get(f"{path}/board").text

    page = lead.get(f"{path}/opinions/again")

    assert f'value="{opinion}" checked' in page.text
    assert "此后已更换的材料：平面图.pdf" in words(page)
    assert "examine_pre_approval" in page.text


def test_they_are_asked_again_and_read_why(lead, browser_of, given):
    case, opinion, _ = given
    path = f"/cases/{case['number']}/opinions/again"
    sent = {"task": opinion, "reason": "平面图已更换，请复核疏散通道"}

    answer = lead.send(path, sent, follow_redirects=True)

    assert "意见齐全后方可作出决定" in words(answer)
    assert "请复核疏散通道" in words(browser_of("zenghui").get("/notices"))
    assert lead.send(path, sent).status_code == 409


def test_without_a_choice_or_a_reason_nothing_happens(lead, given):
    case, opinion, _ = given
    path = f"/cases/{case['number']}/opinions/again"

    refused = lead.send(path, {"reason": " "})

    assert refused.status_code == 422
    assert "请选择需要重新出具意见的部门" in words(refused)
    assert "请选择需要重新出具意见的部门" in words(lead.get(f"{path}?chosen=1"))
    assert lead.send(path, {"task": opinion, "reason": ""}).status_code == 422


def test_others_do_not_ask(browser_of, given):
    case, _, _ = given
    path = f"/cases/{case['number']}"
    fire = browser_of("zenghui")

    assert f"{path}/opinions/again" not in fire.get(path).text
    assert fire.get(f"{path}/opinions/again").status_code == 403
