"""Writes how Chinese is read, for ``app/storage/ground/reading.py``, from what pypinyin knows.

``characters.txt`` has the characters by their syllable, ``readings.txt`` the phrases whose
characters are not read as usual. pypinyin knows 47,000 phrases, most of which are read as their
characters are read alone. Those that are not are kept, and those that keep a shorter one among
them from being read wrongly. Run it when pypinyin is upgraded: ``python tools/readings.py``.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

GROUND = Path(__file__).parent.parent / "app" / "storage" / "ground"
CHARACTERS, PHRASES = GROUND / "characters.txt", GROUND / "readings.txt"
ASK = """
import json
from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT
from pypinyin.phrases_dict import phrases_dict
told = {phrase: lazy_pinyin(phrase) for phrase in phrases_dict}
print(json.dumps([{chr(one): lazy_pinyin(chr(one))[0] for one in PINYIN_DICT}, told]))
"""


def known() -> tuple[Mapping[str, str], Mapping[str, Sequence[str]]]:
    """Return every character and phrase pypinyin knows, as it reads them with all phrases."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYPINYIN_")}
    told = subprocess.run([sys.executable, "-c", ASK], capture_output=True, check=True, env=env)
    characters, phrases = json.loads(told.stdout)
    return characters, phrases


def main() -> None:
    """Write the characters; add phrases that are read wrongly without them, until none is."""
    characters, wanted = known()
    by_syllable = dict[str, str]()
    for sign, syllable in sorted(characters.items()):
        by_syllable[syllable] = by_syllable.get(syllable, "") + sign
    lines = [f"{syllable} {signs}\n" for syllable, signs in sorted(by_syllable.items())]
    CHARACTERS.write_text("".join(lines), encoding="utf-8")
    kept = dict[str, Sequence[str]]()
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    from pypinyin import lazy_pinyin, load_phrases_dict

    while wrong := {one: read for one, read in wanted.items() if lazy_pinyin(one) != read}:
        kept |= wrong
        load_phrases_dict({one: [[sign] for sign in read] for one, read in wrong.items()})
    lines = [f"{phrase} {' '.join(read)}\n" for phrase, read in sorted(kept.items())]
    PHRASES.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
