"""An SMS goes to the gateway the administrator has named, signed, under a key that stays."""

from ipaddress import ip_network

import pytest

from app.config import Unsafe
from app.jobs.endpoints import Endpoint
from app.jobs.sms import SmsGateway, SmsLog, carrier
from app.usecases.jobs.failing import Barred, Down, Failed, Hopeless
from app.usecases.letters.carrying import Told
from tests.jobs.conftest import SECRET

TOLD = Told("1:notice.ended:end:sms:applicant", "", "案件 2026-000017 已办结。")


@pytest.fixture
def gateway(other):
    """The way to a gateway on this machine."""
    loopback = (ip_network("127.0.0.0/8"),)
    return SmsGateway(Endpoint("sms", other.url, SECRET, loopback))


def test_number_and_text_are_posted_under_the_key(gateway, other, sent):
    gateway.carry("13805710001", TOLD)

    assert sent() == {"id": TOLD.key, "to": "13805710001", "text": TOLD.text}
    assert other.asked[0][1]["Idempotency-Key"] == TOLD.key
    assert other.asked[0][1]["X-Lianshen-Signature"].startswith("t=")


@pytest.mark.parametrize(
    ("status", "kind"), [(400, Hopeless), (401, Barred), (429, Down), (503, Down)]
)
def test_what_is_refused_for_good_or_for_everybody_is_told_apart(gateway, other, status, kind):
    other.status = status
    with pytest.raises(Failed) as failed:
        gateway.carry("13805710001", TOLD)

    assert type(failed.value) is kind


def test_the_log_says_neither_to_whom_nor_what(capsys):
    SmsLog().carry("13805710001", TOLD)

    told = capsys.readouterr()
    assert "13805710001" not in told.err + told.out
    assert "已办结" not in told.err + told.out


def test_a_gateway_must_be_an_endpoint():
    with pytest.raises(Unsafe):
        carrier("sms", {})
