"""Rows A of the abuse list: files that attack the reader, or would run wrongly, and what they meet.

What goes over the web is in ``test_uploads.py``, what is shown of names in ``test_markup.py``.
"""

import pytest

from engine.checks import check
from engine.process import Process
from tests.engine.checks.examples import OFFICE, SOUND, changed, drawn, flow, line, node, task

END = node("endEvent", "granted")
LINE = '<?xml version="1.0" encoding="UTF-8"?>'
ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def rules(files):
    return {one.rule for one in check(files, known=OFFICE) if one.severity == "error"}


def raw(text):
    return SOUND | {"process.bpmn": text if isinstance(text, bytes) else text.encode()}


def head(text):
    return changed(LINE, LINE + text)


def path(kind, id, inside="", name=""):
    """Draw an element between start and end."""
    said = node(kind, id, inside).replace(">", f' name="{name}">', 1)
    return drawn(said, END, line("start", id, "granted"))


FILES = [
    ("A01", head(ENTITY), "xml.doctype"),
    ("A02", head('<!DOCTYPE a SYSTEM "http://evil.example/a">'), "xml.doctype"),
    ("A03", head(f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>'), "xml.doctype"),
    ("A04", head(f'<!DOCTYPE a [<!ENTITY x "{"x" * 90_000}">]>'), "xml.doctype"),
    ("A05", raw("<a>" * 5_000 + "</a>" * 5_000), "xml.malformed"),
    ("A06", raw(f"<a>{'x' * 11_000_000}</a>"), "xml.too_large"),
    ("A07 UTF-7", changed('encoding="UTF-8"', 'encoding="UTF-7"'), "xml.encoding"),
    ("A07 UTF-16", raw(SOUND["process.bpmn"].decode().encode("utf-16")), "xml.encoding"),
    ("A08", head('<?xml-stylesheet href="http://evil.example/a"?>'), "xml.processing_instruction"),
    ("A09", path("startEvent", "x", '<i:include xmlns:i="http://www.w3.org/2001/XInclude"/>'),
     "xml.foreign_name"),
    ("A10 zip", raw(b"PK\x03\x04" + bytes(100)), "xml.malformed"),
    ("A10 empty", raw(""), "xml.malformed"),
    ("A11", raw("<a>\n<script>alert(1)</script></b>"), "xml.malformed"),
    ("A12", drawn(*(node("scriptTask", f"s{n}") for n in range(500)), END,
                  line("start", *(f"s{n}" for n in range(500)), "granted")),
     "structure.too_many_nodes"),
    ("A13", drawn(*(node("endEvent", f"e{n}") for n in range(20_000))), "structure.too_many_nodes"),
    ("A14", drawn(task("ask"), task("ask"), END, line("start", "ask", "granted")),
     "xml.duplicate_id"),
    ("A15", raw(SOUND["process.bpmn"].replace(b"</bpmn:definitions>", node(
        "process", "second", isExecutable="true").encode() + b"</bpmn:definitions>")),
     "structure.second_process"),
    ("A16", changed('targetRef="result"', 'targetRef="nowhere"'), "xml.dangling_reference"),
    ("A17", changed('attachedToRef="correct"', 'attachedToRef="gone"'), "xml.dangling_reference"),
    ("A18", path("userTask", "ask"), "business.no_group"),
    ("A19", path("userTask", "ask", name="x" * 10_000), "xml.name_too_long"),
    ("A22", drawn(task("a"), END, node("exclusiveGateway", "which"), line("start", "which", "a"),
                  flow("b", "which", "granted", "=true"), line("a", "granted")),
     "structure.no_default_flow"),
    ("A23", drawn(END, node("inclusiveGateway", "which", default="b"), line("start", "which"),
                  flow("b", "which", "granted"), flow("c", "which", "granted")),
     "structure.missing_condition"),
    ("A24 element", path("complexGateway", "x"), "engine.element"),
    ("A24 invented", path("holyTask", "x"), "engine.element"),
    ("A25 script", path("scriptTask", "x", "<bpmn:script>import os</bpmn:script>"),
     "engine.script"),
    ("A25 operator", path("serviceTask", "x"), "engine.no_job"),
    ("A28", drawn(node("exclusiveGateway", "a"), node("exclusiveGateway", "b", default="on"), END,
                  line("start", "a", "b"), flow("back", "b", "a", "=true"),
                  flow("on", "b", "granted")), "structure.endless_loop"),
    ("A33", changed('hitPolicy="FIRST"', 'hitPolicy="GUESS"', "departments.dmn"),
     "engine.decision_unreadable"),
    ("A35 no decision", SOUND | {"departments.dmn": b'<definitions xmlns="a"/>'},
     "engine.decision_unreadable"),
    ("A36 reference", SOUND | {"apply.form": b'{"$ref": "http://evil.example/a.json"}'},
     "engine.form_unreadable"),
    ("A36 deep", SOUND | {"apply.form": b"[" * 100_000}, "engine.form_unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "rule"), [row[1:] for row in FILES], ids=[r[0] for r in FILES])
def test_such_a_file_is_refused_in_words(files, rule):
    assert rule in rules(files)


@pytest.mark.parametrize("place", ["abc", "NaN", "1e999", ""])
def test_A20_a_shape_that_is_nowhere_is_refused(place):
    files = raw(SOUND["process.bpmn"].decode().replace('x="160"', f'x="{place}"', 1))

    assert rules(files) == {"xml.coordinate"}


def test_A21_a_moved_shape_changes_nothing():
    text = SOUND["process.bpmn"].decode()
    moved = text.replace('y="', 'y="9')

    one, other = (Process.read(raw(each)) for each in (text, moved))

    assert moved != text
    assert list(one.steps.values()) == list(other.steps.values())
