"""A project that grows by words, in memory: what ``scaffold entity`` does, without a lock and a migration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from scaffold.desired import desired
from scaffold.desired.layout import layout_of
from scaffold.fragment import Fragment
from scaffold.merge import merge
from scaffold.project import Conventions, Model, Project, Sources, read_models
from scaffold.project.enums import read_enums
from scaffold.spec import Entity, Known, Options, Vocabulary, parse_entity

PYPROJECT = """\
[project]
name = "app"
requires-python = ">=3.11"
dependencies = ["fastapi", "sqlmodel"]

[tool.ruff]
target-version = "py311"
line-length = 88

[tool.ruff.lint]
select = ["E", "F", "W", "I", "UP", "B", "FAST", "ASYNC", "SIM", "RUF", "PT", "TC", "FA", "PL", "N", "ARG"]
ignore = ["PLR0913"]

[tool.ruff.lint.flake8-type-checking]
runtime-evaluated-base-classes = ["sqlmodel.SQLModel", "pydantic.BaseModel"]

[tool.ruff.lint.per-file-ignores]
"tests/*" = ["PLR2004"]

[tool.mypy]
strict = true

[tool.pytest.ini_options]
asyncio_mode = "auto"
asyncio_default_fixture_loop_scope = "function"
filterwarnings = ["error"]
"""
FRESH = {"pyproject.toml": PYPROJECT}


def opened(files: Mapping[str, str], conventions: Conventions = Conventions()) -> Project:
    """The project that these files are, in a layout that is given and not found."""
    sources = Sources(files)
    return Project(
        files=files, conventions=conventions, models=read_models(sources), enums=read_enums(sources)
    )


def grown(
    files: Mapping[str, str], *lines: str, conventions: Conventions = Conventions()
) -> dict[str, str]:
    """``files`` after each ``Post title:str author:User --pk=uuid``, in order; conflicts are errors."""
    for line in lines:
        project = opened(files, conventions)
        files = after(project, said(line, project))
    return dict(files)


def said(line: str, project: Project) -> Entity:
    """The entity that the words mean in this project, with what its class says already."""
    (name, *words), options = _split(line)
    known = {
        model.entity.name: Known(pk=model.pk, table=model.table, attributes=model.attributes)
        for model in project.models.values()
    }
    standing = project.models.get(name)
    vocabulary = Vocabulary(
        entities=known, enums=project.enums, fields=standing.attributes if standing else ()
    )
    asked = parse_entity(name, words, options=options, vocabulary=vocabulary)
    if standing is None:
        return asked
    return replace(asked, fields=(*standing.entity.fields, *asked.fields))


def _split(line: str) -> tuple[list[str], Options]:
    """The words, and the options behind ``--``."""
    words = line.split()
    given = [word[2:].partition("=") for word in words if word.startswith("--")]
    values: dict[str, object] = {
        key: value.split(",") if key in ("unique", "index") else value or True
        for key, _, value in given
    }
    return [word for word in words if not word.startswith("--")], Options(**values)  # type: ignore[arg-type]


def after(project: Project, *entities: Entity) -> dict[str, str]:
    """The project's files with every fragment of the entities merged in."""
    project = planning(project, *entities)
    now = dict(project.files)
    for entity in entities:
        for fragment in desired(entity, replace(project, files=now)):
            now[fragment.path] = merged(now.get(fragment.path), fragment)
    return now


def merged(text: str | None, fragment: Fragment) -> str:
    """One fragment made true."""
    result = merge(text, fragment)
    assert not result.conflicts, result.conflicts
    assert result.text is not None
    return result.text


def planning(project: Project, *entities: Entity) -> Project:
    """The project with the models that the entities will be."""
    planned = {}
    for entity in entities:
        layout = layout_of(entity, project)
        planned[entity.name] = Model(
            entity=entity,
            path=layout.paths["model"],
            module=layout.modules["model"],
            line=1,
            table=layout.table,
            pk=layout.pk_type,
            attributes=tuple(field.name for field in entity.fields),
        )
    return replace(project, models={**project.models, **planned})


def written(files: Mapping[str, str], folder: Path) -> Path:
    """The files on disk."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
