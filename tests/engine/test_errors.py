"""A refusal inside another one is told whole, in words that can be translated."""

import pytest

from engine.errors import Fault, Invalid, NotFound, Told

WORDS, PLACES = "%(name)s is wrong", {"name": "it"}
FAULTS = [Fault("rows.1", "a.b", "no %(kind)s", {"kind": "day"}), Fault("", "a.c", "never")]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NotFound("a.d", "nowhere"), "nowhere"),
        (Invalid("a.e", WORDS, **PLACES), "it is wrong"),
        (Invalid("a.e", WORDS, FAULTS[:1], **PLACES), "it is wrong (rows.1: no day)"),
        (Invalid("a.e", WORDS, FAULTS, **PLACES), "it is wrong (rows.1: no day; never)"),
    ],
)
def test_everything_that_is_wrong_is_in_its_words(error, words):
    assert str(Told.by(error)) == str(error) == words


def test_each_part_of_the_words_is_one_that_can_be_translated():
    def messages(told):
        inner = [one for one in told.params.values() if isinstance(one, Told)]
        return {told.message}.union(*map(messages, inner))

    told = messages(Told.by(Invalid("a.e", WORDS, FAULTS, **PLACES)))

    assert {WORDS, "no %(kind)s", "never"} < told
