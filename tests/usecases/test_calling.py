"""A case whose process calls another: tasks, forms and versions are those of the called one."""

import pytest

from engine.errors import Invalid
from tests.engine.drawing import Drawing
from tests.usecases import drawing

OTHER_FORM = drawing.FORM.replace(b'"opinion"', b'"verdict"')


def called(step="inspect"):
    """Another process with one task."""
    drawn = Drawing("inspection").start().user(step, **drawing.ASKED)
    return drawn.end("done").flow("start", step, "done")


def caller(binding="latest"):
    """Calls it, then asks the window."""
    drawn = Drawing("caller").start().call("call", "inspection", binding)
    drawn.user("read", **drawing.ASKED).end("granted", milestone="decided")
    return drawn.flow("start", "call", "read", "granted")


@pytest.fixture
def calling(desk):
    """A case that stands in the process it calls."""
    drawing.shelve(desk, called(), OTHER_FORM)
    drawing.shelve(desk, caller())
    desk.hand_in({}, item="caller")
    return desk


def test_a_task_of_a_called_process_asks_its_own_form(calling):
    with pytest.raises(Invalid):
        calling.answer("zhouwenjing", "inspect", {"opinion": "yes"})
    calling.answer("zhouwenjing", "inspect", {"verdict": "yes"})
    calling.answer("zhouwenjing", "read", {"opinion": "yes"})

    assert calling.case().outcome == "granted"
    assert calling.breaches() == []


def test_the_row_of_a_task_knows_where_it_lies(calling):
    task = calling.task("inspect")

    assert task.path == ["call"]
    assert task.process == calling.version("inspection").digest
    assert calling.case().called == [task.process]
    assert calling.breaches() == []


def test_publishing_while_a_case_runs_changes_nothing_for_it(calling):
    drawing.shelve(calling, called("newer"))
    drawing.shelve(calling, Drawing("caller").start().end("granted").flow("start", "granted"))
    calling.answer("zhouwenjing", "inspect", {"verdict": "yes"})
    calling.answer("zhouwenjing", "read", {"opinion": "yes"})

    assert calling.case().outcome == "granted"
    assert (calling.case().version, calling.breaches()) == (1, [])
