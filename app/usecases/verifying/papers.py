"""I5: what stands on a paper is what was handed out."""

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import LargeBinary, select, type_coerce

from app.storage.case.history import digest_of
from app.storage.case.papers import Paper
from app.storage.ground.packing import Damaged, read
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work


def breaches(work: Work) -> Iterator[Breach]:
    """Compare the content of every paper with its digest."""
    stored = type_coerce(Paper.content, LargeBinary)
    papers = select(Paper.number, stored, Paper.digest).order_by(Paper.case_id)
    for number, content, digest in work.session.execute(papers.execution_options(yield_per=200)):
        with suppress(Damaged):  # what cannot be read is told as a document
            if digest_of(read(content)) != digest:
                yield Breach("I5", f"paper {number}", "it was altered")
