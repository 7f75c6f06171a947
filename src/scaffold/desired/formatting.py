"""Fragments as the project's own formatter would write them, so that what is merged is already in its style.

All texts of a run go through one folder and two calls of ruff. The settings are the project's own where it has
some for ruff; a setting that our ruff does not know makes us fall back to the line length alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from scaffold.errors import StepError
from scaffold.project.project import Project


def formatted(texts: Sequence[str], project: Project) -> tuple[str, ...]:
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
            *_settings(project),
        )
        _ruff(folder, "format", "--quiet", *_settings(project))
        return tuple(path.read_text(encoding="utf-8") for path in paths)


def _settings(project: Project) -> tuple[str, ...]:
    conventions = project.conventions
    own = ", ".join(f'"{name}"' for name in sorted(_own_modules(project)))
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


def _own_modules(project: Project) -> set[str]:
    """What imports find in the project itself: the modules and packages in its source root."""
    conventions = project.conventions
    root = f"{conventions.source_root.strip('/')}/".lstrip("/")
    places = (*conventions.layers.values(), *conventions.support.values(), conventions.main, *project.files)
    inside = (path.removeprefix(root) for path in places if path.startswith(root) and path.endswith(".py"))
    names = {path.partition("/")[0].removesuffix(".py") for path in inside}
    return {name for name in (*names, "tests") if name.isidentifier()}


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
