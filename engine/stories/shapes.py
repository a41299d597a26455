"""Whether what a file of stories says has the shape that stories have."""

from collections.abc import Mapping
from typing import Any

from engine.errors import Fault, Told

_TEXT, _TEXTS = Told("a text"), Told("a list of texts")
_TABLE, _TABLES = Told("a table"), Told("a list of tables")
_SHAPES = {
    **dict.fromkeys(("name", "ends", "refused", "by", "department", "do", "wait"), (_TEXT,)),
    **dict.fromkeys(("message", "signal", "job", "error", "from", "reopen", "pause"), (_TEXT,)),
    **dict.fromkeys(("siblings", "then", "key"), (_TEXT,)),
    **dict.fromkeys(("item", "start", "dates"), (_TABLE,)),
    **dict.fromkeys(("application", "answers", "payload", "result"), (_TABLE,)),
    **dict.fromkeys(("asks", "instances"), (_TEXTS,)),
    "return": (_TEXT, _TEXTS),
    "steps": (_TABLES,),
}


def misshapen(story: Any, place: str) -> list[Fault]:
    """Return what in a story is no text, list or table, although it has to be."""
    if not isinstance(story, dict):
        return [_fault(place, "story", (_TABLE,))]
    faults = _wrong(story, place)
    if not faults:
        faults += _wrong(story.get("start", {}), f"{place}.start")
        for number, step in enumerate(story.get("steps", ())):
            faults += _wrong(step, f"{place}.steps.{number}")
    return faults


def _wrong(told: Mapping[str, Any], place: str) -> list[Fault]:
    return [
        _fault(f"{place}.{word}", word, shapes)
        for word, said in told.items()
        if (shapes := _SHAPES.get(word)) and not any(_has(said, shape) for shape in shapes)
    ]


def _has(said: Any, shape: Told) -> bool:
    if shape in (_TEXTS, _TABLES):
        of = _TEXT if shape == _TEXTS else _TABLE
        return isinstance(said, list) and all(_has(each, of) for each in said)
    return isinstance(said, str if shape == _TEXT else dict)


def _fault(place: str, word: str, shapes: tuple[Told, ...]) -> Fault:
    message = "“%(name)s” is %(shape)s."
    return Fault(place, "stories.shape", message, {"name": word, "shape": shapes[0]})
