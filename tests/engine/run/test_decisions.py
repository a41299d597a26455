"""Decision tables within a process."""

import pytest

from engine.errors import Broken
from engine.run import Run
from tests.engine.drawing import Drawing

TABLE = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="file" name="file"
 namespace="test"><decision id="how_long" name="How long"><decisionTable hitPolicy="UNIQUE">
<input><inputExpression typeRef="number"><text>application.area</text></inputExpression></input>
<output name="days" typeRef="number"/>
<rule><inputEntry><text>&lt; 100</text></inputEntry>
<outputEntry><text>5</text></outputEntry></rule>
<rule><inputEntry><text>&gt;= 50</text></inputEntry>
<outputEntry><text>10</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


@pytest.fixture
def process():
    called = '<zeebe:calledDecision decisionId="how_long" resultVariable="days"/>'
    drawing = Drawing().start().element("businessRuleTask", "decide", called)
    drawing.user("check", limit="=days").end().flow("start", "decide", "check", "end")
    return drawing.process(how_long__dmn=TABLE.encode())


@pytest.mark.parametrize(("area", "days"), [(20, 5), (500, 10)])
def test_the_answer_of_a_table_is_kept_and_can_be_read(start, process, area, days):
    assert start(process, application={"area": area}).task("check").limit.number == days


def test_a_table_with_two_answers_where_one_is_promised_is_an_incident(at, process):
    with pytest.raises(Broken) as incident:
        Run.start(process, {"area": 75}, {}, at)

    assert incident.value.code == "decision.failed"
    assert incident.value.params["step"] == "decide"
