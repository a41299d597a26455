"""A manual task asks nothing: it is explained, and confirmed when it is done."""

import pytest

from engine.errors import Invalid
from tests.engine.drawing import Drawing, properties
from tests.usecases import drawing
from tests.web.pages.browsing import Browser

GROUP = '<zeebe:assignmentDefinition candidateGroups="window/window_clerk"/>'
SAID = "<bpmn:documentation>把档案袋放入 3 号柜</bpmn:documentation>"


@pytest.fixture
def filing(desk):
    """A case in which a file is to be put away."""
    drawn = Drawing("filing").start()
    drawn.lines.append(
        f'<bpmn:manualTask id="put_away">{SAID}'
        f"<bpmn:extensionElements>{GROUP}{properties({'limit': '5'})}</bpmn:extensionElements>"
        "</bpmn:manualTask>"
    )
    drawn.end("granted", milestone="decided").flow("start", "put_away", "granted")
    drawing.publish(desk, drawn)
    desk.hand_in({}, item="filing")
    return desk


def test_it_is_confirmed_with_nothing(filing):
    filing.answer("zhouwenjing", "put_away", {})

    assert (filing.case().outcome, filing.breaches()) == ("granted", [])


def test_what_it_does_not_ask_is_refused(filing):
    with pytest.raises(Invalid) as refused:
        filing.answer("zhouwenjing", "put_away", {"note": "done"})

    assert [fault.place for fault in refused.value.faults] == ["answers.note"]


def test_its_page_shows_what_to_do_and_one_button(filing, make_app):
    app = make_app(str(filing.parts.database.url), RATELIMIT_ENABLED=False)
    clerk, task = Browser(app, "zhouwenjing"), filing.task("put_away").id
    clerk.get(f"/tasks/{task}")
    clerk.send(f"/tasks/{task}/claim")
    page = clerk.get(f"/tasks/{task}").text
    assert "把档案袋放入 3 号柜" in page
    assert "已办理，继续" in page

    clerk.send(f"/tasks/{task}/complete")
    assert filing.case().outcome == "granted"
