"""What the tests of migrations share."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from honeypot import Honeypot


@pytest.fixture
def honeypot() -> Iterator[Honeypot]:
    server = socket.create_server(("127.0.0.1", 0))
    pot = Honeypot(port=server.getsockname()[1])

    def serve() -> None:
        while True:
            try:
                connection, address = server.accept()
            except OSError:
                return
            pot.visits.append(address)
            connection.close()

    threading.Thread(target=serve, daemon=True).start()
    yield pot
    server.close()
