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
