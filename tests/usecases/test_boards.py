"""The joint board tells what the engine tells, after every deed: features L4 and C5."""

import pytest

from app.shapes.joint.boards import board, boards
from app.storage.case import cases
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish as Stop
from app.usecases.joining import Wish, add_department, drop_department
from app.usecases.tasks import claiming, supplying
from app.usecases.tasks.supplying import Supplied
from benchmarks.counting import counted
from engine.people import Actor
from tests.engine.drawing import Drawing, loop
from tests.usecases import drawing
from tests.usecases.desk import CLOCK
from tests.usecases.drawing import ASKED
from tests.usecases.watching import board_asks, engine_asks

LEAD = "wangjianguo"
APPROVER = Actor("y", "核准人", pairs=frozenset({("market_regulation", "approver")}))
AGREE = {"silence": "agree", "silenceBasis": "《超时默认事项清单》", "opinion": "co_review"}
REVIEW = Stop("expert_review", 10, "专家评审")


def examiner_of(department):
    return Actor("x", "审查人", pairs=frozenset({(department, "examiner")}))


def joint_case():
    """Accepted, commerce and fire give opinions beside tax, which examines and approves."""
    inside = Drawing().start("begin").end("given")
    inside.user("examine", '=department + "/examiner"', sign="examine", **ASKED)
    inside.user("approve", '=department + "/approver"', sign="approve", **ASKED)
    inside.flow("begin", "examine", "approve", "given")
    drawn = Drawing("joint_case").start().user("check", milestone="accepted", **ASKED)
    drawn.gateway("parallel", "fork").gateway("parallel", "join")
    asked = loop('=["commerce", "fire"]', output="opinions", result="=opine.opinion")
    drawn.user("opine", '=department + "/examiner"', loop=asked, **ASKED | AGREE)
    signed = loop('=["tax"]', output="signed", result="=approve.opinion")
    drawn.sub("sign", inside, signed)
    drawn.user("decide", "market_regulation/approver", **ASKED)
    drawn.end("granted", milestone="decided")
    drawn.flow("start", "check", "fork", "opine", "join", "decide", "granted")
    return drawn.flow("fork", "sign", "join")


@pytest.fixture
def handed_in(desk):
    """The case is checked at the window; nobody else is asked yet."""
    drawing.publish(desk, joint_case(), promised_days=20)
    desk.hand_in({}, item="joint_case")
    return desk


@pytest.fixture
def asked(handed_in):
    """The case is accepted: three departments are asked at once."""
    handed_in.answer("zhouwenjing", "check", {"opinion": "yes"})
    return handed_in


def seen_by(desk, who=CLOCK):
    """The board of the case as somebody sees it."""
    with desk.look(who) as work:
        return board(work, cases.seen(work.session, desk.number, work.actor))


def cells(desk, who=CLOCK):
    """The cells by who is asked and where."""
    return {
        (line.row.department or line.row.role, column): cell
        for line in seen_by(desk, who).lines
        for column, cell in line.cells.items()
    }


def states(desk):
    """How everybody who was asked stands."""
    return {place: one.state for place, one in cells(desk).items() if one.task is not None}


def asks(desk, told):
    """Whom the case asks, told by its board or by its engine."""
    with desk.look() as work:
        return told(work, cases.by_number(work.session, desk.number))


def say(desk, department, opinion="agree", step="opine"):
    who, task = examiner_of(department), desk.task(step, department)
    return desk.do(who, drawing.say, task.id, opinion)


def go_on(desk):
    """Let the clock of the case go on."""
    (pause,) = desk.all(desk._of_case(pausing.Pause))
    desk.end_pause(LEAD, pause.id)


def supply(desk):
    """Fire gives the opinion it owes."""
    missed = desk.task("opine", "fire", closed=True).id
    desk.do("zenghui", supplying.supply_opinion, missed, Supplied("disagree", "通道宽度不足"))


def approve(desk):
    task = desk.task("approve")
    approver = Actor("z", "税务核准人", pairs=frozenset({("tax", "approver")}))
    desk.do(approver, drawing.say, task.id, "agree")


def wish(department):
    return Wish("opine", department, "选址临近河道")


WAY = {
    "fire claims": lambda desk: desk.do("zenghui", claiming.claim, desk.task("opine", "fire").id),
    "ecology is added": lambda desk: desk.do(LEAD, add_department, desk.number, wish("ecology")),
    "the clock stops": lambda desk: desk.do(LEAD, pausing.pause_case, desk.number, REVIEW),
    "days go by": lambda desk: desk.wait_until("2026-03-06T10:00"),
    "the clock goes on": go_on,
    "commerce disagrees": lambda desk: say(desk, "commerce", "disagree"),
    "tax examines": lambda desk: say(desk, "tax", step="examine"),
    "ecology is dropped": lambda desk: desk.do(LEAD, drop_department, desk.number, wish("ecology")),
    "health is added": lambda desk: desk.do(LEAD, add_department, desk.number, wish("health")),
    "weeks go by": lambda desk: desk.wait_until("2026-04-01T00:00"),
    "silence counts": lambda desk: desk.pass_due(),
    "tax approves": approve,
    "fire is late": supply,
    "the lead decides": lambda desk: desk.do(
        APPROVER, drawing.say, desk.task("decide").id, "yes"
    ),
}  # fmt: skip
"""A long way through a co-approval, deed by deed."""


