"""What administrators see: people with their posts, departments, roles, items."""

from app.pages.admin import items, jobs, messages, organisation, people, person
from app.pages.admin.blueprint import blueprint

SCREENS = (blueprint,)

__all__ = ["SCREENS", "items", "jobs", "messages", "organisation", "people", "person"]
