"""A tiny HTTP client on a raw socket, so quick that it is the server that is measured."""

import json
import socket
from typing import Any

PATIENCE_SECONDS = 60


class Failed(Exception):
    """The server did not do what it was asked."""


class Client:
    """Keeps one connection open. Nothing is sent twice: what may have happened is not repeated."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def call(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        """Return what was answered.

        :raises Failed: anything but a success was.
        """
        sent = b"" if body is None else json.dumps(body).encode()
        proof = f"Authorization: Bearer {token}\r\n" if token else ""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"{proof}Content-Length: {len(sent)}\r\n\r\n"
        )
        connection = self._socket or self._connect()
        connection.sendall(head.encode() + sent)
        status, answer = self._read(connection)
        if not 200 <= status < 300:
            raise Failed(f"{method} {path}: {status} {answer[:1000].decode(errors='replace')}")
        return json.loads(answer)

    def _connect(self) -> socket.socket:
        self._socket = socket.create_connection(("127.0.0.1", self._port), PATIENCE_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _read(self, connection: socket.socket) -> tuple[int, bytes]:
        read = b""
        while b"\r\n\r\n" not in read:
            read += _more(connection)
        head, body = read.split(b"\r\n\r\n", 1)
        lines = head.lower().split(b"\r\n")
        fields = dict(line.split(b": ", 1) for line in lines[1:])
        length = int(fields[b"content-length"])
        while len(body) < length:
            body += _more(connection)
        if fields.get(b"connection") == b"close":
            connection.close()
            self._socket = None
        return int(lines[0].split()[1]), body


def _more(connection: socket.socket) -> bytes:
    if not (part := connection.recv(65536)):
        raise Failed("the server closed the connection")
    return part
