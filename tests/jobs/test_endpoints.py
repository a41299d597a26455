"""Endpoints are named by the administrator alone, and an unsafe one keeps the office closed."""

import pytest

from app.config import Unsafe
from app.jobs.endpoints import read

GOOD = """
[tax]
url = "https://tax.example.gov.cn/hooks"
secret = "sixteen letters!"
allow = ["10.8.0.0/16"]
"""


@pytest.fixture
def told(tmp_path):
    """Reads endpoints from a text."""

    def read_text(text):
        file = tmp_path / "webhooks.toml"
        file.write_text(text)
        return read(file)

    return read_text


def test_endpoints_are_read_by_name(told):
    tax = told(GOOD)["tax"]

    assert (tax.url, tax.secret) == ("https://tax.example.gov.cn/hooks", "sixteen letters!")
    assert "sixteen" not in repr(tax)


def test_an_office_without_the_file_has_none(tmp_path):
    assert read(tmp_path / "webhooks.toml") == {}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("https://tax", "http://tax"),
        ("https://tax", "file://tax"),
        ("https://tax", "gopher://tax"),
        ("https://tax", "https://user:word@tax"),
        ("https://tax.example.gov.cn", "https://"),
        ("sixteen letters!", "short"),
        ("10.8.0.0/16", "10.8.0.1/16"),
        ("secret =", "secrets ="),
        ("[tax]", "[tax"),
        ("[tax]", '[tax]\nca = "missing.pem"'),
        ("[tax]", '[tax]\nca = "webhooks.toml"'),
    ],
)
def test_an_endpoint_that_is_not_safe_keeps_the_office_closed(told, good, bad):
    with pytest.raises(Unsafe):
        told(GOOD.replace(good, bad))


def test_http_is_for_this_machine_only(told):
    local = GOOD.replace("https://tax.example.gov.cn", "http://127.0.0.1:9000")

    assert told(local.replace("10.8.0.0/16", "127.0.0.1/32"))["tax"].url.startswith("http:")
    with pytest.raises(Unsafe):
        told(local)
