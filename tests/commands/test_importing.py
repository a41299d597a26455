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


def test_a_file_that_is_there_is_not_replaced(type_in, foreign, tmp_path):
    said = type_in("import", foreign, "--write", tmp_path)

    assert said.exit_code == 1
    assert "exists already" in said.output
    assert b'isExecutable="false"' in foreign.read_bytes()


def test_what_is_no_xml_ends_with_two_and_its_line(type_in, tmp_path):
    (tmp_path / "broken.bpmn").write_bytes(b"<a>\n<b></a>")

    said = type_in("import", tmp_path, "--preview")

    assert said.exit_code == 2
    assert "broken.bpmn:2: file.not_xml" in said.output


def test_one_says_whether_to_look_or_to_write(type_in, foreign):
    assert type_in("import", foreign).exit_code == 2
