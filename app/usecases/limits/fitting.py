"""Whether the steps of its processes fit the limits an item is to have."""

from app.storage.clock import limit_changes
from app.storage.office import processes
from app.storage.office.items import Item
from app.usecases.work import Work
from engine.checks import Item as Offered
from engine.checks import said, unkept
from engine.errors import Fault

TOLD = {
    "business.limit_over_promise": said(
        "The step %(step)s alone may take %(days)s working days; %(promised)s would be promised."
    ),
    "business.limits_over_promise": said(
        "From acceptance to decision the steps may take %(days)s working days one after the other "
        "(%(steps)s); %(promised)s would be promised."
    ),
}
"""What publishing refuses, as it is told to who changes the promise."""


def faults(
    work: Work, process: str | None, promised: int, running: Item | None = None
) -> list[Fault]:
    """Return which steps, with their days, may take longer than is to be promised.

    :param process: the key of the process new cases start on.
    :param running: the item whose running cases take it over: the versions they go on by count.

    Source: Administrative Licensing Law, Art. 42; facts D-15, L3.
    """
    newest = processes.latest(work.session, process) if process else None
    digests = {newest.digest} if newest is not None else set()
    if running is not None:
        digests |= limit_changes.versions_running(work.session, running.code)
    item = Offered(promised_days=promised, statutory_days=promised)
    found = {
        (each.rule, *each.params.values()): each
        for version in processes.of_digests(work.session, digests)
        for each in unkept({file.name: file.content for file in version.files}, item)
    }
    return [
        Fault("promised_days", "limit.steps", TOLD[each.rule], dict(each.params))
        for each in found.values()
    ]
