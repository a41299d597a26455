"""The lead asks departments again, over the API: features L9."""


def test_the_lead_asks_those_again_whose_materials_changed(client_of, given):
    case, opinion, newer = given
    lead, path = client_of("wangjianguo"), f"/cases/{case['number']}/opinions"
    listed = lead.get(path).json["items"]
    assert [one["task"] for one in listed] == [opinion]
    assert [one["id"] for one in listed[0]["newer_materials"]] == [newer]
    sent = {"tasks": [opinion], "reason": "平面图已更换"}

    first = lead.post(f"{path}/again", json=sent, key="once")
    again = lead.post(f"{path}/again", json=sent, key="once")

    assert (first.status_code, again.status_code) == (200, 200)
    asked = {(one["department"], one["step"]) for one in first.json["tasks"]}
    assert ("fire", "pre_approval") in asked
    assert lead.post(f"{path}/again", json=sent).json["code"] == "reopening.not_given"


def test_only_the_lead_and_all_faults_at_once(client_of, given):
    case, opinion, _ = given
    path = f"/cases/{case['number']}/opinions"
    sent = {"tasks": [opinion], "reason": "平面图已更换"}

    refused = client_of("wangjianguo").post(f"{path}/again", json={"tasks": [], "reason": " "})

    assert refused.status_code == 422
    assert client_of("zenghui").get(path).status_code == 403
    assert client_of("zenghui").post(f"{path}/again", json=sent).status_code == 403
