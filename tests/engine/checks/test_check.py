"""The check as a whole: nothing on sound files, everything at once, and never an error."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checks import Finding, check
from engine.process import Process
from tests.engine.checks.examples import FOLDERS, OFFICE, SOUND, told


@pytest.mark.parametrize("name", FOLDERS)
def test_sound_files_have_no_findings_and_the_engine_reads_them(name):
    assert check(FOLDERS[name], known=OFFICE) == ()
    assert Process.read(FOLDERS[name]).steps


def test_independent_faults_are_told_all_at_once_in_the_order_of_the_file():
    text = SOUND["process.bpmn"].decode()
    for old, new in [
        ('name="决定"', f'name="{"长" * 101}"'),
        (">P5D<", ">soon<"),
        ('"limit" value="2"', '"limit" value="two"'),
        ("market_regulation/approver", "a,b"),
        (' default="to_refused"', ""),
        ('x="160" y="80.5"', 'x="NaN" y="80.5"'),
        ('=check_materials.outcome = "correct"', "=1 +"),
    ]:
        text = text.replace(old, new)

    findings = check({**SOUND, "process.bpmn": text.encode()}, known=OFFICE)

    assert [each.rule for each in findings] == [
        "engine.expression",
        "business.setting_value",
        "engine.timer_unreadable",
        "business.several_groups",
        "xml.name_too_long",
        "structure.no_default_flow",
        "xml.coordinate",
    ]
    assert [each.line for each in findings] == sorted(each.line for each in findings)


def test_no_diagram_a_second_diagram_and_a_strange_file_are_told():
    assert ("structure.no_diagram", "") in told({"stories.toml": SOUND["stories.toml"]})
    assert ("structure.second_diagram", "") in told({**SOUND, "second.bpmn": SOUND["process.bpmn"]})
    assert told({**SOUND, "virus.exe": b"MZ", "README.md": b"#"}) == [("xml.strange_file", "")]


def test_names_of_files_may_have_folders_and_come_back_as_given():
    files = {f"bpmn/shop_sign/{name}": raw for name, raw in SOUND.items()}
    assert check(files, known=OFFICE) == ()

    files["bpmn/shop_sign/process.bpmn"] = b""
    assert "bpmn/shop_sign/process.bpmn" in {each.file for each in check(files, known=OFFICE)}


def test_a_finding_can_be_said_whatever_stands_in_the_file():
    text = SOUND["process.bpmn"].decode().replace("to_refused", "100%s%(x)d{0}")

    assert all("%(" not in each.hint % each.params for each in check({"a.bpmn": text.encode()}))


def said(findings: tuple[Finding, ...]) -> None:
    for each in findings:
        assert each.severity in ("error", "warning")
        assert each.line >= 1
        assert str(each).startswith(f"{each.file}:{each.line}: {each.rule}: ")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.binary(max_size=200))
def test_any_bytes_give_findings_and_never_an_error(name, raw):
    said(check({**SOUND, name: raw}, known=OFFICE))
    said(check({name: raw}))


PIECES = ["", "<", ">", '"', "&", "=", "%s", "\x00", "\ud800", "</bpmn:process>", "id", "é", " "]


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.integers(0, 2**32), st.lists(st.sampled_from(PIECES)))
def test_damaged_files_give_findings_and_never_an_error(name, seed, pieces):
    text, chance = SOUND[name].decode(), random.Random(seed)
    for piece in [*pieces, ""]:
        start = chance.randrange(len(text) + 1)
        text = text[:start] + piece + text[start + chance.randrange(12) :]

    said(check({**SOUND, name: text.encode(errors="surrogatepass")}, known=OFFICE))


TOKENS = st.sampled_from(sorted(set(SOUND["process.bpmn"].decode().split('"'))))


@settings(max_examples=250, deadline=None)
@given(st.lists(st.tuples(TOKENS, TOKENS), min_size=1, max_size=6))
def test_mixed_up_attributes_give_findings_or_a_process_the_engine_reads(swaps):
    parts = SOUND["process.bpmn"].decode().split('"')
    for old, new in swaps:
        at = parts.index(old) if old in parts else 0
        if at % 2 and "<" not in new:
            parts[at] = new

    files = {**SOUND, "process.bpmn": '"'.join(parts).encode()}
    findings = check(files, known=OFFICE)
    said(findings)
    if all(each.severity == "warning" for each in findings):
        assert Process.read(files).steps


@pytest.mark.parametrize("complete", [True, False])
def test_what_is_not_there_is_an_error_only_where_all_should_be_there(complete):
    known = replace(OFFICE, roles=set(), complete=complete)

    severities = {each.severity for each in check(SOUND, known=known)}

    assert severities == {"error" if complete else "warning"}
