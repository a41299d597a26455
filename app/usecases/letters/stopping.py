"""A carrier that lets nothing through is told once, for all letters that wait for it."""

from app.storage.post import stoppages
from app.storage.post.letters import Letter
from app.usecases.jobs.failing import Barred, Down, said
from app.usecases.keeping import causes, mending
from app.usecases.work import Work

PATIENCE = 3
"""Tries in a row that may come to nothing before an administrator must look: some minutes."""


def probe(work: Work, letter: Letter) -> None:
    """Let a letter that was just taken try whether its carrier is there again; others wait."""
    if (stoppage := stoppages.locked(work.session, letter.channel)) is not None:
        stoppage.lease, stoppage.take_at = letter.lease, letter.take_at


def noted(work: Work, letter: Letter, why: Down) -> bool:
    """Note that nothing gets through; return whether that was known before.

    Then the letter bears no blame. One that finds it out does: it might be the letter that its
    carrier cannot bear, while all the others get through.
    """
    news = stoppages.begin(work.session, letter.channel, work.now)
    stoppage = stoppages.locked(work.session, letter.channel)
    if stoppage is None or not (news or stoppage.lease == letter.lease):
        return not news
    stoppage.tries, stoppage.error, stoppage.lease = stoppage.tries + 1, said(why), None
    stoppage.take_at = work.now + work.job_types.wait(stoppage.tries)
    if stoppage.incident_id is None and (stoppage.tries > PATIENCE or isinstance(why, Barred)):
        move = {causes.CHANNEL: letter.channel}
        stoppage.incident_id = mending.note(work, None, why, move).id
    return not news


def over(work: Work, channel: str) -> None:
    """Note that letters get through: its incident is over, and nothing waits any more."""
    if (stoppage := stoppages.locked(work.session, channel)) is not None:
        mending.settle(work, stoppage.incident_id, how="through")
        work.session.delete(stoppage)
        work.call_machines()
