"""What the conventions of a project are, each with its reason. Nothing is decided here that a file does not say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from scaffold.project.alembic import find_alembic, find_models_package
from scaffold.project.application import find_application, package_folder
from scaffold.project.conventions import Conventions, Name
from scaffold.project.findings import Findings, Found
from scaffold.project.layers import find_layers
from scaffold.project.look import Look
from scaffold.project.registry import find_registry
from scaffold.project.schemas import find_schema_style
from scaffold.project.session import find_session
from scaffold.project.shapes import find_shapes
from scaffold.project.sources import Sources
from scaffold.project.styles import find_model_style
from scaffold.project.support import find_support
from scaffold.project.tables import read_tables
from scaffold.project.testing import find_testing
from scaffold.project.versions import find_versions


def find_conventions(
    files: Mapping[str, str] | Sources,
    root: str | None = None,
    settings: Mapping[str, object] | None = None,
) -> Findings:
    """Read the project and conclude. ``root`` is its place on disk, for environments; ``settings`` its pyproject."""
    sources = files if isinstance(files, Sources) else Sources(files)
    look = Look(sources, tuple(read_tables(sources)), root, settings or {})
    rows = [*_rows(look)]
    return Findings(conventions=concluded(Conventions(), rows), rows=tuple(rows))


def _rows(look: Look) -> Iterable[Found]:
    rows = [
        Found(
            key="source_root",
            value=look.sources.source_root,
            reason="the project's own imports start here",
            sure=bool(look.sources.paths),
        )
    ]
    rows += find_versions(look)
    rows += find_application(look)
    here = concluded(Conventions(), rows)
    folder = package_folder(look, here.package)
    rows += find_layers(look, folder)
    rows += find_schema_style(look)
    rows += find_model_style(look)
    rows += _session(look, folder, here.package)
    here = concluded(Conventions(), rows)
    rows += find_registry(look, here.main, here.layers.get("router", ""))
    rows += find_alembic(look)
    here = concluded(Conventions(), rows)
    rows += find_models_package(look, here.layers.get("model", ""), here.migrations)
    rows += find_support(look, folder, concluded(Conventions(), rows))
    rows += find_testing(look)
    rows += find_shapes(look, here.layers)
    return rows


def _session(look: Look, folder: str, package: str) -> list[Found]:
    found = [*find_session(look)]
    if found:
        return found
    # the session module is ours to write: its names are the usual ones, in the project's package
    module = f"{package}.db.session".lstrip(".")
    return [
        Found(key=key, value=Name(module, name), reason="the project has no session yet", sure=False)
        for key, name in (("session_provider", "get_session"), ("session_dependency", "SessionDep"))
    ]


def concluded(start: Conventions, rows: Iterable[Found]) -> Conventions:
    """``start`` with the value of every row; ``layers.x`` without a value takes the layer out."""
    plain: dict[str, object] = {}
    nested: dict[str, dict[str, str]] = {"layers": dict(start.layers), "support": dict(start.support)}
    known = {item.name for item in fields(Conventions)}
    for row in rows:
        head, _, entry = row.key.partition(".")
        if head in nested and entry:
            if row.value is None:
                nested[head].pop(entry, None)
            else:
                nested[head][entry] = str(row.value)
        elif head in known:
            plain[head] = row.value
    return replace(start, **plain, **nested)  # type: ignore[arg-type]
