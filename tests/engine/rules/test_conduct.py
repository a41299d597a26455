"""How people must act: Administrative Licensing Law, Art. 32, 38, 42."""

import pytest

from engine.errors import Conflict, Invalid, NotAllowed
from engine.rules.corrections import Point, check_points
from engine.rules.limits import check_extension, check_promised
from engine.rules.opinions import BY_SYSTEM, check_opinion
from engine.rules.signatures import check_signer

ADDRESS = Point("answers.address", "Add the number of the house.")
LEASE = Point("materials.lease", "A page is missing.")


def test_what_could_have_been_told_first_is_refused_later_art_32():
    with pytest.raises(Invalid) as refusal:
        check_points([ADDRESS, LEASE], told=[ADDRESS], changed=[])

    assert [(fault.place, fault.code) for fault in refusal.value.faults] == [
        ("points.1", "correction.told_late")
    ]


def test_a_new_fault_of_what_was_handed_in_anew_may_be_told():
    check_points([LEASE], told=[ADDRESS], changed=["materials.lease"])


def test_a_notice_names_points_and_each_says_something():
    with pytest.raises(Invalid, match="at least one"):
        check_points([])
    with pytest.raises(Invalid, match="Say what is wrong"):
        check_points([Point("answers.address", " ")])


def test_nobody_examines_and_approves_the_same_opinion():
    with pytest.raises(NotAllowed) as refusal:
        check_signer("person:1", signed=["person:1"])

    assert refusal.value.code == "signature.same_person"


def test_nobody_signs_in_a_case_of_their_own():
    with pytest.raises(NotAllowed) as refusal:
        check_signer("person:1", signed=[], parties=["person:1"])

    assert refusal.value.code == "signature.own_case"


@pytest.mark.parametrize("opinion", [*BY_SYSTEM, "maybe", ""])
def test_only_the_system_gives_opinions_of_the_system(opinion):
    with pytest.raises(Invalid):
        check_opinion(opinion)


@pytest.mark.parametrize("opinion", ["disagree", "agree_with_conditions", "not_ours", "go_upward"])
def test_whoever_does_not_simply_agree_gives_a_reason_art_38(opinion):
    check_opinion(opinion, "The lane is too narrow.")
    with pytest.raises(Invalid, match="needs a reason"):
        check_opinion(opinion, " ")


@pytest.mark.parametrize(("promised", "statutory"), [(21, 20), (0, 20), (0, 0)])
def test_a_promise_is_at_least_a_day_and_never_longer_than_the_law(promised, statutory):
    with pytest.raises(Invalid):
        check_promised(promised, statutory)


def test_an_extension_is_given_once_in_time_and_within_the_law_art_42():
    check_extension(15, already=0, most=15, in_time=True)
    with pytest.raises(Invalid):
        check_extension(11, already=0, most=10, in_time=True)
    with pytest.raises(Conflict):
        check_extension(5, already=5, most=10, in_time=True)
    with pytest.raises(Conflict):
        check_extension(5, already=0, most=10, in_time=False)
