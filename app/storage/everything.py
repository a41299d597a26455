"""Every table, known to the metadata by being imported; for migrations and checks."""

from app.storage.case import (
    applications,
    cases,
    history,
    materials,
    papers,
    promises,
    remarks,
    search_keys,
    waits,
)
from app.storage.clock import (
    calendar,
    deadlines,
    heartbeats,
    limit_changes,
    paces,
    pauses,
    silences,
)
from app.storage.desk import copies, phrases, saved_filters, substitutions, tasks, urges
from app.storage.ground import repeats
from app.storage.joint import coordinations, meetings, questions
from app.storage.office import (
    departments,
    feeds,
    item_changes,
    items,
    people,
    processes,
    settings,
    signins,
)
from app.storage.post import exports, incidents, jobs, letters, messages, notices, stoppages
from app.storage.supervision import card_rules, cards

__all__ = [
    "applications",
    "calendar",
    "card_rules",
    "cards",
    "cases",
    "coordinations",
    "copies",
    "deadlines",
    "departments",
    "exports",
    "feeds",
    "heartbeats",
    "history",
    "incidents",
    "item_changes",
    "items",
    "jobs",
    "letters",
    "limit_changes",
    "materials",
    "meetings",
    "messages",
    "notices",
    "paces",
    "papers",
    "pauses",
    "people",
    "phrases",
    "processes",
    "questions",
    "promises",
    "remarks",
    "repeats",
    "saved_filters",
    "search_keys",
    "settings",
    "signins",
    "silences",
    "stoppages",
    "substitutions",
    "tasks",
    "urges",
    "waits",
]
