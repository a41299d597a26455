"""Coming in: the right password, a number with its code, and nothing else."""

from datetime import timedelta

import pytest

from app.storage.office import people, signins
from app.usecases.people import entering
from engine.errors import Invalid, NotAllowed, NotFound
from tests import office
from tests.usecases.desk import STRANGER, sign_in

PASSWORD = "a long walk by the river"


@pytest.fixture
def door(desk):
    """An office in which Zhou Wenjing has a password."""
    with desk.work(STRANGER) as work:
        person = people.by_username(work.session, "zhouwenjing")
        person.password_hash = entering.hashed(PASSWORD)
    return desk


POSTS = {("window", "window_clerk"), ("window", "spot_officer")}


def enter(desk, password=PASSWORD, username="zhouwenjing"):
    return desk.do(STRANGER, sign_in, username, password)


def known(desk, token, later=timedelta()):
    with desk.look() as work:
        office.put_clock_on(desk.parts, work.now + later)
    with desk.look() as work:
        return signins.recognise(work.session.connection(), token)


def test_the_right_password_opens_and_the_token_tells_who_it_is(door):
    entered = enter(door)

    who = known(door, entered.token)
    assert (who.name, who.pairs) == ("周文静", POSTS)


def test_only_the_hash_of_a_token_is_kept(door):
    token = enter(door).token

    stored = known(door, token).token_hash
    assert (stored != token, known(door, stored)) == (True, None)


@pytest.mark.parametrize("password", ["", "a long walk by the rive", PASSWORD + " ", "\x00", "甲"])
def test_a_wrong_password_opens_nothing(door, password):
    assert enter(door, password) is None


@pytest.mark.parametrize("username", ["nobody", "", "ZHOUWENJING", "' OR ''='"])
def test_an_unknown_name_opens_nothing(door, username):
    assert enter(door, username=username) is None


def test_who_never_got_a_password_has_none(door):
    assert enter(door, "", "linxiaoyu") is None


def test_the_sixth_try_is_locked_out_even_with_the_right_password(door):
    for _ in range(5):
        enter(door, "wrong")

    assert enter(door) is None


def test_the_lock_opens_by_itself(door):
    for _ in range(5):
        enter(door, "wrong")
    door.wait_until("2026-03-02T09:16")

    assert enter(door) is not None


def test_a_right_password_forgets_the_wrong_ones(door):
    for _ in range(3):
        for _ in range(4):
            enter(door, "wrong")
        assert enter(door) is not None


def test_who_has_left_does_not_come_in_and_is_put_out(door):
    token = enter(door).token
    with door.work(STRANGER) as work:
        people.by_username(work.session, "zhouwenjing").active = False

    assert (enter(door), known(door, token)) == (None, None)


def test_a_sign_in_ends_by_itself(door):
    token = enter(door).token

    assert known(door, token, timedelta(hours=9, minutes=59)) is not None
    assert known(door, token, timedelta(hours=10, seconds=1)) is None


def test_signing_out_closes_the_door_at_once_and_twice_is_once(door):
    token = enter(door).token

    door.do(STRANGER, entering.sign_out, token)
    door.do(STRANGER, entering.sign_out, token)

    assert known(door, token) is None


def test_a_post_that_ended_is_no_longer_held(door):
    token = enter(door).token
    with door.work(STRANGER) as work:
        post = people.by_username(work.session, "zhouwenjing").posts[0]
        ended = post.department, post.role
        post.to_on = work.today - timedelta(days=1)

    assert known(door, token).pairs == POSTS - {ended}


def test_a_new_password_puts_all_others_out_but_not_oneself(door):
    here, there = enter(door).token, enter(door).token
    person = known(door, here).person_id
    new = "another walk by the river"

    door.do(STRANGER, entering.change_password, person, PASSWORD, new, here)

    assert (known(door, here) is None, known(door, there)) == (False, None)
    assert (enter(door), enter(door, new) is None) == (None, False)


def test_what_is_wrong_with_a_new_password_is_told_at_once_and_nothing_changes(door):
    person = known(door, enter(door).token).person_id

    with pytest.raises(Invalid) as refused:
        door.do(STRANGER, entering.change_password, person, "wrong", "short", None)

    assert [f.code for f in refused.value.faults] == ["password.short", "password.wrong"]
    assert enter(door) is not None


@pytest.mark.parametrize("weak", ["zhouwenjing-2026", "甲" * 257, "123456789"])
def test_weak_passwords_are_not_taken(weak):
    assert entering.weaknesses(weak, "zhouwenjing")


def test_number_and_code_open_this_case_only(desk):
    desk.hand_in()

    entered = desk.do(STRANGER, entering.follow, f" {desk.number} ", desk.code.lower())

    who = known(desk, entered.token)
    assert (who.case_number, who.person_id, who.pairs) == (desk.number, None, frozenset())


def test_a_wrong_code_and_an_unknown_number_are_refused_alike(desk):
    desk.hand_in()
    told = set()

    for number, code in ((desk.number, "AAAA-AAAA-AAAA"), ("2026-999999-9", desk.code), ("", "")):
        with pytest.raises(NotAllowed) as refused:
            desk.do(STRANGER, entering.follow, number, code)
        told.add((refused.value.code, str(refused.value)))

    assert len(told) == 1


def test_the_code_of_one_case_does_not_open_another(desk):
    desk.hand_in()
    first = desk.number
    desk.hand_in()

    with pytest.raises(NotAllowed):
        desk.do(STRANGER, entering.follow, first, desk.code)


def test_nobody_changes_the_password_of_nobody(desk):
    with pytest.raises(NotFound):
        desk.do(STRANGER, entering.change_password, 999, "", PASSWORD, None)
