"""What older cases lack after a migration: only their runs can tell it."""

import structlog

from app.storage.case import search_keys
from app.storage.case.cases import Case
from app.storage.ground import spelling
from app.storage.ground.base import store
from app.storage.office import items, processes
from app.usecases.cases import finding
from app.usecases.moving import in_hand, listen
from app.usecases.verifying.batches import of_cases
from app.usecases.work import Work
from engine import Run
from engine.errors import Refusal

log = structlog.get_logger(__name__)

MANY = 1_000
"""So many cases are made findable by one statement: some 20,000 keys, a few megabytes."""


def listen_again(work: Work) -> None:
    """Note what running cases wait for that began before waits were rows.

    A run that cannot be loaded stays as it is: ``flask verify`` names it.
    """
    for batch in of_cases(work, only_open=True, with_state=True):
        for case in batch:
            if case.waits == 0 and (run := _loaded(work, case)) is not None:
                listen(work, case, run.awaited())


def make_findable(work: Work) -> None:
    """Let items and cases be found that were kept before names were found by keys.

    A case is found by what the newest version of its form says, where the answers have it.
    """
    for item in items.everything(work.session):
        item.spelt = spelling.spelt(item.name)
    forms = {one.key: work.process(one.digest).start_form for one in processes.newest(work.session)}
    for batch in search_keys.findable(work.session, MANY):
        finding.make_all_findable(work, batch, forms)
        store(work.session)


def _loaded(work: Work, case: Case) -> Run | None:
    try:
        return in_hand(work, case).run()
    except Refusal:
        log.exception("a running case cannot be loaded", case=case.number)
        return None
