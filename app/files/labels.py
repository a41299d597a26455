"""Names of files as people gave them: shown and sent, never used as a path."""

import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of signs nobody sees: controls, direction marks, zero widths, line separators."""


def label_of(name: str) -> str:
    """Return a harmless label for a file: its last part, without what cannot be seen.

    >>> label_of("营业执照.pdf"), label_of("../../etc/passwd"), label_of("a\\\\b\\u202etxt.exe")
    ('营业执照.pdf', 'passwd', 'btxt.exe')
    """
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(sign for sign in plain if unicodedata.category(sign) not in INVISIBLE)
    seen = seen.replace('"', "'").strip(" .")
    if len(seen) > LONGEST:
        ending = PurePosixPath(seen).suffix[:20]
        seen = seen[: LONGEST - len(ending)] + ending
    return seen or "file"
