"""Cases are found by names in characters, in pinyin and by first letters, and by their numbers."""

from app.storage.case import case_lists, search_keys
from app.storage.case.case_lists import Wanted
from app.storage.desk import inbox
from app.storage.desk.inbox_filters import Only
from app.usecases.processes import upgrading
from tests.usecases.desk import CORRECT, TEA

LEAD = "wangjianguo"


def found(desk, q, who=LEAD):
    with desk.look(who) as work:
        wanted = Wanted(q=q)
        listed = case_lists.listed(work.session, work.actor, wanted)
        assert case_lists.counted(work.session, work.actor, wanted, 100) == len(listed)
        return [case.number for case in listed]


PARTS = [
    *("何清荷", "清荷", "荷", "heqinghe", "qinghe", "hqh", "HQH", "He Qing"),  # the party
    *(
        "荷塘茶业",
        "滨江荷塘",
        "有限公司",
        "hetangchaye",
        "htcy",
        "bjht",
        "茶业 何清",
    ),  # the company
    *("企业设立", "qysl", "qiyesheli", "Enterprise"),  # the item
]


NO_PARTS = ["江河", "清河", "heqinghu", "hqx", "清荷 江河", "茶公司", "%", "_"]


def test_a_case_is_found_by_every_part_of_its_names(desk):
    desk.accepted()

    assert {q: found(desk, q) for q in PARTS} == dict.fromkeys(PARTS, [desk.number])


def test_what_is_no_part_of_a_name_finds_nothing(desk):
    desk.accepted()

    assert {q: found(desk, q) for q in NO_PARTS} == dict.fromkeys(NO_PARTS, [])


def test_a_case_is_found_by_its_number_with_or_without_year_and_dashes(desk):
    desk.accepted()
    year, place, check = desk.number.split("-")

    asked = [
        desk.number,
        f"{year}{place}{check}",
        place,
        f"{int(place)}-{check}",
        f"{year}-{place}",
    ]

    assert {q: found(desk, q) for q in asked} == dict.fromkeys(asked, [desk.number])


def test_nobody_is_found_by_an_identity_or_telephone_number(desk):
    desk.accepted()

    assert found(desk, "330108198806152345") == found(desk, "13805710001") == []


def test_a_name_finds_nothing_one_may_not_see(desk):
    desk.accepted()

    assert found(desk, "清荷", who="luojun") == []


def test_a_corrected_name_is_found_and_the_one_before_is_not(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", CORRECT)
    desk.answer("party", "correct_materials", TEA | {"company_name": "滨江碧螺茶业有限公司"})

    assert found(desk, "碧螺", who="zhouwenjing") == [desk.number]
    assert found(desk, "荷塘", who="zhouwenjing") == []


def test_tasks_are_found_as_their_cases_are(desk):
    desk.accepted()
    with desk.look("xuchangqing") as work:
        asked = {q: Only(q=q) for q in ("hqh", "茶业", "qysl", "江河")}
        rows = {
            q: len(inbox.listed(work.session, work.actor, inbox.Wanted(only=only)))
            for q, only in asked.items()
        }

    assert rows == {"hqh": 1, "茶业": 1, "qysl": 1, "江河": 0}


def test_older_cases_are_found_once_the_office_was_brought_up(desk):
    desk.accepted()
    with desk.work(LEAD) as work:
        work.session.connection().exec_driver_sql("DELETE FROM search_key")
        work.session.connection().exec_driver_sql("UPDATE item SET spelt = ''")
    assert found(desk, "hqh") == found(desk, "qysl") == []

    desk.do(LEAD, upgrading.make_findable)

    assert found(desk, "hqh") == found(desk, "htcy") == found(desk, "qysl") == [desk.number]


def test_however_few_are_read_at_a_time_every_case_is_read_once(desk):
    numbers = []
    for _ in range(3):
        desk.hand_in()
        numbers.append(desk.number)

    with desk.look(LEAD) as work:
        batches = list(search_keys.findable(work.session, 2))

    assert [[case.number for case in batch] for batch in batches] == [numbers[:2], numbers[2:]]
