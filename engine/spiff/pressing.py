"""Compressing states, with what each thread keeps for it: making it costs more than using it."""

from threading import local

import zstandard


class _Press(local):
    """Of one thread: neither of the two may be used by several at once."""

    def __init__(self) -> None:
        self.press, self.unpress = zstandard.ZstdCompressor(), zstandard.ZstdDecompressor()


_OWN = _Press()


def pressed(body: bytes) -> bytes:
    """Return a body, compressed."""
    return _OWN.press.compress(body)


def unpressed(packed: bytes, most: int) -> bytes:
    """Return the body that was compressed.

    :param most: so many bytes it may have.
    :raises zstandard.ZstdError: it has more, or cannot be read.
    """
    return _OWN.unpress.decompress(packed, max_output_size=most)
