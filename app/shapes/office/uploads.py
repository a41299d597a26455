"""Files of processes as they are sent, by a program or by a browser."""

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
    sent = [((upload.filename or "").rsplit("/", 1)[-1], upload) for upload in uploads]
    faults = [
        Fault(name, "process.file_name", "No file of a process has this name.")
        for name, _ in sent
        if not name.endswith(ENDINGS)
    ]
    if not sent:
        faults.append(Fault("files", "process.no_files", "Send the files of a process, no more."))
    if len({name for name, _ in sent}) < len(sent):
        faults.append(Fault("files", "process.name_twice", "Two files have the same name."))
    if faults:
        raise Invalid("process.unreadable", "The files cannot be read.", faults)
    return {name: upload.stream.read() for name, upload in sent}
