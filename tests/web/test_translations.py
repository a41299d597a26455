"""The Chinese catalogue is complete, keeps every place, and is compiled."""

import ast
import io
import re
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
}
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
PLACE = re.compile(r"%(?:\(\w+\))?[sd]")


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, locale="zh_Hans_CN")


def said_in(folder: str) -> set[str]:
    found = extract_from_dir(
        ROOT / folder, METHODS, {"**.html": {"trimmed": "true"}}, SAID, strip_comment_tags=True
    )
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found} | {
        text for file in (ROOT / folder).rglob("*.py") for text in messages_of(file)
    }


def messages_of(file: Path) -> set[str]:
    """What is first written down as ``message`` and then said with a refusal or a fault."""
    return {
        one.value.value
        for one in ast.walk(ast.parse(file.read_text()))
        if isinstance(one, ast.Assign)
        and isinstance(one.value, ast.Constant)
        and isinstance(one.value.value, str)
        and getattr(one.targets[0], "id", "") == "message"
    }


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
