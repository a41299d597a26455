"""The Chinese catalogue is complete, keeps every place, and is compiled."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "app/translations/zh_Hans_CN/LC_MESSAGES"
SAID = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    **dict.fromkeys(("NotFound", "NotAllowed", "Conflict", "Invalid", "Broken"), (2,)),
    "Fault": (3,),
    "said": (1,),
    "Told": (1,),
    "NoValue": (1,),
    "FeelLimit": (1,),
    "explain": (1,),
    "_valued": (2,),
}
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
CODE = re.compile(r"[a-z_]+\.[a-z_0-9]+")
PLACE = re.compile(r"%(?:\(\w+\))?[sd]")


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, locale="zh_Hans_CN")


def said_in(folder: str) -> set[str]:
    found = extract_from_dir(
        ROOT / folder, METHODS, {"**.html": {"trimmed": "true"}}, SAID, strip_comment_tags=True
    )
    trees = [ast.parse(file.read_text()) for file in (ROOT / folder).rglob("*.py")]
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found} | {
        text for tree in trees for text in (*messages_in(tree), *coded_in(tree))
    }


def messages_in(tree: ast.Module) -> set[str]:
    """What is first written down as ``message`` and then said with a refusal or a fault."""
    return {
        one.value.value
        for one in ast.walk(tree)
        if isinstance(one, ast.Assign)
        and isinstance(one.value, ast.Constant)
        and isinstance(one.value.value, str)
        and getattr(one.targets[0], "id", "") == "message"
    }


def coded_in(tree: ast.Module) -> Iterator[str]:
    """What follows a code such as ``answers.twice`` in a call: what is said, and what to do."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        words = [getattr(word, "value", None) for word in call.args]
        code = next((n for n, word in enumerate(words) if CODE.fullmatch(str(word))), len(words))
        yield from (
            word for word in words[code + 1 : code + 3] if isinstance(word, str) and " " in word
        )


@pytest.mark.parametrize("folder", ["app", "engine"])
def test_everything_said_has_chinese_words(chinese, folder):
    missing = {
        text for text in said_in(folder) if not (entry := chinese.get(text)) or not entry.string
    }

    assert missing == set()


def test_translations_keep_the_places_of_what_is_filled_in(chinese):
    changed = []
    for entry in chinese:
        english = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        words = entry.string[0] if isinstance(entry.string, tuple) else entry.string
        if english and sorted(PLACE.findall(english)) != sorted(PLACE.findall(words)):
            changed.append(english)

    assert changed == []


def test_the_compiled_catalogue_is_the_written_one(chinese):
    compiled = io.BytesIO()
    write_mo(compiled, chinese)

    assert compiled.getvalue() == (FOLDER / "messages.mo").read_bytes()
