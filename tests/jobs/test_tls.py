"""A signed webhook over real TLS reaches only whom the right authority vouches for, by name."""

import subprocess
from ipaddress import ip_network

import pytest

from app.jobs.endpoints import Endpoint
from app.jobs.webhook import Webhook
from app.usecases.jobs.failing import Failed, Hopeless
from app.usecases.jobs.types import Given
from tests.jobs.conftest import SECRET

SELF = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=test"
HERE, ELSEWHERE = "IP:127.0.0.1", "DNS:tax.example.gov.cn"


@pytest.fixture
def certificate(tmp_path):
    """Makes a certificate that vouches for itself: ``certificate("one", "IP:127.0.0.1")``."""

    def make(name, host):
        key, file = tmp_path / f"{name}.key", tmp_path / f"{name}.pem"
        said = ["-addext", f"subjectAltName={host}", "-keyout", key, "-out", file]
        subprocess.run(["openssl", *SELF.split(), *said], check=True, capture_output=True)
        file.write_text(file.read_text() + key.read_text())
        return file

    return make


@pytest.fixture
def write(other):
    """Writes to the other system as one that only an authority vouches for."""

    def do(ca):
        url, loopback = other.url.replace("http:", "https:"), (ip_network("127.0.0.0/8"),)
        webhook = Webhook({"tax": Endpoint("tax", url, SECRET, loopback, ca)})
        return webhook.do(Given("job-1", "2026-000017", "tell", {"endpoint": "tax"}, {}))

    return do


def refusal(write, ca):
    with pytest.raises(Failed) as failed:
        write(ca)
    assert not isinstance(failed.value, Hopeless)
    return failed.value.params["why"]


def test_whom_the_authority_vouches_for_is_written_to(other, write, certificate):
    mine = certificate("mine", HERE)
    other.speak_tls(mine)

    assert write(mine) == {"status": 200, "body": {"taken": True}}
    assert other.asked[0][1]["X-Lianshen-Signature"].startswith("t=")


def test_a_certificate_of_somebody_else_is_told_nothing(other, write, certificate):
    other.speak_tls(certificate("theirs", HERE))

    assert refusal(write, certificate("mine", HERE)) == "SSLCertVerificationError"
    assert other.asked == []


def test_a_certificate_for_another_name_is_told_nothing(other, write, certificate):
    mine = certificate("mine", ELSEWHERE)
    other.speak_tls(mine)

    assert refusal(write, mine) == "SSLCertVerificationError"
    assert other.asked == []


def test_the_authorities_of_the_system_do_not_know_a_certificate_of_one_s_own(
    other, write, certificate
):
    other.speak_tls(certificate("mine", HERE))

    assert refusal(write, None) == "SSLCertVerificationError"


def test_who_does_not_speak_tls_is_told_nothing(other, write, certificate):
    assert refusal(write, certificate("mine", HERE)) == "SSLError"
    assert other.asked == []
