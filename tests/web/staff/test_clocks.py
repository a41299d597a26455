"""The clock of a case on its page: what would move is shown first, then it is done."""

import pytest

from app.pages.words import word
from app.usecases.clocks.grounds import FILE
from tests.web.pages.browsing import pdf

TESTING = {"ground": "testing", "planned_working_days": "5", "reason": "消防检测"}


@pytest.fixture
def path(in_review):
    return f"/cases/{in_review['number']}"


@pytest.fixture
def examiner(examiner, path):
    """An examiner of the lead department who looks at the case."""
    examiner.get(path)
    return examiner


def test_what_a_pause_moves_is_shown_before_anything_is_written(examiner, path):
    shown = examiner.send(f"{path}/pauses", TESTING).text

    assert "以下期限将随之变动" in shown
    assert "法定期限" in shown or "法定时限" in shown
    assert "已暂停计时" not in examiner.get(path).text


def test_evidence_is_chosen_by_the_material_it_is_of(examiner, path):
    examiner.send(f"{path}/materials", {"code": "articles", "file": pdf("扫描件.pdf")})

    offered = examiner.get(path).text.split('id="pause-evidence"')[1].split("</select>")[0]
    assert "公司章程（全体股东签署） · 扫描件.pdf" in offered


def test_a_confirmed_pause_stops_the_clock_and_can_be_ended(examiner, path):
    examiner.send(f"{path}/pauses", TESTING | {"confirmed": "yes"})
    page = examiner.get(path).text

    assert "恢复计时" in page
    assert "按计划恢复时" in page
    ended = examiner.send(f"{path}/pauses/1/end", {"ended_on": "2026-03-02", "confirmed": "yes"})
    assert ended.status_code == 302
    assert "恢复计时</button>" not in examiner.get(path).text


def test_what_is_wrong_is_told_on_the_page_with_what_was_typed(examiner, path):
    answer = examiner.send(f"{path}/pauses", TESTING | {"planned_working_days": "500"})

    assert answer.status_code == 422
    assert "按此事由可暂停 1 至 60 个工作日" in answer.text
    assert "消防检测</textarea>" in answer.text


def test_who_may_not_touch_the_clock_is_offered_nothing(browser_of, path):
    assert "&nbsp;暂停计时" not in browser_of("zhouwenjing").get(path).text


def test_the_notice_of_a_pause_and_of_an_extension_are_papers_to_read(examiner, path):
    longer = {"working_days": "15", "reason": "需要论证", "approved_by": "heyuanzheng"}
    examiner.send(f"{path}/pauses", TESTING | {"confirmed": "yes"})
    examiner.send(f"{path}/extension", longer | {"confirmed": "yes"})
    page = examiner.get(path).text

    for said in ("特别程序", "延期"):
        assert said in page


def test_whoever_ends_a_pause_says_when_its_ground_ended(examiner, path):
    examiner.send(f"{path}/pauses", TESTING | {"confirmed": "yes"})
    assert "事由消失的日期" in examiner.get(path).text

    refused = examiner.send(f"{path}/pauses/1/end", {"ended_on": "2026-03-03"})
    shown = examiner.send(f"{path}/pauses/1/end", {"ended_on": "2026-03-02"})

    unsaid = examiner.send(f"{path}/pauses/1/end", {"ended_on": "", "confirmed": "yes"})

    assert (refused.status_code, 'value="2026-03-03"' in refused.text) == (422, True)
    assert (unsaid.status_code, "请填写事由消失的日期" in unsaid.text) == (422, True)
    assert 'name="ended_on" value="2026-03-02"' in shown.text


def test_a_department_lets_its_own_branch_stand_and_nothing_else(browser_of, in_review, path):
    tax = browser_of("xuchangqing")
    mine = next(one for one in in_review["tasks"] if one["department"] == "tax")
    page = tax.get(path).text
    assert f'<option value="{mine["id"]}">' in page
    assert '<option value="">全案' not in page

    tax.send(f"{path}/pauses", TESTING | {"task": mine["id"], "confirmed": "yes"})

    assert ("单个分支" in tax.get(path).text, "恢复计时</button>" in tax.get(path).text) == (
        True,
        True,
    )


def test_who_leads_lets_the_whole_case_stand_or_one_branch(examiner, in_review, path):
    page = examiner.get(path).text

    assert '<option value="">全案' in page
    assert all(f'<option value="{one["id"]}">' in page for one in in_review["tasks"])


def test_a_ground_says_how_long_the_clock_may_stand_on_it(examiner, path):
    page = examiner.get(path).text

    assert "检测（最多60个工作日）" in page
    assert "补正材料（最多15个工作日，累计还剩15个）" in page


def test_a_ground_of_the_office_is_called_as_its_file_says(tmp_path, office_url, make_app):
    own = FILE.read_text(encoding="utf-8").replace("[grounds.auction]", "[grounds.translation]")
    file = tmp_path / "clock.toml"
    file.write_text(own.replace('name = "拍卖"', 'name = "外文材料翻译"'), encoding="utf-8")

    with make_app(office_url, CLOCK=file).test_request_context():
        assert word("translation", "ground") == "外文材料翻译"
        assert (word("unknown", "ground"), word(None, "ground")) == ("unknown", "")
