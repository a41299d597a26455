"""A webhook says what it must, to whom it may, and no more than once under one key."""

import hmac
from hashlib import sha256

import pytest

from app.jobs import sending, webhook
from app.usecases.jobs.failing import Failed, Hopeless, Thrown
from tests.jobs.conftest import SECRET


def test_what_the_diagram_maps_is_sent_with_the_case_and_the_step(send, sent):
    assert send({"area": 80}) == {"status": 200, "body": {"taken": True}}

    told = {"job": "job-1", "case": "2026-000017", "step": "tell", "data": {"area": 80}}
    assert sent() == told


def test_the_key_of_a_repetition_is_the_job(send, other):
    send()
    send()

    assert {headers["Idempotency-Key"] for _, headers, _ in other.asked} == {"job-1"}


def test_the_receiver_can_check_sender_and_age(send, other):
    send()
    _, headers, body = other.asked[0]
    at, signed = headers["X-Lianshen-Signature"].split(",")

    message = at.removeprefix("t=").encode() + b"." + body
    assert signed == "v1=" + hmac.new(SECRET.encode(), message, sha256).hexdigest()


def test_an_answer_that_is_no_object_is_left_out(send, other):
    other.body = b"fine"

    assert send() == {"status": 200, "body": None}


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_trouble_that_may_pass_is_tried_again(send, other, status):
    other.status = status

    with pytest.raises(Failed) as failed:
        send()

    assert not isinstance(failed.value, Hopeless)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_not_asked_for_twice(send, other, status):
    other.status = status

    with pytest.raises(Hopeless):
        send()


def test_an_error_of_the_process_is_told_with_422(send, other):
    other.status, other.body = 422, b'{"error": "not_found"}'

    with pytest.raises(Thrown) as thrown:
        send()

    assert thrown.value.error == "not_found"


@pytest.mark.parametrize("body", [b"{}", b'{"error": 1}', b'{"error": ""}', b"[]"])
def test_a_422_without_a_code_is_a_refusal(send, other, body):
    other.status, other.body = 422, body

    with pytest.raises(Hopeless):
        send()


def test_a_redirect_is_not_followed(send, other):
    other.status, other.headers = 307, {"Location": other.url}

    with pytest.raises(Hopeless):
        send()
    assert len(other.asked) == 1


def test_an_answer_without_an_end_is_cut(send, other, monkeypatch):
    monkeypatch.setattr(webhook, "SECONDS", 0.5)
    other.body = drip

    with pytest.raises(Failed) as failed:
        send()

    assert failed.value.message == "“%(name)s” takes too long to answer."


def test_headers_without_an_end_are_cut(send, other, monkeypatch):
    monkeypatch.setattr(webhook, "SECONDS", 0.5)
    other.body = lambda request: drip(request, b"X-A: 1\r\n", b"HTTP/1.1 200 OK\r\n")

    with pytest.raises(Failed):
        send()


def test_too_large_an_answer_is_refused(send, other):
    other.body = b"x" * (sending.LARGEST_ANSWER + 1)

    with pytest.raises(Hopeless):
        send()


def test_too_much_is_not_sent(send, other):
    with pytest.raises(Hopeless):
        send({"text": "x" * webhook.LARGEST})

    assert other.asked == []


def test_an_endpoint_nobody_named_is_not_written_to(send, other):
    with pytest.raises(Hopeless):
        send(endpoint="http://127.0.0.1/")

    assert other.asked == []


def test_nobody_listening_is_trouble_that_may_pass(send, other):
    other.shutdown()
    other.server_close()

    with pytest.raises(Failed) as failed:
        send()

    assert failed.value.message == "“%(name)s” refuses the connection."
    assert failed.value.params == {"name": "tax"}


def drip(request, part=b"x", head=b"HTTP/1.1 200 OK\r\n\r\n"):
    """Send a little again and again, until the other side has enough."""
    request.wfile.write(head)
    try:
        while True:
            request.wfile.write(part)
            request.wfile.flush()
            request.connection.settimeout(0.05)
            try:
                if not request.connection.recv(1):
                    return
            except TimeoutError:
                continue
    except OSError:
        return


def test_what_comes_back_is_known_to_the_checks_by_name_and_kind():
    assert webhook.Webhook({}).takes.brings == {"status": "number", "body": "context"}
