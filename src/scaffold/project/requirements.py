"""Which version of a library the project has: installed, locked or asked for."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scaffold.project.look import Look

_REQUIREMENT = re.compile(r"^\s*([A-Za-z][\w.-]*)\s*(?:\[[^\]]*\])?\s*(.*?)\s*(?:;.*|#.*)?$")


class Evidence(NamedTuple):
    """A text that begins with a version, the file that says so, and whether it is exactly that version.

    ``endless`` is a range that lets in every newer one.
    """

    text: str
    path: str
    exact: bool
    endless: bool = False


def table(settings: Mapping[str, object], *keys: str) -> Mapping[str, object]:
    """A nested table of ``pyproject.toml``; empty where there is none."""
    here: object = settings
    for key in keys:
        here = here.get(key) if isinstance(here, Mapping) else None
    return here if isinstance(here, Mapping) else {}


def evidence(look: Look, name: str) -> Iterator[Evidence]:
    """Everything that tells a version of a library, the best first."""
    root = look.root
    if root is not None:
        yield from _installed(_environments(root), name)
    yield from _locked(look, name)
    yield from _asked(look, name)
    if root is not None:
        # nothing says which: the interpreter that runs us would run the project
        yield from _installed([sys.prefix], name)


def _environments(root: str) -> list[str]:
    """Where the project's own libraries may be installed."""
    ours = [os.path.join(folder, name) for folder in (root, *folders_up(root)) for name in (".venv", "venv")]
    return [*ours, os.environ.get("VIRTUAL_ENV", ""), os.environ.get("CONDA_PREFIX", "")]


def running_python(root: str) -> tuple[tuple[int, int], str] | None:
    """The Python of the project's environment, and the file that says so."""
    for folder in _environments(root):
        path = os.path.join(folder, "pyvenv.cfg")
        if folder and os.path.isfile(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                found = re.search(r"^version(?:_info)?\s*=\s*3\.(\d+)", file.read(), re.MULTILINE)
            if found:
                return (3, int(found[1])), path
    return None


def is_installed(root: str, name: str) -> bool:
    """Does an environment of the project hold a library?"""
    return any(True for _ in _installed(_environments(root), name))


def _locked(look: Look, name: str) -> Iterator[Evidence]:
    packages = re.compile(rf'^name = "{name}"\s*\nversion = "([^"]+)"', re.MULTILINE)
    pipenv = re.compile(rf'"{name}": \{{[^{{}}]*"version": "==([^"]+)"')
    for path in ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock"):
        text = look.sources.text(path)
        text, where = (text, path) if text else _above(look, path)
        if found := (pipenv if path == "Pipfile.lock" else packages).search(text.replace("\r", "")):
            yield Evidence(found[1], where, True)
    for path, specifier in _requirements(look, name):
        if specifier.startswith("=="):
            yield Evidence(specifier[2:], path, True)


def _above(look: Look, name: str) -> tuple[str, str]:
    """A file that a workspace keeps at its top: its text, and its path as seen from the project."""
    for folder in folders_up(look.root or ""):
        if os.path.isfile(path := os.path.join(folder, name)):
            with open(path, encoding="utf-8", errors="replace") as file:
                return file.read(), os.path.relpath(path, look.root)
    return "", ""


def folders_up(folder: str) -> Iterator[str]:
    """The folders above, inside of the same repository (in a worktree ``.git`` is a file)."""
    while folder and not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent
        yield folder


def _asked(look: Look, name: str) -> Iterator[Evidence]:
    for path, specifier in _requirements(look, name):
        if lowest := re.search(r"(?:>=|~=|\^|>)\s*([\d.]+)", specifier):
            # not `>=0.0.8,<0.0.9`, nor `^1.10` and `~=1.10`
            yield Evidence(lowest[1], path, False, endless="<" not in specifier and not re.match("[~^=]", specifier))


def _requirements(look: Look, name: str) -> Iterator[tuple[str, str]]:
    """The version ranges that the project writes for a library."""
    lines = [("pyproject.toml", str(line)) for line in _listed(look.settings)]
    for path in look.sources.files:
        if re.fullmatch(r"(?:requirements[/\w.-]*)\.(?:txt|in)", path):
            lines += [(path, line) for line in look.sources.text(path).splitlines()]
    for path, line in lines:
        found = _REQUIREMENT.match(line)
        if found and found[1].lower().replace("_", "-") == name:
            yield path, found[2]
    for line in look.sources.text("Pipfile").splitlines():
        # sqlmodel = "~=0.0.22"
        if found := re.match(rf'{name}\s*=\s*["\'](.*)["\']', line):
            yield "Pipfile", found[1]
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
    return bool(re.search(rf'^"?{name}"?\s*=', look.sources.text("Pipfile"), re.MULTILINE))


def _installed(environments: Iterable[str], name: str) -> Iterator[Evidence]:
    """The version in the first environment that the project could run in."""
    spelled = name.replace("-", "[-_]")
    for environment in environments:
        packages = _site_packages(environment) if environment else ""
        if not packages or not os.path.isdir(os.path.join(packages, "sqlmodel")):
            continue
        for entry in os.listdir(packages):
            if found := re.fullmatch(rf"{spelled}-([\d.]+).*\.dist-info", entry):
                yield Evidence(f"{found[1]} in {environment}", "", True)


def _site_packages(environment: str) -> str:
    library = os.path.join(environment, "lib")
    for entry in sorted(os.listdir(library)) if os.path.isdir(library) else []:
        packages = os.path.join(library, entry, "site-packages")
        if entry.startswith("python") and os.path.isdir(packages):
            return packages
    windows = os.path.join(environment, "Lib", "site-packages")
    return windows if os.path.isdir(windows) else ""
