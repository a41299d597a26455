"""Foreign diagrams written as this product runs them, where the flow of control stays the same."""

import re
from collections.abc import Callable, Iterator

from engine import documents
from engine.importing.renaming import readable_ids
from engine.importing.rewrite import Rewrite
from engine.importing.tags import BPMN, Tag, attributes_of, place_of_name, read

DEFINITIONS = f"{{{BPMN}}}definitions"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance schemaLocation"
NOT_RUN = re.compile(
    rb"""<[^\s>/]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*?\s+isExecutable\s*=\s*["'](false|0)["']"""
)
"""The start tag of a process that says it is not run."""


def rewrites(raw: bytes, file: str) -> tuple[Rewrite, ...]:
    """Return what the rules would write anew, in the order of the file.

    :raises Unsound: the file is no sound XML document, or none of BPMN.
    """
    root = documents.read(raw, file)
    if root.tag != DEFINITIONS:
        message, kind = (
            "The file begins with %(kind)s, not with BPMN 2.0.",
            documents.local_name(root),
        )
        raise documents.Unsound(file, documents.line_of(root), "file.not_bpmn", message, kind=kind)
    tags = read(raw)
    return tuple(sorted((each for rule in RULES for each in rule(raw, tags)), key=_line))


def tasks_of_people(raw: bytes, tags: list[Tag]) -> Iterator[Rewrite]:
    """Yield each task without a type, as a user task: both go on when somebody says it is done."""
    for tag in tags:
        if tag.name == "task":
            places = {place_of_name(raw, tag.start)}
            if raw.startswith(b"</", tag.end):
                places.add(place_of_name(raw, tag.end))
            edits = tuple((start, end, b"userTask") for start, end in places)
            yield Rewrite(
                tag.line, tag.attributes.get("id", ""), "import.task", "task", "userTask", edits
            )


def the_process_runs(raw: bytes, tags: list[Tag]) -> Iterator[Rewrite]:
    """Yield the only process, as one that may be run: no other could be meant."""
    processes = [tag for tag in tags if tag.name == "process"]
    if len(processes) != 1:
        return
    (process,) = processes
    said = process.attributes.get("isExecutable")
    if said is None:
        end = place_of_name(raw, process.start)[1]
        yield _runs(process, "process", (end, end, b' isExecutable="true"'))
    elif (match := NOT_RUN.match(raw, process.start)) is not None:
        yield _runs(process, f'isExecutable="{said}"', (*match.span(1), b"true"))


def _runs(process: Tag, before: str, edit: tuple[int, int, bytes]) -> Rewrite:
    name, after = process.attributes.get("id", ""), 'isExecutable="true"'
    return Rewrite(process.line, name, "import.executable", before, after, (edit,))


def no_schemas_elsewhere(raw: bytes, tags: list[Tag]) -> Iterator[Rewrite]:
    """Yield where a file says from which address its schema could be fetched: nobody fetches it."""
    for tag in tags:
        if SCHEMA not in tag.attributes:
            continue
        found = [each for each in attributes_of(raw, tag) if each[0].endswith(":schemaLocation")]
        if len(found) == 1:
            name, place = found[0]
            element = tag.attributes.get("id", "")
            yield Rewrite(tag.line, element, "import.schema", name, "–", ((*place.around, b""),))


RULES: tuple[Callable[[bytes, list[Tag]], Iterator[Rewrite]], ...] = (
    tasks_of_people,
    the_process_runs,
    no_schemas_elsewhere,
    readable_ids,
)


def _line(rewrite: Rewrite) -> int:
    return rewrite.line
