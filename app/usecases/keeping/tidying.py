"""Once a day what nobody needs goes: spent keys, ended sign-ins, old drafts, lost files."""

from datetime import timedelta

from sqlalchemy import delete, select

from app.files import FileStore
from app.storage.case import materials
from app.storage.case.applications import ApplicationDraft
from app.storage.case.materials import Material
from app.storage.clock import heartbeats
from app.storage.ground.repeats import Repeat
from app.storage.office import settings
from app.storage.office.signins import Signin
from app.storage.post import exports
from app.storage.post.jobs import Job
from app.storage.post.letters import Letter
from app.usecases.work import Work

REPEATS_KEPT = timedelta(days=30)
SIGNINS_KEPT = timedelta(days=30)  # after they ended
DRAFTS_KEPT = timedelta(days=90)
LETTERS_KEPT = timedelta(days=90)  # after they ended; the notice itself stays
EXPORTS_KEPT = timedelta(days=90)  # that they were asked for; their content goes when it expires
JOBS_KEPT = timedelta(days=90)  # after they ended; the history of the case tells of them
LOST_FILES_KEPT = timedelta(days=1)
"""A file arrives before its row; only one that stayed alone this long belongs to nothing."""

TIDIED_ON = "tidied_on"


def due(work: Work) -> bool:
    """Whether the office was not tidied today."""
    return settings.get(work.session, TIDIED_ON) != work.today.isoformat()


def tidy(work: Work, files: FileStore) -> None:
    """Remove what is past its keeping; of a case only jobs that ended are among it.

    Source: reliability rules 14 (keys are kept 30 days) and 15 (files without a row).
    """
    session, now = work.session, work.now
    forgotten = select(ApplicationDraft.token_hash).where(
        ApplicationDraft.saved_at < now - DRAFTS_KEPT
    )
    session.execute(delete(Repeat).where(Repeat.done_at < now - REPEATS_KEPT))
    session.execute(delete(Signin).where(Signin.expires_at < now - SIGNINS_KEPT))
    heartbeats.forget(session, settings.moment(session).own - heartbeats.KEPT)
    session.execute(delete(Job).where(Job.ended_at < now - JOBS_KEPT))
    session.execute(delete(Letter).where(Letter.ended_at < now - LETTERS_KEPT))
    exports.forget(session, now, EXPORTS_KEPT)
    session.execute(delete(Material).where(Material.draft.in_(forgotten)))
    session.execute(delete(ApplicationDraft).where(ApplicationDraft.saved_at < now - DRAFTS_KEPT))
    for digests in files.shelves(LOST_FILES_KEPT):
        known = materials.known(session, digests) | exports.known(session, digests)
        files.discard(digests - known)
    settings.put(session, TIDIED_ON, work.today.isoformat())
