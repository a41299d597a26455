"""The files of a process, and the digest that names what is in them."""

from collections.abc import Mapping
from hashlib import sha256

DIAGRAM, STORIES = "process.bpmn", "stories.toml"


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the digest of a version: of the names and contents of its files.

    >>> digest_of({"a": b"1", "b": b"2"}) == digest_of({"b": b"2", "a": b"1"})
    True
    """
    whole = sha256()
    for name, raw in sorted(files.items()):
        for part in (name.encode(), raw):
            whole.update(len(part).to_bytes(8) + part)
    return whole.hexdigest()
