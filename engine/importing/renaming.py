"""Ids of tasks that no expression can read, written as names that one can."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html import unescape

from engine.checks.expressions.naming import free_name, is_name
from engine.importing.rewrite import Rewrite
from engine.importing.tags import Place, Tag, attributes_of, text_of

TASKS = frozenset(
    {"task", "userTask", "serviceTask", "sendTask", "receiveTask", "manualTask", "scriptTask"}
)
REFERRING = frozenset({"sourceRef", "targetRef", "attachedToRef", "activityRef"})
DRAWING = "bpmnElement"
TEXTS = frozenset({"flowNodeRef", "sourceRef", "targetRef"})
SHOWN = frozenset({"documentation", "text"})
"""What is for people may say the same as an id, and does not mean it; so do names."""


def readable_ids(raw: bytes, tags: list[Tag]) -> Iterator[Rewrite]:
    """Yield the ids of tasks that no expression can read, with everything that refers to them.

    An id that is said anywhere else, as in an expression or by another maker, stays as it is:
    nobody can tell what would no longer be found.
    """
    ids = Counter(tag.attributes["id"] for tag in tags if "id" in tag.attributes)
    wanted = {
        each: tag
        for tag in tags
        if tag.name in TASKS and not is_name(each := tag.attributes.get("id") or "ok")
    }
    said, taken = _Said(frozenset(wanted)), set(ids)
    said.read(raw, tags)
    for old, tag in wanted.items():
        if old not in said.elsewhere and ids[old] == 1:
            taken.add(new := free_name(old, taken))
            edits = tuple((start, end, new.encode()) for start, end in said.meant[old])
            yield Rewrite(tag.line, old, "import.id", old, new, edits)


class _Said:
    """Where ids are said in a file.

    :ivar meant: where something refers to an id.
    :ivar elsewhere: the ids that are also said where nobody can tell what is meant.
    """

    def __init__(self, ids: frozenset[str]) -> None:
        self._ids = ids
        self._words = re.compile(r"[\w.-]+")
        self.meant = defaultdict[str, list[tuple[int, int]]](list)
        self.elsewhere = set[str]()

    def read(self, raw: bytes, tags: list[Tag]) -> None:
        """Look at every attribute, and at the text of every element without others in it."""
        for tag in tags if self._ids else ():
            ours = bool(tag.name)
            for name, place in attributes_of(raw, tag):
                refers = (ours and name in {"id", *REFERRING}) or (not ours and name == DRAWING)
                self._note(place, refers, shown=ours and name == "name")
            if (place_of_text := text_of(raw, tag)) is not None:
                self._note(place_of_text, ours and tag.name in TEXTS, ours and tag.name in SHOWN)

    def _note(self, place: Place, refers: bool, shown: bool) -> None:
        prefix, _, bare = place.text.rpartition(":")
        if refers and bare in self._ids:
            self.meant[bare].append(place.behind(prefix))
        elif not shown:
            self.elsewhere.update(self._ids.intersection(self._words.findall(unescape(place.text))))
