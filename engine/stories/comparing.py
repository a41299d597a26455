"""Whether what came of a story is what it promised."""

from collections.abc import Iterator
from dataclasses import replace

from engine.errors import Fault
from engine.stories.results import Played


def compare(played: Played) -> Played:
    """Return what came of a story, with what differs from its promises among the faults.

    A story that went another way before its end is not compared: its end means nothing.
    """
    if played.faults:
        return played
    return replace(played, faults=(*_end(played), *_dates(played)))


def _end(played: Played) -> Iterator[Fault]:
    story, ended = played.story, played.ended
    if story.ends and story.ends not in (ended, played.outcome):
        params = {"ends": story.ends, "ended": ended or ", ".join(played.asks)}
        message = "The story should end with “%(ends)s”, but is at: %(ended)s"
        yield Fault("ends", "story.ends", message, params)
    if story.asks is not None and set(story.asks) != set(played.asks):
        params = {"asks": ", ".join(story.asks), "asked": ended or ", ".join(played.asks)}
        message = "At the end should be open: %(asks)s; but open is: %(asked)s"
        yield Fault("asks", "story.asks", message, params)


def _dates(played: Played) -> Iterator[Fault]:
    for name, day in played.story.dates.items():
        came = played.dates.get(name)
        if came != day:
            params = {"name": name, "day": day, "came": came or "—"}
            message = "“%(name)s” should be %(day)s, not %(came)s."
            yield Fault(f"dates.{name}", "story.date", message, params)
