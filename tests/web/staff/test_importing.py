"""Bringing in a diagram of another product on the page: seen first, then fetched; nothing kept."""

import io
from pathlib import Path

import pytest

PAGE = "/processes/import"
OURS = Path(__file__).parents[3] / "bpmn" / "enterprise_setup" / "process.bpmn"

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def sent(served, browser_of):
    """Sends a diagram as the designer: ``sent(raw)``."""

    def send(raw, name="foreign.bpmn", path=PAGE):
        form = {"file": (io.BytesIO(raw), name)}
        return browser_of("duruoxi").send(path, form)

    return send


@pytest.fixture
def foreign():
    """Return a diagram that is ours, but for the mark that its process is run."""
    return OURS.read_bytes().replace(b'isExecutable="true"', b'isExecutable="false"')


def test_the_page_shows_each_place_that_is_written_anew(sent, foreign):
    seen = sent(foreign)

    assert seen.status_code == 200
    assert "唯一的流程标为可运行" in seen.text
    assert "isExecutable=&#34;false&#34;" in seen.text
    assert "没有错误" in seen.text


def test_the_page_shows_what_is_left_to_do(sent, foreign):
    seen = sent(foreign.replace(b"candidateGroups=", b"candidateGroup="))

    assert seen.status_code == 200
    assert "仍须修改之处" in seen.text
    assert "foreign.bpmn:" in seen.text


def test_the_file_differs_only_in_what_was_shown(sent, foreign):
    got = sent(foreign, "他处 流程.bpmn", f"{PAGE}/file")

    assert got.data == OURS.read_bytes()
    assert got.headers["Content-Disposition"].startswith("attachment; filename")


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/file"])
@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.bpmn", b"<a>\n<b></a>", "a.bpmn:2"),
        ("a.bpmn", b"PK\x03\x04", "a.bpmn:1"),
        ("a.bpmn", b"<!DOCTYPE a><a/>", "文件无法读取"),
        ("a.bpmn", b"<html/>", "xml.not_bpmn"),
        ("<script>.exe", b"MZ", "请选择流程图文件"),
        ("../../<img src=x>.bpmn", b"<a>", "&lt;img src=x&gt;.bpmn"),
    ],
)
def test_what_is_no_diagram_is_refused_in_words(sent, path, name, raw, said):
    answer = sent(raw, name, path)

    assert answer.status_code == 422
    assert said in answer.text
    assert "<script>.exe" not in answer.text
    assert "<img" not in answer.text


def test_only_designers_bring_in_diagrams(browser_of):
    assert browser_of("dengkai").get(PAGE).status_code == 403
    assert PAGE in browser_of("duruoxi").get("/processes").text
    assert PAGE not in browser_of("dengkai").get("/processes").text
