"""Documents are stored small, and what an earlier release has stored is read."""

import zlib

import pytest

from app.storage.ground.packing import PACKED, WORDS, Damaged, pack, unpack

TEXTS = ["", "{}", '{"opinion":"agree","remarks":"同意"}', '{"opinion":"disagree"}' * 2000]


@pytest.mark.parametrize("text", TEXTS, ids=["nothing", "empty", "short", "long"])
def test_a_document_is_read_as_it_was_stored(text):
    assert unpack(pack(text)) == text


@pytest.mark.parametrize(("near", "memory"), [(-15, 8), (-14, 6)])
@pytest.mark.parametrize("text", TEXTS, ids=["nothing", "empty", "short", "long"])
def test_what_was_stored_with_more_memory_is_read(text, near, memory):
    press = zlib.compressobj(9, zlib.DEFLATED, near, memory, zdict=WORDS)
    stored = PACKED + press.compress(text.encode()) + press.flush()

    assert unpack(stored) == text


def test_what_is_cut_off_is_told_damaged():
    with pytest.raises(Damaged):
        unpack(pack(TEXTS[2])[:-3])
