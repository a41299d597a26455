"""One answer that says "no": an RFC 9457 problem for programs, a plain page for people."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, render_template, request

from app.i18n import told
from engine.errors import Fault


def problem(status: int, code: str, detail: str, faults: Iterable[Fault] = ()) -> dict[str, Any]:
    """Return an RFC 9457 problem; ``errors`` lists every fault with the place it is at."""
    body: dict[str, Any] = {
        "type": f"urn:lianshen:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "instance": request.path,
    }
    errors = [_error(fault) for fault in faults]
    return body | {"errors": errors} if errors else body


def _error(fault: Fault) -> dict[str, Any]:
    return {
        "field": fault.place,
        "pointer": "#/" + fault.place.replace(".", "/"),
        "code": fault.code,
        "detail": told(fault),
    }


def answer_with(status: int, code: str, detail: str, faults: Iterable[Fault] = ()) -> Response:
    """Return a problem as JSON for programs, as a page for people."""
    body = problem(status, code, detail, faults)
    if for_program():
        answer = make_response(body, status)
        answer.content_type = "application/problem+json"
    else:
        answer = make_response(render_template("refusal.html", problem=body), status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def for_program() -> bool:
    """Whether a program asks, by the address it asks at."""
    return request.path.startswith("/api/") or request.path in {"/healthz", "/readyz", "/metrics"}


def flat(messages: Any, place: str = "") -> Iterable[Fault]:
    """Return what marshmallow found wrong, each with the place it is at."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            inside = place if name == "_schema" else f"{place}.{name}".lstrip(".")
            yield from flat(inner, inside)
    else:
        for message in messages if isinstance(messages, list) else [messages]:
            yield Fault(place, "request.invalid", str(message))
