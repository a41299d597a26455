"""What staff sees: the inbox, tasks and cases, and what stands around them."""

from app.pages.staff import (
    calendar,
    cases,
    clock,
    clocks,
    due_soon,
    feeds,
    held,
    inbox,
    incidents,
    materials,
    notices,
    paces,
    processes,
    tasks,
    transfers,
    wishes,
)

SCREENS = (
    inbox.blueprint,
    due_soon.blueprint,
    feeds.blueprint,
    tasks.blueprint,
    cases.blueprint,
    materials.blueprint,
    notices.blueprint,
    incidents.blueprint,
    held.blueprint,
    processes.blueprint,
    transfers.blueprint,
    clock.blueprint,
    calendar.blueprint,
    clocks.blueprint,
    paces.blueprint,
    wishes.blueprint,
)
