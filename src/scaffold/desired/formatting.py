"""Fragments as the project's own formatter would write them, so that what is merged is already in its style.

All texts of a run go through one folder and two calls of ruff, with what the project says about quotes, indents and
the order of imports. A setting that our ruff does not know is no reason to stop: then only the line length counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from scaffold.errors import StepError
from scaffold.project.project import Project

_CONFIGURATIONS = (".ruff.toml", "ruff.toml", "pyproject.toml")  # the first one counts, as for ruff itself
_NEWEST = (3, 13)  # what every ruff that we may be installed with knows


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
        try:
            _ruff(folder, _settings(project) + _own_style(project))
        except StepError:
            _ruff(folder, _settings(project))
        return tuple(path.read_text(encoding="utf-8") for path in paths)


def _settings(project: Project) -> tuple[str, ...]:
    conventions = project.conventions
    own = ", ".join(f'"{name}"' for name in sorted(own_modules(project)))
    return (
        "--isolated",
        "--no-cache",
        "--target-version",
        "py{}{}".format(*min(conventions.python, _NEWEST)),
        "--config",
        f"line-length = {conventions.line_length}",
        "--config",
        f"lint.isort.known-first-party = [{own}]",
    )


def own_modules(project: Project) -> set[str]:
    """What imports find in the project itself: what its source root has, or will have with the entities."""
    conventions = project.conventions
    root = f"{conventions.source_root.strip('/')}/".lstrip("/")
    places = (*conventions.layers.values(), *conventions.support.values(), conventions.main, *project.files)
    inside = (path.removeprefix(root) for path in places if path.startswith(root) and path.endswith(".py"))
    names = {path.partition("/")[0].removesuffix(".py") for path in inside}
    names |= {model.module.partition(".")[0] for model in project.models.values()}
    return {name for name in (*names, "tests", conventions.tests_root.partition(".")[0]) if name.isidentifier()}


def _own_style(project: Project) -> tuple[str, ...]:
    """The project's settings for ruff's formatter and for sorting imports, as far as they are plain values."""
    ruff = _configuration(project).get("ruff", {})
    tables = {"format": ruff.get("format", {}), "lint.isort": ruff.get("lint", {}).get("isort", {})}
    said = {"format.quote-style": project.conventions.quotes}
    said |= {f"{table}.{key}": value for table, values in tables.items() for key, value in values.items()}
    if "indent-width" in ruff:
        said["indent-width"] = ruff["indent-width"]
    plain = {
        key: value for key, value in said.items() if isinstance(value, bool | int | str) and key != "format.preview"
    }
    return tuple(word for key, value in plain.items() for word in ("--config", f"{key} = {_toml(value)}"))


def _configuration(project: Project) -> dict[str, Any]:
    import tomllib

    for name in _CONFIGURATIONS:
        if name in project.files:
            found = tomllib.loads(project.files[name].removeprefix("\ufeff"))
            return found.get("tool", {}) if name == "pyproject.toml" else {"ruff": found}
    return {}


def _toml(value: bool | int | str) -> str:
    return str(value).lower() if isinstance(value, bool | int) else f'"{value}"'


def _ruff(folder: str, settings: tuple[str, ...]) -> None:
    """Sort the imports, then format. Raises ``StepError`` with what ruff says."""
    import subprocess

    for command in (("check", "--quiet", "--exit-zero", "--select", "I", "--fix"), ("format", "--quiet")):
        done = subprocess.run(
            [_binary(), *command, *settings, folder], capture_output=True, text=True, encoding="utf-8", check=False
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
