"""Processes over the API: published, listed, read."""

import io

import pytest

from tests.databases import ROOT


@pytest.fixture
def designer(client_of):
    return client_of("duruoxi")


@pytest.fixture
def files():
    folders = (ROOT / "bpmn/enterprise_setup", ROOT / "forms/enterprise_setup")
    found = [file for folder in folders for file in folder.iterdir() if file.suffix != ".md"]
    return {file.name: file.read_bytes() for file in found}


def publish(client, files, path="/processes", **options):
    sent = {"files": [(io.BytesIO(raw), name) for name, raw in files.items()]}
    return client.post(path, data=sent, content_type="multipart/form-data", **options)


def changed(files):
    raw = files["process.bpmn"].replace("企业设立联合审批".encode(), "企业设立".encode())
    return files | {"process.bpmn": raw}


def test_the_same_files_are_the_same_version(designer, files):
    answer = publish(designer, files)

    assert answer.status_code == 200
    assert (answer.json["key"], answer.json["version"]) == ("enterprise_setup", 1)


def test_other_files_are_a_new_version(designer, files):
    answer = publish(designer, changed(files), key="a")
    again = publish(designer, changed(files), key="a")

    assert (answer.status_code, answer.json["version"]) == (201, 2)
    assert (again.status_code, again.json) == (201, answer.json)
    first = designer.get("/processes?limit=2").json
    rest = designer.get(f"/processes?after={first['next']}").json
    rows = [(row["key"], row["version"]) for row in first["items"] + rest["items"]]
    setup = [("enterprise_setup", 2), ("enterprise_setup", 1)]
    assert rows == [("enterprise_opening", 1), *setup, ("on_the_spot", 1)]


def test_files_that_cannot_run_are_refused_with_every_finding(designer, files):
    raw = files["process.bpmn"].replace(b'formId="check_materials"', b'formId="castle"')

    answer = publish(designer, files | {"process.bpmn": raw})

    assert answer.status_code == 422
    finding = next(one for one in answer.json["findings"] if one["file"] == "process.bpmn")
    assert set(finding) == {"file", "line", "element", "rule", "severity", "message", "hint"}
    assert (finding["element"], finding["severity"]) == ("check_materials", "error")


def test_stories_that_are_not_kept_are_refused(designer, files):
    told = files["stories.toml"].replace(b'ends = "granted"', b'ends = "refused"', 1)

    answer = publish(designer, files | {"stories.toml": told})

    assert answer.status_code == 422
    assert [one["rule"] for one in answer.json["findings"]] == ["business.story_not_kept"]
    assert "应当以“refused”结束" in answer.json["findings"][0]["message"]


def test_files_are_checked_without_being_published(designer, files):
    answer = publish(designer, changed(files) | {"notes.md": b"-"}, path="/processes/check")

    assert answer.status_code == 200
    assert [one["rule"] for one in answer.json["findings"]] == ["xml.strange_file"]
    assert designer.get("/processes/enterprise_setup/versions/2").status_code == 404


def test_what_is_no_process_is_refused(designer):
    assert publish(designer, {"process.bpmn": b"<html/>"}).status_code == 422
    assert designer.post("/processes", data={}).status_code == 422


@pytest.mark.parametrize("names", [["virus.exe"], ["a.form", "sub/a.form"]])
def test_a_file_that_is_none_of_a_process_is_named(designer, names):
    sent = {"files": [(io.BytesIO(b"{}"), name) for name in names]}

    answer = designer.post("/processes", data=sent, content_type="multipart/form-data")

    (fault,) = answer.json["errors"]
    assert (answer.status_code, fault["field"]) == (422, names[0])
    assert names[0] in fault["detail"]


def test_the_ending_of_a_file_may_be_written_large(designer, files):
    large = {name.replace(".bpmn", ".BPMN"): raw for name, raw in files.items()}

    assert publish(designer, large).status_code == 200


def test_only_designers_publish(client_of, files):
    clerk = client_of("zhouwenjing")

    assert publish(clerk, files).status_code == 403
    assert publish(clerk, files, path="/processes/check").status_code == 403


def test_a_version_is_read_file_by_file(designer, files):
    version = designer.get("/processes/enterprise_setup/versions/1").json
    path = "/processes/enterprise_setup/versions/1/files"

    assert {"process.bpmn", "apply.form"} <= {file["name"] for file in version["files"]}
    diagram = designer.get(f"{path}/process.bpmn")
    assert diagram.data == files["process.bpmn"]
    assert "sandbox" in diagram.headers["Content-Security-Policy"]
    assert designer.get(f"{path}/castle.form").status_code == 404
    assert designer.get("/processes/enterprise_setup/versions/9").status_code == 404
    assert designer.get("/processes/castle/versions/1").status_code == 404


def test_what_nobody_here_reads_comes_back_byte_for_byte(designer, files):
    strange = b'<bpmn:extensionElements><a:b  xmlns:a="urn:a" c = "1"><!-- kept --></a:b>'
    raw = files["process.bpmn"].replace(b"<bpmn:extensionElements>", strange, 1)

    published = publish(designer, files | {"process.bpmn": raw}).json
    path = f"/processes/enterprise_setup/versions/{published['version']}/files/process.bpmn"

    assert published["version"] == 2
    assert designer.get(path).data == raw
