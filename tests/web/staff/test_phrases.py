"""Phrases on their page and beside the questions of a task."""

import re

import pytest

from tests.web.pages.browsing import words

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
FITS = "经审查，申请材料齐全、符合法定形式。"


def test_a_phrase_is_shared_and_removed_by_its_owner(browser_of):
    owner, colleague = browser_of("lixuemei"), browser_of("wangjianguo")
    owner.get("/phrases")
    assert owner.send("/phrases", {"text": FITS, "department": "market_regulation"}).location
    shown = colleague.get("/phrases")

    assert FITS in words(shown)
    assert "共享" in words(shown)
    assert "/drop" not in shown.text
    drop = re.search(r'action="(/phrases/\d+/drop)"', owner.get("/phrases").text)[1]
    assert owner.send(drop).status_code == 302
    assert "暂无常用语" in words(owner.get("/phrases"))


def test_a_phrase_is_reworded_by_its_owner_alone(browser_of):
    owner = browser_of("lixuemei")
    owner.get("/phrases")
    owner.send("/phrases", {"text": FITS, "department": "market_regulation"})
    one = re.search(r'href="(/phrases/\d+)"', owner.get("/phrases").text)[1]
    form = owner.get(one)
    assert owner.send(one, {"text": "材料齐全。", "department": ""}).status_code == 302

    assert FITS in words(form)
    assert 'value="market_regulation" selected' in form.text
    assert "材料齐全。" in words(owner.get("/phrases"))
    assert browser_of("wangjianguo").get(one).status_code == 404


def test_words_kept_already_stay_typed_with_what_is_wrong(browser_of):
    owner = browser_of("lixuemei")
    owner.get("/phrases")
    for text in (FITS, "材料不齐。"):
        owner.send("/phrases", {"text": text})
    one = re.findall(r'href="(/phrases/\d+)"', owner.get("/phrases").text)[1]
    answer = owner.send(one, {"text": FITS})

    assert (answer.status_code, "您已保存过相同内容的常用语" in words(answer)) == (422, True)
    assert FITS in words(answer)


def test_what_could_not_be_kept_stays_typed(browser_of):
    owner = browser_of("lixuemei")
    owner.get("/phrases")
    answer = owner.send("/phrases", {"text": "长" * 501})

    assert answer.status_code == 422
    assert "最多500字" in words(answer).replace(" ", "")
    assert "长" * 501 in answer.text


def test_who_answers_a_task_is_offered_their_phrases(browser_of, in_review):
    task = next(one for one in in_review["tasks"] if one["department"] == "market_regulation")
    examiner = browser_of("lixuemei")
    examiner.get("/phrases")
    examiner.send("/phrases", {"text": FITS})
    assert "data-phrase>" not in examiner.get(f"/tasks/{task['id']}").text
    examiner.send(f"/tasks/{task['id']}/claim")

    assert f"data-phrase>{FITS}</button>" in examiner.get(f"/tasks/{task['id']}").text


def test_phrases_are_put_up_and_administrators_keep_some_for_everybody(examiner, browser_of):
    for text in ("先写的", "后写的"):
        examiner.get("/phrases")
        examiner.send("/phrases", {"text": text})
    (up,) = re.findall(r'action="([^"]+/up)"', examiner.get("/phrases").text)
    examiner.send(up)
    shown = words(examiner.get("/phrases"))
    assert shown.index("后写的") < shown.index("先写的")
    assert "全中心" not in shown

    administrator = browser_of("chengxiao")
    administrator.get("/phrases")
    administrator.send("/phrases", {"text": "请携带原件", "department": "*"})
    assert "请携带原件 全中心共用" in words(examiner.get("/phrases"))
