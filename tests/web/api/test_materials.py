"""Materials over the API: what is taken, what is refused, how it is given back."""

import io
import zipfile

import pytest

from app.files import FileStore, Room
from tests.web.speaking import HAND_IN

on_one_kind = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""For what is judged before any database is asked."""

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def packed(*members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for member in members:
            package.writestr(member, "<xml/>")
    return file.getvalue()


def add(client, case, content=PDF, name="营业执照.pdf", key=None, **fields):
    sent = {"file": (io.BytesIO(content), name), **fields}
    path = f"/cases/{case['number']}/materials"
    return client.post(path, data=sent, content_type="multipart/form-data", key=key)


def content(client, case, material, what="content"):
    return client.get(f"/cases/{case['number']}/materials/{material['id']}/{what}")


def test_a_file_comes_back_as_it_was_handed_in(party, case):
    material = add(party, case, code="articles").json

    answer = content(party, case, material)

    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "filename*=UTF-8''%E8%90%A5" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert (material["code"], material["version"], material["size"]) == ("articles", 1, len(PDF))


def test_a_newer_version_replaces_and_never_alters(clerk, case):
    old = add(clerk, case, code="articles").json
    new = add(clerk, case, PDF + b"more", code="articles").json

    listed = clerk.get(f"/cases/{case['number']}/materials").json["items"]

    assert [(row["version"], row["replaced"]) for row in listed] == [(1, True), (2, False)]
    assert content(clerk, case, old).data == PDF
    assert content(clerk, case, new).data == PDF + b"more"


def test_a_named_file_is_replaced(clerk, case):
    old = add(clerk, case, name="a.pdf").json

    add(clerk, case, name="b.pdf", replaces=old["id"])

    listed = clerk.get(f"/cases/{case['number']}/materials").json["items"]
    assert [row["name"] for row in listed if not row["replaced"]] == ["b.pdf"]


def test_the_same_content_twice_lies_once_on_the_disk(served, clerk, case):
    add(clerk, case, name="a.pdf")
    add(clerk, case, name="b.pdf")

    folder = served.config["LIANSHEN_DATA"] / "files"
    assert len([file for file in folder.rglob("*") if file.is_file()]) == 1


@on_one_kind
@pytest.mark.parametrize(
    ("file", "name"),
    [
        (b"", "empty.pdf"),
        (b"<html><script>alert(1)</script>", "page.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg"),
        (PNG, "picture.pdf"),
        (PDF, "paper.exe"),
        (PDF, "paper"),
        (b"PK\x03\x04 not a zip", "broken.docx"),
        (packed("word/document.xml", "word/vbaProject.bin"), "macro.docx"),
        (packed("word/document.xml", "../../etc/passwd.xml"), "slip.docx"),
        (packed("word/document.xml", "run.exe"), "packed.docx"),
        (packed("anything.xml"), "archive.zip"),
        (packed("xl/workbook.xml"), "table.docx"),
    ],
)
def test_what_is_not_what_it_says_is_refused(served, clerk, case, file, name):
    answer = add(clerk, case, file, name)

    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "file"
    folder = served.config["LIANSHEN_DATA"] / "files"
    assert not [file for file in folder.rglob("*") if file.is_file()]


@on_one_kind
@pytest.mark.parametrize(
    ("file", "name"),
    [
        (packed("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "notes.docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "table.XLSX"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "公文.ofd"),
        (PNG, "照片.png"),
    ],
)
def test_documents_and_pictures_are_taken(clerk, case, file, name):
    assert add(clerk, case, file, name).status_code == 201


@on_one_kind
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("exe\u202efdp.pdf", "exefdp.pdf"),
        ("章程\u200b.pdf", "章程.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_a_name_is_only_a_harmless_label(clerk, case, sent, kept):
    assert add(clerk, case, name=sent).json["name"] == kept


@pytest.fixture
def narrow(served):
    """Makes room for little: ``narrow(file_bytes=10)``."""

    def make(**room):
        store = served.extensions["files"]
        served.extensions["files"] = FileStore(store.folder, Room(**room))

    return make


def test_a_file_too_large_is_refused(clerk, case, narrow):
    narrow(file_bytes=len(PDF))

    assert add(clerk, case).status_code == 201
    answer = add(clerk, case, PDF + b" ")
    assert (answer.status_code, answer.json["code"]) == (413, "material.too_large")


def test_a_request_too_large_is_refused(served, clerk, case):
    served.config["MAX_CONTENT_LENGTH"] = len(PDF)

    assert add(clerk, case).status_code == 413


@pytest.mark.parametrize(
    ("room", "code"),
    [
        ({"case_files": 2}, "material.too_many"),
        ({"case_bytes": 2 * len(PDF)}, "material.no_room"),
    ],
)
def test_a_case_holds_so_much(clerk, case, narrow, room, code):
    narrow(**room)
    taken = [add(clerk, case, name=f"{number}.pdf").status_code for number in range(2)]

    answer = add(clerk, case, name="one more.pdf")

    assert taken == [201, 201]
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (422, code)


def test_there_is_room_for_20_mb_a_file_and_100_mb_and_50_files_a_case(served):
    room = served.extensions["files"].room

    assert (room.file_bytes, room.case_bytes) == (20 * 2**20, 100 * 2**20)
    assert room.case_files == 50


def test_a_material_the_item_does_not_ask_for_is_refused(clerk, case):
    assert add(clerk, case, code="castle").status_code == 422


def test_members_nobody_knows_are_refused(clerk, case):
    assert add(clerk, case, added_by="me").status_code == 422


def test_without_a_file_nothing_is_taken(clerk, case):
    answer = clerk.post(f"/cases/{case['number']}/materials", data={"code": "other"})

    assert answer.status_code == 422


def test_files_of_other_cases_are_not_there(client_of, clerk, case):
    material = add(clerk, case).json
    other = clerk.post("/cases", json=HAND_IN).json
    banker = client_of("luojun")

    assert content(clerk, other, material).status_code == 404
    assert content(banker, case, material).status_code == 404
    assert add(banker, case).status_code == 404
    assert banker.get(f"/cases/{case['number']}/materials").status_code == 404


def test_a_supervisor_reads_and_adds_nothing(client_of, clerk, case):
    material = add(clerk, case).json
    supervisor = client_of("caishoucheng")

    assert content(supervisor, case, material).status_code == 200
    assert add(supervisor, case).status_code == 403


def test_an_ended_case_takes_no_more(clerk, case):
    clerk.post(f"/cases/{case['number']}/withdrawal", json={"reason": "另行申请"})

    assert add(clerk, case).status_code == 409


def test_a_repeat_adds_nothing(clerk, case):
    first, second = (add(clerk, case, key="a") for _ in range(2))

    assert (first.status_code, first.json) == (second.status_code, second.json)
    assert len(clerk.get(f"/cases/{case['number']}/materials").json["items"]) == 1


def test_pictures_and_pdfs_have_a_preview_without_scripts(clerk, case):
    picture = add(clerk, case, PNG, "照片.png").json
    table = add(clerk, case, packed("xl/workbook.xml"), "表.xlsx").json

    shown = content(clerk, case, picture, "preview")

    assert shown.headers["Content-Disposition"].startswith("inline")
    assert "script-src" not in shown.headers["Content-Security-Policy"]
    assert content(clerk, case, table, "preview").status_code == 404


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_a_damaged_file_is_never_given_out_and_is_an_incident(served, client_of, clerk, case, harm):
    material = add(clerk, case).json
    file = served.extensions["files"].place_of(material["digest"])
    file.write_bytes(PNG) if harm == "altered" else file.unlink()

    answer = content(clerk, case, material)

    assert answer.status_code == 500
    (incident,) = client_of("chengxiao").get("/incidents").json["items"]
    assert incident["code"] == f"file.{harm}"
