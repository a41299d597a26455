"""What administrators see: people with their posts, departments, roles, items."""

from app.pages.admin import (
    calendar,
    item_rules,
    items,
    jobs,
    letters,
    limits,
    messages,
    organisation,
    people,
    person,
)
from app.pages.admin.blueprint import blueprint

SCREENS = (blueprint,)

__all__ = [
    "SCREENS",
    "calendar",
    "item_rules",
    "items",
    "jobs",
    "letters",
    "limits",
    "messages",
    "organisation",
    "people",
    "person",
]
