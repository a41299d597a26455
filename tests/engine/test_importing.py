"""Foreign diagrams are written anew byte by byte where that is safe, and nowhere else."""

import pytest

from engine.documents import Unsound
from engine.importing import rewrites, rewritten

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!-- 审批 drawn elsewhere: <task/> -->
<semantic:definitions xmlns:semantic="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:maker="http://maker.example/1">
 <semantic:process id="p" name="a > b" isExecutable='false' maker:colour="red">
  <semantic:task id="one"  maker:kind="x"/>
  <semantic:task id="two"><semantic:extensionElements><maker:task a="1"/>
  </semantic:extensionElements></semantic:task >
 </semantic:process>
</semantic:definitions>
"""


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_only_what_is_told_is_written_anew_and_every_other_byte_stays(mark):
    raw = mark + FOREIGN.encode()

    anew = rewritten(raw, rewrites(raw, "p.bpmn"))

    expected = FOREIGN.replace("isExecutable='false'", "isExecutable='true'")
    expected = expected.replace("semantic:task", "semantic:userTask")
    assert anew == mark + expected.encode()


def test_each_rewrite_names_its_line_and_element():
    found = rewrites(FOREIGN.encode(), "p.bpmn")

    told = [(each.line, each.element, each.rule) for each in found]
    assert told == [
        (5, "p", "import.executable"),
        (6, "one", "import.task"),
        (7, "two", "import.task"),
    ]


def test_a_process_that_says_nothing_of_being_run_is_the_one_that_is():
    raw = FOREIGN.replace(" isExecutable='false'", "").encode()

    assert b'process isExecutable="true" id="p"' in rewritten(raw, rewrites(raw, "p.bpmn"))


def test_of_several_processes_none_is_chosen():
    raw = FOREIGN.replace(
        "</semantic:definitions>", "<semantic:process id='q'/></semantic:definitions>"
    )

    assert {each.rule for each in rewrites(raw.encode(), "p.bpmn")} == {"import.task"}


def test_what_was_written_anew_is_left_alone():
    raw = FOREIGN.encode()
    anew = rewritten(raw, rewrites(raw, "p.bpmn"))

    assert rewrites(anew, "p.bpmn") == ()


def test_a_file_that_is_no_xml_is_refused():
    with pytest.raises(Unsound):
        rewrites(b"<a>", "p.bpmn")


IDS = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:t="http://t.example"
  xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.omg.org/spec/BPMN/20100524/MODEL http://there/20.xsd" id="d">
 <process id="p" isExecutable="true">
  <laneSet id="l"><lane id="la"><flowNodeRef> a-1 </flowNodeRef></lane></laneSet>
  <userTask id="a-1" name="a-1"><documentation>a-1 begins</documentation></userTask>
  <userTask id="a_1"/><userTask id="b-2" t:twin="b-2"/>
  <sequenceFlow id="f" sourceRef="t:a-1" targetRef='b-2'/></process>
 <di:BPMNShape id="a-1_di" bpmnElement="a-1"/>
</definitions>"""


def test_an_id_is_a_name_wherever_it_is_meant_and_nowhere_else():
    raw = IDS.encode()
    anew = rewritten(raw, rewrites(raw, "p.bpmn")).decode()

    for old, new in [
        ("> a-1 <", "> a_1_2 <"),
        ('id="a-1" name="a-1"', 'id="a_1_2" name="a-1"'),
        ('"t:a-1"', '"t:a_1_2"'),
        ('bpmnElement="a-1"', 'bpmnElement="a_1_2"'),
    ]:
        assert old in IDS
        assert new in anew
    assert "a-1 begins" in anew
    assert 'id="a-1_di"' in anew


def test_an_id_that_another_maker_says_stays():
    found = rewrites(IDS.encode(), "p.bpmn")

    assert [each.before for each in found if each.rule == "import.id"] == ["a-1"]


def test_the_address_of_a_schema_is_left_out():
    raw = IDS.encode()
    anew = rewritten(raw, rewrites(raw, "p.bpmn"))

    assert b"schemaLocation" not in anew
    assert b'XMLSchema-instance" id="d"' in anew
