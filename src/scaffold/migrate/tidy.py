"""A new revision in the project's style: its template's leftovers go, its formatter has the last
word.

Templates carry ``Union[...]``, an unused import, a space after ``Revises:``; a linter that checks
the folder of migrations would stop at each of them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

_RULES = "I,F401,UP,W"
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


def tidy(text: str, path: Path, python: tuple[int, ...]) -> str:
    """``text`` formatted as the configuration above ``path`` says; as it is where ruff will not have it.

    ``python`` is the version that will run it: before 3.10 there is no ``str | None``.
    """
    text = _TRAILING.sub("", text)
    ruff = _ruff()
    if ruff is None:
        return text
    width = _black_width(path)
    common = [
        "--quiet",
        "--stdin-filename",
        str(path),
        *(["--line-length", width] if width else []),
    ]
    text = _piped(
        [
            ruff,
            "check",
            "--fix-only",
            "--select",
            _RULES if python >= (3, 10) else _RULES.replace("UP,", ""),
            *common,
            "-",
        ],
        text,
    )
    return _piped([ruff, "format", *common, "-"], text)


def _piped(command: list[str], text: str) -> str:
    done = subprocess.run(command, check=False, input=text, capture_output=True, text=True, encoding="utf-8")
    return done.stdout if done.returncode == 0 and done.stdout else text


def _ruff() -> str | None:
    import shutil

    beside = Path(sys.executable).parent / ("ruff.exe" if os.name == "nt" else "ruff")
    return str(beside) if beside.exists() else shutil.which("ruff")


def _black_width(path: Path) -> str | None:
    """The line length of a project that formats with black."""
    import tomllib

    for folder in path.parents:
        if (folder / "pyproject.toml").exists():
            try:
                tools = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8")).get("tool", {})
            except tomllib.TOMLDecodeError:
                return None
            if "ruff" in tools or "black" not in tools:
                return None
            return str(tools["black"].get("line-length", 88))
    return None
