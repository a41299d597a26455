"""Verify finds letters that failed unseen, and those nobody sends (I6)."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from app.storage.post.letters import Letter
from app.storage.post.notices import Notice


@pytest.mark.parametrize(
    ("state", "late", "ended", "breaches"),
    [
        ("open", 0, False, set()),
        ("open", 2, False, {"I6"}),
        ("failed", 0, False, {"I6"}),
        ("sent", 2, True, set()),
        ("sent", 2, False, {"I6"}),
        ("lost", 0, False, {"I6"}),
    ],
)
def test_a_letter_is_where_it_says(desk, state, late, ended, breaches):
    desk.hand_in()
    now = desk.case().received_at
    with desk.work("chengxiao") as work:
        said = {"case_id": desk.case().id, "case_number": desk.number, "written_at": now}
        work.session.add(Notice(key="told", group="applicant", what="notice.ended", **said))
        work.session.flush()
        notice = work.session.scalar(select(Notice.id).where(Notice.key == "told"))
        row = {"key": "letter", "notice_id": notice, "case_number": desk.number, "state": state}
        row |= {"channel": "sms", "attempts": 1, "left": 1, "written_at": now}
        row |= {"take_at": now - timedelta(hours=late), "ended_at": now if ended else None}
        work.session.execute(insert(Letter).values(row))

    assert {breach.split()[0] for breach in desk.breaches()} == breaches
