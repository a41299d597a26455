"""Forms of departments offer the opinions there are, and ask why somebody objects."""

import json

import pytest

from tests.engine.checks.examples import SOUND, changed, told

CO_REVIEW = '<zeebe:property name="opinion" value="co_review" />'


def asking(values, *more, **setting):
    """Return the sound process whose form of opinions offers these."""
    options = [{"value": value, "label": value} for value in values]
    opinion = {"type": "radio", "id": "f1", "key": "opinion", "label": "意见", "values": options}
    form = {"id": "opinion", "type": "default", "components": [opinion, *more]}
    text = changed(CO_REVIEW, CO_REVIEW + "".join(
        f'<zeebe:property name="{name}" value="{value}"/>' for name, value in setting.items()
    ))["process.bpmn"]  # fmt: skip
    return {**SOUND, "process.bpmn": text, "opinion.form": json.dumps(form).encode()}


def words(key, required=False):
    return {
        "type": "textarea",
        "id": key,
        "key": key,
        "label": key,
        "validate": {"required": required},
    }


@pytest.mark.parametrize(
    ("files", "rules"),
    [
        (asking(["agree", "disagree"], words("reason")), []),
        (asking(["agree"]), []),
        (asking(["agree", "perhaps", "deemed_agree"]), ["business.opinion_kinds"] * 2),
        (asking(["agree", "disagree"]), ["business.opinion_without_reason"]),
        (asking(["agree", "disagree"], words("reason"), unreasoned="agree"), []),
        (
            asking(["agree", "disagree"], words("reason", True), unreasoned="agree"),
            ["business.unreasoned_never"],
        ),
        (asking(["agree"], unreasoned="maybe"), ["business.setting_value"]),
    ],
)
def test_the_form_of_a_department_asks_for_its_opinion(files, rules):
    assert [rule for rule, _ in told(files)] == rules
