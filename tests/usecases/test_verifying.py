"""Every invariant that is broken by hand is found, and a sound office has no breach."""

import os
from io import BytesIO

import pytest
from sqlalchemy import LargeBinary, delete, insert, literal, update

from app.files import FileStore
from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.case.history import Link, sealed
from app.storage.case.papers import Paper
from app.storage.clock.deadlines import Deadline
from app.storage.desk.tasks import Task
from app.storage.ground.packing import pack
from app.storage.office.processes import ProcessFile
from app.usecases.cases import collecting, withdrawing
from app.usecases.verifying import chains, verify
from app.usecases.work import Work
from engine.stories.telling import moment
from tests.usecases.desk import ACCEPT, CLOCK

TOMORROW = moment("2026-03-03T09:00")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def sound(desk):
    """An office with a case in review, another withdrawn, and nothing wrong."""
    desk.hand_in()
    desk.do("party", withdrawing.withdraw, desk.number, "")
    desk.accepted()
    assert desk.breaches() == desk.breaches(quick=True) == []
    return desk


def tamper(desk, statement):
    with desk.work(CLOCK) as work:
        work.session.execute(statement)


def links(desk):
    with desk.look() as work:
        return history.links_of(work.session, desk.case().id)


def at(link):
    return (Link.case_id == link.case_id, Link.seq == link.seq)


def found(desk, **named):
    return {breach.split()[0] for breach in desk.breaches(**named)}


def test_an_altered_word_of_the_history_is_found(sound):
    second = links(sound)[1]
    told = pack(second.text.replace("task.opened", "task.closed"))
    tamper(sound, update(Link).where(*at(second)).values(told=told))

    assert found(sound) == {"I5"}


@pytest.mark.parametrize(
    "values", [{"told": b"\1"}, {"told": b"?"}, {"seq": Link.seq - 1}, {"hash": "00"}]
)
def test_an_altered_column_of_the_history_is_found(sound, values):
    tamper(sound, update(Link).where(*at(links(sound)[1])).values(**values))

    assert "I5" in found(sound)


@pytest.mark.parametrize("place", [0, 1])
def test_a_missing_link_is_found(sound, place):
    tamper(sound, delete(Link).where(*at(links(sound)[place])))

    assert "I5" in found(sound)


def test_a_history_cut_short_is_found_also_by_the_quick_look(sound):
    tamper(sound, delete(Link).where(*at(links(sound)[-1])))

    assert ("I5" in found(sound), found(sound, quick=True)) == (True, {"I5"})


def test_a_history_that_is_gone_is_found(sound):
    tamper(sound, delete(Link).where(Link.case_id == sound.case().id))

    assert ("I5" in found(sound), found(sound, quick=True)) == (True, {"I5"})


def test_an_entry_added_behind_the_end_is_found(sound):
    last = links(sound)[-1]
    added = {"case_id": last.case_id, "seq": last.seq + 1, "told": last.told, "hash": "00"}
    tamper(sound, insert(Link).values(**added))

    assert found(sound, quick=True) == {"I5"}


def test_a_chain_computed_afresh_without_its_head_is_found(sound):
    *_, before, last = links(sound)
    text = last.text.replace('"details":{', '"details":{"bribe":1,')
    forged = {"told": pack(text), "hash": sealed(before.hash, text)}
    tamper(sound, update(Link).where(*at(last)).values(**forged))

    assert found(sound) == {"I5"}


@pytest.mark.parametrize(
    "values",
    [
        {"state": "forgotten"},
        {"state": "met"},
        {"ended_at": Deadline.from_at},
        {"state": "fired", "ended_at": Deadline.from_at},
    ],
)
def test_a_deadline_that_ended_otherwise_than_it_may_is_found(sound, values):
    tamper(sound, update(Deadline).where(Deadline.kind == "promised").values(**values))

    assert found(sound) == {"I3"}


def test_a_limit_nobody_let_pass_is_found(sound):
    sound.wait_until("2026-04-20T09:00")

    assert found(sound) == {"I3"}


def test_an_answer_told_twice_is_found(sound):
    told = next(link for link in links(sound) if "task.answered" in link.text)
    tamper(sound, update(Link).where(*at(links(sound)[0])).values(told=told.told))

    assert {"I2", "I5"} <= found(sound)


@pytest.mark.parametrize(
    "values", [{"closing": "withdrawn"}, {"closed_at": None}, {"answers": {"outcome": "refuse"}}]
)
def test_a_task_that_tells_another_story_than_the_history_is_found(sound, values):
    tamper(sound, update(Task).where(Task.step == "check_materials").values(**values))

    assert "I2" in found(sound)


