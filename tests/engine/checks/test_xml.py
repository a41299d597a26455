"""Layer one: what is no sound XML is told in one line."""

import pytest

from engine.checks import check
from tests.engine.checks.examples import OFFICE, SOUND, changed

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
