"""Open a project: find it, read it, conclude."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from scaffold.errors import ProjectError
from scaffold.facts import Facts, read
from scaffold.project.detection import concluded_from, look_at
from scaffold.project.enums import read_enums
from scaffold.project.kind import refuse_other_kinds
from scaffold.project.location import find_root
from scaffold.project.models import read_models
from scaffold.project.placing import placed
from scaffold.project.project import Project
from scaffold.project.requirements import table
from scaffold.project.settings import read_settings
from scaffold.project.sources import Sources
from scaffold.project.tables import unread_models
from scaffold.project.tree import Tree


def open_project(
    start: Path,
    *,
    source: Mapping[str, str] | None = None,
    planned: Mapping[str, str] | None = None,
    reader: Callable[[str], Facts] = read,
) -> Project:
    """The project that ``start`` is in; ``source`` stands for its files, and ``start`` is its root then.

    ``planned`` are its files as they will be, on the machine as it is.
    ``reader`` may be one that remembers (``facts.cache``).

    Raises ``ProjectError`` where there is none, where it is of another kind, and for a ``pyproject.toml`` that
    cannot be read or whose ``[tool.scaffold]`` makes no sense.
    """
    root = Path(start) if source is not None else Path(find_root(str(start)))
    files: Mapping[str, str] = source if source is not None else planned if planned is not None else Tree(root)
    text = files.get("pyproject.toml", "").removeprefix("\ufeff")
    settings = _parsed(text)
    look = look_at(Sources(files, reader), str(root) if source is None else None, settings)
    refuse_other_kinds(look)
    decided = read_settings(table(settings, "tool", "scaffold"), lambda key: _line(text, key))
    findings = concluded_from(look, decided)
    return Project(
        files=files,
        conventions=findings.conventions,
        models=placed(look, read_models(look.sources, look.tables), findings.conventions.layers),
        root=root,
        enums=read_enums(look.sources),
        findings=findings,
        sources=look.sources,
        unread=unread_models(look.sources),
    )


def _parsed(text: str) -> Mapping[str, object]:
    if not text:
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"cannot be read: {error}", where="pyproject.toml") from error


def _line(text: str, key: str) -> int:
    """Where a key of ``[tool.scaffold]`` stands, its own table included."""
    lines = text.splitlines()
    start = next((n for n, line in enumerate(lines) if line.strip().startswith("[tool.scaffold")), 0)
    for number, line in enumerate(lines[start:], start + 1):
        word = line.strip().removeprefix("[tool.scaffold.").lstrip("\"'")
        if word.startswith(key):
            return number
    return start + 1
