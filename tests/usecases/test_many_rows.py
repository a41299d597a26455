"""Many rows reach PostgreSQL as one document: what is read back is what was written."""

import pytest
from sqlalchemy import select

from app.storage.ground.base import write_rows
from app.storage.post.notices import Notice

WORDS = 'a "quoted" \\x41 line\nand 章'
NAMES = ("case_id", "person_id", "group", "what", "params", "written_at")


def notices_of(case_id, now, many):
    row = {"case_id": case_id, "case_number": "B7", "person_id": None, "group": WORDS}
    said = {"params": {"text": WORDS, "none": None, "list": [1, "2"]}, "written_at": now}
    return [row | said | {"key": f"k{n}", "what": f"w{n}"} for n in range(many)]


@pytest.mark.parametrize("many", [2, 40])
def test_texts_documents_and_moments_are_read_as_written(desk, many):
    case = desk.hand_in()
    with desk.work("chengxiao") as work:
        rows = notices_of(case.id, work.now, many)
        write_rows(work.session, Notice, rows)

    read = desk.all(select(Notice).where(Notice.key.startswith("k")).order_by(Notice.id))
    assert [[getattr(one, name) for name in NAMES] for one in read] == [
        [row[name] for name in NAMES] for row in rows
    ]
