"""The state of a run as bytes: one line to recognise it, then compressed JSON.

Neither the diagram nor the application is inside. Whoever changes what is written raises
``FORMAT`` and keeps the states of earlier formats readable, see ``formats``.
"""

from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
import zstandard
from SpiffWorkflow.version import __version__ as spiff_version

from engine.errors import Broken, Invalid, NotFound
from engine.spiff import formats
from engine.spiff.calls import Library
from engine.spiff.definition import Definition
from engine.spiff.game.part import CalledPart, InnerPart, Part
from engine.spiff.game.placed import Placed
from engine.spiff.game.workflow import Workflow
from engine.spiff.pressing import pressed, unpressed
from engine.spiff.scope import Names, Token
from engine.spiff.trail import Trail
from engine.values import TAG, pack, unpack

MAGIC, FORMAT, ENGINE = "lianshen-run", "3", f"spiff-{spiff_version}"
LARGEST = 2 * 1024 * 1024
"""A state may have at most this many bytes before it is compressed (reliability rule 4)."""
_UNSOUND = (
    *(KeyError, TypeError, ValueError, IndexError, AttributeError),
    *(StopIteration, zstandard.ZstdError),
)
"""What reading a body raises that is not of the shape ``dump`` gives it."""


def dump(run: Workflow) -> bytes:
    """Return the state of a run.

    :raises Broken: it is larger than 2 MB, or holds a value that cannot be kept.
    """
    numbers = {token.id: number for number, token in enumerate(run.tokens(), 1)}
    parts = [_part(part, numbers) for part in run.parts]
    whole = [run.id.hex, run.counter, run.completed, run.ended, run.pins, pack(run.data), parts]
    try:
        body = orjson.dumps(whole)
    except TypeError as error:  # half a character, which no UTF-8 can hold
        message = "The data of the run cannot be written: %(why)s"
        raise Broken("data.unwritable", message, why=str(error)) from error
    if len(body) > LARGEST:
        raise Broken("state.too_large", "The state of a run may have at most 2 MB.")
    packed = pressed(body)
    return f"{_seal(run.definition.digest, packed)}\n".encode() + packed


def load(definition: Definition, state: bytes, library: Library) -> Workflow:
    """Return the run a state was taken of.

    :param library: where called processes are found.
    :raises Invalid: ``state.damaged``, ``state.unknown_format``, ``state.other_process`` or
        ``state.no_process``.
    """
    line, _, packed = state.partition(b"\n")
    said = line.decode("ascii", "replace")
    words = said.split(" ")
    if len(words) != 5 or words[0] != MAGIC:
        raise _damaged()
    if words[1] not in (FORMAT, formats.SECOND, formats.FIRST):
        message = "The state was written by another release (format %(format)s)."
        raise Invalid("state.unknown_format", message, format=words[1])
    if said != _seal(words[3], packed, words[2], words[1]):
        raise _damaged()
    if words[3] != definition.digest:
        raise Invalid("state.other_process", "The state belongs to another process.")
    try:
        body = unpressed(packed, LARGEST)
        if words[1] == formats.FIRST:
            return formats.completed(_run(definition, formats.renamed(body), library))
        run = _run(definition, body, library)
        return run if words[1] == FORMAT else formats.entered(run)
    except _UNSOUND as error:
        raise _damaged() from error


def _seal(digest: str, packed: bytes, engine: str = ENGINE, format: str = FORMAT) -> str:
    words = f"{MAGIC} {format} {engine} {digest}"
    return f"{words} {sha256(words.encode() + packed).hexdigest()}"


def _damaged() -> Invalid:
    return Invalid("state.damaged", "The state of the run is damaged.")


def _part(part: Part, numbers: dict[int, int]) -> list[Any]:
    rows = [
        [
            token.task_spec.name,
            token._state,
            numbers[token._parent] if token._parent is not None else 0,
            pack(token.internal_data) if token.internal_data else 0,
            *token.trail.written(),
        ]
        for token in part.tasks.values()
    ]
    carrier = numbers[part.carrier.id] if part.carrier is not None else 0
    if isinstance(part, CalledPart):
        return [carrier, rows, part.definition.digest, pack(part.data)]
    return [carrier, rows]


def _run(definition: Definition, body: bytes, library: Library) -> Workflow:
    whole = orjson.loads(body)
    if b'"%s"' % TAG.encode() in body:
        whole = [*whole[:5], unpack(whole[5]), list(map(_unpacked, whole[6]))]
    id_, counter, completed, ended, pins, data, parts = whole
    run = Workflow(definition, UUID(id_), library)
    run.counter, run.completed, run.ended = counter, completed, ended
    run.pins, run.data = pins, data
    numbered: dict[int, Any] = {}
    for carrier, rows, *called in parts:
        part: Part = run
        if carrier:
            part = _opened(numbered[carrier], *called)
            run.subprocesses[part.carrier.id] = part
        _fill(part, rows, numbered)
    run.placed = len(numbered)
    return run


def _opened(carrier: Token, digest: str | None = None, data: Names | None = None) -> InnerPart:
    """Return the empty part of a sub-process, or of a called process with its data."""
    if digest is None or data is None:
        spec = carrier.workflow.definition.inner[carrier.task_spec.spec]
        return InnerPart(spec, carrier)
    try:
        version = carrier.workflow.top_workflow.library.by_digest(digest)
    except NotFound as error:
        message = "The state needs the version %(digest)s of a called process, which is not there."
        raise Invalid("state.no_process", message, digest=digest) from error
    return CalledPart(version.definition, carrier, data)


def _unpacked(part: list[Any]) -> list[Any]:
    carrier, rows, *called = part
    return [carrier, [[*row[:3], unpack(row[3]), *row[4:]] for row in rows], *map(unpack, called)]


def _fill(part: Any, rows: list[Any], numbered: dict[int, Any]) -> None:
    specs = part.spec.task_specs
    first = len(numbered) + 1
    for number, (name, state, parent, kept, *trail) in enumerate(rows, first):
        token = numbered[number] = Placed(part, specs[name], None, state, number)
        if kept:
            token.internal_data = kept
        if trail:
            token.trail = Trail.read(*trail)
        if parent:
            token._parent = parent
            numbered[parent]._children.append(number)
    part.task_tree = numbered[first]
