"""Whoever does not follow an objection says why, and in time (feature C11; decision 158)."""

import pytest

from engine.checks import check
from tests.engine.overridable import FORM, overridable


@pytest.mark.parametrize(
    ("drawing", "form", "rules"),
    [
        (overridable(), FORM, []),
        (overridable(), FORM.replace(b"true", b"false"), ["business.override_without_reason"]),
        (overridable(), FORM.replace(b"reason", b"why"), ["business.override_without_reason"]),
        (overridable(late="not_followed"), FORM, ["business.override_without_reason"]),
        (overridable(late=""), FORM, ["business.override_without_term"]),
    ],
)
def test_an_objection_is_answered_with_reasons_and_in_time(drawing, form, rules):
    found = check({"process.bpmn": drawing.xml(), "answer.form": form})

    assert [one.rule for one in found if one.rule.startswith("business.override")] == rules
