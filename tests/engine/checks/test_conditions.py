"""What hides a question of a form reads the form, and what the steps see that ask it."""

import json

import pytest

from engine.checks import check
from tests.engine.checks.examples import OFFICE, SOUND, changed, told

ROWS = {"type": "dynamiclist", "path": "shops", "label": "门店"}
AREA = {"type": "number", "key": "area", "label": "面积"}


def hidden(hide, file="decide.form", label="准予"):
    end = f'"label": "{label}"}}'
    condition = json.dumps({"hide": f"={hide}"})
    return changed(end, f'{end[:-1]},\n"conditional": {condition}}}', file)


@pytest.mark.parametrize(
    "hide", ["granted", "item.fee > 0", "application.square_metres < 5", "check_materials != null"]
)
def test_a_form_reads_its_own_answers_and_what_its_step_sees(hide):
    assert told(hidden(hide)) == []


def test_a_condition_in_rows_reads_them_and_the_form_around():
    condition = {"hide": "=area > 5 and granted"}
    note = {"type": "textfield", "key": "note", "label": "说明", "conditional": condition}
    granted = {"type": "checkbox", "key": "granted", "label": "准予"}
    form = {"id": "decide", "components": [granted, {**ROWS, "components": [AREA, note]}]}

    assert told({**SOUND, "decide.form": json.dumps(form).encode()}) == []


def test_a_form_asked_twice_may_read_what_only_the_second_step_sees():
    assert told(hidden("check_materials = null", "apply.form", "面积")) == []


def test_the_form_of_the_application_does_not_read_the_application():
    files = hidden("application.square_metres > 5", "apply.form", "面积")
    asked = b'<zeebe:formDefinition formId="apply" />\n'
    files["process.bpmn"] = files["process.bpmn"].replace(asked, asked.replace(b"apply", b"decide"))

    assert ("engine.read_too_early", "components.0.conditional") in told(files)


def test_a_finding_in_a_form_stands_on_its_line():
    (finding,) = check(hidden("grantd"), known=OFFICE)

    assert (finding.file, finding.line, finding.params["meant"]) == ("decide.form", 6, "granted")
