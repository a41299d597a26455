"""Passing a case on from its page: chosen by department, read by opening it, taken back."""

import re

import pytest

from tests.web.pages.browsing import words


@pytest.fixture
def path(in_review):
    """The case."""
    return f"/cases/{in_review['number']}"


@pytest.fixture
def sent(examiner, path):
    """The bank has a copy of the case."""
    examiner.get(f"{path}/copies")
    return examiner.send(f"{path}/copies", {"to": ["person:luojun"], "note": "请知悉"})


def test_a_case_is_passed_on_from_a_page_of_its_own(examiner, path):
    page = examiner.get(f"{path}/copies")
    assert "抄送给" in words(page)
    assert 'value="department:bank"' in page.text

    answer = examiner.send(f"{path}/copies", {"to": ["department:bank", "post:head"]})

    assert answer.status_code == 302
    assert "银行" in words(examiner.get(path))
    assert "未阅" in words(examiner.get(path))


def test_who_reads_a_copy_is_told_why_and_the_sender_sees_that_it_was_read(
    browser_of, examiner, path, sent
):
    reader = browser_of("luojun")
    assert "抄送我的 1" in words(reader.get("/inbox"))
    assert "请知悉" in words(reader.get("/inbox/copies"))
    page = reader.get(path)
    assert "李雪梅将本办件抄送给您" in words(page)
    assert f'hx-post="{path}/copies/read"' in page.text

    opened = reader.send(f"{path}/copies/read", headers={"HX-Request": "true"})

    assert opened.status_code == 204
    assert "抄送给您。" not in words(reader.get(path))
    assert re.search("罗军 已阅", words(examiner.get(path)))


def test_a_reader_sees_masked_numbers_and_nothing_to_do(browser_of, path, sent):
    page = browser_of("luojun").get(path)

    assert "11010519491231002X" not in page.text
    for deed in ("增加一个部门", "撤回申请", "添加文件", "/copies/1/revoke"):
        assert deed not in page.text
    assert "抄送给 " not in words(browser_of("luojun").get(f"{path}/copies"))


def test_a_copy_that_was_taken_back_opens_nothing(browser_of, examiner, path, sent):
    revoke = re.search(rf'action="({path}/copies/\d+/revoke)"', examiner.get(f"{path}/copies").text)

    assert examiner.send(revoke[1]).status_code == 302

    assert browser_of("luojun").get(path).status_code == 404


def test_choosing_nobody_keeps_what_was_typed(examiner, path):
    examiner.get(f"{path}/copies")

    answer = examiner.send(f"{path}/copies", {"note": "请阅"})

    assert answer.status_code == 422
    assert "请选择抄送对象" in words(answer)
    assert "请阅" in answer.text