@pytest.mark.parametrize("values", [{"outcome": "granted"}, {"outcome": None}])
def test_another_outcome_than_the_history_tells_is_found(sound, values):
    tamper(sound, update(Case).where(Case.ended_at.is_not(None)).values(**values))

    assert found(sound) == {"I2"}


def test_a_task_missing_in_the_inbox_is_found(sound):
    tamper(sound, update(Task).where(Task.step == "prereview_tax").values(closed_at=Task.opened_at))

    assert {"I4", "I2"} <= found(sound)


def test_a_timer_without_its_deadline_is_found(desk):
    desk.hand_in()
    tamper(desk, delete(Deadline).where(Deadline.moves))

    assert found(desk) == {"I4"}


def test_a_task_left_in_an_ended_case_is_found(sound):
    ended = Task.closing == "withdrawn"
    tamper(sound, update(Task).where(ended).values(closed_at=None, closing=None))

    assert found(sound) == {"I4"}


@pytest.mark.parametrize("state", [b"", b"no state", bytes(500)])
def test_a_damaged_state_is_found_and_stops_nothing_else(sound, state):
    tamper(sound, update(Case).where(Case.number == sound.number).values(run_state=state))
    tamper(sound, update(Deadline).where(Deadline.kind == "promised").values(state="?"))

    assert found(sound) == {"I9", "I3"}


def test_a_case_nobody_can_move_is_found_also_by_the_quick_look(sound):
    withdrawn = update(Case).where(Case.ended_at.is_not(None))
    tamper(sound, withdrawn.values(ended_at=None, outcome=None))

    assert {"I9", "I2"} <= found(sound)
    assert "I9" in found(sound, quick=True)


def test_a_process_altered_after_it_was_published_is_found(sound):
    form = update(ProcessFile).where(ProcessFile.name == "check_materials.form")
    tamper(sound, form.values(content=b"{}"))

    assert found(sound) == {"I9"}


def test_a_case_moved_to_another_version_is_found(sound):
    tamper(sound, update(Case).where(Case.number == sound.number).values(version=7))

    assert found(sound) == {"I9"}


@pytest.mark.parametrize("stored", [b"\1\2", b"?{}", b"\0{"])
@pytest.mark.parametrize("column", [Task.answers, Paper.content], ids=str)
def test_a_damaged_document_is_told_and_stops_no_look_at_others(sound, column, stored):
    damaged = update(column.class_).values({column: literal(stored, LargeBinary)})
    tamper(sound, damaged.where(column.is_not(None)))
    tamper(sound, delete(Link).where(*at(links(sound)[0])))

    told = sound.breaches()

    assert any(f"its {column.key} cannot be read" in breach for breach in told)
    assert any("entry 1 was altered, or is missing" in breach for breach in told)


def test_a_damaged_application_is_told(sound):
    damaged = literal(b"\1\2", LargeBinary)
    tamper(sound, update(Case).where(Case.ended_at.is_(None)).values(answers=damaged))

    assert any("its answers cannot be read" in breach for breach in sound.breaches())


def test_an_altered_paper_is_found(sound):
    tamper(sound, update(Paper).values(content={"promised_days": 1}))

    assert found(sound) == {"I5"}


@pytest.fixture
def filed(sound, tmp_path):
    """An office with a file of a case, and the store it lies in."""
    store = FileStore(tmp_path / "files")
    with store.receiving(BytesIO(PNG), "租赁合同.png") as file:
        material = sound.do("party", collecting.add, sound.number, file)
    assert sound.breaches(store) == []
    return sound, store, store.place_of(material.digest)


def test_a_missing_file_is_found(filed):
    desk, store, place = filed
    place.unlink()

    assert [breach.split()[0] for breach in desk.breaches(store)] == ["I10"]


def test_an_altered_file_is_found(filed):
    desk, store, place = filed
    place.write_bytes(PNG[:-1] + b"\x01")

    assert [breach.split()[0] for breach in desk.breaches(store)] == ["I10"]


def test_a_file_of_yesterday_that_no_case_speaks_of_is_found(filed):
    desk, store, place = filed
    young, old = place.with_name("young"), place.with_name("old")
    for file in (young, old):
        file.write_bytes(b"?")
    os.utime(old, (0, 0))

    assert desk.breaches(store) == ["I10 file old: no case and no export speaks of it"]


def test_verifying_changes_nothing(sound):
    before = [(link.seq, link.hash) for link in links(sound)]

    sound.breaches()

    assert [(link.seq, link.hash) for link in links(sound)] == before


def test_a_case_that_moves_while_one_verifies_is_no_breach(desk):
    for _ in range(3):
        desk.hand_in()
    with desk.parts.database.snapshot() as session:
        half = list(chains.breaches(Work(session, CLOCK, desk.parts)))
        desk.answer("zhouwenjing", "check_materials", ACCEPT)

        assert [*half, *verify(Work(session, CLOCK, desk.parts))] == []
