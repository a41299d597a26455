"""Peers in small: servers that follow the published contract of an engine, and keep what came."""

from threading import Thread

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """Keeps connections open, as the engines do, and prints nothing."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *_):
        """Print nothing."""


@pytest.fixture
def served():
    """Return a function that serves an application and returns its address."""
    running = []

    def serve(app):
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
        running.append((server, Thread(target=server.serve_forever, args=[0.01])))
        running[-1][1].start()
        return f"http://127.0.0.1:{server.port}"

    yield serve
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()
