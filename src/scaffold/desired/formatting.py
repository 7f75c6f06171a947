"""Fragments as the project's own formatter would write them, so that what is merged is already in its style.

All texts of a run go through one folder and two calls of ruff. The settings are the project's own where it has
some for ruff; a setting that our ruff does not know makes us fall back to the line length alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from scaffold.errors import StepError
from scaffold.project.conventions import Conventions


def formatted(texts: Sequence[str], conventions: Conventions) -> tuple[str, ...]:
    """The Python texts, formatted and with sorted imports. Raises ``StepError`` when ruff refuses one."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    if not texts:
        return ()
    with TemporaryDirectory(prefix="scaffold-") as folder:
        paths = [Path(folder, f"fragment_{number}.py") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8", newline="\n")
        _ruff(
            folder,
            "check",
            "--quiet",
            "--exit-zero",
            "--select",
            "I",
            "--fix",
            *_settings(conventions),
        )
        _ruff(folder, "format", "--quiet", *_settings(conventions))
        return tuple(path.read_text(encoding="utf-8") for path in paths)


def _settings(conventions: Conventions) -> tuple[str, ...]:
    own = ", ".join(f'"{name}"' for name in sorted({conventions.package, "tests"} - {""}))
    return (
        "--isolated",
        "--no-cache",
        "--target-version",
        f"py{conventions.python[0]}{conventions.python[1]}",
        "--config",
        f"line-length = {conventions.line_length}",
        "--config",
        f"lint.isort.known-first-party = [{own}]",
    )


def _ruff(folder: str, command: str, *arguments: str) -> None:
    import subprocess

    done = subprocess.run(
        [_binary(), command, *arguments, folder],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise StepError(
            "ruff could not format the generated code",
            where=done.stderr.strip().replace(folder, "")[:500],
            hint="scaffold templates diff",
        )


@cache
def _binary() -> str:
    """The ruff that was installed with us, not one that happens to be on the path."""
    import os
    import shutil
    import sys
    import sysconfig

    name = "ruff" + (sysconfig.get_config_var("EXE") or "")
    places = (
        sysconfig.get_path("scripts"),
        os.path.dirname(sys.executable),
        sysconfig.get_path("scripts", "posix_user"),
    )
    found = next((os.path.join(p, name) for p in places if os.path.isfile(os.path.join(p, name))), None)
    found = found or shutil.which("ruff")
    if found is None:
        raise StepError("ruff is not installed", hint="pip install ruff")
    return found
