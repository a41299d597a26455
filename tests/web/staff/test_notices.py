"""Every kind of notice can be read: its words need nothing that is not given."""

from app.pages.staff.office.notices import words_of
from app.pages.words.notices import NOTICES
from app.storage.post.notices import Notice


def test_every_kind_of_notice_has_words_that_can_be_told(served):
    with served.test_request_context():
        for what in NOTICES:
            assert words_of(Notice(what=what, params={}))
