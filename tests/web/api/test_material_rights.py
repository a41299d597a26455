"""Rights to materials, asked for by every door: role by material, as the item says (C6)."""

import io

import pytest

from app.storage.office.items import Item
from tests.web.pages.browsing import Browser
from tests.web.replacing import PDF

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)

CLOSED, OPEN = "premises_proof", "articles"
READS = {
    "zhouwenjing": True,  # of the window
    "wangjianguo": True,  # of the lead
    "zhaogang": True,  # of the department it is for
    "xuchangqing": False,  # of another one that is asked
    "caishoucheng": True,  # supervises
}


def add(client, case, **said):
    sent = {"file": (io.BytesIO(PDF), f"{said['code']}.pdf"), **said}
    path = f"/cases/{case['number']}/materials"
    return client.post(path, data=sent, content_type="multipart/form-data")


@pytest.fixture
def files(served, clerk, in_review):
    """A file of a material that only public security reads, and one of another material."""
    with served.extensions["parts"].database.writing() as session:
        item = session.get_one(Item, "enterprise_setup")
        only = {"readers": ["public_security"], "senders": ["public_security"]}
        item.materials = [one | (only if one["code"] == CLOSED else {}) for one in item.materials]
    return {code: add(clerk, in_review, code=code).json for code in (CLOSED, OPEN)}


@pytest.mark.parametrize("who", READS)
def test_every_door_to_a_file_keeps_the_rights(served, client_of, in_review, files, who):
    client, path = client_of(who), f"/cases/{in_review['number']}"
    page = Browser(served, who)
    reads = {CLOSED: READS[who], OPEN: True}

    listed = {one["id"] for one in client.get(f"{path}/materials").json["items"]}
    checked = {one["code"]: one for one in client.get(f"{path}/checklist").json["items"]}
    shown = page.get(path).text
    for code, file in files.items():
        at = f"{path}/materials/{file['id']}"
        status = 200 if reads[code] else 404
        doors = [client.get(f"{at}/content"), client.get(f"{at}/preview")]
        assert [one.status_code for one in doors] == [status] * 2
        assert page.get(at, buffered=True).status_code == status
        assert (file["id"] in listed) is (file["id"] in shown) is reads[code]
        assert (checked[code]["files"], checked[code]["kept"]) == (
            ([file["id"]], 0) if reads[code] else ([], 1)
        )


@pytest.mark.parametrize("who", [one for one in READS if one != "caishoucheng"])
def test_only_who_may_replaces_a_material(client_of, in_review, files, who):
    client = client_of(who)
    again = add(client, in_review, code=CLOSED)
    by_id = add(client, in_review, code=OPEN, replaces=files[CLOSED]["id"])

    assert (again.status_code, by_id.status_code) == ((201, 201) if READS[who] else (403, 404))
