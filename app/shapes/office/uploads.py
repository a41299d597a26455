"""Files of processes as they are sent, by a program or by a browser."""

from collections import Counter
from collections.abc import Iterator

from flask import request

from engine.errors import Fault, Invalid

ENDINGS = (".bpmn", ".dmn", ".form", ".toml", ".md")
DRAWN = (".bpmn", ".xml")


def diagram() -> tuple[str, bytes]:
    """Return the name and the bytes of the diagram that was uploaded.

    :raises Invalid: no file, or one whose name is not that of a diagram.
    """
    upload = request.files.get("file")
    name = ((upload.filename if upload else None) or "").replace("\\", "/").rsplit("/", 1)[-1]
    if upload is None or not name.lower().endswith(DRAWN):
        fault = Fault("file", "process.no_diagram", "Choose a diagram: a file ending in .bpmn.")
        raise Invalid("process.unreadable", "The files cannot be read.", [fault])
    return name, upload.stream.read()


def process_files() -> dict[str, bytes]:
    """Return what was uploaded by name; the names of the form's fields do not matter.

    :raises Invalid: no file, one name twice, or a name that is none of a process.
    """
    uploads = [upload for _, upload in request.files.items(multi=True) if upload.filename]
    sent = [(_name_of(upload.filename or ""), upload) for upload in uploads]
    faults = list(_misnamed([name for name, _ in sent]))
    if faults:
        raise Invalid("process.unreadable", "The files cannot be read.", faults)
    return {name: upload.stream.read() for name, upload in sent}


def _name_of(path: str) -> str:
    """Return the name of a file; its ending tells what it is, however large it is written."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, ending = name.rpartition(".")
    return f"{stem}{dot}{ending.lower()}"


def _misnamed(names: list[str]) -> Iterator[Fault]:
    if not names:
        yield Fault("files", "process.no_files", "Send the files of a process, no more.")
    for name, count in Counter(names).items():
        if not name.endswith(ENDINGS):
            message = "“%(name)s” is no file of a process: these end in %(endings)s."
            told = {"name": name, "endings": ", ".join(ENDINGS)}
            yield Fault(name, "process.file_name", message, told)
        if count > 1:
            message = "%(count)s files are called “%(name)s”: send each once."
            yield Fault(name, "process.name_twice", message, {"name": name, "count": count})
