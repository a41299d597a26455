"""The archive of a backup: a compressed tar whose manifest knows the hash of every file."""

import json
import os
import shutil
import tarfile
from collections.abc import Mapping
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from typing import Any

from zstandard import ZstdCompressor, ZstdDecompressor, ZstdError

from engine.errors import Conflict, Fault, Invalid

MANIFEST = "manifest.json"
FORMAT = 1


def pack(file: Path, members: Mapping[str, Path], facts: Mapping[str, Any]) -> None:
    """Write an archive; it has its name only once it is whole and on the disk.

    :param facts: what the manifest says beside the hashes.
    :raises Conflict: there is such a file already.
    """
    if file.exists():
        raise Conflict("backup.exists", "There is a file %(file)s already.", file=str(file))
    hashes = {name: _hash(path) for name, path in members.items()}
    manifest = {"format": FORMAT, **facts, "files": hashes}
    part = file.with_name(f"{file.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode=0o600)
    with os.fdopen(descriptor, "wb") as raw:
        with (
            ZstdCompressor().stream_writer(raw, closefd=False) as packed,
            tarfile.open(fileobj=packed, mode="w|") as tar,
        ):
            for name, path in members.items():
                tar.add(path, arcname=name, recursive=False)
            _add(tar, MANIFEST, json.dumps(manifest, indent=1).encode())
        raw.flush()
        os.fsync(raw.fileno())
    part.rename(file)


def unpack(file: Path, folder: Path) -> dict[str, Any]:
    """Take an archive apart into a folder; return its manifest.

    :raises Invalid: it is no archive of ours, or damaged: with every file that is not what
        the manifest says.
    """
    try:
        with (
            file.open("rb") as raw,
            ZstdDecompressor().stream_reader(raw) as packed,
            tarfile.open(fileobj=packed, mode="r|") as tar,
        ):
            for member in tar:
                _put(tar, member, folder)
        manifest = dict(json.loads((folder / MANIFEST).read_bytes()))
        hashes: dict[str, str] = manifest["files"]
    except (tarfile.TarError, ZstdError, OSError, EOFError, ValueError, KeyError) as error:
        raise Invalid("backup.unreadable", "This is not a whole backup.") from error
    if manifest.get("format") != FORMAT:
        raise Invalid("backup.format", "This backup was made by a newer version of Lianshen.")
    _compare(folder, hashes)
    (folder / MANIFEST).unlink()
    return manifest


def _put(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write a file of an archive for its owner alone: ours hold plain files, each once."""
    place = (folder / member.name).resolve()
    content = tar.extractfile(member) if member.isfile() else None
    if content is None or not place.is_relative_to(folder.resolve()):
        raise tarfile.ExtractError(f"{member.name!r} is no file of a backup")
    place.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(content, file)


def _compare(folder: Path, hashes: Mapping[str, str]) -> None:
    there = {str(p.relative_to(folder)): p for p in folder.rglob("*") if p.is_file()}
    there.pop(MANIFEST)
    faults = [
        Fault(
            name, "backup.altered", "%(name)s is not the file that was backed up.", {"name": name}
        )
        for name in sorted(hashes.keys() | there.keys())
        if name not in there or name not in hashes or _hash(there[name]) != hashes[name]
    ]
    if faults:
        raise Invalid("backup.damaged", "This backup is damaged.", faults)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, BytesIO(content))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
