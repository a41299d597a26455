"""Stores documents small: compressed against the words that such documents usually hold."""

import zlib
from typing import Any

import orjson

PLAIN, PACKED = b"\0", b"\1"
"""The first byte of what is stored says how the rest is written."""

SMALLEST = 9  # zlib's level
RAW = -15  # no header and no checksum: what must not change has a digest of its own
NEAR, MEMORY = -12, 4
"""How far back a repetition is looked for, and with how much memory: what is stored is as small as
with zlib's usual, and less than a tenth is copied for each document."""

WORDS = (
    b'"silence":"limitBasis":"others":"hidden""sign":"examine""approve""incident":"code":"how":'
    b'"outcome":"not_accepted"withdrawn"refused"{"kind":"statutory"promised"timer"step","basis":'
    b'"Administrative Licensing Law, Art. ","due_at":"2026-12-"reason":"2027-01-'
    b'{"name_en":"","limit":"5","milestone":"decided","paper":"opinion":"disagree","reason":""}'
    b'{"code":"","name":"","name_en":"","lead_department":"market_regulation","handling_kind":"joint'
    b'","statutory_days":20,"promised_days":10,"warning_days":1,"fee":null}'
    b'{"name":"","id_number":"","phone":"138000"}{"complete":true}{"decision":"grant","remarks":"'
    b'{"opinion":"agree","remarks":"'
    b'{"case":"2026-0000","item":"","item_code":"","applicant":"","id_number":"","received_on":"2026'
    b'-","received_at":"2026-","accepted_on":"2026-","decided_on":null,"statutory_days":20,"promised'
    b'_days":10,"statutory_due_on":"2026-","promised_due_on":"2026-","provisional":false,"fee":null,'
    b'"deemed":false,"answers":{},"actor":""}"materials":[{"count":1,"original":true}]'
    b'{"fields":["id","task_id","timer_id","kind","moves","step","rule_kind","rule_value","from_at",'
    b'"follows_clock","due_at","due_on","provisional","calendar_version","basis","state","ended_at"]'
    b',"rows":[["",null,null,"promised",false,null,"working_days","10","2026-11-21T16:00:00+00:00",'
    b'true,"2026-12-04T16:00:00+00:00","2026-12-04",false,"","item: promised limit","met",'
    b'"statutory",false,null,"working_days","20","Administrative Licensing Law, Art. 42","met",'
    b'cancelled","true,"","timer",true,"fired","2026-"],["","",null,"step",false,"","working_days","5","2026-11-'
    b'22T00:00:00+00:00",true,"2026-11-27T16:00:00+00:00","2026-11-27",false,"",null,"met","2026-'
    b'"case":1,"facts":[{"details":{"digest":"","passed":["submitted"],"version":1},"step":null,'
    b'"what":"case.submitted"},{"details":{"due_at":"2026-","kind":"timer"},"step":"","what":'
    b'"timer.started"},{"details":{"task":""},"step":"","what":"task.withdrawn"},{"details":{"on":'
    b'"2026-12-"},"step":"","what":"case.accepted"},case.decided"},case.delivered"},{"details":{'
    b'"outcome":"granted"},"step":"granted","what":"case.ended"},{"details":{"digest":"","kind":'
    b'"RECEIPT","number":"2026-0000GRANT_DECISION","number":"2026-0000CERTIFICATE","number":"2026-0'
    b'ACCEPTANCE_NOTICE","number":"2026-0000-02"},"step":"","what":"paper.issued"},{"details":{"grou'
    b'p":"window/window_clerk","task":""},"step":"/examiner","task":""},"step":"/approver","task":""'
    b'},"step":"","what":"task.opened"},{"actor":{"id":"person:1","name":""},"at":"2026-11-22T08:000'
    b'+08:00","case":1,"facts":[{"details":{"digest":"","passed":[""],"task":""},"step":"","what":'
    b'"task.answered"}],"seq":'
)
"""What is stored was compressed against exactly these bytes: other words need another number."""


_PRESS = zlib.compressobj(SMALLEST, zlib.DEFLATED, NEAR, MEMORY, zdict=WORDS)
"""Has read the words already, which takes longer than most documents."""


class Damaged(ValueError):
    """What is stored is not what was stored: no text comes of it, or no document."""


def pack(text: str) -> bytes:
    """Return a text as it is stored.

    >>> unpack(pack('{"opinion":"agree"}'))
    '{"opinion":"agree"}'
    """
    press = _PRESS.copy()
    return PACKED + press.compress(text.encode()) + press.flush()


def unpack(stored: bytes) -> str:
    """Return a stored text.

    :raises Damaged: it is not whole, or written in a way this code does not know.

    >>> unpack(PLAIN + b"{}")
    '{}'
    """
    kind, rest = stored[:1], stored[1:]
    if kind not in (PLAIN, PACKED):
        raise Damaged(f"a stored document begins with {kind!r}")
    try:
        return (rest if kind == PLAIN else _unpressed(rest)).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise Damaged("a stored document is damaged") from error


def read(stored: bytes) -> Any:
    """Return the JSON value of a stored document.

    :raises Damaged: it is none.
    """
    try:
        return orjson.loads(unpack(stored))
    except orjson.JSONDecodeError as error:
        raise Damaged("a stored document is damaged") from error


def _unpressed(rest: bytes) -> bytes:
    press = zlib.decompressobj(RAW, zdict=WORDS)
    text = press.decompress(rest)
    if not press.eof:
        raise Damaged("a stored document is not whole")
    return text
