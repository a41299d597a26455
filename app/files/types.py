"""Which types of file we take, told by their content and not by their name."""

from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

import filetype

from engine.errors import Fault, Invalid

ENDINGS = {
    "application/pdf": {"pdf"},
    "image/jpeg": {"jpg", "jpeg"},
    "image/png": {"png"},
    "image/gif": {"gif"},
    "image/bmp": {"bmp"},
    "image/tiff": {"tif", "tiff"},
    "image/webp": {"webp"},
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {"docx"},
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {"xlsx"},
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": {"pptx"},
    "application/ofd": {"ofd"},
    "application/msword": {"doc", "wps"},
    "application/vnd.ms-excel": {"xls", "et"},
}
"""The types we take, with the endings their names may have."""

TAKEN = tuple(ending for endings in ENDINGS.values() for ending in sorted(endings))
"""Every ending the name of a file may have, for people to choose by."""

PREVIEWED = frozenset(
    {"application/pdf", "image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp"}
)
"""What a browser shows without running anything of it."""

PACKED = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx", "OFD.xml": "ofd"}
"""By what is inside, which of the packed types a zip is."""

MEMBERS = frozenset(
    {"xml", "rels", "vml", "bin", "dat", "esl", "xlsx", "docx"}
    | {"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "jb2", "jbig2"}
    | {"ttf", "otf", "odttf", "fntdata"}
)
"""The endings of what documents are packed of."""
MOST_MEMBERS = 5000
MACROS = "vbaproject.bin"


def media_type_of(file: Path, name: str) -> str:
    """Return the media type of a file from its first bytes, or from what is packed in it.

    :raises Invalid: the file is empty, of another type, or of another than its name says.
    """
    if not file.stat().st_size:
        raise _refused("material.empty", "The file is empty.")
    kind = _packed(file) or filetype.guess_mime(str(file))
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    if kind not in ENDINGS:
        raise _refused("material.type", "Files of this type are not taken.")
    if ending not in ENDINGS[kind]:
        message = "The name says “%(ending)s”, but the content is another."
        raise _refused("material.disguised", message, ending=ending)
    return kind


def _packed(file: Path) -> str | None:
    """Return the type of a zip whose members are all of a kind documents are made of."""
    with file.open("rb") as opened:
        if opened.read(4) != b"PK\x03\x04":
            return None
    try:
        with ZipFile(file) as package:
            names = package.namelist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise _refused("material.type", "Files of this type are not taken.") from error
    if len(names) > MOST_MEMBERS or not all(map(_harmless, names)):
        raise _refused("material.package", "There is something in this file that we do not take.")
    inside = next((kind for mark, kind in PACKED.items() if _holds(names, mark)), None)
    return next((media for media, endings in ENDINGS.items() if inside in endings), None)


def _holds(names: list[str], mark: str) -> bool:
    return any(name.startswith(mark) for name in names)


def _harmless(member: str) -> bool:
    path = PurePosixPath(member)
    if path.is_absolute() or ".." in path.parts or path.name.lower() == MACROS:
        return False
    return member.endswith("/") or path.name.rpartition(".")[2].lower() in MEMBERS


def _refused(code: str, message: str, **params: object) -> Invalid:
    fault = Fault("file", code, message, params)
    return Invalid("material.refused", "The file was not taken.", [fault])
