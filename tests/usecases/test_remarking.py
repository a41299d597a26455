"""Remarks: who writes them, who reads them, who is told (L13)."""

import pytest

from app.storage.case import cases
from app.storage.case.remarks import Remark
from app.storage.office import people
from app.usecases import copying, remarking
from app.usecases.copying import Receiver
from app.usecases.remarking import Wish
from engine.errors import Invalid, NotAllowed, NotFound
from engine.people import Actor
from tests.usecases import drawing

LEAD, EXAMINER, STRANGER = "wangjianguo", "lixuemei", "luojun"
INTERNAL, OPEN = "已电话核实经营场所", "请携带原件到窗口核对"


@pytest.fixture
def accepted(desk):
    """A case that departments review."""
    desk.accepted()
    return desk


def note(desk, text, who=LEAD, **more):
    return desk.do(who, remarking.make, desk.number, Wish(text, **more))


def read(desk, who):
    """What somebody who may open the case finds noted."""
    with desk.look(who) as work:
        case = cases.seen(work.session, desk.number, work.actor)
        return [one.text for one in remarking.readable(work, case)]


def told(desk, what):
    return [one for one in desk.notices() if one.what == what]


def copy_to(desk, who):
    desk.do(LEAD, copying.send, desk.number, copying.Wish([Receiver(person=who)]))


@pytest.mark.parametrize(
    ("who", "finds"),
    [
        ("zhouwenjing", [OPEN, INTERNAL]),  # window clerk
        (EXAMINER, [OPEN, INTERNAL]),
        ("xuchangqing", [OPEN, INTERNAL]),  # of a department that reviews
        ("yuanmingde", [OPEN, INTERNAL]),  # coordinator
        ("caishoucheng", [OPEN, INTERNAL]),  # supervisor
        (STRANGER, [OPEN, INTERNAL]),  # has a copy
        ("party", [OPEN]),
    ],
)
def test_an_internal_remark_never_reaches_the_applicant(accepted, who, finds):
    copy_to(accepted, STRANGER)
    note(accepted, INTERNAL)
    note(accepted, OPEN, visible=True)

    assert read(accepted, who) == finds


def test_the_applicant_is_told_of_what_is_written_for_them_alone(accepted):
    note(accepted, INTERNAL)
    assert told(accepted, "notice.remark_party") == []
    note(accepted, OPEN, visible=True)

    (sent,) = told(accepted, "notice.remark_party")
    assert (sent.group, sent.params["text"]) == ("applicant", OPEN)


def test_who_is_mentioned_is_told_without_the_words(accepted):
    remark = note(accepted, "@李雪梅请看，＠lixuemei")

    (sent,) = told(accepted, "notice.mentioned")
    assert f"person:{sent.person_id}" == accepted.actor(EXAMINER).id
    assert sent.params == {"by": "王建国", "remark": remark.id}


def test_nobody_is_mentioned_who_may_not_read_the_case(accepted):
    with pytest.raises(Invalid) as refused:
        note(accepted, "@罗军 请看")
    assert [one.code for one in refused.value.faults] == ["remark.nobody"]

    copy_to(accepted, STRANGER)
    assert note(accepted, "@罗军 请看").mentioned


def offered(desk, q="", who=LEAD):
    with desk.look(who) as work:
        case = cases.seen(work.session, desk.number, work.actor)
        return remarking.colleagues(work, case, q)


@pytest.mark.parametrize("q", ["lixue", "李", "雪梅", "lxm", "xuemei"])
def test_colleagues_are_offered_by_characters_pinyin_and_first_letters(accepted, q):
    assert "李雪梅" in [one.word for one in offered(accepted, q)]


def test_who_works_on_the_case_is_offered_first(accepted):
    first, *others = offered(accepted)

    assert (first.word, first.works, first.departments) == ("周文静", True, ("window",))
    assert others


def test_only_readers_are_offered_and_nobody_to_themselves(accepted):
    assert [offered(accepted, q) for q in ("罗军", "王建国")] == [[], []]
    copy_to(accepted, STRANGER)
    assert [one.word for one in offered(accepted, "罗军")] == ["罗军"]


def test_of_several_with_one_name_the_user_name_is_offered(accepted):
    with accepted.work("chengxiao") as work:
        people.by_username(work.session, "xuchangqing").name = "李雪梅"

    found = offered(accepted, "李雪梅")
    assert {one.word for one in found} == {"lixuemei", "xuchangqing"}
    assert note(accepted, " ".join(f"@{one.word}" for one in found)).mentioned


def test_to_a_mere_reader_nobody_is_offered(accepted):
    copy_to(accepted, STRANGER)
    with pytest.raises(NotAllowed), accepted.look(STRANGER) as work:
        remarking.colleagues(work, accepted.case())


def test_an_address_of_mail_mentions_nobody(accepted):
    assert note(accepted, "材料请发 window@example.gov.cn").mentioned == []


def test_a_mere_reader_the_party_and_strangers_write_nothing(accepted):
    with pytest.raises(NotFound):
        note(accepted, INTERNAL, STRANGER)
    copy_to(accepted, STRANGER)
    for who in (STRANGER, "party"):
        with pytest.raises(NotAllowed):
            note(accepted, INTERNAL, who)


def test_everything_wrong_is_told_at_once(accepted):
    with pytest.raises(Invalid) as refused:
        note(accepted, "@无名氏 看", materials=["none"])

    assert {one.place for one in refused.value.faults} == {"text", "materials"}
    for words in ("", " \n", "长" * 2001):
        with pytest.raises(Invalid):
            note(accepted, words)
    assert accepted.all(accepted._of_case(Remark)) == []


def test_the_history_says_that_something_was_noted_and_not_what(accepted):
    note(accepted, INTERNAL)

    entry = accepted.history()[-1]
    assert entry.what == "remark.made"
    assert INTERNAL not in str(entry.details)


def test_what_a_department_notes_is_kept_as_long_as_its_opinion_is(desk):
    drawing.publish(desk, drawing.two_opinions(others="hidden"))
    desk.hand_in({}, item="two_opinions")
    note(desk, INTERNAL, "songweimin")  # of commerce, which is asked

    assert read(desk, "songweimin") == [INTERNAL]
    assert read(desk, LEAD) == [INTERNAL]
    assert read(desk, Actor("x", "审查人", pairs=frozenset({("fire", "examiner")}))) == []
