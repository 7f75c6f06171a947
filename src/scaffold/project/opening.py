"""Open a project: find it, read it, conclude."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scaffold.errors import ProjectError
from scaffold.project.detection import find_conventions
from scaffold.project.enums import read_enums
from scaffold.project.location import find_root
from scaffold.project.models import read_models
from scaffold.project.project import Project
from scaffold.project.sources import Sources
from scaffold.project.tree import Tree


def open_project(start: Path, *, source: Mapping[str, str] | None = None) -> Project:
    """The project that ``start`` is in; ``source`` stands for its files, and ``start`` is its root then.

    Raises ``ProjectError`` where there is none, and for a ``pyproject.toml`` that cannot be read.
    """
    root = Path(start) if source is not None else Path(find_root(str(start)))
    files: Mapping[str, str] = source if source is not None else Tree(root)
    sources = Sources(files)
    findings = find_conventions(
        sources, str(root) if source is None else None, _settings(files)
    )
    return Project(
        files=files,
        conventions=findings.conventions,
        models=read_models(sources),
        root=root,
        enums=read_enums(sources),
        findings=findings,
    )


def _settings(files: Mapping[str, str]) -> Mapping[str, object]:
    if "pyproject.toml" not in files:
        return {}
    import tomllib

    try:
        return tomllib.loads(files["pyproject.toml"].removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"cannot be read: {error}", where="pyproject.toml") from error
