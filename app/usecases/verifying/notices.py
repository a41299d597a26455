"""I6: each notice has one receiver; whoever had to be told was told."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from app.storage.case.cases import Case
from app.storage.post.notices import Notice
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work


def breaches(work: Work) -> Iterator[Breach]:
    """Look at the receivers of every notice, and for the last notice of every case that ended."""
    both = Notice.person_id.is_not(None) == Notice.group.is_not(None)
    for key in work.session.scalars(select(Notice.key).where(both)):
        yield Breach("I6", f"notice {key}", "it is not for one person or one group")
    told = exists().where(Notice.case_id == Case.id, Notice.what == "notice.ended")
    untold = select(Case.number).where(Case.ended_at.is_not(None), ~told)
    for number in work.session.scalars(untold):
        yield Breach("I6", f"case {number}", "it has ended and nobody told the applicant")
