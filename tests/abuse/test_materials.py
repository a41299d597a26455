"""Row F: the ways around with files; what is taken is in ``tests/web/api/test_materials.py``."""

import io
from datetime import timedelta

import pytest

from app.storage.office import people
from tests.web.speaking import HAND_IN

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
HTML = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def databases(sqlite_databases):
    """One kind will do: files lie beside the database."""
    return sqlite_databases


def add(client, number, content=PDF, name="a.pdf", type_="application/pdf"):
    sent = {"file": (io.BytesIO(content), name, type_)}
    path = f"/cases/{number}/materials"
    return client.post(path, data=sent, content_type="multipart/form-data")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("/etc/passwd.pdf", id="F01 absolute"),
        pytest.param("..\\..\\x.pdf", id="F01 backslashes"),
        pytest.param("CON.pdf", id="F01 CON"),
        pytest.param("a;b=c.pdf", id="F03 semicolon"),
        pytest.param("<img src=x onerror=alert(1)>.pdf", id="F03 markup"),
        pytest.param("营业执照.pdf", id="F02"),
        pytest.param("exe\u202efdp.pdf", id="F03 direction"),
    ],
)
def test_a_name_is_a_label_and_never_a_path(served, clerk, case, name):
    added = add(clerk, case["number"], name=name)
    answer = clerk.get(f"/cases/{case['number']}/materials/{added.json['id']}/content")

    assert (added.status_code, answer.data) == (201, PDF)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert not {"\r", "\n", "\u202e"} & set(answer.headers["Content-Disposition"])
    folder = served.config["LIANSHEN_DATA"] / "files"
    assert all(name not in str(file) for file in folder.rglob("*"))


@pytest.mark.parametrize(
    ("content", "name", "type_"),
    [
        pytest.param(HTML, "a.pdf", "application/pdf", id="F04 HTML called PDF"),
        pytest.param(HTML, "a.html", "text/html", id="F04 HTML"),
        pytest.param(b"<svg onload='alert(1)'/>", "a.svg", "image/svg+xml", id="F04 SVG"),
        pytest.param(b"\x1f\x8b" + bytes(20), "a.svgz", "image/svg+xml", id="F04 SVGZ"),
        pytest.param(b"GIF89a/*" + HTML, "a.html", "text/html", id="F04 polyglot"),
        pytest.param(b"MIME-Version: 1.0\r\n" + HTML, "a.mht", "message/rfc822", id="F04 MHTML"),
        pytest.param(b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "a.com", "text/plain", id="F13"),
        pytest.param(b"\xff\xd8\xff", "a.pdf", "application/pdf", id="F07 cut off"),
    ],
)
def test_what_is_not_on_the_list_is_refused(clerk, case, content, name, type_):
    answer = add(clerk, case["number"], content, name, type_)

    assert answer.status_code == 422
    assert clerk.get(f"/cases/{case['number']}/materials").json["items"] == []


def test_F04_the_type_a_sender_names_counts_for_nothing(clerk, case):
    added = add(clerk, case["number"], type_="text/html").json
    answer = clerk.get(f"/cases/{case['number']}/materials/{added['id']}/content")

    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_F14_an_address_of_a_file_opens_nothing_by_itself(clerk, nobody, case, party, doing):
    file = add(clerk, case["number"]).json["id"]
    path = f"/cases/{case['number']}/materials/{file}/content"
    other = clerk.post("/cases", json=HAND_IN).json["number"]
    with doing() as work:
        for post in people.by_username(work.session, "zhouwenjing").posts:
            post.to_on = work.today - timedelta(days=1)

    assert party.get(path).status_code == 200
    assert nobody.get(path).status_code == 401
    assert clerk.get(path).status_code == 404
    assert party.get(path.replace(case["number"], other)).status_code == 404
