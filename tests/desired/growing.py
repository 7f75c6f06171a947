"""A project that grows by words, in memory: what ``scaffold entity`` does, without a migration."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from scaffold.dataclass import dataclass, field, replace
from scaffold.desired import desired_together
from scaffold.lock import Lock
from scaffold.plan import make_plan
from scaffold.project import Conventions, Project, Sources, read_models
from scaffold.project.enums import read_enums
from scaffold.spec import Entity, Field, Known, Options, Reference, Vocabulary, parse_entity

PYPROJECT = """\
[project]
name = "app"
requires-python = ">=3.11"
dependencies = ["fastapi", "sqlmodel"]

[tool.ruff]
target-version = "py311"
line-length = 88

[tool.ruff.lint]
select = [
  "E", "F", "W", "I", "UP", "B", "FAST", "ASYNC", "SIM", "RUF", "PT", "TC", "FA", "PL", "N", "ARG",
]
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


@dataclass(frozen=True, slots=True)
class Grown:
    """The files of a project and what its lock remembers."""

    files: Mapping[str, str] = field(default_factory=lambda: {"pyproject.toml": PYPROJECT})
    conventions: Conventions = field(default_factory=Conventions)
    lock: Lock = field(default_factory=Lock)
    asked: Mapping[str, Entity] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        """The project, in a layout that is given and not found."""
        sources = Sources(self.files)
        return Project(
            files=self.files,
            conventions=self.conventions,
            models=read_models(sources),
            enums=read_enums(sources),
        )

    def entity(self, *lines: str) -> Grown:
        """After each ``Post title:str author:User --pk=uuid``, in order. Conflicts are errors."""
        now = self
        for line in lines:
            now = now.with_entities(said(line, now))
        return now

    def with_entities(self, *entities: Entity) -> Grown:
        """After the fragments of the entities, planned together."""
        plan = make_plan(self.files, self.lock, desired_together(entities, self.project))
        assert not plan.conflicts, plan.conflicts
        texts = {change.path: change.after for change in plan.changes if change.after is not None}
        now = replace(self, files={**self.files, **texts}, lock=plan.lock)
        return replace(now, asked={**now.asked, **{each.name: each for each in entities}})

    def again(self, name: str) -> Grown:
        """After a second run for an entity whose class stands in its file."""
        return self.with_entities(self.standing(name))

    def standing(self, name: str) -> Entity:
        """The entity as its class says, with what only the lock knows: who may see which field."""
        told = {each.name: each for each in self.asked[name].fields}
        entity = self.project.models[name].entity
        fields = tuple(_seen_by(each, was) if (was := told.get(each.name)) else each for each in entity.fields)
        return replace(entity, fields=fields)

    def write(self, folder: Path) -> Path:
        """The files on disk."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder


def _seen_by(now: Field | Reference, was: Field | Reference) -> Field | Reference:
    now = replace(now, private=was.private, readonly=was.readonly, immutable=was.immutable)
    # a JSON column does not tell the type of its items
    return replace(now, type=was.type) if isinstance(was, Field) and was.many and isinstance(now, Field) else now


def said(line: str, grown: Grown) -> Entity:
    """The entity that the words mean in this project, with what its class says already."""
    project = grown.project
    (name, *words), options = _split(line)
    known = {
        model.entity.name: Known(pk=model.pk, table=model.table, attributes=model.attributes)
        for model in project.models.values()
    }
    standing = project.models.get(name)
    vocabulary = Vocabulary(entities=known, enums=project.enums, fields=standing.attributes if standing else ())
    asked = parse_entity(name, words, options=options, vocabulary=vocabulary)
    if standing is None:
        return asked
    known_already = grown.standing(name)
    return replace(known_already, fields=(*known_already.fields, *asked.fields))


def _split(line: str) -> tuple[list[str], Options]:
    """The words, and the options behind ``--``."""
    words = line.split()
    given = [word[2:].partition("=") for word in words if word.startswith("--")]
    values: dict[str, object] = {
        key: value.split(",") if key in ("unique", "index") else value or True for key, _, value in given
    }
    return [word for word in words if not word.startswith("--")], Options(**values)  # type: ignore[arg-type]


def run(folder: Path, *arguments: str, **environment: str) -> str:
    """What a tool of our environment prints in the project; its failure is the test's."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(arguments)}\n{done.stdout[-6000:]}{done.stderr[-3000:]}"
    return done.stdout
