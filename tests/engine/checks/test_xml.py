"""Layer one: what is no sound XML is told in one line."""

import re

import pytest

from engine.checks import check
from tests.engine.checks.examples import OFFICE, SOUND, changed, drawn

LONG = "长" * 101


@pytest.mark.parametrize(
    ("rule", "raw"),
    [
        ("xml.malformed", b""),
        ("xml.malformed", b"PK\x03\x04 a zip of old"),
        ("xml.encoding", "<a>é</a>".encode("latin-1")),
        ("xml.encoding", "<a/>".encode("utf-16")),
        ("xml.too_large", b"<a>" + b" " * 2**21),
        ("xml.too_deep", b"<a>" * 100 + b"</a>" * 100),
        ("xml.malformed", b"<a>" * 5000),
        ("xml.not_bpmn", b"<a/>"),
    ],
)
def test_what_is_no_diagram_at_all_is_told_in_one_line(rule, raw):
    (finding,) = (each for each in check({"a.bpmn": raw}) if each.rule.startswith("xml."))

    assert (finding.rule, finding.line) == (rule, 1)


def test_a_finding_is_one_line_with_file_line_rule_element_and_hint():
    (finding,) = check(changed('name="决定"', f'name="{LONG}"'), known=OFFICE)

    line = SOUND["process.bpmn"].decode().split('name="决定"')[0].count("\n") + 1
    assert str(finding) == (
        f"process.bpmn:{line}: xml.name_too_long: decide: the name has 101 characters; "
        "100 are allowed (shorten it; details belong into the documentation of the element)"
    )


def test_a_long_text_of_the_file_is_not_repeated_in_full():
    (finding,) = check(changed('targetRef="result"', f'targetRef="{"x" * 5000}"'), known=OFFICE)

    assert len(str(finding)) < 300


@pytest.mark.parametrize("id_", ["补领执照", "1st"])
@pytest.mark.parametrize("old", ['id="office"', 'id="decide"', 'id="to_refused"', 'id="plane"'])
def test_an_id_the_page_can_not_draw_is_a_warning_on_its_line(old, id_):
    files = changed(f" {old}", f' id="{id_}"')

    found = [each for each in check(files) if each.rule == "xml.undrawable_id"]

    line = SOUND["process.bpmn"].decode().split(old)[0].count("\n") + 1
    assert [(each.line, each.severity, each.params["id"]) for each in found] == [
        (line, "warning", id_)
    ]


@pytest.mark.parametrize("id_", ["check-materials", "_1", "a:b", "Activity_0x1", "a.b"])
def test_an_id_the_page_can_draw_is_no_warning(id_):
    files = changed(' id="decide"', f' id="{id_}"')

    assert "xml.undrawable_id" not in {each.rule for each in check(files)}


def test_a_diagram_without_a_drawing_is_a_warning():
    raw = re.sub(rb"<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", b"", drawn()["a.bpmn"])

    (found,) = (each for each in check({"a.bpmn": raw}) if each.rule.startswith("xml."))

    assert (found.rule, found.severity) == ("xml.no_drawing", "warning")


def test_what_the_drawing_leaves_out_is_named_once():
    text = SOUND["process.bpmn"].decode()
    for kind in ("begun", "to_intake"):
        text = text.replace(f'bpmnElement="{kind}"', 'bpmnElement="body"')

    (found,) = check(SOUND | {"process.bpmn": text.encode()}, known=OFFICE)

    assert (found.rule, found.severity) == ("xml.not_drawn", "warning")
    assert (found.element, found.params) == ("begun", {"count": 2, "ids": "begun, to_intake"})
