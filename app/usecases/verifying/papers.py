"""I5: what stands on a paper is what was handed out."""

from collections.abc import Iterator

from sqlalchemy import select

from app.storage.history import digest_of
from app.storage.papers import Paper
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work


def breaches(work: Work) -> Iterator[Breach]:
    """Compare the content of every paper with its digest."""
    papers = select(Paper).order_by(Paper.case_id).execution_options(yield_per=200)
    for paper in work.session.scalars(papers):
        if digest_of(paper.content) != paper.digest:
            yield Breach("I5", f"paper {paper.number}", "it was altered")
