"""Remarks over the API: noted once, listed for whom they are, with versions of files."""

import io

import pytest

from tests.web.speaking import Program, token_of_party

PDF = b"%PDF-1.7\n%%EOF\n"
NOTE = {"text": "已电话核实经营场所"}


@pytest.fixture
def path(in_review):
    """The remarks on the case."""
    return f"/cases/{in_review['number']}/remarks"


def test_a_remark_is_noted_once_under_its_key(client_of, path):
    lead = client_of("wangjianguo")

    answers = [lead.post(path, json=NOTE, key="a") for _ in range(2)]

    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    assert [one["id"] for one in lead.get(path).json["items"]] == [answers[0].json["id"]]


def test_the_party_finds_only_what_is_written_for_it(served, client_of, case, path):
    lead = client_of("wangjianguo")
    lead.post(path, json=NOTE)
    lead.post(path, json={"text": "@李雪梅 请通知申请人", "visible": True})

    (row,) = Program(served, token_of_party(served, case)).get(path).json["items"]

    assert (row["visible"], row["mentions"]) == (True, [])


def test_a_remark_names_a_version_of_a_file(client_of, path):
    lead = client_of("wangjianguo")
    sent = {"file": (io.BytesIO(PDF), "a.pdf")}
    place = path.replace("remarks", "materials")
    file = lead.post(place, data=sent, content_type="multipart/form-data").json["id"]

    noted = lead.post(path, json=NOTE | {"materials": [file, file]})

    assert noted.json["materials"] == [file]
    assert lead.post(path, json=NOTE | {"materials": ["none"]}).status_code == 422


def test_a_remark_brings_files_of_its_own(served, client_of, case, path):
    lead = client_of("wangjianguo")

    def send(key):
        sent = NOTE | {"files": [(io.BytesIO(PDF), "纪要.pdf")]}
        place, kind = f"{path}/files", "multipart/form-data"
        return lead.post(place, data=sent, content_type=kind, key=key)

    answers = [send("a") for _ in range(2)]

    assert [one.status_code for one in answers] == [201, 201]
    (file,) = answers[1].json["files"]
    assert (file["name"], file["version"]) == ("纪要.pdf", 1)
    content = f"/cases/{case['number']}/materials/{file['id']}/content"
    assert client_of("lixuemei").get(content).data == PDF
    party = Program(served, token_of_party(served, case))
    assert party.get(content).status_code == 404


def test_every_file_that_is_not_taken_is_named(client_of, path):
    sent = NOTE | {"files": [(io.BytesIO(b"MZ"), "a.exe"), (io.BytesIO(b""), "b.pdf")]}
    kind = "multipart/form-data"

    refused = client_of("wangjianguo").post(f"{path}/files", data=sent, content_type=kind)

    assert refused.status_code == 422
    assert {one["field"] for one in refused.json["errors"]} == {"files.a.exe", "files.b.pdf"}


def test_colleagues_are_found_by_first_letters(client_of, path):
    found = client_of("wangjianguo").get(f"{path}/colleagues?q=lxm").json

    assert [(one["word"], one["departments"]) for one in found] == [
        ("李雪梅", ["market_regulation"])
    ]


def test_a_mention_is_told_by_name(client_of, path):
    noted = client_of("wangjianguo").post(path, json={"text": "@李雪梅请看"})

    assert noted.json["mentions"] == [{"username": "lixuemei", "name": "李雪梅"}]
    (notice,) = client_of("lixuemei").get("/notices").json["items"][:1]
    assert notice["what"] == "notice.mentioned"
