"""A case in which a material was replaced after an opinion was given on it."""

import io

from tests.usecases.desk import HOTEL
from tests.web.speaking import ACCEPT, HAND_IN

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
EXAMINED = {"answers": {"proposal": "agree", "remarks": "材料属实"}}
AGREED = {"answers": {"outcome": "sign", "opinion": "agree"}}


def add(client, case):
    sent = {"file": (io.BytesIO(PDF), "平面图.pdf"), "code": "premises_proof"}
    path = f"/cases/{case['number']}/materials"
    return client.post(path, data=sent, content_type="multipart/form-data").json["id"]


def asked(client, case, step):
    tasks = client.get(f"/cases/{case['number']}").json["tasks"]
    return next(one["id"] for one in tasks if (one["department"], one["step"]) == ("fire", step))


def replaced(clerk, client_of):
    """A hotel: fire agreed, and the plan it saw was replaced; the case, and the opinion."""
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    add(clerk, case)
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    examined = asked(client_of("pengchao"), case, "examine_pre_approval")
    client_of("pengchao").post(f"/tasks/{examined}/complete", json=EXAMINED)
    opinion = asked(client_of("zenghui"), case, "approve_pre_approval")
    client_of("zenghui").post(f"/tasks/{opinion}/complete", json=AGREED)
    return case, opinion, add(clerk, case)
