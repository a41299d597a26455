"""Chinese characters as they are read: by pypinyin, with those phrases alone that change a reading.

All of its phrases would take 44 MiB in every process; ``tools/readings.py`` says which matter.
"""

import os
from pathlib import Path

os.environ["PYPINYIN_NO_PHRASES"] = "true"  # looked at when it is imported
from pypinyin import lazy_pinyin, load_phrases_dict

KEPT = Path(__file__).with_name("readings.txt")


def read(text: str) -> list[str]:
    """Return how Chinese characters are read, one after the other, without tones.

    >>> read("重庆银行"), read("重点行业")
    (['chong', 'qing', 'yin', 'hang'], ['zhong', 'dian', 'hang', 'ye'])
    """
    return lazy_pinyin(text)


def _kept() -> dict[str, list[list[str]]]:
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    told = (line.split() for line in lines)
    return {phrase: [[sign] for sign in signs] for phrase, *signs in told}


load_phrases_dict(_kept())
