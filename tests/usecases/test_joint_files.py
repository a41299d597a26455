"""The files of meetings and of the ladder: an office's own win, all their faults are told."""

import pytest

from app import create_app
from app.config import Unsafe
from app.usecases.coordinating import ladder
from app.usecases.meetings import rules
from engine.errors import Invalid


def written(folder, text):
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_five_rungs_come_along_the_government_on_top_sp_12():
    whole = ladder.ladder()

    assert [one.code for one in whole.rungs][-2:] == ["government_office", "government"]
    assert len(whole.above(None)) == 5
    assert whole.above("government") == ()


def test_an_office_may_have_files_of_its_own(tmp_path):
    own = rules.FILE.read_text(encoding="utf-8").replace("notice_days = 1", "notice_days = 3")

    assert rules.meeting_rules(written(tmp_path, own)).kinds["survey"].notice_days == 3


@pytest.mark.parametrize(
    ("read", "original", "wrong", "place"),
    [
        (rules.meeting_rules, rules.FILE, ("quorum_percent = 50", "quorum_percent = 0"), "meeting"),
        (ladder.ladder, ladder.FILE, ('of = "lead"', 'of = "moon"'), "rung.0"),
        (ladder.ladder, ladder.FILE, ('code = "lead"', 'code = "government"'), "rung"),
    ],
)
def test_every_fault_of_a_file_is_told(tmp_path, read, original, wrong, place):
    text = original.read_text(encoding="utf-8").replace(*wrong)

    with pytest.raises(Invalid) as refusal:
        read(written(tmp_path, text))

    assert any(fault.place.startswith(place) for fault in refusal.value.faults)


def test_the_product_does_not_start_with_a_file_it_cannot_read(tmp_path):
    file = written(tmp_path, "no toml")

    with pytest.raises(Unsafe, match="LIANSHEN_COORDINATION"):
        create_app({"LIANSHEN_DATA": tmp_path, "COORDINATION": file})
