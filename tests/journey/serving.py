"""The application of a project, asked over HTTP.

It runs in a process of its own, on the database that the test chose, without a socket: requests go in as lines of JSON
and answers come out, so that a test reads as what a client does. What the server raised comes along with a 500.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

SERVER = """
import asyncio, base64, json, os, sys, warnings

warnings.simplefilter("error")
warnings.filterwarnings("ignore", category=ResourceWarning)
from httpx import ASGITransport, AsyncClient

answers, sys.stdout = sys.stdout, sys.stderr


async def serve():
    from app.main import app

    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        for line in sys.stdin:
            asked = json.loads(line)
            content = base64.b64decode(asked["content"])
            try:
                got = await client.request(asked["method"], asked["url"], content=content, headers=asked["headers"])
                answer = {"status": got.status_code, "text": got.text}
            except Exception as error:
                answer = {"status": 500, "text": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), file=answers, flush=True)


asyncio.run(serve())
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a body; for a 500 the body is what the server raised."""

    status: int
    text: str

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.text)


@dataclass
class Api:
    """A running application. Every exchange is kept, for what a failure wants to show."""

    stdin: IO[str]
    stdout: IO[str]
    log: list[tuple[str, str, str, Answer]] = field(default_factory=list)

    def __call__(self, method: str, url: str, body: Any = None, *, raw: bytes | None = None) -> Answer:
        """``api("POST", "/posts", {"title": "a"})``; ``raw`` is a body as it stands."""
        content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"} if content or raw is not None else {}
        asked = {"method": method, "url": url, "content": base64.b64encode(content).decode(), "headers": headers}
        self.stdin.write(json.dumps(asked) + "\n")
        self.stdin.flush()
        answer = Answer(**json.loads(self.stdout.readline()))
        self.log.append((method, url, content[:300].decode(errors="replace"), answer))
        return answer


@contextmanager
def served(project: Path, url: str) -> Iterator[Api]:
    """The application of ``project`` on the database at ``url``, which was migrated before."""
    env = {**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1", "DATABASE_URL": url}
    pipe = subprocess.PIPE
    with (
        (project.parent / "server.log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-c", SERVER], cwd=project, env=env, stdin=pipe, stdout=pipe, stderr=log, text=True
        ) as process,
    ):
        assert process.stdin
        assert process.stdout
        yield Api(process.stdin, process.stdout)
        process.stdin.close()
