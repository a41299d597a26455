"""Row A over HTTP: files of designers; what makes a file unfit is in ``tests/engine/checks``."""

import io

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.databases import ROOT
from tests.web.pages.browsing import words

SCRIPT = b"<script>alert(1)</script>"


@pytest.fixture
def databases(sqlite_databases):
    """One kind will do: nothing of what is refused reaches a database."""
    return sqlite_databases


@pytest.fixture
def files():
    """The files of the shipped process."""
    folders = (ROOT / "bpmn/enterprise_setup", ROOT / "forms/enterprise_setup")
    return {f.name: f.read_bytes() for d in folders for f in d.iterdir() if f.suffix != ".md"}


def sent(files):
    return {"files": [FileStorage(io.BytesIO(raw), filename=name) for name, raw in files.items()]}


def publish(client, files):
    boundary, raw = encode_multipart(sent(files))
    type_ = f"multipart/form-data; boundary={boundary}"
    return client.post("/processes", data=raw, content_type=type_)


DOCTYPE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"process.bpmn": DOCTYPE}, id="A01"),
        pytest.param(
            {"process.bpmn": b'<!DOCTYPE a SYSTEM "http://evil.example/a"><a/>'}, id="A02"
        ),
        pytest.param({"process.bpmn": b"<a>" * 5000}, id="A05"),
        pytest.param({"process.bpmn": b"<a>" + b"x" * 3 * 2**20 + b"</a>"}, id="A06"),
        pytest.param({"process.bpmn": '<?xml version="1.0"?><a/>'.encode("utf-16")}, id="A07"),
        pytest.param({"process.bpmn": b"PK\x03\x04" + bytes(100)}, id="A10 zip"),
        pytest.param({"process.bpmn": b""}, id="A10 empty"),
        pytest.param({"apply.form": b'{"$ref": "http://evil.example/a.json"}'}, id="A36 reference"),
        pytest.param({"apply.form": b"[" * 100_000}, id="A36 deep"),
        pytest.param({"stories.toml": b"\xff"}, id="A10 stories"),
        pytest.param({"../../evil.bpmn": b"<a/>"}, id="A38 a way out"),
        pytest.param({f"{n}.form": b"{}" for n in range(200)}, id="A38 200 files"),
        pytest.param({"library.zip": b"PK\x03\x04"}, id="A38 package"),
    ],
)
def test_what_cannot_be_a_process_is_refused_and_nothing_is_published(client_of, files, broken):
    designer = client_of("duruoxi")

    answer = publish(designer, files | broken)

    assert answer.status_code in {413, 422}
    assert "root:" not in answer.text
    assert {row["version"] for row in designer.get("/processes").json["items"]} == {1}


def test_A11_what_is_wrong_with_a_file_is_told_as_words(browser, files):
    page = browser("duruoxi")
    page.get("/processes")
    wrong = files | {"process.bpmn": b"<a>\n" + SCRIPT + b"</b>", "<img src=x>.bpmn": SCRIPT}

    answer = page.post(
        "/processes",
        data=sent(wrong) | {"csrf_token": page.token},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 422
    assert SCRIPT not in answer.data
    assert b"<img src=x>" not in answer.data
    assert words(answer)


def test_A39_cases_stay_with_the_version_they_began_with(clerk, client_of, case, task, files):
    raw = files["process.bpmn"].replace("企业设立联合审批".encode(), "企业设立".encode())

    published = publish(client_of("duruoxi"), files | {"process.bpmn": raw})

    assert published.json["version"] == 2
    assert clerk.get(f"/cases/{case['number']}").json["version"] == 1
    assert clerk.post(f"/tasks/{task['id']}/claim").status_code == 200


@pytest.mark.parametrize("username", ["zhouwenjing", "wangjianguo", "caishoucheng"])
def test_A40_who_is_no_designer_publishes_nothing(client_of, files, username):
    raw = files["process.bpmn"].replace("企业设立联合审批".encode(), "企业设立".encode())

    answer = publish(client_of(username), files | {"process.bpmn": raw})

    assert answer.status_code == 403
    listed = client_of("duruoxi").get("/processes").json["items"]
    assert {row["version"] for row in listed} == {1}


def test_A41_the_same_files_twice_at_once_are_one_version(client_of, at_once, files):
    raw = files["process.bpmn"].replace("企业设立联合审批".encode(), "企业设立".encode())
    changed, designers = files | {"process.bpmn": raw}, [client_of("duruoxi") for _ in range(2)]

    answers = at_once(*(lambda one=one: publish(one, changed) for one in designers))

    assert {answer.json["version"] for answer in answers} == {2}
    assert sorted(answer.status_code for answer in answers) == [200, 201]
