"""Fixtures for jobs that reach other machines: one that answers as the test tells it."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

import orjson
import pytest

from app.jobs.endpoints import Endpoint
from app.jobs.webhook import Webhook
from app.usecases.jobs.types import Given

SECRET = "a secret of both sides"


class Other(ThreadingHTTPServer):
    """Another system; it remembers what it was sent."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.status, self.body, self.headers, self.asked = 200, b'{"taken": true}', {}, []

    def speak_tls(self, certificate):
        """Show a certificate, with its key in the same file."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, *_):
        """Say nothing of who hung up."""

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/hook"


class Answering(BaseHTTPRequestHandler):
    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), sent))
        if callable(self.server.body):
            self.server.body(self)
            return
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def other():
    """Another system that listens on this machine."""
    with Other() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def send(other):
    """Does a webhook job: ``send({"a": 1})``, by default to the other system."""

    def do(inputs=None, endpoint="tax"):
        loopback = (ip_network("127.0.0.0/8"),)
        webhook = Webhook({"tax": Endpoint("tax", other.url, SECRET, loopback)})
        given = Given("job-1", "2026-000017", "tell", {"endpoint": endpoint}, inputs or {})
        return webhook.do(given)

    return do


@pytest.fixture
def sent(other):
    """The body the other system was sent last."""
    return lambda: orjson.loads(other.asked[-1][2])
