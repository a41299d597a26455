"""What a deed says to the database, counted: budgets that no noise can move."""

from pathlib import Path
from statistics import median

import pytest
import zstandard

from app import clock
from app.storage.case.cases import Case
from app.storage.desk import inbox
from app.storage.desk.inbox import Wanted
from app.storage.office import signins
from app.usecases.people import entering
from benchmarks import office
from benchmarks.counting import counted
from benchmarks.storing import MOST, Programs
from engine import stories
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.acting import Stage
from tests.usecases.desk import STRANGER
from tests.usecases.test_stories_in_the_office import play

ROOT = Path(__file__).parents[2]
NORMAL = stories.read((ROOT / "bpmn/enterprise_setup/stories.toml").read_bytes())[0]
DIGITS = 8  # by which the counters of a run may grow
MOST_TO_COMPLETE = {"sqlite": 9, "postgresql": 6}
MOST_TO_HAND_IN = {"sqlite": 7, "postgresql": 5}
"""Of the deed alone; who asks is one statement more. PostgreSQL hears of single rows at once."""
USUAL = 3
"""What most steps need there: two to hold the case, one to write."""


class Counting(Stage):
    """A stage that counts what every deed says."""

    def __init__(self, parts):
        super().__init__(parts, "enterprise_setup")
        self.said = []

    def _in(self, actor, deed):
        with counted() as said:
            done = super()._in(actor, deed)
        self.said.append(said)
        return done


@pytest.fixture
def told(parts, desk):
    """What the deeds of the normal story say, hand-in first, in an office already in use."""
    with desk.look() as work:  # both are read once and then kept
        assert work.calendar
        assert work.process(desk.version().digest)
    stage = Counting(parts)
    play(stage, NORMAL)
    return stage.said


@pytest.fixture
def kind(parts):
    """The kind of database of the office."""
    return parts.database.url.get_backend_name()


def test_every_step_of_the_normal_story_is_few_statements_and_one_commit(told, kind):
    completed = told[1:]

    assert len(completed) == len([step for step in NORMAL.steps if "do" in step])
    assert [str(said) for said in completed if len(said) > MOST_TO_COMPLETE[kind]] == []
    assert {said.commits for said in completed} == {1}
    assert kind == "sqlite" or median(map(len, completed)) == USUAL


@pytest.fixture
def programs(databases, make_app):
    """The people of the measured office, speaking with the app."""
    with databases.like("measured", office.fill) as url:
        yield Programs(make_app(url).test_client(), office.let_in(url))


def test_a_whole_request_is_few_statements_and_one_commit(programs):
    assert len([*programs.walk()]) == 1 + len(office.STEPS)  # reads what is kept from then on

    for deed, said in programs.walk():
        assert len(said) <= MOST[deed], f"{deed}\n{said}"
        assert said.commits == 1


def test_a_whole_page_of_the_inbox_is_few_statements(programs):
    _, said = programs.call("GET", "/tasks", "window")

    assert len(said) <= MOST["inbox page"], str(said)
    assert said.commits == 0


def test_handing_in_is_few_statements_and_one_commit(told, kind):
    handed_in = told[0]

    assert len(handed_in) <= MOST_TO_HAND_IN[kind], str(handed_in)
    assert handed_in.commits == 1


@pytest.mark.parametrize("view", inbox.VIEWS)
def test_a_page_of_the_inbox_is_one_statement(desk, view):
    desk.accepted()
    with desk.look("xuchangqing") as work, counted() as said:
        inbox.listed(work.session, work.actor, Wanted(view))

    assert len(said) == 1


def test_knowing_who_is_there_is_one_statement_and_no_commit(desk):
    desk.hand_in()
    token = desk.do(STRANGER, entering.follow, desk.number, desk.code).token
    with desk.parts.database.asking() as connection, counted() as said:
        known = signins.recognise(connection, token)

    assert (known.case_number, len(said), said.commits) == (desk.number, 1, 0)


def test_looking_for_passed_limits_before_a_deed_is_one_statement(desk, in_app):
    desk.hand_in()
    with in_app(), counted() as said:
        clock.catch_up(desk.number)

    assert (len(said), said.commits) == (1, 0)


def test_the_state_of_a_run_does_not_grow_with_what_has_been(desk):
    again = Drawing("again").start().user("look", **drawing.ASKED)
    again.gateway("exclusive", "enough", default="enough_to_look").end("granted")
    again.flow("start", "look", "enough").flow("enough", "look")
    again.flow("enough", "granted", when='=look.opinion = "enough"')
    drawing.publish(desk, again)
    desk.hand_in({}, item="again")

    sizes = []
    for _ in range(12):
        desk.answer("zhouwenjing", "look", {"opinion": "again"})
        with desk.look() as work:
            sizes.append(len(unpacked(work.session.query(Case.run_state).one()[0])))

    assert max(sizes[2:]) <= sizes[2] + DIGITS, sizes


def unpacked(state):
    """What a state holds; compressed, its random ids take a few bytes more or less each time."""
    return zstandard.decompress(state.partition(b"\n")[2])
