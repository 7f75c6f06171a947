"""The line to the parent process: one JSON object a line, over what used to be standard input and
output.

Both are taken away from the project at once, so that a ``print`` at import time cannot corrupt an
answer.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any


class Channel:
    """Speaks first: ``request`` reads what to do, ``want`` and ``wait`` ask for a server,
    ``finish`` says what came out.
    """

    def __init__(self) -> None:
        self._reader = os.fdopen(os.dup(0), "r", encoding="utf-8")
        self._writer = os.fdopen(os.dup(1), "w", encoding="utf-8")
        empty = os.open(os.devnull, os.O_RDONLY)
        os.dup2(empty, 0)
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        self._wanted = False
        self._server: dict[str, Any] | None = None

    def request(self) -> dict[str, Any]:
        """What the parent wants done; where it wants nothing after all, the process ends here."""
        line = self._reader.readline()
        if not line:
            os._exit(0)
        return dict(json.loads(line))

    def want_server(self) -> None:
        """Tell the parent that a PostgreSQL server will be needed; it starts while the project is
        still importing.
        """
        if not self._wanted:
            self._wanted = True
            self._send({"want": "postgresql"})

    def server(self) -> dict[str, Any]:
        """The server's ``url``, or the ``error`` that kept the parent from having one."""
        self.want_server()
        if self._server is None:
            self._server = dict(json.loads(self._reader.readline()))
        return self._server

    def models_before(self) -> Any:
        """The catalog of the models without the planned changes, or ``None`` if it cannot be
        had.
        """
        if self._wanted:
            self.server()  # its answer was asked for first
        self._send({"want": "models"})
        return json.loads(self._reader.readline()).get("catalog")

    def finish(self, report: dict[str, Any]) -> None:
        """Hand over the result. Nothing follows."""
        self._send({"done": report})

    def _send(self, message: dict[str, Any]) -> None:
        self._writer.write(json.dumps(message) + "\n")
        self._writer.flush()
