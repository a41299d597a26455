"""I9: every case runs on the files it began with, and these are as they were published."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from app.storage.case.cases import Case
from app.storage.office.processes import ProcessVersion
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work
from engine.process import digest_of


def breaches(work: Work) -> Iterator[Breach]:
    """Recompute the digest of every version, and look for cases on none."""
    for version in work.session.scalars(select(ProcessVersion).execution_options(yield_per=10)):
        files = {file.name: file.content for file in version.files}
        if digest_of(files) != version.digest:
            where = f"process {version.key} version {version.number}"
            yield Breach("I9", where, "its files are not those that were published")
    begun_on = exists().where(
        ProcessVersion.key == Case.process,
        ProcessVersion.number == Case.version,
        ProcessVersion.digest == Case.process_digest,
    )
    published = set(work.session.scalars(select(ProcessVersion.digest)))
    calling = select(Case.number, Case.called).where(Case.called.is_not(None))
    for number, called in work.session.execute(calling.execution_options(yield_per=500)):
        if not published.issuperset(called or ()):
            yield Breach("I9", f"case {number}", "it calls a version that was never published")
    for number in work.session.scalars(select(Case.number).where(~begun_on)):
        yield Breach("I9", f"case {number}", "it runs on a version that was never published")
