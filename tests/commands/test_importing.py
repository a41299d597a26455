"""What designers type to bring in a diagram of another product."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ROOT / "bpmn" / "enterprise_setup" / "process.bpmn"


@pytest.fixture
def type_in(make_app):
    """Runs a command: ``type_in("import", path, "--preview")``."""
    app = make_app("sqlite://")
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


@pytest.fixture
def foreign(tmp_path):
    """Return a file that is ours but for the mark that its process is run."""
    file = tmp_path / "foreign.bpmn"
    file.write_bytes(OURS.read_bytes().replace(b'isExecutable="true"', b'isExecutable="false"'))
    return file


def test_a_preview_tells_each_rewrite_and_writes_nothing(type_in, foreign, tmp_path):
    said = type_in("import", tmp_path, "--preview")

    assert 'isExecutable="false" → isExecutable="true"' in said.output
    assert "1 diagrams: 1 without errors, 0 with errors left, 0 unreadable" in said.output
    assert said.exit_code == 0
    assert list(tmp_path.rglob("*.bpmn")) == [foreign]


def test_what_is_written_differs_only_in_what_was_told(type_in, foreign, tmp_path):
    said = type_in("import", foreign, "--write", tmp_path / "drafts")

    assert said.exit_code == 0
    assert (tmp_path / "drafts" / "foreign.bpmn").read_bytes() == OURS.read_bytes()


def test_files_that_are_there_are_named_before_anything_is_written(type_in, foreign, tmp_path):
    first = tmp_path / "a.bpmn"
    first.write_bytes(foreign.read_bytes())
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "foreign.bpmn").write_text("mine")

    said = type_in("import", first, foreign, "--write", tmp_path / "drafts")

    assert (said.exit_code, "--force replaces them" in said.output) == (1, True)
    assert [file.name for file in (tmp_path / "drafts").iterdir()] == ["foreign.bpmn"]


def test_files_that_are_there_are_replaced_when_told_to(type_in, foreign, tmp_path):
    said = type_in("import", foreign, "--write", tmp_path, "--force")

    assert (said.exit_code, foreign.read_bytes()) == (0, OURS.read_bytes())


def test_two_diagrams_of_one_name_are_not_written_over_each_other(type_in, foreign, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "foreign.bpmn").write_bytes(foreign.read_bytes())

    said = type_in("import", tmp_path, "--write", tmp_path / "drafts")

    assert (said.exit_code, "would become foreign.bpmn" in said.output) == (1, True)


def test_a_finding_stands_on_one_line(type_in, foreign):
    text = foreign.read_text(encoding="utf-8").replace(
        'resultVariable="', 'resultVariable="a&#10; b'
    )
    foreign.write_text(text, encoding="utf-8")

    lines = type_in("import", foreign, "--preview").output.splitlines()

    assert any("'a b" in line for line in lines)
    assert all(line.startswith((str(foreign), "1 diagrams")) for line in lines)


def test_what_is_no_xml_ends_with_two_and_its_line(type_in, tmp_path):
    (tmp_path / "broken.bpmn").write_bytes(b"<a>\n<b></a>")

    said = type_in("import", tmp_path, "--preview")

    assert said.exit_code == 2
    assert "broken.bpmn:2: file.not_xml" in said.output


def test_one_says_whether_to_look_or_to_write(type_in, foreign):
    assert type_in("import", foreign).exit_code == 2
