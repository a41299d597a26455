"""The page of substitutes: arranged by oneself, or by an administrator for anybody."""

import pytest

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
DAYS = {"from_on": "2026-03-05", "to_on": "2026-03-06"}


def test_somebody_arranges_a_substitute_and_either_of_both_ends_it(browser_of):
    away, substitute = browser_of("wangjianguo"), browser_of("luojun")
    away.get("/substitutes")
    sent = away.send("/substitutes", DAYS | {"substitute": "luojun"})
    shown = substitute.get("/substitutes").text

    assert sent.status_code == 302
    assert "王建国" in shown
    assert "未开始" in shown
    assert substitute.send("/substitutes/1/end").status_code == 302
    assert "已结束" in away.get("/substitutes").text


def test_colleagues_of_ones_own_department_are_offered_first(browser_of):
    offered = browser_of("wangjianguo").get("/substitutes").text
    listed = offered.split('id="substitute"')[1].split("</select>")[0]

    assert listed.index("李雪梅（市场监督管理局）") < listed.index("白洁（医疗保障局）")


def test_what_is_wrong_stands_beside_what_was_sent(browser_of):
    away = browser_of("wangjianguo")
    away.get("/substitutes")
    answer = away.send("/substitutes", DAYS | {"substitute": "wangjianguo", "items": ["none"]})

    assert answer.status_code == 422
    assert "请选择本人以外的在职同事作为代理人" in answer.text
    assert "请选择目录内的事项" in answer.text
