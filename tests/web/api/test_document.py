"""The OpenAPI document: valid, complete, and kept by the answers."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import validate
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.speaking import token_for

KEPT = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
EXAMPLES = 6

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def described(served, case):
    """The API as its document describes it."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served)


def test_the_document_is_valid_and_public(nobody):
    document = nobody.get("/openapi.json").json

    validate(document)
    assert document["openapi"].startswith("3.1")


def test_every_call_documents_its_problems(nobody):
    document = nobody.get("/openapi.json").json

    calls = [call for path in document["paths"].values() for call in path.values()]
    refs = {call["responses"]["default"]["$ref"] for call in calls if isinstance(call, dict)}
    assert refs == {"#/components/responses/DEFAULT_ERROR"}
    problem = document["components"]["responses"]["DEFAULT_ERROR"]["content"]
    assert list(problem) == ["application/problem+json"]


def test_every_promised_call_is_there(nobody):
    paths = nobody.get("/openapi.json").json["paths"]

    assert {path.removeprefix("/api/v1") for path in paths} >= PROMISED


PROMISED = {
    "/tokens",
    "/tokens/current",
    "/items",
    "/items/{code}",
    "/cases",
    "/cases/{number}",
    "/cases/{number}/materials",
    "/cases/{number}/materials/{material_id}/content",
    "/cases/{number}/history",
    "/cases/{number}/deadlines",
    "/cases/{number}/withdrawal",
    "/status/{number}",
    "/tasks",
    "/tasks/{task_id}",
    "/tasks/{task_id}/claim",
    "/tasks/{task_id}/release",
    "/tasks/{task_id}/complete",
    "/tasks/{task_id}/draft",
    "/tasks/{task_id}/free",
    "/cases/{number}/messages",
    "/messages",
    "/messages/{message_id}",
    "/signals",
    "/jobs",
    "/jobs/{job_id}/result",
    "/processes",
    "/processes/{key}/versions/{number}",
    "/processes/{key}/versions/{number}/files/{name}",
    "/processes/{key}/versions/{number}/moves",
    "/notices",
    "/notices/{notice_id}/read",
    "/incidents",
    "/incidents/{incident_id}/retry",
    "/incidents/{incident_id}/skip",
    "/calendar/due",
    "/cases/{number}/deadlines/{name}/why",
}


@pytest.mark.parametrize("username", ["zhouwenjing", "chengxiao", "duruoxi"])
@pytest.mark.parametrize("known", [False, True], ids=["any address", "known address"])
def test_answers_keep_what_the_document_says(served, described, case, username, known):
    places = {"number": case["number"], "task_id": case["tasks"][0]["id"]} if known else {}
    for operation in described.get_all_operations():
        headers = {"Authorization": f"Bearer {token_for(served, username)}"}
        _try(operation.ok(), headers, places)


def _try(operation, headers, places):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case):
        if not isinstance(case.path_parameters.get("number"), int):
            case.path_parameters |= {
                name: places[name] for name in case.path_parameters & places.keys()
            }
        case.call_and_validate(checks=KEPT, headers=headers)

    ask()
