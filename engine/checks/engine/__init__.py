"""Layer three: nothing in the diagram but what the engine runs as drawn."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.engine.alarms import bad_alarms
from engine.checks.engine.allowed import refused_elements, strange_languages
from engine.checks.engine.calls import bad_calls
from engine.checks.engine.camunda import foreign_dialects
from engine.checks.engine.events import bad_events
from engine.checks.engine.extensions import refused_extensions
from engine.checks.engine.mappings import bad_keys, bad_mappings
from engine.checks.engine.objects import data_objects
from engine.checks.engine.parts import missing_decisions, missing_forms, missing_jobs
from engine.checks.engine.periods import bad_periods
from engine.checks.engine.timers import bad_timers
from engine.checks.findings import Finding
from engine.checks.folder import Folder

__all__ = ["findings"]


def findings(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield what the engine would refuse, pass over or run in another way than drawn."""
    yield from refused_elements(diagram.root)
    yield from strange_languages(diagram)
    yield from foreign_dialects(diagram.root)
    yield from refused_extensions(diagram.root)
    for find in (bad_events, bad_alarms, bad_mappings, bad_keys, data_objects, bad_periods):
        yield from find(diagram)
    for look_up in (missing_forms, missing_decisions, missing_jobs, bad_calls, bad_timers):
        yield from look_up(diagram, folder)
