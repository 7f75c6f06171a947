"""The program as a person or a script runs it: in a process of its own, in a folder, with or without a terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema

from scaffold.console.json_object import schema

PROJECTS = Path(__file__).parent.parent / "projects"


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        """The one object on stdout, valid by the published schema."""
        found: dict[str, Any] = json.loads(self.out)
        jsonschema.validate(found, schema())
        assert found["exit_code"] == self.code
        return found


@dataclass(frozen=True)
class Shell:
    """A folder to type in."""

    folder: Path

    def scaffold(self, *words: str, **environ: str) -> Ran:
        """Run the command through pipes, as a script does."""
        done = subprocess.run(
            [sys.executable, "-m", "scaffold", *words],
            cwd=self.folder,
            env={**environment(), **environ},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def on_terminal(self, *words: str, answers: tuple[str, ...] = (), **environ: str) -> tuple[int, str]:
        """Run the command on a terminal; each answer is typed when a question waits."""
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            env = {**environment(), "TERM": "xterm-256color", "COLUMNS": "200", **environ}
            os.execve(sys.executable, [sys.executable, "-m", "scaffold", *words], env)
        shown, left, until = b"", list(answers), time.monotonic() + 60
        while time.monotonic() < until:
            ready, _, _ = select.select([terminal], [], [], 0.3)
            if ready:
                try:
                    shown += os.read(terminal, 65536)
                except OSError:
                    break
            elif left and shown.rstrip().endswith(b"]"):
                os.write(terminal, f"{left.pop(0)}\n".encode())
        _, status = os.waitpid(child, 0)
        os.close(terminal)
        return os.waitstatus_to_exitcode(status), shown.decode("utf-8", "replace").replace("\r\n", "\n")

    def files(self) -> dict[str, bytes]:
        """Every file, our own state included, but for what Python compiles."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts
        }


def environment() -> dict[str, str]:
    """Ours, without what changes colors or completion."""
    dropped = {"NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "_SCAFFOLD_COMPLETE"}
    return {name: value for name, value in os.environ.items() if name not in dropped}
