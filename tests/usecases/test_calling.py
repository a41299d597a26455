"""A case whose process calls another: tasks, forms and versions are those of the called one."""

import pytest
from sqlalchemy import update

from app.storage.case.cases import Case
from app.usecases.processes.designing import Unfit
from engine.errors import Invalid
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.desk import CLOCK
from tests.web.pages.browsing import Browser

OTHER_FORM = drawing.FORM.replace(b'"opinion"', b'"verdict"')


def called(step="inspect"):
    """Another process with one task."""
    drawn = Drawing("inspection").start().user(step, **drawing.ASKED)
    return drawn.end("granted").flow("start", step, "granted")


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


def test_a_process_is_published_only_with_those_it_calls(desk):
    with pytest.raises(Unfit) as refused:
        drawing.publish(desk, caller())
    assert "engine.unknown_process" in {one.rule for one in refused.value.findings}
    drawing.publish(desk, called())
    drawing.publish(desk, caller())

    assert desk.version("caller").number == 1


def test_processes_that_call_each_other_are_not_published(desk):
    drawing.publish(desk, called())
    drawing.publish(desk, caller())
    circle = Drawing("inspection").start().call("back", "caller").end("granted")

    with pytest.raises(Unfit) as refused:
        drawing.publish(desk, circle.flow("start", "back", "granted"))
    assert "engine.calls_itself" in {one.rule for one in refused.value.findings}


def test_verify_finds_a_called_version_that_is_gone(calling):
    with calling.work(CLOCK) as work:
        work.session.execute(update(Case).values(called=["0" * 64]))

    assert any(breach.startswith("I9") for breach in calling.breaches())


@pytest.mark.parametrize("path", ["tasks", "cases"])
def test_the_pages_of_a_case_know_the_steps_of_the_called_process(calling, make_app, path):
    app = make_app(str(calling.parts.database.url), RATELIMIT_ENABLED=False)
    here = calling.task("inspect").id if path == "tasks" else calling.number
    told = Browser(app, "zhouwenjing").get(f"/{path}/{here}")

    assert told.status_code == 200
    assert "inspect" in told.text
