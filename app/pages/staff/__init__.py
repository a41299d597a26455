"""What staff sees: the inbox, tasks and cases, and what stands around them."""

from app.pages.staff.asking import deeds as questions
from app.pages.staff.asking import lists as asking
from app.pages.staff.cards import deeds as card_deeds
from app.pages.staff.cards import desk as cards
from app.pages.staff.cards import rule as card_rule
from app.pages.staff.cards import rules as card_rules
from app.pages.staff.case import (
    asking_again,
    boards,
    cases,
    clocks,
    copies,
    joining,
    materials,
    promises,
    remarks,
)
from app.pages.staff.inbox import chosen, inbox, loads, saved_filters
from app.pages.staff.lists import exports
from app.pages.staff.meetings import calling, coordinating
from app.pages.staff.meetings import lists as all_meetings
from app.pages.staff.meetings import one as meetings
from app.pages.staff.office import (
    foreign,
    incidents,
    notices,
    phrases,
    processes,
    substitutes,
    transfers,
    wishes,
)
from app.pages.staff.task import confirming, handing, returning, tasks
from app.pages.staff.time import calendar, clock, due_soon, feeds, held, paces

SCREENS = (
    inbox.blueprint,
    chosen.blueprint,
    saved_filters.blueprint,
    due_soon.blueprint,
    exports.blueprint,
    feeds.blueprint,
    tasks.blueprint,
    returning.blueprint,
    confirming.blueprint,
    cases.blueprint,
    boards.blueprint,
    loads.blueprint,
    materials.blueprint,
    notices.blueprint,
    incidents.blueprint,
    handing.blueprint,
    questions.blueprint,
    asking.blueprint,
    held.blueprint,
    processes.blueprint,
    foreign.blueprint,
    transfers.blueprint,
    clock.blueprint,
    calendar.blueprint,
    clocks.blueprint,
    copies.blueprint,
    promises.blueprint,
    remarks.blueprint,
    joining.blueprint,
    asking_again.blueprint,
    all_meetings.blueprint,
    coordinating.blueprint,
    calling.blueprint,
    meetings.blueprint,
    cards.blueprint,
    card_deeds.blueprint,
    card_rules.blueprint,
    card_rule.blueprint,
    paces.blueprint,
    wishes.blueprint,
    substitutes.blueprint,
    phrases.blueprint,
)
