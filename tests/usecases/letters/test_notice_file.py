"""The file of notices: an office's own wins, and all its faults are told at once, with a hint."""

import pytest

from app import create_app
from app.config import Unsafe
from app.usecases.letters.habits import FILE, notice_rules
from engine.errors import Invalid

OURS = FILE.read_text(encoding="utf-8")


def written(folder, text):
    file = folder / "notices.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_office_may_have_a_file_of_its_own(tmp_path, office_url):
    file = written(tmp_path, OURS.replace('by = ["email"]', "by = []"))
    app = create_app({"DATABASE_URL": office_url, "LIANSHEN_DATA": tmp_path, "NOTICES": file})

    assert app.extensions["parts"].notices.wanted(None, "notice.overdue") == ()


def test_every_fault_is_told_at_once_by_its_key_with_a_hint(tmp_path):
    wrong = OURS.replace('["notice.overdue"]', '["notice.overdu"]').replace(
        'by = ["email"]', 'by = ["letter"]', 1
    )

    with pytest.raises(Invalid) as refusal:
        notice_rules(written(tmp_path, wrong))

    told = {fault.place: str(fault) for fault in refusal.value.faults}
    assert {"notice.overdu.by.0", "notice.overdu"} == told.keys()
    assert "notice.overdue" in told["notice.overdu"]
    assert "email, sms" in told["notice.overdu.by.0"]


def test_a_kind_that_came_later_than_the_file_is_as_in_what_comes_along(tmp_path):
    earlier = OURS.replace('  "notice.card_close", "notice.export_made",\n', "")
    earlier = earlier[: earlier.rindex('["notice.')].replace('by = ["email"]', "by = []", 1)

    said, ours = notice_rules(written(tmp_path, earlier)), notice_rules()

    assert (said.habits.keys(), said.stays) == (ours.habits.keys(), ours.stays)
    assert said.wanted(None, "notice.overdue") == ()


def test_a_kind_has_either_a_habit_or_stays(tmp_path):
    twice = OURS.replace("stays = [", 'stays = ["notice.overdue", ')

    with pytest.raises(Invalid) as refusal:
        notice_rules(written(tmp_path, twice))

    assert [fault.place for fault in refusal.value.faults] == ["notice.overdue"]


@pytest.mark.parametrize("text", ["= broken", "", None], ids=["no TOML", "nothing", "no file"])
def test_an_office_does_not_start_with_a_file_that_cannot_be_used(tmp_path, text):
    file = written(tmp_path, text) if text is not None else tmp_path / "missing.toml"

    with pytest.raises(Unsafe, match="LIANSHEN_NOTICES"):
        create_app({"LIANSHEN_DATA": tmp_path, "NOTICES": file})
