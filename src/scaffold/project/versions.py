"""Python, the libraries whose version changes what is written, and the formatter.

An exact version (a lock file, an environment) wins over a range; of a range the lowest version counts, because
what works there works above.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping

from scaffold.project.findings import Found
from scaffold.project.look import Look

_LIBRARIES = {"pydantic": 2, "sqlmodel": 3}
_REQUIREMENT = re.compile(r"^\s*([A-Za-z][\w.-]*)\s*(?:\[[^\]]*\])?\s*(.*?)\s*(?:;.*|#.*)?$")


def find_versions(look: Look) -> Iterator[Found]:
    """``python``, ``pydantic``, ``sqlmodel``, ``formatter`` and ``line_length``."""
    yield from _python(look)
    for library, digits in _LIBRARIES.items():
        yield from _library(look, library, digits)
    yield from _formatter(look)


def table(settings: Mapping[str, object], *keys: str) -> Mapping[str, object]:
    """A nested table of ``pyproject.toml``; empty where there is none."""
    here: object = settings
    for key in keys:
        here = here.get(key) if isinstance(here, Mapping) else None
    return here if isinstance(here, Mapping) else {}


def _python(look: Look) -> Iterator[Found]:
    files = look.sources.files
    project = table(look.settings, "project").get("requires-python")
    poetry = table(look.settings, "tool", "poetry", "dependencies").get("python")
    pip = re.search(r'^python_(?:full_)?version\s*=\s*"([\d.]+)', files.get("Pipfile", ""), re.MULTILINE)
    pinned = files.get(".python-version", "")
    docker = re.search(r"^FROM .*python:?3\.\d+", files.get("Dockerfile", ""), re.MULTILINE)
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
    yield Found(
        key="python",
        value=sys.version_info[:2],
        reason="nothing says which Python; this one runs",
        sure=False,
    )


def _library(look: Look, name: str, digits: int) -> Iterator[Found]:
    for text, path, exact in (*_locked(look, name), *_installed(look, name), *_asked(look, name)):
        found = re.search(r"\d+(?:\.\d+)*", text)
        if found:
            parts = [int(part) for part in found[0].split(".")][:digits]
            yield Found(
                key=name,
                value=tuple(parts + [0] * (digits - len(parts))),
                reason=f"{name} {text.strip()}",
                path=path,
                sure=exact,
            )
            return


def _locked(look: Look, name: str) -> Iterator[tuple[str, str, bool]]:
    pattern = re.compile(rf'^name = "{name}"\s*\nversion = "([^"]+)"', re.MULTILINE)
    for path in ("uv.lock", "poetry.lock", "pdm.lock"):
        text = look.sources.files.get(path) or _above(look, path)
        if found := pattern.search(text.replace("\r", "")):
            yield found[1], path, True
    for path, specifier in _requirements(look, name):
        if specifier.startswith("=="):
            yield specifier[2:], path, True


def _above(look: Look, name: str) -> str:
    """The text of a file that a workspace keeps at its top, above the project, inside of the same repository."""
    folder = look.root or ""
    while folder and not os.path.isdir(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
        if os.path.isfile(path := os.path.join(folder, name)):
            with open(path, encoding="utf-8", errors="replace") as file:
                return file.read()
    return ""


def _asked(look: Look, name: str) -> Iterator[tuple[str, str, bool]]:
    for path, specifier in _requirements(look, name):
        if lowest := re.search(r"(?:>=|~=|\^|>)\s*([\d.]+)", specifier):
            yield lowest[1], path, False


def _requirements(look: Look, name: str) -> Iterator[tuple[str, str]]:
    """The version ranges that the project writes for a library."""
    lines = [("pyproject.toml", str(line)) for line in _listed(look.settings)]
    for path in look.sources.files:
        if re.fullmatch(r"(?:requirements[/\w.-]*)\.(?:txt|in)", path):
            lines += [(path, line) for line in look.sources.files[path].splitlines()]
    for path, line in lines:
        found = _REQUIREMENT.match(line)
        if found and found[1].lower().replace("_", "-") == name:
            yield path, found[2]
    poetry = table(look.settings, "tool", "poetry", "dependencies").get(name)
    if isinstance(poetry, Mapping):
        poetry = poetry.get("version")
    if isinstance(poetry, str):
        yield "pyproject.toml", poetry


def _listed(settings: Mapping[str, object]) -> list[object]:
    listed = table(settings, "project").get("dependencies")
    found = list(listed) if isinstance(listed, list) else []
    for group in (
        *table(settings, "project", "optional-dependencies").values(),
        *table(settings, "dependency-groups").values(),
    ):
        found += group if isinstance(group, list) else []
    return found


def requires(look: Look, name: str) -> bool:
    """Does the project ask for a library in any of the usual files?"""
    if any(True for _ in _requirements(look, name)):
        return True
    return bool(re.search(rf'^"?{name}"?\s*=', look.sources.files.get("Pipfile", ""), re.MULTILINE))


def _installed(look: Look, name: str) -> Iterator[tuple[str, str, bool]]:
    if look.root is None:
        return
    environments = [os.path.join(look.root, folder) for folder in (".venv", "venv")]
    environments += [os.environ.get("VIRTUAL_ENV", ""), sys.prefix]
    for environment in environments:
        packages = _site_packages(environment) if environment else ""
        if not packages or not os.path.isdir(os.path.join(packages, "fastapi")):
            continue
        for entry in os.listdir(packages):
            if found := re.fullmatch(rf"{name}-([\d.]+).*\.dist-info", entry):
                yield found[1], os.path.relpath(environment, look.root), True


def _site_packages(environment: str) -> str:
    library = os.path.join(environment, "lib")
    for entry in sorted(os.listdir(library)) if os.path.isdir(library) else []:
        packages = os.path.join(library, entry, "site-packages")
        if entry.startswith("python") and os.path.isdir(packages):
            return packages
    windows = os.path.join(environment, "Lib", "site-packages")
    return windows if os.path.isdir(windows) else ""


def _formatter(look: Look) -> Iterator[Found]:
    files = look.sources.files
    ruff, black = table(look.settings, "tool", "ruff"), table(look.settings, "tool", "black")
    length: object = ruff.get("line-length") or black.get("line-length")
    path = "pyproject.toml"
    for name in ("ruff.toml", ".ruff.toml"):
        found = re.search(r"^line-length\s*=\s*(\d+)", files.get(name, ""), re.MULTILINE)
        if found:
            length, path = int(found[1]), name
    if isinstance(length, int):
        yield Found(key="line_length", value=length, reason="line-length", path=path)
    if black or (not ruff and requires(look, "black")):
        yield Found(key="formatter", value="black", reason="the project is formatted with black", path=path)
    elif ruff or "ruff.toml" in files or requires(look, "ruff"):
        yield Found(key="formatter", value="ruff", reason="the project is formatted with ruff", path=path)
