"""Writes ``app/storage/ground/readings.txt``: the phrases whose characters are not read as usual.

pypinyin knows 47,000 phrases, most of which are read as their characters are read alone. Those
that are not are kept here, and those that keep a shorter one among them from being read wrongly.
Run it when pypinyin is upgraded: ``python tools/readings.py``.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

KEPT = Path(__file__).parent.parent / "app" / "storage" / "ground" / "readings.txt"
ASK = """
import json
from pypinyin import lazy_pinyin
from pypinyin.phrases_dict import phrases_dict
print(json.dumps({phrase: lazy_pinyin(phrase) for phrase in phrases_dict}))
"""
Readings = Mapping[str, Sequence[str]]


def known() -> Readings:
    """Return every phrase pypinyin knows, as it reads it with all of them."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYPINYIN_")}
    told = subprocess.run([sys.executable, "-c", ASK], capture_output=True, check=True, env=env)
    return dict(json.loads(told.stdout))


def main() -> None:
    """Add what is read wrongly without it, until nothing is."""
    wanted, kept = known(), dict[str, Sequence[str]]()
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    from pypinyin import lazy_pinyin, load_phrases_dict

    while wrong := {one: read for one, read in wanted.items() if lazy_pinyin(one) != read}:
        kept |= wrong
        load_phrases_dict({one: [[sign] for sign in read] for one, read in wrong.items()})
    lines = [f"{phrase} {' '.join(read)}\n" for phrase, read in sorted(kept.items())]
    KEPT.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
