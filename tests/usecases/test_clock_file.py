"""The file of the legal clock: an office's own wins, and all its faults are told at once."""

import pytest

from app import create_app
from app.config import Unsafe
from app.usecases.clocks.grounds import FILE, clock_rules
from engine.errors import Invalid

OURS = FILE.read_text(encoding="utf-8")


def written(folder, text):
    file = folder / "clock.toml"
    file.write_text(text, encoding="utf-8")
    return file


def without(text, part):
    before, after = text.split(f"[{part}]")
    return before + after[after.index("\n[") :]


def test_what_comes_along_names_the_caps_of_the_law_art_42():
    rules = clock_rules()

    assert (rules.one.most_days, rules.joint.most_days) == (10, 15)
    assert rules.extension("any", "joint") is rules.joint
    assert rules.extension("any", "committed") is rules.one


def test_an_office_may_have_a_file_of_its_own(tmp_path, office_url):
    file = written(tmp_path, OURS.replace("rolled = true", 'rolled = true\ncut_off = "16:30"'))
    app = create_app({"DATABASE_URL": office_url, "LIANSHEN_DATA": tmp_path, "CLOCK": file})

    assert app.extensions["parts"].clock.receipt.cut_off == "16:30"


def test_every_fault_of_the_file_is_told_at_once(tmp_path):
    wrong = OURS.replace("most_times = 1 ", "most_times = -1 ").replace("rolled", "roled")

    with pytest.raises(Invalid) as refusal:
        clock_rules(written(tmp_path, wrong))

    places = {fault.place for fault in refusal.value.faults}
    assert {"receipt.rolled", "receipt.roled", "grounds.hearing.value.most_times"} <= places


def test_parts_that_came_later_than_the_file_are_as_in_what_comes_along(tmp_path):
    earlier = OURS.replace("most_an_hour = 3", "most_an_hour = 5").replace("party_a_day = 1", "")
    for name in ("consulting", "outage"):
        earlier = without(earlier, name)

    said, ours = clock_rules(written(tmp_path, earlier)), clock_rules()

    assert (said.consulting, said.held) == (ours.consulting, ours.held)
    assert (said.urges_an_hour, said.party_urges_a_day) == (5, ours.party_urges_a_day)


@pytest.mark.parametrize(("said", "word"), [('opinion = "go_on"', "go_on"), ("", "wait")])
def test_at_the_opinion_to_go_upward_a_step_waits_unless_the_office_says_else_d_203(
    tmp_path, said, word
):
    rules = clock_rules(written(tmp_path, OURS.replace('opinion = "wait"', said)))

    assert rules.upward.opinion == word


def test_what_a_file_may_do_without_stays_away(tmp_path):
    said = clock_rules(written(tmp_path, without(without(OURS, "tolerance"), "grounds.question")))

    assert said.tolerance is None
    assert "question" not in said.grounds


@pytest.mark.parametrize("text", ["= broken", None], ids=["no TOML", "no file"])
def test_an_office_does_not_start_with_a_file_that_cannot_be_read(tmp_path, text):
    file = written(tmp_path, text) if text else tmp_path / "missing.toml"

    with pytest.raises(Unsafe, match="LIANSHEN_CLOCK"):
        create_app({"LIANSHEN_DATA": tmp_path, "CLOCK": file})
