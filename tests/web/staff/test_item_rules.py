"""Rights and rules of an item are seen, tried and changed with a reason: C3, C6, L11, D 203."""

import pytest

from tests.web.pages.browsing import words

RULES = "/admin/items/enterprise_setup/rules"
ASKED = {"asked": "yes", "go_upward": "go_on", "near": "yes", "late_days": "2"}
RIGHT = {"readers.articles": ["", "fire"], "senders.articles": [""]}
WHY = "章程仅供消防核查"


@pytest.fixture
def changed(administrator):
    """The administrator has changed them."""
    assert administrator.send(RULES, ASKED | RIGHT | {"reason": WHY}).location == RULES
    return administrator


def test_what_changes_is_shown_before_anything_does(administrator):
    shown = words(administrator.get(RULES, query_string=ASKED | RIGHT))

    assert "可查阅 各参与部门 消防救援大队" in shown
    assert "可提交 各参与部门 仅牵头部门" in shown
    assert "按中心统一规定 意见即时生效，案件继续办理" in shown
    assert "尚未变更" in words(administrator.get(RULES))


def test_a_change_is_kept_with_its_reason_and_who_made_it(changed):
    shown = changed.get(RULES)

    assert WHY in words(shown)
    assert '<option value="go_on" selected>' in shown.text
    assert 'name="readers.articles" value="fire" checked' in shown.text


def test_without_a_reason_or_a_change_nothing_is_kept(changed):
    wrong = {"reason": "", "late_days": "900", "go_upward": "later", "readers.articles": ["navy"]}

    told = [changed.send(RULES, ASKED | RIGHT | one) for one in (wrong, {"reason": " "})]

    assert [one.status_code for one in told] == [422, 422]
    assert all(f'id="{name}-fault"' in told[0].text for name in ("late_days", "go_upward"))
    assert "没有“navy”这个部门" in words(told[0])
    assert "本事项现在就是这样规定的" in words(told[1])


def test_a_number_that_cannot_be_read_is_told(administrator):
    refused = administrator.send(RULES, ASKED | {"late_days": "二", "reason": WHY})

    assert (refused.status_code, 'id="late_days-fault"' in refused.text) == (422, True)


def test_others_have_nothing_to_do_here(browser_of):
    assert browser_of("wangjianguo").get(RULES).status_code in {403, 404}
