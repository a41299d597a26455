"""An administrator keeps the catalogue: limits, process and publication of items."""

from dataclasses import dataclass

from app.storage.clock import limit_changes
from app.storage.office import items, processes
from app.storage.office.departments import Department
from app.storage.office.items import Item
from app.usecases.clocks.clock_file import KINDS
from app.usecases.limits import changing, fitting
from app.usecases.limits.changing import Wish
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotAllowed
from engine.rules import limits

LONGEST = 366
"""Working days; no limit of the law is longer."""
SIGNATURES = (1, 2)
PUBLICATIONS = (
    *("service", "basis", "conditions", "materials"),
    *("procedure", "limits", "fee", "result"),
)
"""The eight things the public is told of every item (八公开); an item may tell more.

Source: Administrative Licensing Law, Art. 30; local service-centre rules on eight publications.
"""


@dataclass(frozen=True)
class Offer:
    """How an item is offered from now on; cases under way keep what they started with.

    :param process: the key of the process that handles it.
    :param warning_days: so long before a limit of the case ends it is about to end;
        ``step_warning_days``: the same of the limit of a step; ``warning_percent``: or once so
        much of it is used.
    :param reminder_days: so long before whoever is asked is reminded; none: they are not.
    :param signatures: 2 where one examines and another approves the decision (一审一核).
    """

    process: str | None
    lead_department: str
    handling_kind: str
    promised_days: int
    statutory_days: int
    warning_days: int
    step_warning_days: int
    warning_percent: int | None
    reminder_days: int | None
    signatures: int
    published: bool


def change_item(work: Work, code: str, offer: Offer) -> Item:
    """Change an item of the catalogue, perhaps publish it or take it back.

    Its limits stay where cases are under way: what becomes of those is decided first, with
    ``changing.change_limits``.

    :raises NotAllowed: only administrators keep the catalogue.
    :raises NotFound: there is no such item.
    :raises Invalid: with everything that is wrong; nothing is changed.

    Source: Administrative Licensing Law, Art. 30 (publication), Art. 42 (limits).
    """
    if "administrator" not in work.actor.roles:
        raise NotAllowed("item.not_yours", "Only administrators keep the catalogue.")
    item = items.of_code(work.session, code)
    faults = [*_limit_faults(offer), *_step_faults(work, item, offer), *_faults(work, item, offer)]
    if faults:
        raise Invalid("item.invalid", "The item cannot be changed like this.", faults)
    before, others = changing.told(item), vars(offer)
    if limit_changes.how_many_run(work.session, code):
        others = {name: value for name, value in others.items() if name not in changing.DAYS}
    for name, value in others.items():
        setattr(item, name, value)
    if changing.told(item) != before:
        changing.record(work, item, before, Wish(offer.promised_days, offer.statutory_days))
    return item


def unpublished(item: Item) -> list[str]:
    """Return which of the eight publications an item lacks."""
    return [one for one in PUBLICATIONS if not item.publications.get(one)]


def _limit_faults(offer: Offer) -> list[Fault]:
    faults: list[Fault] = []
    try:
        limits.check_promised(offer.promised_days, offer.statutory_days)
    except Invalid as refusal:
        faults += refusal.faults
    if not 0 <= offer.warning_days < max(offer.promised_days, 1):
        message = "The warning comes before the promised limit ends, and not before it starts."
        faults.append(Fault("warning_days", "item.warning", message))
    return [*faults, *_warning_faults(offer)]


def _step_faults(work: Work, item: Item, offer: Offer) -> list[Fault]:
    """Return which steps do not fit, where another process or promise is offered to the public."""
    before = (item.process, item.promised_days, item.published)
    if not offer.published or before == (offer.process, offer.promised_days, True):
        return []
    return fitting.faults(work, offer.process, offer.promised_days)


def _warning_faults(offer: Offer) -> list[Fault]:
    days = {name: getattr(offer, name) for name in ("step_warning_days", "reminder_days")}
    message = "Please give working days from 0, the last day itself, to %(most)s."
    faults = [
        Fault(name, "item.lead", message, {"most": LONGEST})
        for name, value in days.items()
        if value is not None and not 0 <= value <= LONGEST
    ]
    if offer.warning_percent is not None and not 1 <= offer.warning_percent <= 100:
        message = "Please give a share of the limit from 1 to 100 percent."
        faults.append(Fault("warning_percent", "item.percent", message))
    return faults


def _faults(work: Work, item: Item, offer: Offer) -> list[Fault]:
    faults = []
    known = offer.process is not None and processes.latest(work.session, offer.process) is not None
    if offer.process is not None and not known:
        message = "This process has not been published yet."
        faults.append(Fault("process", "process.unpublished", message))
    if work.session.get(Department, offer.lead_department) is None:
        faults.append(Fault("lead_department", "item.department", "Please choose a department."))
    if offer.handling_kind not in KINDS:
        faults.append(Fault("handling_kind", "item.kind", "Please choose how it is handled."))
    if offer.signatures not in SIGNATURES:
        faults.append(
            Fault("signatures", "item.signatures", "Please choose one or two signatures.")
        )
    if offer.published and offer.process is None:
        message = "Without a process nobody can apply; choose one before publishing."
        faults.append(Fault("process", "item.no_process", message))
    if offer.published and (missing := unpublished(item)):
        message = "%(count)s of the eight publications are missing."
        faults.append(Fault("published", "item.publications", message, {"count": len(missing)}))
    return faults
