"""Python, the libraries whose version changes what is written, and the formatter.

What is installed wins over what is locked, and that over a range; of a range the lowest version counts, because what
works there works above.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.requirements import evidence, requires, running_python, table

_LIBRARIES = {"pydantic": 2, "sqlmodel": 3}
_NEEDED = {"pydantic": (2, 0), "sqlmodel": (0, 0, 14)}  # by generated code
_ENOUGH = 5  # files of a kind that tell how strings are quoted
_STRING = re.compile(r"#[^\n]*|'''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"", re.DOTALL)


def find_versions(look: Look) -> Iterator[Found]:
    """``python``, ``pydantic``, ``sqlmodel``, ``formatter`` and ``line_length``."""
    yield from _python(look)
    for library, digits in _LIBRARIES.items():
        yield from _library(look, library, digits)
    yield from _formatter(look)
    yield from _quotes(look)


def _python(look: Look) -> Iterator[Found]:
    text = look.sources.text
    project = table(look.settings, "project").get("requires-python")
    poetry = table(look.settings, "tool", "poetry", "dependencies").get("python")
    pip = re.search(r'^python_(?:full_)?version\s*=\s*"([\d.]+)', text("Pipfile"), re.MULTILINE)
    pinned = text(".python-version")
    docker = re.search(r"^FROM .*python:?3\.\d+", text("Dockerfile"), re.MULTILINE)
    for source, path in (
        (project, "pyproject.toml"),
        (poetry, "pyproject.toml"),
        (pip and pip[1], "Pipfile"),
        (table(look.settings, "tool", "ruff").get("target-version"), "pyproject.toml"),
        (pinned, ".python-version"),
        (docker and docker[0], "Dockerfile"),
    ):
        found = re.search(r"(?:3\.(\d+)|py3(\d+))", str(source or ""))
        if found:
            minor = int(found[1] or found[2])
            yield Found(key="python", value=(3, minor), reason=str(source).strip(), path=path, line=1)
            return
    if look.root is not None and (runs := running_python(look.root)):
        yield Found(key="python", value=runs[0], reason="the project's environment", path=runs[1], sure=False)
        return
    yield Found(
        key="python",
        value=sys.version_info[:2],
        reason="nothing says which Python; this one runs",
        sure=False,
    )


def _library(look: Look, name: str, digits: int) -> Iterator[Found]:
    for said in evidence(look, name):
        found = re.search(r"\d+(?:\.\d+)*", said.text)
        if found:
            parts = [int(part) for part in found[0].split(".")][:digits]
            value, reason = tuple(parts + [0] * (digits - len(parts))), f"{name} {said.text.strip()}"
            if said.endless and value < _NEEDED[name]:
                value, reason = _NEEDED[name], f"{reason} and newer; generated code needs one that is"
            yield Found(key=name, value=value, reason=reason, path=said.path, sure=said.exact)
            return


def _formatter(look: Look) -> Iterator[Found]:
    """The formatter by its table, its own file, or the dependency; with no length it keeps its own 88."""
    files, text = look.sources.files, look.sources.text
    ruff, black = table(look.settings, "tool", "ruff"), table(look.settings, "tool", "black")
    own = next((name for name in ("ruff.toml", ".ruff.toml") if name in files), "")
    length = re.search(r"^line-length\s*=\s*(\d+)", text(own), re.MULTILINE)
    written = int(length[1]) if length else ruff.get("line-length") or black.get("line-length")
    if isinstance(written, int):
        path = own if length else "pyproject.toml"
        yield Found(key="line_length", value=written, reason="line-length", path=path)
    if black or (not ruff and not own and requires(look, "black")):
        reason, path = "the project is formatted with black", "pyproject.toml" if black else ""
        yield Found(key="formatter", value="black", reason=reason, path=path)
    elif ruff or own or requires(look, "ruff"):
        reason, path = "the project is formatted with ruff", own or ("pyproject.toml" if ruff else "")
        yield Found(key="formatter", value="ruff", reason=reason, path=path)


def _quotes(look: Look) -> Iterator[Found]:
    """How strings are quoted, by the models and routers; black leaves them alone only when it is told so."""
    black = table(look.settings, "tool", "black")
    if requires(look, "black") and not black.get("skip-string-normalization"):
        return
    single = double = 0
    seen = sorted(look.homes)[:_ENOUGH] + sorted(look.routers)[:_ENOUGH]
    for path in seen:
        found = [text[0] for text in _STRING.findall(look.sources.text(path)) if text[:3] not in ("'''", '"""')]
        single += found.count("'")
        double += found.count('"')
    if single > 2 * double:
        reason = f"{single} of {single + double} strings are written so"
        yield Found(key="quotes", value="single", reason=reason, path=seen[0], line=1)