def test_after_every_deed_the_board_asks_whom_the_engine_asks(asked):
    wrong = []
    for name, deed in WAY.items():
        deed(asked)
        if asks(asked, board_asks) != asks(asked, engine_asks):
            wrong.append(name)

    assert wrong == []
    assert asked.case().ended_at is not None
    assert asked.breaches() == []


def test_the_board_tells_how_everybody_stands_on_the_way(asked):
    met = [states(asked)]
    for deed in WAY.values():
        deed(asked)
        met.append(states(asked))

    fire = [*dict.fromkeys(one["fire", "opine"] for one in met)]
    ecology = [*dict.fromkeys(one["ecology", "opine"] for one in met if len(one) > 4)]
    assert fire == ["waiting", "claimed", "paused", "silent"]
    assert ecology == ["waiting", "paused", "withdrawn"]
    assert set(met[-1].values()) == {"done", "silent", "withdrawn"}
    assert met[-1]["tax", "sign"] == "done"


def test_a_late_opinion_stands_beside_the_silence(asked):
    asked.wait_until("2026-03-10T00:00")
    asked.pass_due()
    supply(asked)

    fire = cells(asked)["fire", "opine"]
    assert (fire.state, fire.opinion, fire.late) == ("silent", "deemed_agree", "disagree")


def test_who_is_asked_later_stands_there_beforehand(handed_in):
    assert states(handed_in) == {("window", "check"): "waiting"}
    assert cells(handed_in)["market_regulation", "decide"].state == "not_yet"
    assert [one.key for one in seen_by(handed_in).reached().columns] == ["check"]


def test_sub_steps_are_seen_by_their_own_department_alone_c5(asked):
    say(asked, "tax", step="examine")
    own = cells(asked, examiner_of("tax"))["tax", "sign"]
    lead = cells(asked, LEAD)["tax", "sign"]

    assert [(one.task.step, one.state) for one in own.parts] == [
        ("examine", "done"),
        ("approve", "waiting"),
    ]
    assert (lead.state, lead.parts) == ("waiting", ())


def test_other_departments_do_not_see_who_does_a_sub_step_c5(asked):
    asked.do("xuchangqing", claiming.claim, asked.task("examine").id)

    seen = [cells(asked, who)["tax", "sign"] for who in (examiner_of("fire"), LEAD)]

    assert [one.state for one in seen] == ["claimed", "claimed"]
    assert [one.owner for one in seen] == [None, "徐长青"]


def test_opinions_are_kept_from_who_is_to_give_their_own_first(desk):
    drawing.publish(desk, drawing.two_opinions(others="hidden"))
    desk.hand_in({}, item="two_opinions")
    say(desk, "commerce", "disagree")

    fire = cells(desk, examiner_of("fire"))["commerce", "opine"]
    assert (fire.state, fire.opinion, fire.hidden) == ("done", None, True)
    assert cells(desk, LEAD)["commerce", "opine"].opinion == "disagree"


def test_a_step_that_is_asked_several_times_of_the_same_people_shows_each(desk):
    drawn = Drawing("thrice").start()
    drawn.user("look", "commerce/examiner", loop=loop('=["a", "b", "c"]'), **ASKED)
    drawing.shelve(desk, drawn.end("granted", milestone="decided").flow("start", "look", "granted"))
    desk.hand_in({}, item="thrice")
    desk.do("songweimin", claiming.claim, desk.tasks()[0].id)

    cell = cells(desk)["commerce", "look"]
    states = [cell.state, *(part.state for part in cell.also)]

    assert sorted(states) == ["claimed", "waiting", "waiting"]
    assert asks(desk, board_asks) == asks(desk, engine_asks)


def asked_at_once(desk, departments):
    """Hand in a case that asks so many at once; count what its board says to the database."""
    listed = ", ".join(f'"d{number:02}"' for number in range(departments))
    drawn = Drawing(f"asks_{departments}").start()
    drawn.user("opine", '=department + "/examiner"', loop=loop(f"=[{listed}]"), **ASKED)
    drawn.end("granted", milestone="decided").flow("start", "opine", "granted")
    drawing.shelve(desk, drawn)
    desk.hand_in({}, item=drawn.key)
    seen_by(desk, LEAD)  # what is read once and then kept
    with desk.look(LEAD) as work, counted() as said:
        shown = board(work, cases.seen(work.session, desk.number, work.actor))
    return len(said), len(shown.lines)


def test_a_board_of_thirty_departments_asks_as_few_questions_as_one_of_three(desk):
    few, departments = asked_at_once(desk, 3)

    assert (departments, few) == (3, 6)
    assert asked_at_once(desk, 30) == (few, 30)


def test_the_boards_of_many_cases_are_as_few_questions_as_of_one(asked):
    first = asked.number
    asked.hand_in({}, item="joint_case")
    with asked.look(LEAD) as work:
        shown = [cases.by_number(work.session, one) for one in (first, asked.number)]
        assert work.calendar  # read once for the whole work
        with counted() as one:
            boards(work, shown[:1])
        with counted() as both:
            drawn = boards(work, shown)

    assert len(both) == len(one)
    assert [len(each.columns) for each in drawn] == [4, 2]
